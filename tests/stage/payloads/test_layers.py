"""The stage of Layers: what the browser is told of a network, and through which scaling."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.data.datasets import load
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense
from playground.stage.payloads.layers import layers_payload, view_of
from playground.stage.predict.answer import MODELS, SCENES
from playground.state.layers import LayersState


def told(stack: LayersState) -> dict[str, Any]:
    data = layers_payload(view_of(stack), stack, "v-1", None)
    received: dict[str, Any] = json.loads(json.dumps(data))
    return received


def test_the_hand_holds_every_tensor_switch_and_slice() -> None:
    stack = replace(LayersState.default(), frozen=(0, 3), single=True, view="top")
    hand = told(stack)["hand"]
    for place, array in enumerate(stack.tensors.arrays):
        assert np.array_equal(np.float32(hand[f"t{place}"]).reshape(array.shape), array)
    assert [hand["f0"], hand["f1"]] == ["relu", "relu"]
    assert (hand["x0"], hand["x1"]) == stack.at
    assert hand["frozen"] == [0, 3]
    assert hand["single"] is hand["top"] is hand["standardise"] is True
    assert stack.moved(hand) == stack


@pytest.mark.parametrize(("view", "standardise"), [("standardised", True), ("raw", False)])
def test_keras_sees_what_the_switch_says(view: str, standardise: bool) -> None:
    stack = replace(LayersState.default("concrete"), standardise=standardise)
    seen = told(stack)["views"][view]
    scene = SCENES.get(seen["scene"])
    assert scene.scaling is not None
    for name in ("x_mean", "x_scale"):
        assert np.allclose(seen["scaling"][name], getattr(stack.scaling, name))
        assert np.allclose(getattr(scene.scaling, name), getattr(stack.scaling, name))
    assert seen["scaling"]["y_scale"] == pytest.approx(stack.scaling.y_scale)


def test_one_input_is_a_curve_and_more_are_seen_in_space_and_from_above() -> None:
    one = told(LayersState.default(inputs=("sugars",)))
    assert {"curve", "drawn"} <= set(one)
    assert len(one["drawn"]) == len(one["points"]["y"])
    assert len(one["spans"]) == 2
    names = tuple(c.name for c in load("concrete").columns if c.name != "CompressiveStrength")
    eight = told(LayersState.default("concrete", names))
    assert {"space", "above"} <= set(eight)
    assert len(eight["sliders"]) == 8
    assert "paler" in eight["note"]


def test_another_network_on_the_same_columns_looks_the_same() -> None:
    stack = LayersState.default()
    other = LayersState.default(layers=(Dense(9, "tanh"),))
    assert told(stack)["look"] == told(other)["look"]
    assert told(other)["units"] == [9, 1]
    assert told(stack)["look"] != told(replace(stack, axes=("fiber", "sugars")))["look"]


def test_of_a_large_network_the_browser_gets_the_corners_and_a_token() -> None:
    stack = LayersState.default(layers=(Dense(300, "relu"), Dense(300, "tanh")))
    data = told(stack)
    assert [len(data["hand"][f"t{place}"]) for place in range(6)] == [16, 8, 64, 8, 8, 1]
    assert MODELS.get(data["model"]).network == stack.network
    assert told(LayersState.default())["model"] is None
    assert len(json.dumps(data)) < 200_000


def test_activations_limits_and_rows_are_named() -> None:
    data = told(LayersState.default())
    assert [one["name"] for one in data["activations"]] == list(ACTIVATIONS)
    assert data["limits"] == {"layers": 6, "units": 1024, "drawn": 8}
    assert len(data["names"]) == 76
    assert "R² 0.37" in data["bound"]
