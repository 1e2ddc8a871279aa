"""The stage of one neuron: everything the browser needs to know of two columns of a data set."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from playground.core.data.columns import Column
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Dataset, RowIndices, Sample, load
from playground.core.data.overlap import count_distinct, dodge
from playground.core.data.samples import cached_sample
from playground.core.data.subsampling import sampled_rows, take_rows
from playground.core.data.units import slope_unit
from playground.core.fit.best import NEURON_ACTIVATIONS, BestNeuron, best_neuron
from playground.core.fit.descent import BATCHES, RATES, training_scaling
from playground.core.fit.landscape import landscape
from playground.core.fit.metrics import metrics
from playground.core.fit.ranges import Range, axis_limits, bias_range, probe_range, weight_range
from playground.figures.landscape import landscape_contour
from playground.figures.scatter import scatter
from playground.stage.payloads.figure import plotly_figure
from playground.stage.payloads.notes import rows_note
from playground.stage.payloads.scaling import scaling_info
from playground.stage.payloads.sliders import probe_slider, weight_slider
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import (
    BestUnit,
    ColumnInfo,
    DescentInfo,
    NeuronPayload,
    OneColumn,
    PlotlyFigure,
    Points,
    SliderSpec,
    SyncState,
)
from playground.stage.routes import PLOTLY_3D, PLOTLY_FLAT
from playground.state.neuron import NeuronState


@dataclass(frozen=True, eq=False)
class NeuronFigures:
    """The pictures of two columns, and what belongs to them; as in `NeuronPayload`."""

    chart: PlotlyFigure
    landscapes: dict[str, PlotlyFigure]
    drawn: Points
    domain: tuple[float, float]


@dataclass(frozen=True, eq=False)
class NeuronView:
    """What stays while w, b and the probe move: the sample, ranges, best neurons, figures.

    Attributes:
        data: name of the data set, which is not held.
        sample: all rows.
        rows: the places of those that are drawn.
        best: for each of NEURON_ACTIVATIONS, the neuron with the smallest MSE.
        baseline_mse: MSE of always answering the mean, in the target's unit squared.
        figures: the pictures.
    """

    data: str
    sample: Sample
    rows: RowIndices
    w: Range
    b: Range
    probe: Range
    best: dict[str, BestNeuron]
    baseline_mse: float
    figures: NeuronFigures

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)

    @property
    def shown(self) -> Sample:
        """The rows that are drawn."""
        return take_rows(self.sample, self.rows)

    @property
    def column(self) -> Column:
        """The input."""
        return self.sample.inputs[0]

    @property
    def target(self) -> Column:
        """The target."""
        return self.sample.target


@cached_per_dataset
def neuron_view(data: str, column: str, target: str) -> NeuronView:
    """Looks at one input and the target of a data set; the same question is answered once.

    Args:
        data: name of the data set.
        column: name of the input.
        target: name of the column that is predicted.
    """
    sample = cached_sample(data, (column,), target)
    rows = sampled_rows(len(sample.y))
    x, y = sample.x[:, 0], sample.y
    w, b = weight_range(x, y), bias_range(x, y)
    return NeuronView(
        data=data,
        sample=sample,
        rows=rows,
        w=w,
        b=b,
        probe=probe_range(x),
        best={name: best_neuron(x, y, name) for name in NEURON_ACTIVATIONS},
        baseline_mse=metrics(y, y * 0 + y.mean()).mse,
        figures=_figures(sample, take_rows(sample, rows), w, b),
    )


def _figures(sample: Sample, shown: Sample, w: Range, b: Range) -> NeuronFigures:
    x, y = sample.x[:, 0], sample.y
    x_axis, y_axis = axis_limits(x), axis_limits(y)
    width = 0.045 * (x_axis[1] - x_axis[0])
    drawn = dodge(shown.x[:, 0], shown.y, width)
    column, target = sample.inputs[0], sample.target
    contours = {
        name: landscape_contour(
            landscape(name, x, y, w, b), w_unit=slope_unit(column, target), b_unit=target.unit
        )
        for name in NEURON_ACTIVATIONS
    }
    margin = x_axis[1] - x_axis[0]
    return NeuronFigures(
        chart=plotly_figure(scatter(shown, drawn, x_axis=x_axis, y_axis=y_axis)),
        landscapes={name: plotly_figure(figure) for name, figure in contours.items()},
        drawn=Points(drawn.tolist(), shown.y.tolist()),
        domain=(x_axis[0] - margin, x_axis[1] + margin),
    )


def neuron_payload(
    view: NeuronView,
    pushed: NeuronState,
    sync: SyncState,
    path: list[list[list[float]]] | None,
    *,
    ghosts: list[tuple[float, float]] | None = None,
    landscape_note: str = "",
) -> NeuronPayload:
    """What the stage gets: it changes only when Python changes something.

    Args:
        view: the columns in view.
        pushed: what Python set last; the browser may have moved on since.
        sync: another version tells the stage to take `pushed` over.
        path: weights at each moment of a fit to glide along, or None.
        ghosts: w and b of the last random starts.
        landscape_note: shown in place of the loss landscape, if that is to stay hidden.
    """
    y, shown, figures = view.sample.y, view.shown, view.figures
    return NeuronPayload(
        **sync._asdict(),
        values=pushed.values,
        layout_key=[pushed.data, *pushed.inputs, pushed.target],
        plotly=PLOTLY_FLAT,
        plotly_3d=PLOTLY_3D,
        scale=float(y.max() - y.min()) or 1.0,
        noun=view.dataset.noun,
        plural=view.dataset.plural,
        challenge=pushed.challenge,
        sliders=_sliders(view, pushed),
        path=path,
        eval_points=EVAL_POINTS.register(
            view.sample.x, y, drawn=view.rows, data=view.data, owner=sync.session
        ),
        columns=OneColumn(column_info(view.column), column_info(view.target)),
        points=Points(shown.x[:, 0].tolist(), shown.y.tolist()),
        ghosts=ghosts or [],
        chart=figures.chart,
        drawn=figures.drawn,
        domain=figures.domain,
        landscapes=None if landscape_note else figures.landscapes,
        landscape_note=landscape_note,
        descent=None if landscape_note else _descent(view),
        best={name: BestUnit(**asdict(best)) for name, best in view.best.items()},
        baseline_mse=view.baseline_mse,
        note=rows_note(view.dataset, view.sample, spots=_spots(view.sample)),
        chart_label=f"{len(y):,} points: {view.target.title} against {view.column.title}.",
    )


def _descent(view: NeuronView) -> DescentInfo:
    x, y = view.sample.x, view.sample.y
    scalings = {name: training_scaling(x, y, name) for name in NEURON_ACTIVATIONS}
    return DescentInfo(
        scalings={name: scaling_info(scaling) for name, scaling in scalings.items()},
        rates=list(RATES),
        batches=list(BATCHES),
    )


def column_info(column: Column) -> ColumnInfo:
    """A column as the stage takes it."""
    return ColumnInfo(column.name, column.unit)


def _sliders(view: NeuronView, pushed: NeuronState) -> list[SliderSpec]:
    start = NeuronState.default(pushed.data, pushed.inputs, pushed.target)
    column, target = view.column, view.target
    per = f"{column.unit} of {column.name}" if column.unit else column.name
    return [
        weight_slider(
            "w",
            (0, 0),
            view.w,
            unit=slope_unit(column, target),
            reset=start.w[0],
            about=f"kernel (1, 1): what one more {per} adds",
        ),
        weight_slider(
            "b",
            (1, 0),
            view.b,
            unit=target.unit,
            reset=start.b,
            about=f"bias (1,): the answer where {column.name} is 0",
        ),
        probe_slider(
            "probe",
            0,
            column,
            view.probe,
            reset=start.probe,
            name="probe",
        ),
    ]


def _spots(sample: Sample) -> int:
    """On how many places of the picture the points lie."""
    return count_distinct(sample.x[:, 0], sample.y)
