"""The payload of Layers: a network, its pictures, and the scaling of its numbers."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from playground.core.data.datasets import load
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense
from playground.stage.payloads.layers import layers_payload, view_of
from playground.stage.predict.models import MODELS
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import LayersPayload, Limits, ScaledPoints, SyncState
from playground.state.layers import LayersState
from tests.structs import sent

FOURS = LayersState.default(
    "cereal", ("sugars", "fiber"), layers=(Dense(4, "relu"), Dense(4, "relu"))
)


def payload_of(state: LayersState) -> LayersPayload:
    """What the browser gets, by way of JSON."""
    return sent(layers_payload(view_of(state), state, SyncState("name", 3, 2), None))


def test_the_values_are_the_states_and_give_it_back() -> None:
    state = replace(FOURS, frozen=(0, 3), single=True, view="top")
    payload = payload_of(state)
    values = payload.values
    for numbers, array in zip(values.weights, state.tensors.arrays, strict=True):
        assert np.array_equal(np.reshape(numbers, array.shape).astype(np.float32), array)
    assert values.activations == ["relu", "relu", "linear"]
    assert values.at == list(state.at)
    assert values.frozen == [0, 3]
    switches = values.switches
    assert switches["single"] is switches["top"] is switches["standardise"] is True
    assert FOURS.with_values(values) == state
    assert (payload.session, payload.version, payload.ack) == ("name", 3, 2)


@pytest.mark.parametrize(("name", "standardise"), [("standardised", True), ("raw", False)])
def test_keras_sees_what_the_switch_says(name: str, standardise: bool) -> None:
    state = replace(LayersState.default("concrete"), standardise=standardise)
    scaled: ScaledPoints = getattr(payload_of(state).scalings, name)
    points = EVAL_POINTS.get(scaled.eval_points)
    assert points.scaling is not None
    for part in ("x_mean", "x_scale", "y_mean", "y_scale"):
        assert np.allclose(getattr(scaled.scaling, part), getattr(state.scaling, part))
        assert np.allclose(getattr(points.scaling, part), getattr(state.scaling, part))


def test_one_input_is_a_curve_and_more_are_seen_in_space_and_from_above() -> None:
    one = payload_of(LayersState.default(inputs=("sugars",)))
    assert one.curve is not None
    assert one.space is one.above is None
    assert one.drawn is not None
    assert len(one.drawn) == len(one.points.y)
    assert len(one.spans) == 2
    names = tuple(c.name for c in load("concrete").columns if c.name != "CompressiveStrength")
    eight = payload_of(LayersState.default("concrete", names))
    assert eight.curve is None
    assert eight.drawn is None
    assert eight.space is not None
    assert eight.above is not None
    assert len(eight.sliders) == 8
    assert "paler" in eight.note


def test_classes_have_names_probabilities_and_an_output_each() -> None:
    two = payload_of(LayersState.default("cereal", ("sugars", "fiber"), "shelf = 2"))
    assert (two.classes, two.units[-1], two.scale) == (["not shelf 2", "shelf 2"], 1, 1.0)
    assert "best single unit" in two.best_note
    three = payload_of(LayersState.default("penguins", ("bill_length_mm",), "species"))
    assert (three.classes, three.units[-1]) == (["Adelie", "Chinstrap", "Gentoo"], 3)
    assert three.values.activations[-1] == "softmax"
    low, high = three.spans[-1]
    assert low < -0.08 * 3, "room for a line of points for each class"
    assert 1.0 < high < 1.2
    assert "best output without hidden layers" in three.best_note
    for payload in (two, three):
        assert payload.values.switches["top"]
        assert payload.values.switches["residuals"]


def test_another_network_on_the_same_columns_has_the_same_layout() -> None:
    state = FOURS
    other = LayersState.default("cereal", FOURS.inputs, layers=(Dense(9, "tanh"),))
    key = payload_of(state).layout_key
    assert payload_of(other).layout_key == key
    assert payload_of(other).units == [9, 1]
    assert payload_of(replace(state, axes=("fiber", "sugars"))).layout_key != key


def test_of_a_large_network_the_browser_gets_the_visible_blocks_and_a_token() -> None:
    layers = (Dense(300, "relu"), Dense(300, "tanh"))
    state = LayersState.default("cereal", FOURS.inputs, layers=layers)
    payload = payload_of(state)
    assert list(map(len, payload.values.weights)) == [16, 8, 64, 8, 8, 1]
    assert payload.model is not None
    assert MODELS.get(payload.model).network == state.network
    assert payload_of(FOURS).model is None
    assert len(msgspec.json.encode(payload)) < 200_000


def test_activations_limits_and_rows_are_named() -> None:
    payload = payload_of(FOURS)
    assert [activation.name for activation in payload.activations] == list(ACTIVATIONS)
    assert payload.limits == Limits(layers=6, units=1024, drawn=8)
    assert len(payload.names) == 76
    assert "R² 0.368" in payload.best_note
