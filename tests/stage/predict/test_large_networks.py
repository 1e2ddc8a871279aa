"""Networks whose weights the server has: what the browser changes, and every layer's outputs."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from playground.core.network.activity import grid_rows
from playground.core.network.network import Dense, Network, Weights, forward, layer_passes
from playground.core.network.scaling import Scaling
from playground.core.network.weights import Array32
from playground.engine import initial_weights
from playground.stage.predict.answer import predict
from playground.stage.predict.models import MAX_MODEL_PARAMETERS, Model, Models
from playground.stage.predict.points import EvalPointsStore
from playground.stage.predict.request import Request
from playground.stage.predict.token_store import UnknownToken
from playground.stage.protocol import PredictAnswer
from tests.base64_arrays import unpacked

NETWORK = Network(3, (Dense(12, "relu"), Dense(9, "tanh"), Dense(1)))
RANDOM = np.random.default_rng(6)
WEIGHTS = tuple(RANDOM.normal(size=shape) for shape in NETWORK.shapes)
X, Y = RANDOM.normal(size=(40, 3)), RANDOM.normal(size=40)
VISIBLE = [(3, 8), (8,), (8, 8), (8,), (8, 1), (1,)]
GRID = {"fixed": [0.0, 0.5, 0.0], "shown": [0, 2], "spans": [[-1.0, 1.0], [-2.0, 2.0]], "cells": 6}


def blocks(weights: Weights) -> list[list[float]]:
    """What the browser has of these weights."""
    return [array[(slice(8),) * array.ndim].ravel().tolist() for array in weights]


def source(model: str, **changes: Any) -> dict[str, Any]:
    """A network that the server has, with the browser's blocks."""
    return {"kind": "stored", "model": model, "blocks": blocks(WEIGHTS), **changes}


def request(source: dict[str, Any], models: Models, **changes: Any) -> Request:
    """A request by way of JSON, as it arrives."""
    body = {"eval_points": "none", "revision": 1, "source": source, "at": [], **changes}
    return Request.decode(json.dumps(body).encode(), models)


@dataclass
class Numbers:
    """An answer's lists, unpacked."""

    answer: PredictAnswer
    predictions: Array32
    grid: Array32
    thumbs: list[Array32]


def answered(
    weights: Weights = WEIGHTS,
    network: Network = NETWORK,
    *,
    scaling: Scaling | None = None,
    activations: list[str] | None = None,
    **changes: Any,
) -> Numbers:
    """The answer to a request about a network that the server has."""
    store, models = EvalPointsStore(), Models()
    model = source(models.register(network, weights), blocks=blocks(weights))
    if activations:
        model["activations"] = activations
    points = store.register(X[:, : network.inputs], Y, scaling)
    answer = predict(request(model, models, eval_points=points, **changes), store)
    assert answer.thumbs is not None
    thumbs = list(map(unpacked, answer.thumbs))
    return Numbers(answer, unpacked(answer.predictions), unpacked(answer.grid), thumbs)


def test_the_browsers_blocks_replace_the_visible_ones_and_nothing_else() -> None:
    models = Models()
    token = models.register(NETWORK, WEIGHTS)
    changed = [(RANDOM.normal(size=shape)).ravel().tolist() for shape in VISIBLE]
    decoded = request(source(token, blocks=changed), models)
    assert decoded.network == NETWORK
    for stored, merged, shape, block in zip(
        WEIGHTS, decoded.weights, VISIBLE, changed, strict=True
    ):
        visible = tuple(map(slice, shape))
        assert merged[visible].ravel().tolist() == block
        other = np.ones(stored.shape, bool)
        other[visible] = False
        np.testing.assert_array_equal(merged[other], stored.astype(np.float32)[other])
    again = request(source(token), models)
    np.testing.assert_allclose(again.weights[2], WEIGHTS[2], rtol=1e-6)


def test_without_blocks_the_weights_are_those_stored_and_only_the_output_is_wanted() -> None:
    models = Models()
    token = models.register(NETWORK, WEIGHTS)
    decoded = request({"kind": "stored", "model": token}, models)
    assert not decoded.every_layer
    for stored, read in zip(WEIGHTS, decoded.weights, strict=True):
        np.testing.assert_array_equal(read, stored.astype(np.float32))


@pytest.mark.keras
def test_predictions_and_every_layer_over_the_grid_are_the_references() -> None:
    scaling = Scaling.of(X, Y)
    numbers = answered(at=[0.1, 0.2, 0.3], grid=GRID, scaling=scaling)
    axes = [np.linspace(-1.0, 1.0, 6), np.linspace(-2.0, 2.0, 6)]
    grid = grid_rows(np.array([0.0, 0.5, 0.0]), [0, 2], axes)
    received = {
        "predictions": (X, numbers.predictions),
        "at": (np.array([[0.1, 0.2, 0.3]]), np.array(numbers.answer.at)),
        "grid": (grid, numbers.grid),
    }
    for name, (x, predicted) in received.items():
        expected = scaling.raw_target(forward(NETWORK, WEIGHTS, scaling.inputs(x))[:, 0])
        np.testing.assert_allclose(predicted, expected, rtol=1e-4, atol=1e-4, err_msg=name)
    assert [len(thumb) for thumb in numbers.thumbs] == [36 * 8, 36 * 8, 36]
    for thumb, (_, y) in zip(
        numbers.thumbs, layer_passes(NETWORK, WEIGHTS, scaling.inputs(grid)), strict=True
    ):
        np.testing.assert_allclose(thumb, y[:, :8].ravel(), rtol=1e-4, atol=1e-5)


