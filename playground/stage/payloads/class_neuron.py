"""The stage of one neuron that tells two classes apart: what the browser needs to know."""

from __future__ import annotations

from dataclasses import dataclass

from playground.core.classes.best import fit_classifier
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Dataset, RowIndices, Sample, load
from playground.core.data.overlap import count_distinct, dodge
from playground.core.data.samples import cached_sample
from playground.core.data.subsampling import sampled_rows, take_rows
from playground.core.data.units import slope_unit
from playground.core.fit.ranges import (
    Range,
    axis_limits,
    probe_range,
    shift_range,
    steepness_range,
)
from playground.figures.s_curve import s_curve
from playground.stage.payloads.classes import benchmarks_of
from playground.stage.payloads.figure import plotly_figure
from playground.stage.payloads.neuron import column_info
from playground.stage.payloads.notes import rows_note
from playground.stage.payloads.sliders import probe_slider, weight_slider
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import (
    Benchmarks,
    ClassNeuronPayload,
    OneColumn,
    PlotlyFigure,
    Points,
    SliderSpec,
    SyncState,
)
from playground.stage.routes import PLOTLY_FLAT
from playground.state.neuron import NeuronState


@dataclass(frozen=True, eq=False)
class ClassNeuronView:
    """What stays while w, b and the probe move.

    Attributes:
        data: name of the data set, which is not held.
        sample: all rows.
        rows: the places of those that are drawn.
        benchmarks: what the neuron has to beat.
        chart, drawn: the picture, and where its points are drawn.
    """

    data: str
    sample: Sample
    rows: RowIndices
    w: Range
    b: Range
    probe: Range
    benchmarks: Benchmarks
    chart: PlotlyFigure
    drawn: Points

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)


@cached_per_dataset
def class_neuron_view(data: str, column: str, target: str) -> ClassNeuronView:
    """Looks at one input and two classes of a data set; the same question is answered once.

    Args:
        data: name of the data set.
        column: name of the input.
        target: name of what is predicted.

    Raises:
        ValueError: if the target is not of classes.
    """
    sample = cached_sample(data, (column,), target)
    benchmarks = benchmarks_of(sample)
    if benchmarks is None:
        raise ValueError(f"{target!r} must be of classes, and is a number")
    rows = sampled_rows(len(sample.y))
    shown, x = take_rows(sample, rows), sample.x[:, 0]
    (kernel, bias), _ = fit_classifier(sample.x, sample.y, 2)
    x_axis = axis_limits(x)
    drawn = dodge(shown.x[:, 0], shown.y, 0.045 * (x_axis[1] - x_axis[0]))
    return ClassNeuronView(
        data=data,
        sample=sample,
        rows=rows,
        w=steepness_range(x, float(kernel[0, 0])),
        b=shift_range([x], float(bias[0])),
        probe=probe_range(x),
        benchmarks=benchmarks,
        chart=plotly_figure(s_curve(shown, drawn, x_axis)),
        drawn=Points(drawn.tolist(), shown.y.tolist()),
    )


def class_neuron_payload(
    view: ClassNeuronView,
    pushed: NeuronState,
    sync: SyncState,
    path: list[list[list[float]]] | None,
    *,
    small: bool = False,
) -> ClassNeuronPayload:
    """What the stage gets: it changes only when Python changes something.

    Args:
        view: the columns in view.
        pushed: what Python set last; the browser may have moved on since.
        sync: another version tells the stage to take `pushed` over.
        path: weights at each moment of a fit to glide along, or None.
        small: whether there is room for the picture and the sliders only.
    """
    sample, shown = view.sample, take_rows(view.sample, view.rows)
    column, target = sample.inputs[0], sample.target
    spots = count_distinct(sample.x[:, 0], sample.y)
    return ClassNeuronPayload(
        **sync._asdict(),
        values=pushed.values,
        layout_key=[pushed.data, *pushed.inputs, pushed.target],
        plotly=PLOTLY_FLAT,
        scale=1.0,
        noun=view.dataset.noun,
        plural=view.dataset.plural,
        challenge=False,
        sliders=_sliders(view, pushed),
        path=path,
        eval_points=EVAL_POINTS.register(
            sample.x, sample.y, drawn=view.rows, data=view.data, owner=sync.session
        ),
        columns=OneColumn(column_info(column), column_info(target)),
        points=Points(shown.x[:, 0].tolist(), shown.y.tolist()),
        classes=list(sample.classes),
        benchmarks=view.benchmarks,
        chart=view.chart,
        drawn=view.drawn,
        small=small,
        note=rows_note(view.dataset, sample, spots=spots),
        chart_label=f"{len(sample.y):,} points: {target.title} against {column.title}.",
    )


def _sliders(view: ClassNeuronView, pushed: NeuronState) -> list[SliderSpec]:
    start = NeuronState.default(pushed.data, pushed.inputs, pushed.target)
    column = view.sample.inputs[0]
    per = slope_unit(column, view.sample.target)
    steep = "kernel (1, 1): how steep the curve is"
    moves = "bias (1,): moves the curve sideways"
    return [
        weight_slider("w", (0, 0), view.w, unit=per, reset=start.w[0], about=steep),
        weight_slider("b", (1, 0), view.b, unit="", reset=start.b, about=moves),
        probe_slider("probe", 0, column, view.probe, reset=start.probe, name="probe"),
    ]
