"""The loss landscape of one neuron: the MSE of every w and b on a grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.core.fit.ranges import Range
from playground.core.fit.relu_errors import ReluErrors
from playground.core.network.activations import Array, activation

_CHUNK = 2_000_000
"""The most numbers in one intermediate array."""


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
    """The MSE of y = f(w·x + b) on a grid of weights and biases.

    Args:
        activation_name: one of ACTIVATIONS.
        x: `(rows,)`, in the input's unit.
        y: `(rows,)`, in the target's unit.
        w, b: the ends of the grid.
        size: the number of weights, and of biases.

    Raises:
        ValueError: if the activation is unknown.
    """
    ws, bs = np.linspace(w.low, w.high, size), np.linspace(b.low, b.high, size)
    if activation_name == "linear":
        mse = _linear_mse(x, y, ws, bs)
    elif activation_name == "relu":
        mse = ReluErrors(x, y).mse(*np.meshgrid(ws, bs))
    else:
        mse = _mse_by_rows(activation(activation_name).function, x, y, ws, bs)
    return Landscape(ws, bs, mse)


def _linear_mse(x: Array, y: Array, w: Array, b: Array) -> Array:
    """Of a linear neuron: variance of the residuals + (their mean)², a quadratic in w and b.

    The rows are summed only once, about their means, so that large values cost no digits.
    """
    x_mean, y_mean = np.mean(x), np.mean(y)
    x_off, y_off = x - x_mean, y - y_mean
    variance = np.mean(y_off**2) - 2.0 * w * np.mean(x_off * y_off) + w**2 * np.mean(x_off**2)
    mean = y_mean - w * x_mean - b[:, np.newaxis]
    return np.asarray(np.maximum(variance, 0.0) + mean**2)


def _mse_by_rows(f: Callable[[Array], Array], x: Array, y: Array, w: Array, b: Array) -> Array:
    """Of any activation: over all rows, for some biases at a time."""
    products = np.outer(w, x)
    rows = max(1, _CHUNK // products.size)
    parts = [
        np.mean((f(products + b[i : i + rows, np.newaxis, np.newaxis]) - y) ** 2, axis=2)
        for i in range(0, len(b), rows)
    ]
    return np.concatenate(parts)
