"""Predictions by Keras: one compiled function per architecture, shared by all sessions."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights
from playground.engine.backend import libraries
from playground.engine.dtypes import (
    Array32,
    bucket,
    check_rows,
    padded,
    to_float32,
    weights_to_float32,
)
from playground.engine.lru import LruCache
from playground.engine.models import keras_model
from playground.engine.plan import LARGE
from playground.engine.xla import CompiledFunction, restoring

CHUNK = 4096
"""Rows predicted in one call; more take several calls."""
STEPS = {False: 4, True: 32}
"""Bucket sizes per power of 2, by whether the network is large: then predicting padding costs more
than compiling for one more size."""

Readout: TypeAlias = Callable[[Any, Any], list[Any]]
"""(model, x) → tensors `(rows of x, …)`."""


def _outputs(model: Any, x: Any) -> list[Any]:
    return [model(x)]


class Predictor:
    """A Keras model that every call sets the weights of. Thread-safe.

    Args:
        network: the layers.
        readout: what is computed with the model; by default its predictions.

    Attributes:
        traces: how often the function was compiled, once for each padded number of rows.
    """

    def __init__(self, network: Network, readout: Readout = _outputs) -> None:
        self.traces = 0
        self._readout = readout
        self._model = keras_model(network)
        self._steps = STEPS[network.parameter_count > LARGE]
        self._variables = [variable.value for variable in self._model.trainable_variables]
        self._lock = threading.Lock()
        self._call = CompiledFunction(self._traced)

    def _traced(self, x: Any, *weights: Any) -> list[Any]:
        self.traces += 1
        with restoring(self._variables):
            for variable, array in zip(self._variables, weights, strict=True):
                variable.assign(array)
            return self._readout(self._model, x)

    def run(self, weights: list[Array32], x: Array32) -> list[Array32]:
        """Computes the readout.

        Args:
            weights: float32, shapes as `network.shapes`.
            x: float32 `(rows, inputs)`, any number of rows.

        Returns:
            float32 `(rows, …)` for each tensor of the readout.
        """
        starts = range(0, max(1, len(x)), CHUNK)
        parts = [self._run_chunk(weights, x[start : start + CHUNK]) for start in starts]
        return [np.concatenate(chunks) for chunks in zip(*parts, strict=True)]

    def _run_chunk(self, weights: list[Array32], x: Array32) -> list[Array32]:
        rows = padded(x, max(8, bucket(len(x), self._steps)))
        with self._lock:
            outputs = self._call(*map(libraries().tf.constant, (rows, *weights)))
        return [np.asarray(output)[: len(x)] for output in outputs]


PREDICTORS = LruCache(Predictor, limit=32)


def predict(network: Network, weights: Weights, x: ArrayLike) -> Array:
    """The network's predictions, computed by Keras in float32.

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
    return run_predictor(PREDICTORS[network], network, weights, x)[0]


def run_predictor(
    predictor: Predictor, network: Network, weights: Weights, x: ArrayLike
) -> list[Array]:
    """Checks the arguments and computes a predictor's readout.

    Args:
        predictor: of the network.
        network: the layers.
        weights: shapes as `network.shapes`, in the units of `x` and the target.
        x: `(rows, inputs)`.

    Returns:
        float64 `(rows, …)` for each tensor of the readout.

    Raises:
        ValueError: if shapes do not fit, or a number given is not finite in float32.
    """
    rows = to_float32("x", check_rows(network, x))
    arrays = weights_to_float32(network, weights)
    return [output.astype(np.float64) for output in predictor.run(arrays, rows)]
