"""A network with its data, as it is drawn without a server."""

from __future__ import annotations

import numpy as np

from playground.core.data.datasets import load
from playground.core.data.overlap import dodge
from playground.core.data.subsampling import sampled_rows, take_rows
from playground.core.fit.ranges import (
    axis_limits,
    bias_range,
    probability_limits,
    probe_range,
    shift_range,
    steepness_range,
    weight_range,
)
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import MAX_UNITS
from playground.core.network.scaling import Scaling
from playground.core.network.weights import shortest_decimals
from playground.core.takeaway import Takeaway
from playground.stage.payloads.notes import rows_note
from playground.stage.payloads.plane import columns_of, spread_of
from playground.stage.payloads.scaling import scaling_info
from playground.stage.payloads.sliders import probe_slider, weight_slider
from playground.stage.protocol import (
    ActivationInfo,
    AwayPayload,
    LayersPayload,
    Limits,
    Points,
    ScaledPoints,
    Scalings,
    SharePayload,
    SliderSpec,
)
from playground.state.columns import DEFAULT_CAMERA
from playground.state.limits import MAX_BROWSER_PARAMETERS, MAX_HIDDEN, MAX_UNITS_DRAWN
from playground.state.values import Values


def can_move(takeaway: Takeaway) -> bool:
    """Whether a browser can compute and draw it: it is not too large."""
    return takeaway.network.parameter_count <= MAX_BROWSER_PARAMETERS


def away_payload(takeaway: Takeaway, name: str, share: SharePayload | None = None) -> AwayPayload:
    """What the browser draws it of.

    Args:
        takeaway: what is on screen; see `can_move`.
        name: of files about it, without their ending.
        share: the address of its page, as the card "Share" shows it.
    """
    return AwayPayload(
        title=takeaway.title,
        source=source_of(takeaway.data),
        name=name,
        network=_network(takeaway),
        share=share if share and share.qr else None,
    )


def source_of(data: str) -> str:
    """Whose data it is, for print; `data` is the name of its data set."""
    dataset = load(data)
    source = ", ".join(filter(None, (dataset.title, dataset.source, dataset.licence)))
    return f"Data: {source}. Made with Neuron Playground."


def _network(takeaway: Takeaway) -> LayersPayload:
    sample, network, dataset = takeaway.sample, takeaway.network, takeaway.dataset
    rows = sampled_rows(len(sample.y))
    shown = take_rows(sample, rows)
    places = [*map(takeaway.inputs.index, takeaway.axes)]
    classes = len(sample.classes)
    output = probability_limits(classes) if classes else axis_limits(sample.y)
    spans = [*(axis_limits(sample.x[:, place]) for place in places), output]
    axes = " and ".join(map(dataset.label, takeaway.axes))
    drawn = None
    if len(places) == 1:
        width = 0.045 * (spans[0][1] - spans[0][0])
        drawn = dodge(shown.x[:, places[0]], shown.y, width).tolist()
    seen = ScaledPoints("", scaling_info(takeaway.scaling or _no_scaling(network.inputs)))
    return LayersPayload(
        session="",
        version=0,
        ack=0,
        values=_values(takeaway),
        layout_key=[],
        plotly="",
        scale=float(np.ptp(sample.y)) or 1.0,
        noun=dataset.noun,
        plural=dataset.plural,
        challenge=False,
        sliders=_sliders(takeaway),
        path=None,
        columns=columns_of(dataset, sample),
        classes=list(sample.classes),
        benchmarks=None,
        points=Points(shown.x.ravel().tolist(), shown.y.tolist()),
        names=[],
        spread=spread_of(sample.x),
        axes=places,
        spans=spans,
        space=None,
        above=None,
        curve=None,
        drawn=drawn,
        units=[layer.units for layer in network.layers],
        parameters=network.parameter_count,
        model=None,
        scalings=Scalings(seen, seen),
        activations=[ActivationInfo(a.name, a.label, a.formula) for a in ACTIVATIONS.values()],
        limits=Limits(layers=MAX_HIDDEN, units=MAX_UNITS, drawn=MAX_UNITS_DRAWN),
        note=rows_note(dataset, sample),
        best_note="",
        chart_label=f"{len(shown.y):,} points over {axes}.",
    )


def _no_scaling(inputs: int) -> Scaling:
    return Scaling(np.zeros(inputs), np.ones(inputs), 0.0, 1.0)


def _values(takeaway: Takeaway) -> Values:
    weights = takeaway.weights
    if takeaway.scaling is not None:  # they are float32; in the data's units they are exact
        weights = shortest_decimals(weights)
    return Values(
        weights=[array.ravel().tolist() for array in weights],
        activations=[layer.activation for layer in takeaway.network.layers],
        frozen=[],
        at=list(takeaway.row),
        switches={"standardise": True, "top": True},
        choices={},
        camera=DEFAULT_CAMERA,
    )


def _sliders(takeaway: Takeaway) -> list[SliderSpec]:
    """Of the row; and of a single unit in the data's units, of its weights and its bias."""
    sample, row = takeaway.sample, takeaway.row
    sliders = [
        probe_slider(f"x{i}", i, column, probe_range(sample.x[:, i]), reset=row[i])
        for i, column in enumerate(sample.inputs)
    ]
    layers = takeaway.network.layers
    if takeaway.scaling is not None or len(layers) > 1 or layers[0].units > 1:
        return sliders
    kernel, bias = takeaway.weights
    columns = [*sample.x.T]
    if sample.classes:
        spans = [*map(steepness_range, columns), shift_range(columns)]
    else:
        spans = [weight_range(x, sample.y) for x in columns]
        spans.append(bias_range(columns[0], sample.y))
    many = len(columns) > 1
    for i, column in enumerate(sample.inputs):
        sliders.append(
            weight_slider(
                f"w{i}" if many else "w",
                (0, i),
                spans[i],
                unit="",
                reset=float(kernel[i, 0]),
                name=f"w{i} {column.name}" if many else "w",
            )
        )
    return [*sliders, weight_slider("b", (1, 0), spans[-1], unit="", reset=float(bias[0]))]