@pytest.mark.keras
def test_all_of_ten_classes_are_predicted_and_eight_are_drawn() -> None:
    network = Network(3, (Dense(12, "relu"), Dense(10, "softmax")))
    weights = tuple(np.random.default_rng(2).normal(size=shape) for shape in network.shapes)
    numbers = answered(weights, network, at=[0.1, 0.2, 0.3], grid=GRID)
    expected = forward(network, weights, X)
    np.testing.assert_allclose(numbers.predictions.reshape(-1, 10), expected, atol=1e-5)
    assert np.sum(numbers.answer.at) == pytest.approx(1.0, abs=1e-5)
    assert [len(thumb) for thumb in numbers.thumbs] == [36 * 8, 36 * 8]
    np.testing.assert_allclose(
        numbers.thumbs[1].reshape(36, 8), numbers.grid.reshape(36, 10)[:, :8], atol=1e-6
    )


@pytest.mark.keras
def test_without_a_grid_there_are_no_thumbs_but_the_dead_are_known() -> None:
    kernel, bias, *rest = (array.copy() for array in WEIGHTS)
    bias[[1, 4, 10]] = -1e3
    rest[1][2] = 1e3
    numbers = answered((kernel, bias, *rest))
    assert [len(part) for part in (numbers.grid, *numbers.thumbs)] == [0] * 4
    assert numbers.answer.dead == [[0, 1, 0, 0, 1, 0, 0, 0], [0] * 8, [0]]


@pytest.mark.keras
def test_other_activations_may_be_tried_on_the_same_weights() -> None:
    numbers = answered(activations=["gelu", "relu", "linear"])
    tried = replace(NETWORK, layers=(Dense(12, "gelu"), Dense(9, "relu"), Dense(1)))
    expected = forward(tried, WEIGHTS, X)[:, 0]
    np.testing.assert_allclose(numbers.predictions, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.keras
def test_the_network_of_the_tutorial_is_predicted_with() -> None:
    network = Network(3, (*[Dense(512, "relu")] * 3, Dense(1)))
    weights = initial_weights(network, 1)
    numbers = answered(weights, network, grid=GRID)
    expected = forward(network, weights, X)[:, 0]
    np.testing.assert_allclose(numbers.predictions, expected, rtol=1e-3, atol=1e-4)
    assert [len(thumb) for thumb in numbers.thumbs] == [36 * 8] * 3 + [36]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"blocks": blocks(WEIGHTS)[:-1]}, "blocks must hold 6 arrays; received 5"),
        ({"blocks": [*blocks(WEIGHTS)[:-1], [1.0, 2.0]]}, "blocks must hold 1 numbers; received 2"),
        ({"blocks": [*blocks(WEIGHTS)[:-1], [1e10]]}, "blocks must be numbers between"),
        ({"blocks": [None]}, r"malformed: .*at `\$.source.blocks\[0\]`"),
        ({"activations": ["relu"]}, "activations must hold 3 names; received 1"),
        ({"activations": ["relu", "no", "linear"]}, "activation must be one of"),
        ({"activations": 3}, r"malformed: .*at `\$.source.activations`"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_the_place(
    changes: dict[str, Any], reason: str
) -> None:
    models = Models()
    with pytest.raises(ValueError, match=reason):
        request(source(models.register(NETWORK, WEIGHTS), **changes), models)


@pytest.mark.keras
def test_a_hidden_overflow_is_refused_too() -> None:
    network = Network(3, (Dense(9), Dense(9, "tanh"), Dense(1)))
    weights = tuple(np.full(shape, 3e38) for shape in network.shapes[:1])
    weights += tuple(np.zeros(shape) for shape in network.shapes[1:])
    zeros = [[0.0] * size for size in (24, 8, 64, 8, 8, 1)]
    zeros[0] = [1e9] * 24
    store, models = EvalPointsStore(), Models()
    points = store.register(np.full((2, 3), 1e35), np.zeros(2))
    model = source(models.register(network, weights), blocks=zeros)
    with pytest.raises(ValueError, match="too large for float32"):
        predict(request(model, models, eval_points=points), store)


def test_the_same_model_shares_a_token_and_others_are_unknown() -> None:
    models = Models()
    token = models.register(NETWORK, WEIGHTS)
    assert models.register(NETWORK, tuple(array.copy() for array in WEIGHTS)) == token
    other = replace(NETWORK, layers=(Dense(12), *NETWORK.layers[1:]))
    assert models.register(other, WEIGHTS) != token
    assert models.register(NETWORK, (WEIGHTS[0] + 1.0, *WEIGHTS[1:])) != token
    assert len(models) == 3
    with pytest.raises(UnknownToken):
        request(source("0" * 32), models)
    with pytest.raises(UnknownToken):
        request({"kind": "training", "model": token}, models)


def test_what_the_caller_does_to_its_arrays_later_changes_no_model() -> None:
    models = Models()
    mine = tuple(array.astype(np.float32) for array in WEIGHTS)
    stored = models.get(models.register(NETWORK, mine))
    assert isinstance(stored, Model)
    mine[0][0, 0] = 99.0
    assert stored.arrays[0][0, 0] == np.float32(WEIGHTS[0][0, 0])
    with pytest.raises(ValueError, match="read-only"):
        stored.arrays[0][0, 0] = 1.0


def test_a_model_has_a_limit_and_its_networks_shapes() -> None:
    network = Network(3, (Dense(1024), Dense(1024), Dense(256), Dense(1)))
    assert network.parameter_count > MAX_MODEL_PARAMETERS
    with pytest.raises(ValueError, match=f"at most {MAX_MODEL_PARAMETERS} parameters; received"):
        Models().register(network, ())
    with pytest.raises(ValueError, match="weights must have the shapes"):
        Models().register(NETWORK, WEIGHTS[:-1])
