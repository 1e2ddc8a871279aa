"""The Keras script that builds a network with its weights, and the weights as a table."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import TextWrapper

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network, Weights

_WIDTH = 96
MAX_WRITTEN = 1000
"""Networks with more parameters are written without their weights."""
_wrapper = TextWrapper(
    _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 9, break_on_hyphens=False
)

_CURRENT = """\
import keras
import numpy as np
from keras import layers

# {sentence}
model = keras.Sequential([
    keras.Input(shape=({inputs},)),
{layers}
])
{ending}"""

_TUTORIAL = """\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

# {sentence} (today's Keras takes input_shape too, with a warning)
model = keras.Sequential([
{layers}
])
{ending}"""

_WEIGHTS = """\
model.set_weights([
{weights}
])
"""

_TOO_MANY = """\
# Its {count:,} weights are too many to be written down here: Keras draws new ones.
"""

_ENDING = """\
{weights}
x = np.array([{row}])  # {columns}
print(model.predict(x, verbose=0))
"""


def keras_code(
    network: Network, weights: Weights, row: Sequence[float], *, columns: Sequence[str], target: str
) -> str:
    """The script for the current Keras, with `keras.Input`; it runs without changes.

    Args:
        network: the layers.
        weights: for inputs and target in the data's units, shapes as `network.shapes`.
        row: `(inputs,)`, in the data's units; the script prints the prediction for it.
        columns: names of the inputs.
        target: name of the target.

    Raises:
        ValueError: if weights, row or columns do not fit the network.
    """
    return _CURRENT.format(
        sentence=_sentence(columns, target),
        inputs=network.inputs,
        layers=dense_lines(network),
        ending=_ending(network, weights, row, columns),
    )


def tutorial_code(
    network: Network, weights: Weights, row: Sequence[float], *, columns: Sequence[str], target: str
) -> str:
    """The same script in the tutorial's form, with `input_shape` on the first layer.

    Args:
        network: the layers.
        weights: for inputs and target in the data's units, shapes as `network.shapes`.
        row: `(inputs,)`, in the data's units; the script prints the prediction for it.
        columns: names of the inputs.
        target: name of the target.

    Raises:
        ValueError: as `keras_code`.
    """
    return _TUTORIAL.format(
        sentence=_sentence(columns, target),
        layers=dense_lines(network, first=f", input_shape=[{network.inputs}]"),
        ending=_ending(network, weights, row, columns),
    )


def weights_table(network: Network, weights: Weights) -> list[dict[str, str]]:
    """A row for each tensor: layer, tensor, shape, count, dtype and values, as Keras stores them.

    Of more than 64 values, only the first and the last are given.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.

    Raises:
        ValueError: if the shapes differ.
    """
    network.check(weights)
    return [
        {
            "layer": f"dense {index // 2 + 1}",
            "tensor": "kernel (w)" if index % 2 == 0 else "bias (b)",
            "shape": str(array.shape),
            "count": f"{array.size:,}",
            "dtype": "float32",
            "values": _float32(array),
        }
        for index, array in enumerate(weights)
    ]


def _sentence(columns: Sequence[str], target: str) -> str:
    return _line(f"{target} from {', '.join(columns)}")


def _line(text: str) -> str:
    """The text on one line, for a comment."""
    return " ".join(text.split())


def dense_lines(network: Network, *, first: str = "", more: str = "") -> str:
    """A line for each layer.

    Args:
        network: the layers.
        first: more arguments of the first one.
        more: more arguments of each.
    """
    extras = [first] + [""] * (len(network.layers) - 1)
    return "\n".join(
        f"    layers.Dense({_arguments(layer)}{extra}{more}),"
        for layer, extra in zip(network.layers, extras, strict=True)
    )


def _arguments(layer: Dense) -> str:
    linear = layer.activation == "linear"
    return f"units={layer.units}" + ("" if linear else f', activation="{layer.activation}"')


def _ending(
    network: Network, weights: Weights, row: Sequence[float], columns: Sequence[str]
) -> str:
    network.check(weights)
    if not len(row) == len(columns) == network.inputs:
        raise ValueError(
            f"row and columns must hold {network.inputs} each, as the network has inputs; "
            f"received {len(row)} and {len(columns)}"
        )
    return _ENDING.format(
        weights=_weights(network, weights),
        row=[float(value) for value in row],
        columns=_line(", ".join(columns)),
    )


def _weights(network: Network, weights: Weights) -> str:
    if network.parameter_count > MAX_WRITTEN:
        return _TOO_MANY.format(count=network.parameter_count)
    return _WEIGHTS.format(
        weights="\n".join(tensor_lines(i, array) for i, array in enumerate(weights))
    )


def tensor_lines(index: int, array: Array) -> str:
    """A kernel or bias, on one line if it fits, else every row of the kernel on a line.

    Every number has the fewest digits that are read back exactly.

    Args:
        index: of the array among all; kernels have even ones.
        array: kernel `(inputs, units)` or bias `(units,)`.
    """
    name = "w" if index % 2 == 0 else "b"
    line = f"    np.array({array.tolist()!r}),  # {name}"
    if len(line) <= _WIDTH:
        return line
    values = array.tolist()
    rows = values if array.ndim > 1 else [str(values)[1:-1]]
    body = "\n".join(_wrapper.fill(f"{row},") for row in rows)
    return f"    np.array([  # {name}\n{body}\n    ]),"


def _float32(array: Array) -> str:
    text = np.array2string(
        array.astype(np.float32), separator=", ", threshold=64, formatter={"float_kind": str}
    )
    return _line(text)
