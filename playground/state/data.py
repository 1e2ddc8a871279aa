"""What is on screen on the page Data, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.datasets import Dataset, load
from playground.core.data.filters import RangeFilter
from playground.core.formatting import quote
from playground.state.filter_query import read_rows, read_where, write_rows, write_where
from playground.state.query import (
    LinkedState,
    QueryField,
    attribute_field,
    require_column,
    require_dataset,
)
from playground.state.values import Values

MAX_FILTERS = 4
MAX_FIND = 60
PLAIN = ""
"""The colour of points that all have the same."""


@dataclass(frozen=True)
class DataState(LinkedState):
    """A data set as it is looked at.

    Attributes:
        data: name of the data set.
        x, y: names of two different numeric columns: the scatter's axes.
        column: the column whose bars are shown, of numbers or of texts.
        colour: a third column, of numbers or of texts, that colours the points; or PLAIN.
        where: what the rows on screen must pass, at most one filter a column.
        find: a text that stands in the rows on screen.
        rows: places of the rows that are lit, in ascending order.

    Raises:
        ValueError: if a value is unknown or out of range.
    """

    data: str
    x: str
    y: str
    column: str
    colour: str = PLAIN
    where: tuple[RangeFilter, ...] = ()
    find: str = ""
    rows: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        dataset = load(self.data)
        for name in (self.x, self.y, *(between.column for between in self.where)):
            dataset.column(name)
        if self.x == self.y:
            raise ValueError(f"x and y must differ; received {self.x!r} twice")
        for name in (self.column, *filter(None, [self.colour])):
            any_column(dataset, name)
        if self.colour in (self.x, self.y):
            raise ValueError(f"the colour must be a third column; received {self.colour!r}")
        if len({between.column for between in self.where}) < len(self.where):
            raise ValueError("there can be one filter a column")
        if len(self.where) > MAX_FILTERS:
            raise ValueError(f"the most filters there can be is {MAX_FILTERS}")
        if len(self.find) > MAX_FIND:
            raise ValueError(f"the text to find must have at most {MAX_FIND} letters")
        if self.rows and not 0 <= self.rows[0] <= self.rows[-1] < len(dataset.row_names):
            raise ValueError(f"{dataset.title} has {len(dataset.row_names):,} rows")
        if any(a >= b for a, b in zip(self.rows, self.rows[1:], strict=False)):
            raise ValueError("rows must be in ascending order")

    @classmethod
    def default(
        cls, data: str = DEFAULT_DATASET, x: str | None = None, y: str | None = None
    ) -> DataState:
        """All rows, none lit, over the columns the data set shows first."""
        dataset = load(data)
        y = y or _free(dataset, dataset.target, taken=x)
        x = x or _free(dataset, dataset.first_inputs.neuron[0], taken=y)
        colour = PLAIN if dataset.first_colour in (x, y) else dataset.first_colour
        return cls(data, x, y, column=x, colour=colour)

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return 4 + len(self.rows)

    def with_values(self, values: Values) -> DataState:
        """The same: nothing here follows the stage's values."""
        return self

    def over(self, x: str, y: str) -> DataState:
        """The same rows over other axes; a column that becomes an axis is the colour no more."""
        kept = PLAIN if self.colour in (x, y) else self.colour
        return replace(self, x=x, y=y, colour=kept)

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[DataState]]:
        """The fields of its link."""
        return FIELDS


def any_column(dataset: Dataset, name: str) -> str:
    """The name, if there is a column of it, of numbers or texts; raises ValueError otherwise."""
    if name not in {column.name for column in dataset.columns} and name not in dataset.text_columns:
        raise ValueError(f"{dataset.title} has no column {quote(name)}")
    return name


def _free(dataset: Dataset, wanted: str, *, taken: str | None) -> str:
    names = (wanted, *(column.name for column in dataset.columns))
    return next(name for name in names if name != taken)


# --- fields of the link ---------------------------------------------------------------------


def _read_data(_: DataState, text: str) -> DataState:
    return DataState.default(require_dataset(text))


def _read_x(now: DataState, text: str) -> DataState:
    return DataState.default(now.data, require_column(load(now.data), text))


def _read_y(now: DataState, text: str) -> DataState:
    if require_column(load(now.data), text) == now.x:
        raise ValueError(f"{quote(text)} is x already")
    return DataState.default(now.data, now.x, text)


def _read_colour(now: DataState, text: str) -> DataState:
    if text and any_column(load(now.data), text) in (now.x, now.y):
        raise ValueError(f"{quote(text)} is an axis already")
    return replace(now, colour=text)


def _read_column(now: DataState, text: str) -> DataState:
    return replace(now, column=any_column(load(now.data), text))


def _read_where(now: DataState, text: str) -> DataState:
    return replace(now, where=read_where(text, load(now.data), MAX_FILTERS))


def _read_find(text: str) -> str:
    if len(text) > MAX_FIND:
        raise ValueError(f"it has more than {MAX_FIND} letters")
    return text


def _read_rows(now: DataState, text: str) -> DataState:
    return replace(now, rows=read_rows(text, len(load(now.data).row_names)))


def _of_columns(now: DataState) -> DataState:
    return DataState.default(now.data, now.x, now.y)


FIELDS: tuple[QueryField[DataState], ...] = (
    QueryField("data", lambda e: e.data, _read_data, lambda _: DataState.default()),
    QueryField("x", lambda e: e.x, _read_x, lambda e: DataState.default(e.data)),
    QueryField("y", lambda e: e.y, _read_y, lambda e: DataState.default(e.data, e.x)),
    QueryField("colour", lambda e: e.colour, _read_colour, _of_columns),
    QueryField("column", lambda e: e.column, _read_column, _of_columns),
    QueryField("where", lambda e: write_where(e.where), _read_where, _of_columns),
    attribute_field("find", str, _read_find, _of_columns),
    QueryField("rows", lambda e: write_rows(e.rows), _read_rows, _of_columns),
)
"""One table drives both directions; the columns come first, the rest depends on them."""
