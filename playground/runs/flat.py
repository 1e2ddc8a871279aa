"""Weights one after another, as the engine trains them, and back in their shapes."""

from __future__ import annotations

import math

import numpy as np

from playground.core.network.network import Network, Weights
from playground.core.network.weights import Array32


def flat(weights: Weights) -> Array32:
    """All weights one after another, float32 `(parameters,)`."""
    return np.concatenate([array.ravel() for array in weights]).astype(np.float32)


def shaped(network: Network, numbers: Array32) -> list[Array32]:
    """Numbers `(…, parameters)` as arrays `(…, *shape)`, one for each of the network's shapes."""
    shapes = network.shapes
    ends = np.cumsum([math.prod(shape) for shape in shapes])[:-1]
    parts = np.split(numbers, ends, axis=-1)
    before = numbers.shape[:-1]
    return [part.reshape(*before, *shape) for part, shape in zip(parts, shapes, strict=True)]


def weights_of(network: Network, numbers: Array32) -> Weights:
    """Numbers `(parameters,)` as the network's weights, float64."""
    return tuple(array.astype(np.float64) for array in shaped(network, numbers))
