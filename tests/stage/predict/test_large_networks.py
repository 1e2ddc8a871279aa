"""Networks whose weights the server keeps: what the hand moves, and what every layer says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.network.activity import grid_rows
from playground.core.network.network import Dense, Network, Weights, forward, layer_passes
from playground.core.network.scaling import Scaling
from playground.engine import initial_weights
from playground.stage.predict.answer import (
    MAX_MODEL_PARAMETERS,
    Models,
    Question,
    Scenes,
    UnknownScene,
    answer,
)
from playground.stage.predict.models import Model
from tests.base64_arrays import unpacked

NETWORK = Network(3, (Dense(12, "relu"), Dense(9, "tanh"), Dense(1)))
RANDOM = np.random.default_rng(6)
WEIGHTS = tuple(RANDOM.normal(size=shape) for shape in NETWORK.shapes)
X, Y = RANDOM.normal(size=(40, 3)), RANDOM.normal(size=40)
CORNERS = [(3, 8), (8,), (8, 8), (8,), (8, 1), (1,)]
GRID = {"held": [0.0, 0.5, 0.0], "shown": [0, 2], "spans": [[-1.0, 1.0], [-2.0, 2.0]], "cells": 6}


def blocks(weights: Weights) -> list[list[float]]:
    """What the browser holds of these weights."""
    return [array[(slice(8),) * array.ndim].ravel().tolist() for array in weights]


def body(**changes: Any) -> dict[str, Any]:
    return {"scene": "none", "revision": 1, "at": [], "blocks": blocks(WEIGHTS), **changes}


def asked(weights: Weights = WEIGHTS, network: Network = NETWORK, **changes: Any) -> dict[str, Any]:
    """The answer to a question about a network that the server keeps."""
    scenes, models = Scenes(), Models()
    token = models.register(network, weights)
    scene = scenes.register(X[:, : network.inputs], Y, changes.pop("scaling", None))
    question = body(scene=scene, model=token, blocks=blocks(weights)) | changes
    given: dict[str, Any] = answer(Question.parse(question, models), scenes)
    lists = {name: unpacked(given[name]) for name in ("predictions", "grid")}
    return {**given, **lists, "thumbs": list(map(unpacked, given["thumbs"]))}


def test_the_blocks_in_the_hand_replace_the_corners_and_nothing_else() -> None:
    models = Models()
    token = models.register(NETWORK, WEIGHTS)
    moved = [(RANDOM.normal(size=shape)).ravel().tolist() for shape in CORNERS]
    question = Question.parse(body(model=token, blocks=moved), models)
    assert question.network == NETWORK
    for kept, merged, shape, block in zip(WEIGHTS, question.weights, CORNERS, moved, strict=True):
        corner = tuple(map(slice, shape))
        assert merged[corner].ravel().tolist() == block
        other = np.ones(kept.shape, bool)
        other[corner] = False
        np.testing.assert_array_equal(merged[other], kept.astype(np.float32)[other])
    again = Question.parse(body(model=token), models)
    np.testing.assert_allclose(again.weights[2], WEIGHTS[2], rtol=1e-6)


def test_predictions_and_every_layer_over_the_grid_are_the_references() -> None:
    scaling = Scaling.of(X, Y)
    given = asked(at=[0.1, 0.2, 0.3], grid=GRID, scaling=scaling)
    axes = [np.linspace(-1.0, 1.0, 6), np.linspace(-2.0, 2.0, 6)]
    grid = grid_rows(np.array([0.0, 0.5, 0.0]), [0, 2], axes)
    rows = {"predictions": X, "at": np.array([[0.1, 0.2, 0.3]]), "grid": grid}
    for name, x in rows.items():
        expected = scaling.raw_target(forward(NETWORK, WEIGHTS, scaling.inputs(x))[:, 0])
        np.testing.assert_allclose(given[name], expected, rtol=1e-4, atol=1e-4)
    assert [len(thumb) for thumb in given["thumbs"]] == [36 * 8, 36 * 8, 36]
    for thumb, (_, y) in zip(
        given["thumbs"], layer_passes(NETWORK, WEIGHTS, scaling.inputs(grid)), strict=True
    ):
        np.testing.assert_allclose(thumb, y[:, :8].ravel(), rtol=1e-4, atol=1e-5)


def test_without_a_grid_there_are_no_thumbs_but_the_dead_are_known() -> None:
    kernel, bias, *rest = (array.copy() for array in WEIGHTS)
    bias[[1, 4, 10]] = -1e3
    rest[1][2] = 1e3
    given = asked((kernel, bias, *rest))
    assert [len(part) for part in (given["grid"], *given["thumbs"])] == [0] * 4
    assert given["dead"] == [[0, 1, 0, 0, 1, 0, 0, 0], [0] * 8, [0]]


def test_other_activations_may_be_tried_on_the_same_weights() -> None:
    given = asked(activations=["gelu", "relu", "linear"])
    tried = replace(NETWORK, layers=(Dense(12, "gelu"), Dense(9, "relu"), Dense(1)))
    expected = forward(tried, WEIGHTS, X)[:, 0]
    np.testing.assert_allclose(given["predictions"], expected, rtol=1e-4, atol=1e-4)


def test_the_network_of_the_tutorial_is_answered_for() -> None:
    network = Network(3, (*[Dense(512, "relu")] * 3, Dense(1)))
    weights = initial_weights(network, 1)
    given = asked(weights, network, grid=GRID)
    expected = forward(network, weights, X)[:, 0]
    np.testing.assert_allclose(given["predictions"], expected, rtol=1e-3, atol=1e-4)
    assert [len(thumb) for thumb in given["thumbs"]] == [36 * 8] * 3 + [36]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"blocks": blocks(WEIGHTS)[:-1]}, "blocks must hold 6 arrays; received 5"),
        ({"blocks": [*blocks(WEIGHTS)[:-1], [1.0, 2.0]]}, "blocks must hold 1 numbers; received 2"),
        ({"blocks": [*blocks(WEIGHTS)[:-1], [float("nan")]]}, "blocks must be numbers between"),
        ({"blocks": None}, "malformed"),
        ({"activations": ["relu"]}, "activations must hold 3 names; received 1"),
        ({"activations": ["relu", "no", "linear"]}, "activation must be one of"),
        ({"activations": 3}, "malformed"),
    ],
)
def test_a_question_without_sense_is_refused_with_its_reason(
    changes: dict[str, Any], reason: str
) -> None:
    models = Models()
    with pytest.raises(ValueError, match=reason):
        Question.parse(body(model=models.register(NETWORK, WEIGHTS)) | changes, models)


def test_a_hidden_overflow_is_refused_too() -> None:
    network = Network(3, (Dense(9), Dense(9, "tanh"), Dense(1)))
    weights = tuple(np.full(shape, 3e38) for shape in network.shapes[:1])
    weights += tuple(np.zeros(shape) for shape in network.shapes[1:])
    zeros = [[0.0] * size for size in (24, 8, 64, 8, 8, 1)]
    zeros[0] = [1e9] * 24
    scenes, models = Scenes(), Models()
    scene = scenes.register(np.full((2, 3), 1e35), np.zeros(2))
    question = body(scene=scene, model=models.register(network, weights), blocks=zeros)
    with pytest.raises(ValueError, match="too large for float32"):
        answer(Question.parse(question, models), scenes)


def test_the_same_model_shares_a_token_and_an_unknown_one_is_lost() -> None:
    models = Models()
    token = models.register(NETWORK, WEIGHTS)
    assert models.register(NETWORK, tuple(array.copy() for array in WEIGHTS)) == token
    bent = replace(NETWORK, layers=(Dense(12), *NETWORK.layers[1:]))
    assert models.register(bent, WEIGHTS) != token
    assert models.register(NETWORK, (WEIGHTS[0] + 1.0, *WEIGHTS[1:])) != token
    assert len(models) == 3
    with pytest.raises(UnknownScene):
        Question.parse(body(model="0" * 32), models)


def test_the_models_kept_are_bounded_by_their_bytes() -> None:
    size = 4 * NETWORK.parameter_count
    models = Models(limit=2 * size)
    tokens = [models.register(NETWORK, (WEIGHTS[0] + n, *WEIGHTS[1:])) for n in range(2)]
    kept = models.get(tokens[0])
    assert isinstance(kept, Model)
    assert kept.arrays[0].dtype == np.float32
    last = models.register(NETWORK, (WEIGHTS[0] + 2.0, *WEIGHTS[1:]))
    assert len(models) == 2
    assert models.get(tokens[0])
    assert models.get(last)
    with pytest.raises(UnknownScene):
        models.get(tokens[1])
    alone = Models(limit=1)
    assert alone.get(alone.register(NETWORK, WEIGHTS))


def test_what_the_caller_does_to_its_arrays_later_changes_no_model() -> None:
    models = Models()
    mine = tuple(array.astype(np.float32) for array in WEIGHTS)
    kept = models.get(models.register(NETWORK, mine))
    assert isinstance(kept, Model)
    mine[0][0, 0] = 99.0
    assert kept.arrays[0][0, 0] == np.float32(WEIGHTS[0][0, 0])
    with pytest.raises(ValueError, match="read-only"):
        kept.arrays[0][0, 0] = 1.0


def test_a_model_has_a_limit_and_its_networks_shapes() -> None:
    network = Network(3, (Dense(1024), Dense(1024), Dense(256), Dense(1)))
    assert network.parameter_count > MAX_MODEL_PARAMETERS
    with pytest.raises(ValueError, match=f"at most {MAX_MODEL_PARAMETERS} parameters; received"):
        Models().register(network, ())
    with pytest.raises(ValueError, match="weights must have the shapes"):
        Models().register(NETWORK, WEIGHTS[:-1])
