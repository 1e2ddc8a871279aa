"""The forward pass of one row with every number in it: products, sums, biases and outputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array, layer_function
from playground.core.network.network import Network, Weights


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """One layer's arithmetic for one row.

    Attributes:
        x: `(inputs,)`, the layer's inputs.
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
    """Traces one row through the network, layer by layer.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        row: `(inputs,)`.

    Returns:
        One trace for each layer; the last one's `y` is the prediction
        `(units of the last layer,)`.

    Raises:
        ValueError: if the row is not `(inputs,)` or the weights do not have the network's shapes.
    """
    network.check(weights)
    if np.shape(row) != (network.inputs,):
        raise ValueError(f"row must have the shape ({network.inputs},); received {np.shape(row)}")
    traces: list[LayerTrace] = []
    for layer, kernel, bias in zip(network.layers, weights[::2], weights[1::2], strict=True):
        traces.append(_trace_layer(row, kernel, bias, layer.activation))
        row = traces[-1].y
    return tuple(traces)


def _trace_layer(x: Array, kernel: Array, bias: Array, name: str) -> LayerTrace:
    products = x[:, np.newaxis] * kernel
    sums = np.sum(products, axis=0)
    z = sums + bias
    return LayerTrace(x, products, sums, bias, z, name, layer_function(name)(z))
