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
        column: the column of the histogram, of numbers or of texts.
        colour: a third column, of numbers or of texts, that colours the points; or PLAIN.
        where: ranges that the rows on screen must be in, at most one for each column.
        find: a text that the rows on screen contain.
        rows: indices of the selected rows, in ascending order.

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
        for name in (self.x, self.y, *(numbers.column for numbers in self.where)):
            dataset.column(name)
        if self.x == self.y:
            raise ValueError(f"x and y must differ; received {self.x!r} twice")
        for name in (self.column, *filter(None, [self.colour])):
            any_column(dataset, name)
        if self.colour in (self.x, self.y):
            raise ValueError(f"the colour must be a third column; received {self.colour!r}")
        if len({numbers.column for numbers in self.where}) < len(self.where):
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
        """All rows, none selected.

        Args:
            data: name of the data set.
            x, y: two of its numeric columns; None for those it begins with.
        """
        dataset = load(data)
        of_classes = dataset.target in {category.name for category in dataset.categories}
        wanted = dataset.first_inputs.plane[-1] if of_classes else dataset.target
        y = y or _free(dataset, wanted, taken=x)
        x = x or _free(dataset, dataset.first_inputs.neuron[0], taken=y)
        first = dataset.target if of_classes else dataset.first_colour
        colour = PLAIN if first in (x, y) else first
        return cls(data, x, y, column=x, colour=colour)

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return 4 + len(self.rows)

    @property
    def values(self) -> Values:
        """None: there is no stage."""
        return Values(
            weights=[], activations=[], frozen=[], at=[], switches={}, choices={}, camera=None
        )

    def with_values(self, values: Values) -> DataState:
        """The same: nothing here follows the stage's values."""
        return self

    def over(self, x: str, y: str) -> DataState:
        """The same rows over other axes: numeric columns `x` and `y`, no longer the colour.

        Args:
            x: name of the column across.
            y: name of the column up.
        """
        colour = PLAIN if self.colour in (x, y) else self.colour
        return replace(self, x=x, y=y, colour=colour)

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[DataState]]:
        """The fields of its link."""
        return FIELDS


def any_column(dataset: Dataset, name: str) -> str:
    """The name, if the data set has such a column, of any kind; raises ValueError otherwise.

    Args:
        dataset: in which it is looked for.
        name: from a link.
    """
    if name not in {column.name for column in dataset.columns} and name not in dataset.text_columns:
        raise ValueError(f"{dataset.title} has no column {quote(name)}")
    return name


def _free(dataset: Dataset, wanted: str, *, taken: str | None) -> str:
    names = (wanted, *(column.name for column in dataset.columns))
    return next(name for name in names if name != taken)


# --- fields of the link ---------------------------------------------------------------------


def _read_data(_: DataState, text: str) -> DataState:
    return DataState.default(require_dataset(text, generated=True))


def _read_x(state: DataState, text: str) -> DataState:
    return DataState.default(state.data, require_column(load(state.data), text))


def _read_y(state: DataState, text: str) -> DataState:
    if require_column(load(state.data), text) == state.x:
        raise ValueError(f"{quote(text)} is x already")
    return DataState.default(state.data, state.x, text)


def _read_colour(state: DataState, text: str) -> DataState:
    if text and any_column(load(state.data), text) in (state.x, state.y):
        raise ValueError(f"{quote(text)} is an axis already")
    return replace(state, colour=text)


def _read_column(state: DataState, text: str) -> DataState:
    return replace(state, column=any_column(load(state.data), text))


def _read_where(state: DataState, text: str) -> DataState:
    return replace(state, where=read_where(text, load(state.data), MAX_FILTERS))


def _read_find(text: str) -> str:
    if len(text) > MAX_FIND:
        raise ValueError(f"it has more than {MAX_FIND} letters")
    return text


def _read_rows(state: DataState, text: str) -> DataState:
    return replace(state, rows=read_rows(text, len(load(state.data).row_names)))


def _of_columns(state: DataState) -> DataState:
    return DataState.default(state.data, state.x, state.y)


FIELDS: tuple[QueryField[DataState], ...] = (
    QueryField("data", lambda s: s.data, _read_data, lambda _: DataState.default()),
    QueryField("x", lambda s: s.x, _read_x, lambda s: DataState.default(s.data)),
    QueryField("y", lambda s: s.y, _read_y, lambda s: DataState.default(s.data, s.x)),
    QueryField("colour", lambda s: s.colour, _read_colour, _of_columns),
    QueryField("column", lambda s: s.column, _read_column, _of_columns),
    QueryField("where", lambda s: write_where(s.where), _read_where, _of_columns),
    attribute_field("find", str, _read_find, _of_columns),
    QueryField("rows", lambda s: write_rows(s.rows), _read_rows, _of_columns),
)
"""In the order in which a link is read: the columns first, the rest depends on them."""
