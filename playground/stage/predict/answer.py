"""Keras' answers to the weights in somebody's hand.

A page registers its scene (the points in view) once and gets a token; the browser then sends
weights with that token, as often as five times a second, past Streamlit: no script runs for it.
Of a network too large for that the page registers all weights, and the browser sends those it
moves.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from playground import engine
from playground.core.fit.metrics import metrics
from playground.core.network.activations import Array
from playground.core.network.network import Network
from playground.core.network.weights import base64_float32
from playground.stage.predict.models import MAX_MODEL_PARAMETERS, MODELS, Models, corner
from playground.stage.predict.points import SCENES, Scene, Scenes
from playground.stage.predict.request import MAX_AT, MAX_CELLS, MAX_PARAMETERS, Question
from playground.stage.predict.token_store import UnknownScene
from playground.state.limits import MAX_UNITS_DRAWN

__all__ = [
    "MAX_AT",
    "MAX_CELLS",
    "MAX_MODEL_PARAMETERS",
    "MAX_PARAMETERS",
    "MODELS",
    "SCENES",
    "Models",
    "Question",
    "Scene",
    "Scenes",
    "UnknownScene",
    "answer",
]

MAX_WORK = 2_000_000_000
"""Rows times parameters of an answer; beyond it only the drawn rows are measured."""


def answer(question: Question, scenes: Scenes = SCENES) -> dict[str, object]:
    """Lets Keras predict, and measures its predictions.

    Returns:
        revision; predictions `(rows,)` at the scene's points that are drawn, `at` and `grid`, in
        the target's unit; metrics of the predictions at all points, or above MAX_WORK at those
        drawn: mse, mae, r2 (None if the target never varies).
        If the question asks for every layer, for each layer also: thumbs, what its first DRAWN
        neurons say over the grid, flat, row by row, on the network's own numbers; and dead,
        for each of these neurons 1 if it is a ReLU that is 0 at all of the scene's points, else
        0. The saturated, which take a layer's sums, are not looked for and count as 0.
        Of a network that is being trained, epoch and corners, too: after how many epochs it
        answers, and of each array then what the browser draws, flat.
        Predictions, grid, thumbs and corners are lists, or packed if every layer is asked for:
        then there are thousands of numbers, and none in the browser to compare them with.

    Raises:
        UnknownScene: if the token is not known.
        ValueError: if the network does not fit the scene.
    """
    scene = scenes.get(question.scene)
    if scene.x.shape[1] != question.network.inputs:
        raise ValueError(
            f"the scene has {scene.x.shape[1]} inputs; received a network with "
            f"{question.network.inputs}"
        )
    if len(scene.y) * question.network.parameter_count > MAX_WORK:
        scene = scene.thinned
    layers = _passed(question, scene.seen(np.concatenate([scene.x, question.at, question.grid])))
    ends = len(scene.x), len(scene.x) + len(question.at)
    at_points, at, grid = np.split(scene.meant(layers[-1][:, 0]), ends)
    errors = metrics(scene.y, at_points)
    told = base64_float32 if question.every_layer else _listed
    given: dict[str, object] = {
        "revision": question.revision,
        "predictions": told(at_points if scene.drawn is None else at_points[scene.drawn]),
        "at": at.tolist(),
        "grid": told(grid),
        "metrics": {
            "mse": errors.mse,
            "mae": errors.mae,
            "r2": errors.r2 if np.isfinite(errors.r2) else None,
        },
    }
    if question.every_layer:
        given["thumbs"] = [base64_float32(layer[ends[1] :]) for layer in layers]
        given["dead"] = _dead(question.network, [layer[: ends[0]] for layer in layers])
    if question.epoch is not None:
        given["epoch"] = question.epoch
        given["corners"] = [base64_float32(corner(array)) for array in question.weights]
    return given


def _listed(values: Array) -> object:
    return values.tolist()


def _passed(question: Question, rows: Array) -> tuple[Array, ...]:
    """What each layer says, or only the last one if no other was asked for."""
    network, weights = question.network, question.weights
    if question.every_layer:
        layers = engine.layer_outputs(network, weights, rows, MAX_UNITS_DRAWN)
    else:
        layers = (engine.predict(network, weights, rows),)
    if not all(np.isfinite(layer).all() for layer in layers):
        raise ValueError("with these weights the prediction is too large for float32")
    return layers


def _dead(network: Network, layers: list[Array]) -> list[Any]:
    return [
        [int(layer.activation == "relu" and peak <= 0.0) for peak in np.max(outputs, axis=0)]
        for layer, outputs in zip(network.layers, layers, strict=True)
    ]
