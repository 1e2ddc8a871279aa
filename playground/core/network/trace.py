"""One row on its way through a network, with every number it meets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array, activation
from playground.core.network.network import Network, Weights


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """What one layer does with one row.

    Attributes:
        x: `(inputs,)`, what came in.
        products: `(inputs, units)`, x·w for every weight.
        sums: `(units,)`, Σ x·w.
        bias: `(units,)`.
        z: `(units,)`, Σ x·w + b.
        activation: its Keras name.
        y: `(units,)`, f(z): the next layer's x.
    """

    x: Array
    products: Array
    sums: Array
    bias: Array
    z: Array
    activation: str
    y: Array


def trace(network: Network, weights: Weights, row: Array) -> tuple[LayerTrace, ...]:
    """Takes one row `(inputs,)` through the network, a step a layer.

    The last step's `y` is the prediction `(units of the last layer,)`.

    Raises:
        ValueError: if the row is not `(inputs,)` or the weights do not have the network's shapes.
    """
    network.check(weights)
    if np.shape(row) != (network.inputs,):
        raise ValueError(f"row must have the shape ({network.inputs},); received {np.shape(row)}")
    steps: list[LayerTrace] = []
    for layer, kernel, bias in zip(network.layers, weights[::2], weights[1::2], strict=True):
        step = _trace_layer(row, kernel, bias, layer.activation)
        steps.append(step)
        row = step.y
    return tuple(steps)


def _trace_layer(x: Array, kernel: Array, bias: Array, name: str) -> LayerTrace:
    products = x[:, np.newaxis] * kernel
    sums = np.sum(products, axis=0)
    z = sums + bias
    return LayerTrace(x, products, sums, bias, z, name, activation(name).function(z))
