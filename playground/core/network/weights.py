"""A network's weights as one frozen value: float32, as Keras holds them."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.network.activations import Array
from playground.core.network.network import Weights

Array32: TypeAlias = NDArray[np.float32]


class Tensors:
    """Kernel and bias of each layer, float32, which nobody can change.

    Two are equal if all their numbers and shapes are.

    Attributes:
        arrays: read-only, kernel `(inputs, units)`, bias `(units,)`, …

    Raises:
        ValueError: if a number is not finite in float32.
    """

    __slots__ = ("__weakref__", "arrays")

    arrays: tuple[Array32, ...]

    def __init__(self, weights: Sequence[Array | Array32]) -> None:
        with np.errstate(over="ignore"):
            arrays = tuple(np.array(array, dtype=np.float32) for array in weights)
        for array in arrays:
            if not np.isfinite(array).all():
                raise ValueError("weights must be finite numbers of at most 3.4e38")
            array.flags.writeable = False
        self.arrays = arrays

    @property
    def weights(self) -> Weights:
        """The same numbers in float64, for arithmetic."""
        return tuple(array.astype(np.float64) for array in self.arrays)

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return sum(array.size for array in self.arrays)

    def flat(self) -> Array32:
        """All numbers one after another, row by row."""
        return np.concatenate([array.ravel() for array in self.arrays])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tensors) or len(self.arrays) != len(other.arrays):
            return NotImplemented if not isinstance(other, Tensors) else False
        pairs = zip(self.arrays, other.arrays, strict=True)
        return all(mine is theirs or np.array_equal(mine, theirs) for mine, theirs in pairs)

    def __hash__(self) -> int:
        return hash(tuple(array.tobytes() for array in self.arrays))


def shaped(
    flat: Array | Array32, shapes: Sequence[tuple[int, ...]]
) -> tuple[NDArray[np.float64], ...]:
    """Numbers one after another as arrays of the given shapes, float64.

    Raises:
        ValueError: if there are more or fewer numbers than the shapes hold.
    """
    sizes = [math.prod(shape) for shape in shapes]
    if flat.size != sum(sizes):
        raise ValueError(f"there must be {sum(sizes)} numbers; received {flat.size}")
    parts = np.split(np.asarray(flat, dtype=np.float64), np.cumsum(sizes)[:-1])
    return tuple(part.reshape(shape) for part, shape in zip(parts, shapes, strict=True))


def shortest_decimals(weights: Weights) -> Weights:
    """The same weights in float32, each with no more digits than float32 needs to be read back."""
    short = np.vectorize(lambda value: float(str(np.float32(value))), otypes=[np.float64])
    return tuple(short(array) for array in weights)


def base64_float32(values: ArrayLike) -> str:
    """Numbers as float32, least byte first, in base64: `Float32Array` in the browser."""
    with np.errstate(over="ignore"):
        return base64.b64encode(np.asarray(values, dtype="<f4").tobytes()).decode("ascii")
