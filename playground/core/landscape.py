"""The loss landscape of one neuron: the MSE of every w and b on a grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.activations import Array, activation
from playground.core.ranges import Range

_CHUNK = 2_000_000


@dataclass(frozen=True, eq=False)
class Landscape:
    """MSE over weights and biases.

    Attributes:
        w: `(m,)`, rising.
        b: `(k,)`, rising, in the target's unit.
        mse: `(k, m)`, in the target's unit squared: `mse[i, j]` belongs to `b[i]`, `w[j]`.
    """

    w: Array
    b: Array
    mse: Array


def landscape(
    activation_name: str, x: Array, y: Array, w: Range, b: Range, size: int = 61
) -> Landscape:
    """The MSE of y = f(w·x + b) on `x`, `y` `(rows,)`, at `size` weights and biases each."""
    ws, bs = np.linspace(w.low, w.high, size), np.linspace(b.low, b.high, size)
    mse = _linear(x, y, ws, bs) if activation_name == "linear" else _any(activation_name, x, y, ws, bs)
    return Landscape(ws, bs, mse)


def _linear(x: Array, y: Array, w: Array, b: Array) -> Array:
    """A bowl: mean(y - w·x - b)² multiplied out, so that the rows are summed only once."""
    bs, ws = b[:, np.newaxis], w[np.newaxis, :]
    squares = np.mean(y**2) + ws**2 * np.mean(x**2) + bs**2
    products = ws * bs * np.mean(x) - ws * np.mean(x * y) - bs * np.mean(y)
    return np.asarray(np.maximum(squares + 2.0 * products, 0.0))


def _any(activation_name: str, x: Array, y: Array, w: Array, b: Array) -> Array:
    f = activation(activation_name).function
    products = np.outer(w, x)
    rows = max(1, _CHUNK // products.size)
    parts = [
        np.mean((f(products + b[i : i + rows, np.newaxis, np.newaxis]) - y) ** 2, axis=2)
        for i in range(0, len(b), rows)
    ]
    return np.concatenate(parts)
