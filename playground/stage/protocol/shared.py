"""What the payloads of several pages share."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from msgspec import Meta, Struct

from playground.state.values import Values

Span: TypeAlias = tuple[float, float]

Base64: TypeAlias = str
"""float32 numbers, little-endian, in base64."""
Count: TypeAlias = Annotated[int, Meta(ge=0, le=2**53)]
"""A whole number that the browser counts, exact in JavaScript too."""


class PlotlyFigure(Struct, frozen=True):
    """A figure as Plotly's script takes it."""

    data: list[Any]
    layout: dict[str, Any]


class ColumnInfo(Struct, frozen=True):
    """A column's name and unit."""

    name: str
    unit: str


class ColumnRange(Struct, frozen=True):
    """A column with the ends of its values; `label` is its name for people."""

    name: str
    label: str
    unit: str
    low: float
    high: float


class OneColumn(Struct, frozen=True):
    """What a page with one input looks at."""

    input: ColumnInfo
    target: ColumnInfo


class CategoryInputs(Struct, frozen=True):
    """A category among the inputs: of its columns of 0 and 1, one is 1.

    Attributes:
        name: for people.
        first: index of the first of its inputs, which stand one after another.
        options: the category of each.
    """

    name: str
    first: int
    options: list[str]


class Columns(Struct, frozen=True):
    """What a page with several inputs looks at; `categories` are several inputs each."""

    inputs: list[ColumnInfo]
    target: ColumnInfo
    categories: list[CategoryInputs]


class SliderSpec(Struct, frozen=True, kw_only=True):
    """A slider and the number that it moves.

    Attributes:
        key: its name among the stage's sliders.
        group, array, index: where its number is: `values.weights[array][index]`, or
            `values.at[index]`.
        name: for screen readers and tests.
        label, unit, about: what people read.
        low, high, step: its range.
        fine: the pointer moves the number on this grid.
        reset: the number that a reset gives.
    """

    key: str
    group: Literal["weights", "at"]
    array: int
    index: int
    name: str
    label: str
    unit: str
    about: str
    low: float
    high: float
    step: float
    fine: float
    reset: float


class Points(Struct, frozen=True):
    """The drawn points: inputs flat, row by row, and targets, in the data's units."""

    x: list[float]
    y: list[float]


class ScalingInfo(Struct, frozen=True):
    """Between the data's units and the network's numbers."""

    x_mean: list[float]
    x_scale: list[float]
    y_mean: float
    y_scale: float


class Benchmarks(Struct, frozen=True):
    """What a classifier has to beat.

    Attributes:
        commonest: name of the commonest class.
        always: the accuracy of always answering it.
        unit: the accuracy of the best single unit.
    """

    commonest: str
    always: float
    unit: float


class Sync(Struct, frozen=True, kw_only=True):
    """The fields that keep both sides in the same state; see the module's four rules.

    Attributes:
        session: name of the server's session of this page.
        version: grows whenever Python sets values.
        ack: the last `seq` that Python had handled when it set values or handled an action.
        values: what Python set last.
    """

    session: str
    version: int
    ack: int
    values: Values


class SyncState(NamedTuple):
    """The session's part of these fields."""

    session: str
    version: int
    ack: int


class StagePayload(Sync, frozen=True, kw_only=True):
    """What all pages with a model share.

    Attributes:
        layout_key: another one means other columns: the view is built anew.
        plotly: path of the part of Plotly's script that draws it.
        scale: range of the target, in its unit; what counts as agreeing depends on it.
        noun, plural: what a row is and what the rows are: "cereal", "cereals".
        challenge: the best fit and the loss landscape stay hidden.
        sliders: of weights and probe.
        path: weights at each moment of the last fit, to glide along, or None.
    """

    layout_key: list[str | bool]
    plotly: str
    scale: float
    noun: str
    plural: str
    challenge: bool
    sliders: list[SliderSpec]
    path: list[list[list[float]]] | None
