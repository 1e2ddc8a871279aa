"""A network as a value: layers of dense units, its weights, and the forward pass y = f(x·W + b)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from playground.core.network.activations import SOFTMAX, Array, layer_function
from playground.core.validation import require_int

MAX_UNITS = 1024
MAX_LAYERS = 8
MAX_INPUTS = 48
"""Two categories of twenty columns each and six numbers fit."""

Weights: TypeAlias = tuple[Array, ...]
"""Kernel and bias of each layer in Keras' order: kernel `(inputs, units)`, bias `(units,)`, …"""


@dataclass(frozen=True)
class Dense:
    """One dense layer: `units` neurons that all read the same inputs.

    Raises:
        ValueError: if `units` is out of range or the activation is unknown.
    """

    units: int
    activation: str = "linear"

    def __post_init__(self) -> None:
        require_int("units", self.units, 1, MAX_UNITS)
        layer_function(self.activation)


@dataclass(frozen=True)
class Network:
    """The number of inputs, and the layers they pass through; a list of layers becomes a tuple.

    Raises:
        ValueError: if there are too many or no inputs or layers, or softmax is not that of a last
            layer of two units or more.
    """

    inputs: int
    layers: tuple[Dense, ...] = (Dense(1),)

    def __post_init__(self) -> None:
        require_int("inputs", self.inputs, 1, MAX_INPUTS)
        object.__setattr__(self, "layers", tuple(self.layers))
        if not 1 <= len(self.layers) <= MAX_LAYERS:
            raise ValueError(
                f"layers must be between 1 and {MAX_LAYERS}; received {len(self.layers)}"
            )
        *hidden, last = self.layers
        if any(layer.activation == SOFTMAX for layer in hidden) or last == Dense(1, SOFTMAX):
            raise ValueError(
                "softmax is for a last layer of two units or more; received it elsewhere"
            )

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """Shapes of the weights, in their order: `(inputs, units)`, `(units,)`, …"""
        widths = (self.inputs, *(layer.units for layer in self.layers))
        pairs = pairwise(widths)
        return tuple(shape for inputs, units in pairs for shape in ((inputs, units), (units,)))

    @property
    def parameter_count(self) -> int:
        """The number of weights and biases in all."""
        return sum(math.prod(shape) for shape in self.shapes)

    def check(self, weights: Sequence[NDArray[Any]]) -> None:
        """Raises ValueError unless `weights` has this network's shapes."""
        received = tuple(np.shape(array) for array in weights)
        if received != self.shapes:
            raise ValueError(f"weights must have the shapes {self.shapes}; received {received}")


def neuron(w: Sequence[float], b: float) -> Weights:
    """The weights of a single unit y = w·x + b.

    Args:
        w: `(inputs,)`, in the target's unit per unit of each input.
        b: in the target's unit.

    Returns:
        Kernel `(inputs, 1)` and bias `(1,)`.
    """
    return (np.array(w, dtype=np.float64).reshape(-1, 1), np.array([b], dtype=np.float64))


class LayerPass(NamedTuple):
    """A layer's sums z = x·W + b and outputs y = f(z), both `(rows, units)`."""

    z: Array
    y: Array


def layer_passes(network: Network, weights: Weights, x: Array) -> tuple[LayerPass, ...]:
    """The forward pass with every layer's sums and outputs.

    Args:
        network: the layers.
        weights: float64, shapes as `network.shapes`.
        x: `(rows, inputs)`.

    Raises:
        ValueError: if the weights or `x` do not have the network's shapes.
    """
    network.check(weights)
    if x.ndim != 2 or x.shape[1] != network.inputs:
        raise ValueError(f"x must have the shape (rows, {network.inputs}); received {x.shape}")
    passes = []
    for layer, kernel, bias in zip(network.layers, weights[::2], weights[1::2], strict=True):
        z = x @ kernel + bias
        x = layer_function(layer.activation)(z)
        passes.append(LayerPass(z, x))
    return tuple(passes)


def forward(network: Network, weights: Weights, x: Array) -> Array:
    """The network's outputs for the rows of `x`.

    Args:
        network: the layers.
        weights: float64, shapes as `network.shapes`.
        x: `(rows, inputs)`.

    Returns:
        `(rows, units of the last layer)`.

    Raises:
        ValueError: if the weights or `x` do not have the network's shapes.
    """
    return layer_passes(network, weights, x)[-1].y


OUTPUT_ACTIVATIONS = ("linear", "relu", "leaky_relu")
"""What the one unit of the output may have where the target is a number: the scaling of the target
folds into these."""


def output_layer(classes: int = 0, activation: str = "linear") -> Dense:
    """The last layer that a target takes.

    Args:
        classes: how many there are: two take a unit with sigmoid, more a unit each with softmax.
            0 where the target is a number.
        activation: of the unit of a number.
    """
    if classes > 2:
        return Dense(classes, SOFTMAX)
    return Dense(1, "sigmoid" if classes else activation)


def network_of(inputs: int, layers: Sequence[Dense], output: Dense = Dense(1)) -> Network:
    """A network for one target: the hidden layers and the output after them.

    Args:
        inputs: the number of inputs.
        layers: the hidden layers.
        output: the last layer: one linear unit, unless the target takes another.
    """
    return Network(inputs, (*layers, output))
