"""Data sets: the built-in ones, real, typed, read-only, and how people's own are found by name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from weakref import WeakValueDictionary, ref

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playground.core.data import built_in, catalogue, generated
from playground.core.data.catalogue import CATALOGUE, Entry, FirstInputs
from playground.core.data.columns import CategoryColumn, Column, require_inputs
from playground.core.data.targets import check_target, target_of
from playground.core.network.activations import Array

RowIndices = NDArray[np.int64]
"""`(rows,)`, positions of rows, counted from 0."""

_FOLDER = Path(__file__).parents[3] / "data"
DATASETS: tuple[str, ...] = tuple(CATALOGUE)
"""The names of the built-in ones."""

OWN_PREFIX = "own-"
"""What the names of people's own data sets begin with."""
LOST_MESSAGE = "your own data is not in this session: load it again on Data"
MIN_COMPLETE_ROWS = 2
"""Rows that a sample has at least: one to train on and one to test on."""


@dataclass(frozen=True, eq=False)
class Sample:
    """The rows in which all of some columns are known, read-only.

    Attributes:
        inputs, target: under the names that people read, as `Column.labelled`.
        x: float64 `(rows, inputs)`, in the columns' units.
        y: float64 `(rows,)`, in the target's unit, or the number of each row's class.
        names: of the rows, in the file's order.
        dropped: names of the rows left out because a value is unknown.
        classes: names of the classes; () where the target is a number.
    """

    inputs: tuple[Column, ...]
    target: Column
    x: Array
    y: Array
    names: tuple[str, ...]
    dropped: tuple[str, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table and what its columns mean.

    Attributes:
        noun, plural: what a row is.
        first_inputs, target, first_axes, first_colour, group_by: as in the catalogue's `Entry`.
        categories: columns of texts that repeat. One of two values may be a numeric column, too.
    """

    name: str
    title: str
    about: str
    noun: str
    plural: str
    columns: tuple[Column, ...]
    first_inputs: FirstInputs
    target: str
    source: str
    licence: str
    url: str
    row_names: tuple[str, ...]
    _frame: pd.DataFrame = field(repr=False)
    first_axes: tuple[int, int] = (0, 1)
    first_colour: str = ""
    group_by: tuple[str, ...] = ()
    categories: tuple[CategoryColumn, ...] = ()

    def column(self, name: str) -> Column:
        """A numeric column, or one of 0 and 1 of a category; ValueError names those there are."""
        if name not in self._numeric:
            known = ", ".join(column.name for column in self.columns)
            raise ValueError(f"{self.name} has the columns {known}; received {name!r}")
        return self._numeric[name]

    def category(self, name: str) -> CategoryColumn:
        """A column of categories, or raises ValueError naming those there are."""
        for column in self.categories:
            if column.name == name:
                return column
        known = ", ".join(column.name for column in self.categories) or "none"
        raise ValueError(f"{self.name} has the categories {known}; received {name!r}")

    @cached_property
    def _numeric(self) -> dict[str, Column]:
        one_hot = (column for each in self.categories for column in each.one_hot.columns)
        return {column.name: column for column in (*one_hot, *self.columns)}

    @property
    def choices(self) -> tuple[str, ...]:
        """Names of all columns that can be an input: of numbers, then of categories."""
        names = [column.name for column in self.columns]
        return tuple(dict.fromkeys([*names, *(column.name for column in self.categories)]))

    def inputs_of(self, choices: Sequence[str]) -> tuple[str, ...]:
        """What a model takes: in place of each category its columns of 0 and 1.

        Args:
            choices: names of numeric columns and of categories; names of columns of 0 and 1 stay.

        Raises:
            ValueError: if a column does not exist, or they are more than a network takes.
        """
        inputs = list[str]()
        for name in choices:
            if name in self._numeric:
                inputs.append(name)
            elif name in self.choices:
                inputs += [column.name for column in self.category(name).one_hot.columns]
            else:
                raise ValueError(
                    f"{self.name} has the columns {', '.join(self.choices)}; received {name!r}"
                )
        require_inputs(len(inputs))
        return tuple(inputs)

    def choices_of(self, inputs: Sequence[str]) -> tuple[str, ...]:
        """The inverse of `inputs_of`: the columns of 0 and 1 of a category together are it."""
        known = self.choices
        names = (n if n in known else self.column(n).of or n for n in inputs)
        return tuple(dict.fromkeys(names))

    def label(self, name: str) -> str:
        """How people call a column, of numbers or of texts: `maker` for `mfr`."""
        return catalogue.label(self.name, name)

    def title_of(self, name: str) -> str:
        """Name and unit of a column as people read them: `sugars (g)`, `maker`."""
        return self._numeric[name].labelled.title if name in self._numeric else self.label(name)

    def table(self) -> pd.DataFrame:
        """The whole table, with NaN where a value is unknown; a copy, the original stays."""
        return self._frame.copy()

    @property
    def text_columns(self) -> tuple[str, ...]:
        """Names of the columns of texts, in the table's order."""
        return tuple(n for n in self._frame.columns if n not in {c.name for c in self.columns})

    def values(self, names: Sequence[str]) -> Array:
        """Numeric columns as float64 `(rows, columns)`, NaN where unknown; a copy."""
        columns = [self.column(name) for name in names]
        # One by one: to take several at once, pandas builds an index, ten times as long.
        values = np.empty((len(self._frame), len(columns)), order="F")
        for i, column in enumerate(columns):
            values[:, i] = self._column_values(column)
        return values

    def _column_values(self, column: Column) -> Array:
        if not column.of:
            return np.asarray(self._frame[column.name], dtype=np.float64)
        one_hot = self.category(column.of).one_hot
        return one_hot.values(one_hot.columns.index(column))

    def texts(self, name: str) -> tuple[str, ...]:
        """A column of texts, `(rows,)`, "" where unknown."""
        if name not in self.text_columns:
            known = ", ".join(self.text_columns) or "none"
            raise ValueError(f"{self.name} has the text columns {known}; received {name!r}")
        return tuple("" if pd.isna(value) else str(value) for value in self._frame[name])

    def sample(self, inputs: Sequence[str], target: str) -> Sample:
        """Takes the rows in which all these columns are known.

        Args:
            inputs: names of columns, at least one; a category is taken as its columns of 0 and 1.
            target: name of another one, or a question about it: see `targets`.

        Raises:
            ValueError: if a column does not exist, `inputs` is not a list of at least one,
                all of them are known in fewer than MIN_COMPLETE_ROWS rows, or the classes of
                these cannot be told apart.
        """
        if isinstance(inputs, str):
            raise ValueError(f"inputs must be a list of names; received the text {inputs!r}")
        if not inputs:
            raise ValueError("a sample needs at least one input; received none")
        inputs = self.inputs_of(inputs)
        aim = target_of(self, target)
        known = np.isfinite(self.values(inputs)).all(axis=1) & np.isfinite(aim.values)
        if known.sum() < MIN_COMPLETE_ROWS:
            names = ", ".join(map(self.label, (*self.choices_of(inputs), target)))
            raise ValueError(
                f"{known.sum()} rows know all of {names}, and at least {MIN_COMPLETE_ROWS} must: "
                "choose other columns"
            )
        x, y = self.values(inputs)[known], aim.values[known]
        check_target(aim, y)
        x.flags.writeable = y.flags.writeable = False
        return Sample(
            inputs=tuple(self.column(name).labelled for name in inputs),
            target=aim.column,
            x=x,
            y=y,
            names=_pick(self.row_names, known),
            dropped=_pick(self.row_names, ~known),
            classes=aim.classes,
        )


def _pick(names: tuple[str, ...], mask: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(name for name, here in zip(names, mask, strict=True) if here)


_own: WeakValueDictionary[str, Dataset] = WeakValueDictionary()


def new_private_name() -> str:
    """An unguessable name for somebody's own data set: whoever knows the name may see the data."""
    return f"{OWN_PREFIX}{secrets.token_urlsafe(16)}"


def publish(dataset: Dataset) -> Dataset:
    """Registers somebody's own data set, weakly: `load` finds it while something refers to it.

    Raises:
        ValueError: if its name is not one of `new_private_name`.
    """
    if not dataset.name.startswith(OWN_PREFIX):
        raise ValueError(f"the name must begin with {OWN_PREFIX}; received {dataset.name!r}")
    return _own.setdefault(dataset.name, dataset)


def alive_check(name: str) -> Callable[[], bool]:
    """A function that says whether the data set still exists, without keeping it alive."""
    if not name.startswith(OWN_PREFIX):
        return lambda: True
    dataset = ref(load(name))
    return lambda: dataset() is not None


def load(name: str) -> Dataset:
    """Finds a data set.

    Args:
        name: one of DATASETS, of a generated one, or of somebody's own that still exists.

    Raises:
        ValueError: if there is none of that name.
    """
    if name.startswith(OWN_PREFIX):
        dataset = _own.get(name)
        if dataset is None:
            raise ValueError(LOST_MESSAGE)
        return dataset
    return _generated(name) if generated.is_generated(name) else _built_in(name)


@cache
def _built_in(name: str) -> Dataset:
    if name not in CATALOGUE:
        raise ValueError(f"the data set must be one of {', '.join(DATASETS)}; received {name!r}")
    return _of_entry(name, CATALOGUE[name], pd.read_csv(_FOLDER / f"{name}.csv"))


@lru_cache(maxsize=64)
def _generated(name: str) -> Dataset:
    made = generated.Generated.named(name)
    return _of_entry(name, generated.entry(made), generated.table(made))


def _of_entry(name: str, entry: Entry, frame: pd.DataFrame) -> Dataset:
    return Dataset(
        name=name,
        title=entry.title,
        about=entry.about,
        noun=entry.noun,
        plural=entry.plural,
        columns=built_in.columns(entry, frame),
        first_inputs=entry.first_inputs,
        target=entry.target,
        source=entry.source,
        licence=entry.licence,
        url=entry.url,
        row_names=built_in.row_names(entry, frame),
        _frame=frame,
        first_axes=entry.first_axes,
        first_colour=entry.first_colour,
        group_by=entry.group_by,
        categories=built_in.categories(entry, frame),
    )
