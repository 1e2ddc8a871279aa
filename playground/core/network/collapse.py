"""The one linear layer that a stack of linear layers equals: its W and b."""

from __future__ import annotations

import numpy as np

from playground.core.network.network import Network, Weights


def collapse(network: Network, weights: Weights) -> Weights:
    """The single layer that a stack of linear layers equals.

    (x·W₀ + b₀)·W₁ + b₁ = x·(W₀·W₁) + (b₀·W₁ + b₁), and so on. The last layer's activation comes
    after everything, so it may be any and stays as it is.

    Args:
        network: its hidden layers must be linear.
        weights: shapes as `network.shapes`.

    Returns:
        W `(inputs, units)` and b `(units,)` of `Network(network.inputs, network.layers[-1:])`.

    Raises:
        ValueError: if a hidden layer is not linear, or the weights do not have the network's
            shapes.
    """
    network.check(weights)
    for number, layer in enumerate(network.layers[:-1], start=1):
        if layer.activation != "linear":
            raise ValueError(
                f"only linear layers collapse into one; received {layer.activation!r} in hidden "
                f"layer {number}: set it to 'linear'"
            )
    kernel, bias = np.eye(network.inputs), np.zeros(network.inputs)
    for next_kernel, next_bias in zip(weights[::2], weights[1::2], strict=True):
        kernel, bias = kernel @ next_kernel, bias @ next_kernel + next_bias
    return kernel, bias
