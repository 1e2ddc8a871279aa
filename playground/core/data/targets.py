"""What is predicted: the numbers of a column, or classes, as its name says.

| name | classes |
|---|---|
| `calories` | none: its numbers |
| `species`, a category | each of its values |
| `CompressiveStrength >= 30` | below 30, and 30 or more |
| `shelf = 2`, `species = Adelie` | not so, and so |
| `shelf = each` | each of its numbers |

A column that is called like one of these is that column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from playground.core.data.columns import CategoryColumn, Column
from playground.core.fit.ranges import round_to_nice
from playground.core.formatting import format_number, quote, read_number
from playground.core.network.activations import Array

AT_LEAST, IS = " >= ", " = "
EACH = "each"
MAX_CLASSES = 10
"""As many as can be told apart by colour and mark."""
MIN_CLASS_ROWS = 2
"""Rows of a class at least: one to train on and one to test on."""
_LIMIT = 1e9


class Table(Protocol):
    """What is asked of a data set."""

    @property
    def categories(self) -> tuple[CategoryColumn, ...]: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    def column(self, name: str) -> Column: ...
    def category(self, name: str) -> CategoryColumn: ...
    def values(self, names: list[str]) -> Array: ...


@dataclass(frozen=True, eq=False)
class Target:
    """What is predicted.

    Attributes:
        column: under the name that people read; of classes, from 0 to the last one's number.
        values: `(rows,)`, in the column's unit, or the class of each row; NaN where unknown.
        classes: their names, in the order of their numbers; () where numbers are predicted.
    """

    column: Column
    values: Array
    classes: tuple[str, ...] = ()


def target_of(table: Table, name: str) -> Target:
    """Finds what a name means.

    Args:
        table: the data set.
        name: as in the module's table; from a link, anything.

    Raises:
        ValueError: if it means nothing, or what it means cannot be predicted, with the reason.
    """
    numeric = {column.name for column in table.columns}
    if name in numeric:
        return Target(table.column(name).labelled, table.values([name])[:, 0])
    if name in {column.name for column in table.categories}:
        return _of_category(table.category(name))
    for sign, make in ((AT_LEAST, _at_least), (IS, _is)):
        of, found, value = name.rpartition(sign)
        if found and of in numeric:
            return make(table.column(of), table.values([of])[:, 0], value)
    try:
        column = table.column(name)  # of a category, 1 for one of its values
    except ValueError:
        raise ValueError(
            f"{quote(name)} is no column here, and no question about one, such as 'age >= 18'"
        ) from None
    short = column.labelled.name.rpartition(IS)[2]
    return Target(column.labelled, table.values([name])[:, 0], (f"not {short}", short))


def class_targets(table: Table, most: int = 2) -> list[str]:
    """Names of targets of classes that are worth offering: of categories, and of few numbers.

    Args:
        table: the data set.
        most: how many classes a target may have.
    """
    names = list[str]()
    for category in table.categories:
        if len(category.categories) <= most and category.counts.min() >= MIN_CLASS_ROWS:
            names.append(category.name)
            if len(category.categories) == 2:
                continue
        if len(category.categories) <= MAX_CLASSES:
            counts = zip(category.one_hot.columns, category.counts, strict=True)
            names += [column.name for column, count in counts if count >= MIN_CLASS_ROWS]
    for column in table.columns:
        values = table.values([column.name])[:, 0]
        known, rows = np.unique(values[~np.isnan(values)], return_counts=True)
        if not 2 <= len(known) <= most or rows.min() < MIN_CLASS_ROWS:
            continue
        names.append(f"{column.name}{IS}{format_number(known[1]) if len(known) == 2 else EACH}")
    return names


def refusals(table: Table) -> dict[str, str]:
    """Of the categories that cannot be told apart, why not, by their names.

    Args:
        table: the data set.
    """
    reasons = {}
    for category in table.categories:
        target = _of_category(category)
        try:
            check_target(target, target.values[~np.isnan(target.values)])
        except ValueError as error:
            reasons[category.name] = str(error)
    return reasons


def with_threshold(column: str, threshold: float) -> str:
    """The name of the question whether a column reaches a threshold.

    Args:
        column: its name.
        threshold: in its unit.
    """
    return f"{column}{AT_LEAST}{format_number(threshold)}"


def threshold_of(table: Table, name: str) -> tuple[str, float] | None:
    """The column and the threshold that a target asks about; None if it is none of that kind.

    Args:
        table: the data set.
        name: of a target of it.
    """
    column, found, text = name.rpartition(AT_LEAST)
    names = {each.name for each in table.columns}
    if name in names or not found or column not in names:
        return None
    return column, read_number(text, _LIMIT)


def first_threshold(table: Table, column: str) -> float:
    """A round number near the median of a column, with known rows on both sides of it.

    Args:
        table: the data set.
        column: name of a column of numbers that vary.
    """
    values = table.values([column])[:, 0]
    known = np.unique(values[~np.isnan(values)])
    median = float(np.nanmedian(values))
    near = round_to_nice(median, float(np.ptp(known)) / 20.0)
    if known[0] < near <= known[-1]:
        return near
    return float(known[min(len(known) - 1, max(1, int(np.searchsorted(known, median))))])


def source_of(table: Table, name: str) -> str:
    """The column that a target is made of, which must not be an input, too.

    Args:
        table: the data set.
        name: of a target of it.
    """
    numbers, texts = table.columns, table.categories
    known = {*(column.name for column in numbers), *(column.name for column in texts)}
    if name in known:
        return name
    parts = (name.rpartition(sign)[0] for sign in (AT_LEAST, IS))
    return next((part for part in parts if part in known), name)


def check_target(target: Target, values: Array) -> None:
    """Checks that classes can be told from the rows that are known.

    Args:
        target: what is predicted.
        values: `(rows,)` of these rows.

    Raises:
        ValueError: if a class has too few rows, or too many are there, with what to do.
    """
    if not target.classes:
        return
    count, title = len(target.classes), target.column.name
    if count > MAX_CLASSES:
        raise ValueError(
            f"{title} has {count} different values, and there are at most {MAX_CLASSES} classes: "
            "ask for one of them, or choose another target"
        )
    counts = np.bincount(values.astype(np.int64), minlength=count)
    fewest = int(np.argmin(counts))
    if counts[fewest] < MIN_CLASS_ROWS:
        raise ValueError(
            f"{_rows(int(counts[fewest]))} of {len(values):,} "
            f"{'is' if counts[fewest] == 1 else 'are'} “{target.classes[fewest]}”, and a class "
            f"takes at least {MIN_CLASS_ROWS}: choose another target or other inputs"
        )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else "no rows" if count == 0 else f"{count:,} rows"


def _of_category(column: CategoryColumn) -> Target:
    values = np.where(column.codes < 0, np.nan, column.codes.astype(np.float64))
    return Target(
        _codes(column.name, column.label, len(column.categories)), values, column.categories
    )


def _at_least(column: Column, values: Array, text: str) -> Target:
    threshold = read_number(text, _LIMIT)
    shown = f"{format_number(threshold)} {column.unit}".strip()
    if not column.low < threshold <= column.high:
        raise ValueError(
            f"the threshold {shown} is not within {column.labelled.name}, which goes from "
            f"{format_number(column.low)} to {format_number(column.high)}: every row would be of "
            "one class"
        )
    codes = np.where(np.isnan(values), np.nan, (values >= threshold).astype(np.float64))
    name = f"{column.labelled.name} ≥ {shown}"
    return Target(_codes(column.name, name, 2), codes, (f"below {shown}", f"{shown} or more"))


def _is(column: Column, values: Array, text: str) -> Target:
    known = np.unique(values[~np.isnan(values)])
    if text == EACH:
        codes = np.searchsorted(known, values).astype(np.float64)
        codes[np.isnan(values)] = np.nan
        names = tuple(map(format_number, known))
        return Target(_codes(column.name, column.labelled.name, len(known)), codes, names)
    value = read_number(text, _LIMIT)
    if value not in known:
        raise ValueError(f"no row has {column.labelled.name} {quote(text)}")
    codes = np.where(np.isnan(values), np.nan, (values == value).astype(np.float64))
    shown = f"{column.labelled.name} {format_number(value)}"
    return Target(_codes(column.name, shown, 2), codes, (f"not {shown}", shown))


def _codes(name: str, label: str, classes: int) -> Column:
    about = "the class of a row"
    return Column(label or name, "", about, 0.0, classes - 1.0, 0)
