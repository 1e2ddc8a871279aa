"""The Keras script that makes exactly this network, and its weights as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.core.activations import Array
from playground.core.network import Network, Weights

_TODAY = """\
import keras
import numpy as np

# {sentence}
model = keras.Sequential(
    [
        keras.Input(shape=({inputs},)),
{layers}
    ]
)
model.set_weights(
    [
{weights}
    ]
)

x = np.array([{row}])
print(model.predict(x, verbose=0))
"""

_TUTORIAL = """\
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

# {sentence}
model = keras.Sequential([
{layers}
])
model.set_weights([
{weights}
])

x = np.array([{row}])
print(model.predict(x, verbose=0))
"""


def keras_code(
    network: Network, weights: Weights, row: Sequence[float], *, columns: Sequence[str], target: str
) -> str:
    """The script in today's form, with `keras.Input`; it runs as it stands.

    Args:
        network, weights: what it makes, in raw units.
        row: `(inputs,)`, for which it prints the prediction.
        columns: names of the inputs.
        target: name of the target.
    """
    layers = [f"keras.layers.Dense({_arguments(layer)})," for layer in _layers(network)]
    return _TODAY.format(**_parts(network, weights, row, columns, target, layers, indent=8))


def tutorial_code(
    network: Network, weights: Weights, row: Sequence[float], *, columns: Sequence[str], target: str
) -> str:
    """The same script in the tutorial's form, with `input_shape` on the first layer."""
    layers = [f"layers.Dense({_arguments(layer)})," for layer in _layers(network)]
    layers[0] = layers[0].replace(")", f", input_shape=[{network.inputs}])")
    return _TUTORIAL.format(**_parts(network, weights, row, columns, target, layers, indent=4))


def weights_table(network: Network, weights: Weights) -> list[dict[str, str]]:
    """A row for each tensor: layer, tensor, shape, dtype and values."""
    network.check(weights)
    return [
        {
            "layer": f"dense {index // 2 + 1}",
            "tensor": "kernel (w)" if index % 2 == 0 else "bias (b)",
            "shape": str(array.shape),
            "dtype": "float32",
            "values": _literal(array),
        }
        for index, array in enumerate(weights)
    ]


def _layers(network: Network) -> list[tuple[int, str]]:
    return [(layer.units, layer.activation) for layer in network.layers]


def _arguments(layer: tuple[int, str]) -> str:
    units, activation = layer
    return f"units={units}" + ("" if activation == "linear" else f', activation="{activation}"')


def _parts(
    network: Network,
    weights: Weights,
    row: Sequence[float],
    columns: Sequence[str],
    target: str,
    layers: Sequence[str],
    indent: int,
) -> dict[str, object]:
    network.check(weights)
    space = " " * indent
    return {
        "sentence": " ".join(f"{', '.join(columns)} -> {target}".split()),
        "inputs": network.inputs,
        "layers": "\n".join(space + layer for layer in layers),
        "weights": "\n".join(f"{space}np.array({_literal(array)})," for array in weights),
        "row": _literal(np.asarray(row, dtype=np.float64)),
    }


def _literal(array: Array) -> str:
    """The array as nested Python lists, every number as short as it can be read back."""
    return repr(array.tolist())
