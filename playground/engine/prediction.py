"""Predictions by Keras: one graph per architecture, shared by all sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from playground.core.network.activations import Array
from playground.core.network.network import LayerPass, Network, Weights
from playground.engine.backend import libraries
from playground.engine.dtypes import Array32, check_rows, to_float32, weights_to_float32
from playground.engine.lru import LruCache
from playground.engine.models import keras_model
from playground.engine.session import graph_function

CHUNK = 4096
"""Rows predicted in one call; more take several calls."""

Readout: TypeAlias = Callable[[Any, Any], list[Any]]
"""(model, x) → tensors `(rows of x, …)`."""


def _outputs(model: Any, x: Any) -> list[Any]:
    return [model(x)]


class Predictor:
    """A Keras model whose weights are an argument of every call. Thread-safe.

    It is not compiled: that would take longer than a thousand predictions of a small network, and
    large ones spend their time in matrix products.

    Args:
        network: the layers.
        readout: what is computed with the model; by default its predictions.
    """

    def __init__(self, network: Network, readout: Readout = _outputs) -> None:
        model = keras_model(network)

        def build(x: Any, *weights: Any) -> list[Any]:
            values = list(zip(model.trainable_variables, weights, strict=True))
            with libraries().keras.StatelessScope(state_mapping=values):
                return readout(model, x)

        specs = [((None, network.inputs), np.float32), *((s, np.float32) for s in network.shapes)]
        self._call = graph_function(build, specs)

    def run(self, weights: list[Array32], x: Array32) -> list[Array32]:
        """Computes the readout.

        Args:
            weights: float32, shapes as `network.shapes`.
            x: float32 `(rows, inputs)`, any number of rows.

        Returns:
            float32 `(rows, …)` for each tensor of the readout.
        """
        starts = range(0, max(1, len(x)), CHUNK)
        parts = [self._call(x[start : start + CHUNK], *weights) for start in starts]
        return [np.concatenate(chunks) for chunks in zip(*parts, strict=True)]


PREDICTORS = LruCache(Predictor, limit=32)


def _sums_and_outputs(model: Any, x: Any) -> list[Any]:
    *hidden, last = model.layers
    for layer in hidden:
        x = layer(x)
    return [libraries().keras.ops.matmul(x, last.kernel) + last.bias, last(x)]


def _sums_predictor(network: Network) -> Predictor:
    return Predictor(network, _sums_and_outputs)


SUMS_PREDICTORS = LruCache(_sums_predictor, limit=16)


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


def last_layer(network: Network, weights: Weights, x: ArrayLike) -> LayerPass:
    """The last layer's sums z and outputs f(z), computed by Keras in float32.

    A classifier's loss is computed from the sums: its probabilities round to 0 and 1.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`, in the units of `x` and the target.
        x: `(rows, inputs)`.

    Returns:
        Both float64 `(rows, units)`; infinite where float32 overflows on the way.

    Raises:
        ValueError: if shapes do not fit, or a number given is not finite in float32.
        KerasUnavailable: if TensorFlow or Keras cannot be imported.
    """
    return LayerPass(*run_predictor(SUMS_PREDICTORS[network], network, weights, x))


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
