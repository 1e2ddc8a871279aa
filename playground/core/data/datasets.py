"""Data sets: the built-in ones, real, typed, read-only, and how people's own are found by name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from weakref import WeakValueDictionary, ref

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playground.core.data import catalogue
from playground.core.data.catalogue import CATALOGUE, Entry, FirstInputs
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


@dataclass(frozen=True)
class Column:
    """A numeric column.

    Attributes:
        unit: "" where the number has none.
        low, high: the smallest and the largest known value, in the unit.
        missing: in how many rows it is unknown.
        label: how people call it, where its name in the file is no word of theirs; otherwise "".
    """

    name: str
    unit: str
    description: str
    low: float
    high: float
    missing: int
    label: str = ""

    @property
    def labelled(self) -> Column:
        """The column under the name that people read: `Fly ash` for `FlyAsh`."""
        return replace(self, name=self.label or self.name)

    @property
    def title(self) -> str:
        """Name and unit, as on an axis: `sugars (g)`."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True, eq=False)
class Sample:
    """The rows in which all of some columns are known, read-only.

    Attributes:
        inputs, target: under the names that people read, as `Column.labelled`.
        x: float64 `(rows, inputs)`, in the columns' units.
        y: float64 `(rows,)`, in the target's unit.
        names: of the rows, in the file's order.
        dropped: names of the rows left out because a value is unknown.
    """

    inputs: tuple[Column, ...]
    target: Column
    x: Array
    y: Array
    names: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table and what its columns mean.

    Attributes:
        noun, plural: what a row is.
        first_inputs, target, first_axes, first_colour, group_by: as in the catalogue's `Entry`.
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

    def column(self, name: str) -> Column:
        """Returns a numeric column, or raises ValueError naming those there are."""
        for column in self.columns:
            if column.name == name:
                return column
        known = ", ".join(column.name for column in self.columns)
        raise ValueError(f"{self.name} has the columns {known}; received {name!r}")

    def label(self, name: str) -> str:
        """How people call a column, of numbers or of texts: `maker` for `mfr`."""
        return catalogue.label(self.name, name)

    def table(self) -> pd.DataFrame:
        """The whole table, with NaN where a value is unknown; a copy, the original stays."""
        return self._frame.copy()

    @property
    def text_columns(self) -> tuple[str, ...]:
        """Names of the columns of texts, in the table's order."""
        numeric = {column.name for column in self.columns}
        return tuple(name for name in self._frame.columns if name not in numeric)

    def values(self, names: Sequence[str]) -> Array:
        """Numeric columns as float64 `(rows, columns)`, NaN where unknown; a copy."""
        for name in names:
            self.column(name)
        values: Array = self._frame[[*names]].to_numpy(dtype=np.float64, copy=True)
        return values

    def texts(self, name: str) -> tuple[str, ...]:
        """A column of texts, `(rows,)`, "" where unknown."""
        if name not in self.text_columns:
            known = ", ".join(self.text_columns) or "none"
            raise ValueError(f"{self.name} has the text columns {known}; received {name!r}")
        return tuple("" if pd.isna(value) else str(value) for value in self._frame[name])

    def sample(self, inputs: Sequence[str], target: str) -> Sample:
        """Takes the rows in which all these columns are known.

        Args:
            inputs: names of numeric columns, at least one.
            target: name of another one.

        Raises:
            ValueError: if a column does not exist, `inputs` is not a list of at least one, or
                all of them are known in fewer than MIN_COMPLETE_ROWS rows.
        """
        if isinstance(inputs, str):
            raise ValueError(f"inputs must be a list of names; received the text {inputs!r}")
        if not inputs:
            raise ValueError("a sample needs at least one input; received none")
        *columns, target_column = (self.column(name).labelled for name in (*inputs, target))
        frame = self._frame[[*inputs, target]]
        known = frame.notna().all(axis=1).to_numpy()
        if known.sum() < MIN_COMPLETE_ROWS:
            names = ", ".join(map(self.label, (*inputs, target)))
            raise ValueError(
                f"{known.sum()} rows know all of {names}, and at least {MIN_COMPLETE_ROWS} must: "
                "choose other columns"
            )
        values = frame.to_numpy(dtype=np.float64)[known]
        x, y = values[:, :-1].copy(), values[:, -1].copy()
        x.flags.writeable = y.flags.writeable = False
        return Sample(
            inputs=tuple(columns),
            target=target_column,
            x=x,
            y=y,
            names=_pick(self.row_names, known),
            dropped=_pick(self.row_names, ~known),
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
    dataset = ref(load(name))
    return lambda: dataset() is not None


def load(name: str) -> Dataset:
    """Finds a data set.

    Args:
        name: one of DATASETS, or the name of somebody's own that still exists.

    Raises:
        ValueError: if there is none of that name.
    """
    if name.startswith(OWN_PREFIX):
        dataset = _own.get(name)
        if dataset is None:
            raise ValueError(LOST_MESSAGE)
        return dataset
    return _built_in(name)


@cache
def _built_in(name: str) -> Dataset:
    if name not in CATALOGUE:
        raise ValueError(f"the data set must be one of {', '.join(DATASETS)}; received {name!r}")
    entry = CATALOGUE[name]
    frame = pd.read_csv(_FOLDER / f"{name}.csv")
    return Dataset(
        name=name,
        title=entry.title,
        about=entry.about,
        noun=entry.noun,
        plural=entry.plural,
        columns=_columns(entry, frame),
        first_inputs=entry.first_inputs,
        target=entry.target,
        source=entry.source,
        licence=entry.licence,
        url=entry.url,
        row_names=_row_names(entry, frame),
        _frame=frame,
        first_axes=entry.first_axes,
        first_colour=entry.first_colour,
        group_by=entry.group_by,
    )


def _columns(entry: Entry, frame: pd.DataFrame) -> tuple[Column, ...]:
    return tuple(
        Column(
            name=name,
            unit=unit,
            description=description,
            low=float(frame[name].min()),
            high=float(frame[name].max()),
            missing=int(frame[name].isna().sum()),
            label=entry.labels.get(name, ""),
        )
        for name, (unit, description) in entry.columns.items()
    )


def _row_names(entry: Entry, frame: pd.DataFrame) -> tuple[str, ...]:
    if entry.row_name:
        return tuple(frame[entry.row_name].astype(str))
    return tuple(f"{entry.noun} {number}" for number in range(1, len(frame) + 1))
