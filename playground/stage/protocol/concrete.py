"""The payload of the page Concrete."""

from __future__ import annotations

from msgspec import Struct

from playground.stage.protocol.predict import NetworkSpec
from playground.stage.protocol.shared import ColumnRange, PlotlyFigure, ScalingInfo, StagePayload


class MixRows(Struct, frozen=True):
    """All rows of the data: inputs flat, row by row, targets, names."""

    x: list[float]
    y: list[float]
    names: list[str]


class CoverageInfo(Struct, frozen=True):
    """What the data covers: distances are counted in `spread` per input.

    Attributes:
        spread: standard deviation of each input.
        radius: within it a mix is covered.
        shown: how many of the nearest rows are named.
    """

    spread: list[float]
    radius: float
    shown: int


class LadderEntry(Struct, frozen=True, kw_only=True):
    """One network of the ladder, with its figures and predictions for each split.

    Attributes:
        training: by split, the fields of the address under which Training trains it.
    """

    name: str
    label: str
    about: str
    parameters: int
    r2: dict[str, float]
    mae: dict[str, float]
    predicted: dict[str, list[float]]
    training: dict[str, str]


class SplitInfo(Struct, frozen=True):
    """A split.

    Attributes:
        aside: what is put aside.
        y: targets of the test rows.
        best: R² of least squares, the best linear unit, on the test rows.
        tested: which rows of the example are test rows.
    """

    name: str
    aside: str
    y: list[float]
    best: float
    tested: list[bool]


class LadderInfo(Struct, frozen=True):
    """The ladder of networks.

    Attributes:
        ages: of the example, one mix with a row for each age, in days.
    """

    networks: list[LadderEntry]
    splits: list[SplitInfo]
    ages: list[float]


class InputEffect(Struct, frozen=True):
    """What one input does: `curves` are those of single rows along `grid`."""

    grid: list[float]
    mean: list[float]
    curves: list[list[float]]


class RangedColumns(Struct, frozen=True):
    """All columns with the ends of their values."""

    inputs: list[ColumnRange]
    target: ColumnRange


class Targets(Struct, frozen=True):
    """Targets of the points, in their unit."""

    y: list[float]


class Cells(Struct, frozen=True):
    """Points along a curve, and along each side of a surface."""

    curve: int
    surface: int


class ConcretePayload(StagePayload, frozen=True, kw_only=True, tag="concrete", tag_field="kind"):
    """A mix of concrete, the ladder of networks, what each input does.

    Attributes:
        eval_points: token of the test rows, for Keras.
        model: token of the network that predicts.
        weights_path: path of its weights in float16.
        test_predictions: what it predicts on the test rows.
        test_rows: their indices.
        points: the targets of the test rows.
        top: where the axes of strength end.
        mean_miss: of this architecture on mixes that were put aside whole.
    """

    eval_points: str
    model: str
    weights_path: str
    network: NetworkSpec
    test_predictions: list[float]
    test_rows: list[int]
    points: Targets
    rows: MixRows
    coverage: CoverageInfo
    scaling: ScalingInfo
    columns: RangedColumns
    cells: Cells
    top: float
    mean_miss: float
    ladder: LadderInfo
    effects: list[InputEffect]
    figures: dict[str, PlotlyFigure]
