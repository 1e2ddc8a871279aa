"""What Keras predicts: one compiled call per architecture, shared by everybody."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import ArrayLike

from playground.core.activations import Array
from playground.core.network import Network, Weights
from playground.engine.loading import libraries
from playground.engine.lru import Lru
from playground.engine.models import keras_model
from playground.engine.numbers import (
    Array32,
    bucket,
    checked_rows,
    padded,
    to_float32,
    weights_to_float32,
)

CHUNK = 4096
"""Rows predicted in one call; more are predicted in turns."""


class Predictor:
    """A Keras model used as scratch: each call brings its own weights.

    Attributes:
        traces: how often the call was compiled, once for each padded number of rows.
    """

    def __init__(self, network: Network) -> None:
        self.traces = 0
        self._model = keras_model(network)
        self._variables = [variable.value for variable in self._model.trainable_variables]
        self._lock = threading.Lock()
        self._call = libraries().tf.function(self._traced, jit_compile=True)

    def _traced(self, weights: list[object], x: object) -> object:
        self.traces += 1
        for variable, array in zip(self._variables, weights, strict=True):
            variable.assign(array)
        return self._model(x)

    def predict(self, weights: list[Array32], x: Array32) -> Array32:
        """Predictions `(rows, units)` for `x` `(rows, inputs)`, at most CHUNK rows."""
        with self._lock:
            answer = self._call(weights, padded(x, bucket(len(x))))
        return np.asarray(answer)[: len(x)]


PREDICTORS = Lru(Predictor, limit=32)


def predict(network: Network, weights: Weights, x: ArrayLike) -> Array:
    """Lets Keras predict, in float32.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`, in the units of `x` and the target.
        x: `(rows, inputs)`.

    Returns:
        float64 `(rows, units of the last layer)`; infinite where float32 overflows on the way.

    Raises:
        ValueError: if shapes do not fit, or a number given is not finite in float32.
        KerasUnavailable: if TensorFlow or Keras cannot be imported.
    """
    rows = to_float32("x", checked_rows(network, x))
    arrays = weights_to_float32(network, weights)
    predictor = PREDICTORS[network]
    parts = [predictor.predict(arrays, rows[i : i + CHUNK]) for i in range(0, len(rows), CHUNK)]
    if not parts:
        return np.empty((0, network.layers[-1].units))
    return np.concatenate(parts).astype(np.float64)
