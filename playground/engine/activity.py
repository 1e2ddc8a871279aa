"""What the neurons of every layer say, by Keras: for networks too large for the browser."""

from __future__ import annotations

from typing import Any

from numpy.typing import ArrayLike

from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights
from playground.engine.lru import Lru
from playground.engine.prediction import Predictor, Read, ask

_Key = tuple[Network, int]


def _first(units: int) -> Read:
    def read(model: Any, x: Any) -> list[Any]:
        outputs = []
        for layer in model.layers:
            x = layer(x)
            outputs.append(x[:, :units])
        return outputs

    return read


def _reader(key: _Key) -> Predictor:
    network, units = key
    return Predictor(network, _first(units))


READERS: Lru[_Key, Predictor] = Lru(_reader, limit=16)


def layer_outputs(
    network: Network, weights: Weights, x: ArrayLike, units: int = 8
) -> tuple[Array, ...]:
    """Lets Keras pass rows through the network, in float32, and listens to every layer.

    One compiled call per architecture and padded number of rows; each call brings its weights.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        x: `(rows, inputs)`.
        units: how many neurons of each layer are listened to, the first ones.

    Returns:
        For each layer float64 `(rows, min(units, units of the layer))`; infinite or NaN where
        float32 overflows on the way.

    Raises:
        ValueError: if shapes do not fit, or a number given is not finite in float32.
        KerasUnavailable: if TensorFlow or Keras cannot be imported.
    """
    return tuple(ask(READERS[network, units], network, weights, x))
