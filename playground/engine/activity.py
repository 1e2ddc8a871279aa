"""The outputs of every layer, by Keras: for networks too large for the browser."""

from __future__ import annotations

from typing import Any

from numpy.typing import ArrayLike

from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights
from playground.engine.lru import LruCache
from playground.engine.prediction import Predictor, Readout, run_predictor

_Key = tuple[Network, int]


def _first_units(units: int) -> Readout:
    """A readout of the first units of every layer."""

    def readout(model: Any, x: Any) -> list[Any]:
        outputs = []
        for layer in model.layers:
            x = layer(x)
            outputs.append(x[:, :units])
        return outputs

    return readout


def _make_predictor(key: _Key) -> Predictor:
    network, units = key
    return Predictor(network, _first_units(units))


ACTIVITY_PREDICTORS: LruCache[_Key, Predictor] = LruCache(_make_predictor, limit=16)


def layer_outputs(
    network: Network, weights: Weights, x: ArrayLike, units: int = 8
) -> tuple[Array, ...]:
    """The outputs of every layer for given rows, computed by Keras in float32.

    One graph per architecture; each call brings its weights.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        x: `(rows, inputs)`.
        units: how many neurons of each layer are returned, the first ones.

    Returns:
        For each layer float64 `(rows, min(units, units of the layer))`; infinite or NaN where
        float32 overflows on the way.

    Raises:
        ValueError: if shapes do not fit, or a number given is not finite in float32.
        KerasUnavailable: if TensorFlow or Keras cannot be imported.
    """
    return tuple(run_predictor(ACTIVITY_PREDICTORS[network, units], network, weights, x))
