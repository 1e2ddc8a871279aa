"""The payload of One neuron: ranges, figures, best neurons, notes."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from playground.core.data.datasets import DATASETS, load
from playground.core.fit.least_squares import least_squares
from playground.stage.payloads.neuron import NeuronView, neuron_payload, neuron_view
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import NeuronPayload, Points, SyncState
from playground.state.decision import FIRST
from playground.state.neuron import NeuronState
from playground.state.values import Values
from tests.structs import sent

PAIRS = [
    (data, column, target)
    for data in DATASETS
    for column, target in list(permutations([column.name for column in load(data).columns], 2))[
        :: 7 if data == "cereal" else 11
    ]
]
"""A sample of all pairs of columns."""


def view_of(state: NeuronState) -> NeuronView:
    return neuron_view(state.data, state.inputs[0], state.target)


def payload_of(state: NeuronState, **options: Any) -> NeuronPayload:
    """What the browser gets, by way of JSON."""
    path = options.pop("path", None)
    return sent(neuron_payload(view_of(state), state, SyncState("name", 3, 2), path, **options))


@pytest.mark.parametrize(("data", "column", "target"), PAIRS)
def test_any_two_columns_make_a_stage(data: str, column: str, target: str) -> None:
    start = NeuronState.default(data, (column,), target)
    payload = payload_of(start)
    sample = load(data).sample([column], target)
    assert payload.points == Points(sample.x[:, 0].tolist(), sample.y.tolist())
    assert payload.scale == np.ptp(sample.y) > 0.0
    for slider, value in zip(payload.sliders, (start.w[0], start.b, start.probe), strict=True):
        assert slider.low < slider.high
        assert slider.low <= value == slider.reset <= slider.high
        assert 10 < (slider.high - slider.low) / slider.step <= 2000
    low, high = payload.domain
    assert low < sample.x.min() <= sample.x.max() < high

    kernel, bias = least_squares(sample.x, sample.y)
    best = payload.best["linear"]
    assert (best.w, best.b) == pytest.approx((kernel.item(), bias.item()), rel=1e-6)
    assert payload.best["relu"].mse <= best.mse * (1 + 1e-9) <= payload.baseline_mse * (1 + 1e-6)
    w, b, _ = payload.sliders
    assert w.low < best.w < w.high
    assert b.low < best.b < b.high


def test_the_tutorials_numbers_lie_on_the_grid_of_the_sliders() -> None:
    payload = payload_of(NeuronState.default())
    for slider, value in zip(payload.sliders, (2.5, 90.0, 5.0), strict=True):
        steps = (value - slider.low) / slider.step
        assert steps == pytest.approx(round(steps), abs=1e-9)
        assert slider.low < value < slider.high


def test_sliders_name_their_units() -> None:
    w, b, probe = payload_of(NeuronState.default()).sliders
    assert (w.unit, b.unit, probe.unit) == ("kcal per g", "kcal", "g")
    assert (w.name, b.name, probe.name) == ("w", "b", "probe")
    w, b, _ = payload_of(NeuronState.default("cereal", ("shelf",), "calories")).sliders
    assert (w.unit, b.unit) == ("kcal", "kcal")
    w, b, _ = payload_of(NeuronState.default("cereal", ("sugars",), "rating")).sliders
    assert b.unit == ""
    assert w.unit.endswith("per g")


def test_the_values_are_the_states_and_the_sync_fields_the_sessions() -> None:
    state = replace(
        NeuronState.default(),
        w=(2.5,),
        b=90.0,
        probe=7.0,
        activation="relu",
        residuals=False,
        best=True,
    )
    payload = payload_of(state)
    assert payload.values == Values(
        weights=[[2.5], [90.0]],
        activations=["relu"],
        frozen=[],
        at=[7.0],
        switches={"residuals": False, "best": True, "bowl": False},
        choices={"rate": "0.1", "batch": "all", **FIRST.choices},
        camera=None,
    )
    assert (payload.session, payload.version, payload.ack) == ("name", 3, 2)
    assert payload.path is None
    assert not payload.challenge


def test_a_path_has_the_weights_at_each_moment() -> None:
    path = [[[0.0], [100.0]], [[1.0], [95.0]], [[2.5], [90.0]]]
    assert payload_of(NeuronState.default(), path=path).path == path


def test_sliders_say_where_their_number_is_among_the_values() -> None:
    payload = payload_of(replace(NeuronState.default(), w=(2.5,), b=90.0, probe=7.0))
    values = payload.values
    numbers = {
        slider.key: (values.weights[slider.array] if slider.group == "weights" else values.at)[
            slider.index
        ]
        for slider in payload.sliders
    }
    assert numbers == {"w": 2.5, "b": 90.0, "probe": 7.0}


def test_a_hidden_landscape_is_not_sent_at_all() -> None:
    payload = payload_of(replace(NeuronState.default(), challenge=True), landscape_note="Later.")
    assert payload.landscapes is None
    assert payload.descent is None
    assert payload.landscape_note == "Later."
    assert payload.challenge
    assert {*(payload_of(NeuronState.default()).landscapes or ())} == {"linear", "relu"}


def test_steps_are_taken_on_the_numbers_that_training_sees() -> None:
    descent = payload_of(NeuronState.default()).descent
    assert descent is not None
    sample = load("cereal").sample(["sugars"], "calories")
    linear, relu = descent.scalings["linear"], descent.scalings["relu"]
    assert linear.x_mean == relu.x_mean == [pytest.approx(sample.x.mean())]
    assert linear.y_scale == relu.y_scale == pytest.approx(sample.y.std())
    assert linear.y_mean == pytest.approx(sample.y.mean())
    assert relu.y_mean == 0.0
    assert {0.1, 1.0, 1.1} <= {*descent.rates}
    for batch in descent.batches:
        assert replace(NeuronState.default(), batch=batch).batch == batch


def test_keras_knows_the_points_of_the_stage() -> None:
    sample = load("cereal").sample(["sugars"], "calories")
    points = EVAL_POINTS.get(payload_of(NeuronState.default()).eval_points)
    np.testing.assert_array_equal(points.x, sample.x)
    np.testing.assert_array_equal(points.y, sample.y)


def test_the_note_counts_points_spots_and_rows_left_out() -> None:
    sample = load("cereal").sample(["sugars"], "calories")
    spots = len({*zip(sample.x[:, 0].tolist(), sample.y.tolist(), strict=True)})
    assert payload_of(NeuronState.default()).note == (
        "76 of 77 cereals. Left out, as a number is unknown: Quaker Oatmeal. "
        f"They lie on {spots} spots: those on one spot are drawn side by side."
    )
    whole = payload_of(NeuronState.default("cereal", ("calories",), "rating"))
    assert whole.note.startswith("All 77 cereals.")


def test_the_same_columns_are_looked_at_once() -> None:
    assert view_of(NeuronState.default()) is view_of(replace(NeuronState.default(), w=(3.0,)))
