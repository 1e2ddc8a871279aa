"""A network's weights: as one frozen value, as one flat vector, and as text."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.network.activations import Array
from playground.core.network.network import Weights

Array32: TypeAlias = NDArray[np.float32]
Number = TypeVar("Number", bound=np.generic)


class Tensors:
    """Kernel and bias of each layer, immutable, in float32 as Keras stores them.

    Two are equal if all their numbers and shapes are.

    Args:
        weights: kernel `(inputs, units)`, bias `(units,)`, …; copied.

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
        """The number of weights and biases in all."""
        return sum(array.size for array in self.arrays)

    def flatten(self) -> Array32:
        """All numbers as one vector `(parameters,)`."""
        return flatten(self.arrays)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tensors) or len(self.arrays) != len(other.arrays):
            return NotImplemented if not isinstance(other, Tensors) else False
        pairs = zip(self.arrays, other.arrays, strict=True)
        return all(mine is theirs or np.array_equal(mine, theirs) for mine, theirs in pairs)

    def __hash__(self) -> int:
        return hash(tuple(array.tobytes() for array in self.arrays))


def flatten(weights: Iterable[NDArray[Number]]) -> NDArray[Number]:
    """The arrays, each in row-major order, joined to one vector `(parameters,)`, a copy."""
    return np.concatenate([np.ravel(array) for array in weights])


def unflatten(
    flat: NDArray[Number], shapes: Sequence[tuple[int, ...]]
) -> tuple[NDArray[Number], ...]:
    """The inverse of `flatten`; of several vectors at once, one for each index before the last.

    Args:
        flat: `(…, parameters)`.
        shapes: of the arrays, as `Network.shapes`.

    Returns:
        For each shape an array `(…, *shape)`, of the same dtype as `flat`.

    Raises:
        ValueError: if there are more or fewer numbers than the shapes hold.
    """
    sizes = [math.prod(shape) for shape in shapes]
    if flat.shape[-1] != sum(sizes):
        raise ValueError(f"there must be {sum(sizes)} numbers; received {flat.shape[-1]}")
    parts = np.split(flat, np.cumsum(sizes)[:-1], axis=-1)
    leading = flat.shape[:-1]
    return tuple(part.reshape(*leading, *shape) for part, shape in zip(parts, shapes, strict=True))


def frozen_mask(frozen: Sequence[int], shapes: Sequence[tuple[int, ...]]) -> Weights:
    """Marks the frozen weights.

    Args:
        frozen: indices of the frozen weights in the flat vector.
        shapes: as `Network.shapes`.

    Returns:
        Arrays of these shapes, 1.0 where a weight is frozen and 0.0 elsewhere.
    """
    flat = np.zeros(sum(map(math.prod, shapes)))
    flat[list(frozen)] = 1.0
    return unflatten(flat, shapes)


def frozen_indices(mask: Iterable[NDArray[Any]]) -> tuple[int, ...]:
    """The inverse of `frozen_mask`: indices in the flat vector where the mask is not 0."""
    return tuple(np.flatnonzero(flatten(mask)).tolist())


def shortest_decimals(weights: Weights) -> Weights:
    """The weights rounded to float32, as the floats with the fewest digits that round there."""
    short = np.vectorize(lambda value: float(str(np.float32(value))), otypes=[np.float64])
    return tuple(short(array) for array in weights)


def base64_float32(values: ArrayLike) -> str:
    """Numbers as little-endian float32 in base64: `Float32Array` in the browser."""
    with np.errstate(over="ignore"):
        return base64.b64encode(np.asarray(values, dtype="<f4").tobytes()).decode("ascii")
