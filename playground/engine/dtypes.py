"""Conversions between float64 outside the engine and float32 inside, with checks."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights

Array32: TypeAlias = NDArray[np.float32]


def to_float32(name: str, values: ArrayLike) -> Array32:
    """Returns `values` as float32; a float32 array without a copy.

    Args:
        name: what they are called in the error.
        values: numbers of any shape.

    Raises:
        ValueError: if one of them is NaN, infinite or beyond float32 (about 3.4e38).
    """
    single = isinstance(values, np.ndarray) and values.dtype == np.float32
    given = np.asarray(values, dtype=np.float32 if single else np.float64)
    with np.errstate(over="ignore"):
        array = given.astype(np.float32, copy=False)
    bad = given[~np.isfinite(array)]
    if bad.size:
        raise ValueError(
            f"{name} must be finite numbers of at most 3.4e38, which is what float32 holds; "
            f"received {bad.flat[0]:g}"
        )
    return array


def weights_to_float32(network: Network, weights: Weights) -> list[Array32]:
    """Checks the weights' shapes and values and returns them as float32.

    Args:
        network: which gives the shapes.
        weights: arrays in these shapes.

    Raises:
        ValueError: if the shapes are not the network's, or a value does not fit float32.
    """
    network.check(weights)
    return [to_float32("weights", array) for array in weights]


def check_rows(network: Network, x: ArrayLike) -> Array:
    """Returns `x` as float64 `(rows, inputs)`.

    Args:
        network: which gives the number of inputs.
        x: `(rows, inputs)`.

    Raises:
        ValueError: if it has another number of columns than the network has inputs.
    """
    array = np.asarray(x, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != network.inputs:
        raise ValueError(
            f"x must have the shape (rows, {network.inputs}), a column for each input of the "
            f"network; received {array.shape}"
        )
    return array


def bucket(rows: int, steps: int = 4) -> int:
    """The number that `rows` are padded to, so that data of similar size share a compiled function.

    Args:
        rows: how many there are.
        steps: bucket sizes between 2ⁿ and 2ⁿ⁺¹; padding adds at most a `steps`-th. All sizes
            are multiples of 8.
    """
    step = max(8, (1 << max(0, (rows - 1).bit_length() - 1)) // steps)
    return -(-rows // step) * step


def padded(array: Array32, rows: int) -> Array32:
    """`array` padded with zeros along its first axis.

    Args:
        array: `(at most rows, …)`.
        rows: its length afterwards.
    """
    extra = [(0, rows - len(array))] + [(0, 0)] * (array.ndim - 1)
    return np.pad(array, extra)
