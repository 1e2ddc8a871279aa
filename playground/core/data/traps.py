"""What in a data set can mislead a model or its reader, found in its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playground.core.data.correlation import strongest_pairs
from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import Dataset
from playground.core.data.summary import all_correlations, summaries
from playground.core.formatting import join_words

COLLINEAR = 0.9
"""From this |r| on, two columns count as nearly the same."""
_MAX_LABELS = 5


@dataclass(frozen=True)
class Trap:
    """Something to know before one trusts a model.

    Attributes:
        title: a few words.
        found: what was found, with its numbers.
        matters: why it matters.
        rows: indices of the rows in question; () where it is about a column or all rows.
    """

    title: str
    found: str
    matters: str
    rows: tuple[int, ...] = ()


@cached_on_dataset
def traps(dataset: Dataset, x: str, y: str) -> tuple[Trap, ...]:
    """All traps that were found.

    Args:
        dataset: where they are looked for.
        x, y: names of the columns of the scatter, for the traps that are about these two.
    """
    return (*_always(dataset), *_of_pair(dataset, x, y))


@cached_on_dataset
def _always(dataset: Dataset) -> tuple[Trap, ...]:
    checks: tuple[Callable[[Dataset], Trap | None], ...] = (
        _missing,
        _sentinels,
        _repeated,
        _groups,
        _labels,
        _collinear,
    )
    return tuple(trap for check in checks if (trap := check(dataset)))


def _of_pair(dataset: Dataset, x: str, y: str) -> tuple[Trap, ...]:
    return tuple(
        trap for trap in (_hidden_points(dataset, x, y), _contradictions(dataset, y)) if trap
    )


def _missing(dataset: Dataset) -> Trap | None:
    """Unknown cells."""
    incomplete = [column for column in dataset.columns if column.missing]
    if not incomplete:
        return None
    phrases = [
        f"{dataset.label(c.name)} of {c.missing:,} "
        f"{dataset.noun if c.missing == 1 else dataset.plural} "
        f"({join_words(_without(dataset, c.name))})"
        for c in incomplete
    ]
    return Trap(
        "Unknown cells",
        f"Nobody knows {join_words(phrases, 6)}.",
        "A row is left out where a column in use is unknown. Filled with a number such as -1, it "
        "would teach the network something wrong.",
        _indices(np.isnan(dataset.values([column.name for column in incomplete])).max(axis=1)),
    )


def _indices(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(index) for index in np.flatnonzero(mask))


def _without(dataset: Dataset, name: str) -> list[str]:
    unknown = np.isnan(dataset.values([name])[:, 0])
    return [dataset.row_names[row] for row in np.flatnonzero(unknown)]


def _sentinels(dataset: Dataset) -> Trap | None:
    """One negative number such as -99 in a column of others from 0 on: it may mean "unknown"."""
    found = []
    for column in dataset.columns:
        if column.low not in (-1.0, -9.0, -99.0, -999.0, -9999.0):
            continue
        values = dataset.values([column.name])[:, 0]
        others = values[np.isfinite(values) & (values != column.low)]
        if len(others) and others.min() >= 0.0:
            times = int((values == column.low).sum())
            rows = "1 row" if times == 1 else f"{times:,} rows"
            found.append(f"{column.low:g} in {dataset.label(column.name)} ({rows})")
    if not found:
        return None
    return Trap(
        "Numbers that may mean “unknown”",
        f"The only numbers below 0: {join_words(found)}.",
        "If they stand for unknown values, empty those cells before training.",
    )


def _repeated(dataset: Dataset) -> Trap | None:
    """Rows that repeat another one exactly."""
    repeats = _indices(_fingerprints(dataset.table()).duplicated().to_numpy())
    if not repeats:
        return None
    rows = f"{len(repeats):,} rows repeat" if len(repeats) > 1 else "1 row repeats"
    return Trap(
        "Repeated rows",
        f"{rows} another row exactly, among {len(dataset.row_names):,}.",
        "Repeated rows count twice, and a random split can put one into training and the other "
        "into the test.",
        repeats,
    )


def _fingerprints(frame: pd.DataFrame) -> pd.Series:
    """A 64-bit hash of every row; equal rows have the same.

    That two of 100,000 different rows have the same has a probability below 10⁻⁹. Comparing the
    rows themselves takes many times as long where there are many columns.
    """
    return pd.util.hash_pandas_object(frame, index=False)


def _groups(dataset: Dataset) -> Trap | None:
    """Several rows of one group, such as one mix tested at several ages."""
    if not dataset.group_by:
        return None
    others = [
        dataset.label(column.name)
        for column in dataset.columns
        if column.name not in dataset.group_by
    ]
    times = np.unique(dataset.values(dataset.group_by), axis=0, return_counts=True)[1]
    groups, rows, repeated = len(times), len(dataset.row_names), int((times > 1).sum())
    return Trap(
        f"Fewer {dataset.plural} than rows",
        f"{groups:,} different {dataset.plural} among {rows:,} rows: {repeated:,} of them stand in "
        f"several rows, which differ only in {join_words(others)}.",
        f"A random split puts the same {dataset.noun} on both sides: the model looks better than "
        f"it is. A split that keeps each {dataset.noun} together is honest.",
    )


def _labels(dataset: Dataset) -> Trap | None:
    """Columns of numbers with so few values that they may be categories."""
    found = []
    for summary in summaries(dataset):
        if summary.mean is not None and 2 <= summary.distinct <= _MAX_LABELS < len(
            dataset.row_names
        ):
            values = np.unique(dataset.values([summary.name]))
            texts = [f"{value:g}" for value in values[np.isfinite(values)]]
            found.append(f"{dataset.label(summary.name)} ({join_words(texts, _MAX_LABELS)})")
    if not found:
        return None
    return Trap(
        "Numbers with few values",
        f"Very few different values: {join_words(found)}.",
        "Ask whether they are amounts or names: a neuron takes 3 for three times 1.",
    )


def _collinear(dataset: Dataset) -> Trap | None:
    """Pairs of columns with a correlation near -1 or 1."""
    names, r = all_correlations(dataset, (), "")
    names = tuple(map(dataset.label, names))
    pairs = [pair for pair in strongest_pairs(r, 20) if abs(r[pair]) >= COLLINEAR]
    if not pairs:
        return None
    phrases = [f"{names[a]} and {names[b]} (r = {r[a, b]:.2f})" for a, b in pairs]
    return Trap(
        "Columns that say nearly the same",
        f"{join_words(phrases)}.",
        "One weight can stand in for the other, so neither shows how much its column matters.",
    )


def _hidden_points(dataset: Dataset, x: str, y: str) -> Trap | None:
    """Points of the scatter that lie on each other."""
    values = pd.DataFrame(dataset.values([x, y])).dropna()
    points, spots = len(values), len(values.drop_duplicates())
    if spots == points:
        return None
    shared = values.index[values.duplicated(keep=False)]
    return Trap(
        "Points on top of each other",
        f"({dataset.label(x)}, {dataset.label(y)}): {spots:,} different points among {points:,}.",
        "A plain scatter shows one where there are several. Here they stand side by side where "
        "there is room.",
        tuple(int(index) for index in shared),
    )


def _contradictions(dataset: Dataset, y: str) -> Trap | None:
    """Rows that are equal in every other number and category, and not in `y`."""
    names = [column.name for column in dataset.columns if column.name != y]
    categories = [each for each in dataset.categories if each.name not in (*names, y)]
    if not names and not categories:
        return None
    codes = [np.where(each.codes < 0, np.nan, each.codes) for each in categories]
    frame = pd.DataFrame(np.column_stack([*codes, dataset.values([*names, y])])).dropna()
    targets = frame.iloc[:, -1].groupby(_fingerprints(frame.iloc[:, :-1]))
    differing = targets.transform("nunique") > 1
    if not differing.any():
        return None
    every = "every other number and category" if categories else "every other number"
    return Trap(
        "Same inputs, different answers",
        f"{int(differing.sum()):,} rows agree with another row in {every}, and have a different "
        f"{dataset.label(y)}.",
        "No network can tell such rows apart: here the error cannot become 0.",
        tuple(int(index) for index in frame.index[differing]),
    )
