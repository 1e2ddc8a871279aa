"""Keras' answers to the weights in somebody's hand.

A page registers its scene (the points in view) once and gets a token; the browser then sends
weights with that token, as often as five times a second, past Streamlit: no script runs for it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground import engine
from playground.core.activations import Array
from playground.core.metrics import metrics
from playground.core.network import Dense, Network, Weights

MAX_AT = 1000
MAX_PARAMETERS = 20_000


class UnknownScene(LookupError):
    """No such token: it was never given, or so long ago that it is forgotten."""


@dataclass(frozen=True, eq=False)
class Scene:
    """The points a question is about: x `(rows, inputs)` and y `(rows,)`, in raw units."""

    x: Array
    y: Array


class Scenes:
    """The scenes in use, by unguessable token; the least recently used are forgotten.

    The same points get the same token, so that a class looking at one data set shares a scene.
    """

    def __init__(self, limit: int = 256) -> None:
        self._limit = limit
        self._secret = secrets.token_bytes(32)
        self._scenes: OrderedDict[str, Scene] = OrderedDict()
        self._lock = threading.Lock()

    def register(self, x: Array, y: Array) -> str:
        """Remembers the points and returns their token, 32 hexadecimal digits."""
        shape = repr((x.shape, y.shape)).encode()
        digest = hmac.new(self._secret, shape + x.tobytes() + y.tobytes(), hashlib.sha256)
        token = digest.hexdigest()[:32]
        with self._lock:
            self._scenes[token] = Scene(x, y)
            self._scenes.move_to_end(token)
            while len(self._scenes) > self._limit:
                self._scenes.popitem(last=False)
        return token

    def get(self, token: str) -> Scene:
        """Returns the scene of a token, or raises UnknownScene."""
        with self._lock:
            if token not in self._scenes:
                raise UnknownScene(token)
            self._scenes.move_to_end(token)
            return self._scenes[token]


SCENES = Scenes()


@dataclass(frozen=True, eq=False)
class Question:
    """What would Keras predict with these weights, at the scene's points and at `at`?

    Attributes:
        scene: the token of the points.
        revision: handed back as it came, so that the asker knows which weights were meant.
        at: further rows `(rows, inputs)`, in raw units.
    """

    scene: str
    revision: int
    network: Network
    weights: Weights
    at: Array

    @classmethod
    def parse(cls, body: object) -> Question:
        """Reads a question as the browser sends it.

        Raises:
            ValueError: naming what is wrong with it.
        """
        if not isinstance(body, Mapping):
            raise ValueError("a question must be a JSON object")
        try:
            network = _network(body["network"])
            weights = _weights(body["weights"], network)
            at = _finite(body["at"], (len(body["at"]) // network.inputs, network.inputs), "at")
            if len(at) > MAX_AT:
                raise ValueError(f"at must have at most {MAX_AT} rows; received {len(at)}")
            return cls(str(body["scene"]), int(body["revision"]), network, weights, at)
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"the question is incomplete or malformed: {error}") from error


def _network(body: Mapping[str, Any]) -> Network:
    layers = tuple(Dense(int(layer["units"]), str(layer["activation"])) for layer in body["layers"])
    network = Network(int(body["inputs"]), layers)
    if network.parameter_count > MAX_PARAMETERS:
        raise ValueError(
            f"a network in the browser has at most {MAX_PARAMETERS} parameters; "
            f"received {network.parameter_count}"
        )
    return network


def _weights(body: Sequence[Sequence[float]], network: Network) -> Weights:
    shapes = network.shapes
    if len(body) != len(shapes):
        raise ValueError(f"weights must hold {len(shapes)} arrays; received {len(body)}")
    return tuple(
        _finite(values, shape, "weights") for values, shape in zip(body, shapes, strict=True)
    )


def _finite(values: Sequence[float], shape: tuple[int, ...], name: str) -> Array:
    array = np.asarray(values, dtype=np.float64)
    if array.size != np.prod(shape):
        raise ValueError(f"{name} must hold {np.prod(shape)} numbers; received {array.size}")
    if not np.all(np.abs(array) <= 1e9):
        raise ValueError(f"{name} must be numbers between -1e9 and 1e9")
    return array.reshape(shape)


def answer(question: Question, scenes: Scenes = SCENES) -> dict[str, object]:
    """Lets Keras predict, and measures its predictions.

    Returns:
        revision; predictions `(rows,)` at the scene's points and `at`, in the target's unit;
        metrics of the predictions: mse, mae, r2 (None if the target never varies).

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
    rows = np.concatenate([scene.x, question.at])
    predictions = engine.predict(question.network, question.weights, rows)[:, 0]
    if not np.all(np.isfinite(predictions)):
        raise ValueError("with these weights the prediction is too large for float32")
    at_points = predictions[: len(scene.x)]
    errors = metrics(scene.y, at_points)
    return {
        "revision": question.revision,
        "predictions": at_points.tolist(),
        "at": predictions[len(scene.x) :].tolist(),
        "metrics": {
            "mse": errors.mse,
            "mae": errors.mae,
            "r2": errors.r2 if np.isfinite(errors.r2) else None,
        },
    }
