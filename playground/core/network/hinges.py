"""Where the first ReLU layer bends: a point for one input, a line for two.

A neuron's hinge is where its sum x·W + b is 0. In the first layer that bends it is straight, as
the linear layers before it collapse into that layer.
"""

from __future__ import annotations

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.collapse import collapse
from playground.core.network.network import Network, Weights

SHARP_ACTIVATIONS = ("relu", "leaky_relu")
"""The activations with a sharp bend at z = 0 to draw."""


def hinge_points(
    network: Network,
    weights: Weights,
    span: tuple[float, float],
    *,
    shown: int = 0,
    held: Array | None = None,
) -> Array:
    """Where along one input the neurons of the first ReLU layer bend.

    Args:
        span: low and high end of the input; low < high.
        shown: which input.
        held: `(inputs,)`, what the other inputs are held at; needed if there are others.

    Returns:
        `(units of that layer,)`: the input's value, or NaN where a neuron does not bend within
        the span. Empty if nothing bends sharply, or something bends smoothly before.

    Raises:
        ValueError: if the shapes do not fit.
    """
    w, b = _first_layer_in(network, weights, (shown,), held)
    with np.errstate(divide="ignore", invalid="ignore"):
        points = -b / w[0]
    return np.where((span[0] <= points) & (points <= span[1]), points, np.nan)


def hinge_segments(
    network: Network,
    weights: Weights,
    x_span: tuple[float, float],
    y_span: tuple[float, float],
    *,
    shown: tuple[int, int] = (0, 1),
    held: Array | None = None,
) -> Array:
    """Where over two inputs the neurons of the first ReLU layer bend: lines, cut at the box.

    Args:
        x_span, y_span: low and high end of the first and the second shown input; low < high.
        shown: which inputs.
        held: `(inputs,)`, what the other inputs are held at; needed if there are others.

    Returns:
        `(units of that layer, 2, 2)`: two ends of two coordinates each, or NaN where a line does
        not cross the box. Empty if nothing bends sharply, or something bends smoothly before.

    Raises:
        ValueError: if the shapes do not fit.
    """
    w, b = _first_layer_in(network, weights, shown, held)
    low = np.array([x_span[0], y_span[0]])
    extent = np.array([x_span[1], y_span[1]]) - low
    lines = zip((w * extent[:, np.newaxis]).T, b + low @ w, strict=True)
    squares = [_clip_to_unit_square(normal, offset) for normal, offset in lines]
    return np.asarray(np.array(squares).reshape(-1, 2, 2) * extent + low)


def _first_layer_in(
    network: Network, weights: Weights, shown: tuple[int, ...], held: Array | None
) -> tuple[Array, Array]:
    """w `(shown, units)` and b `(units,)` of the hinges, the held inputs' share within b."""
    kernel, bias = _first_bent_layer(network, weights)
    others = [index for index in range(network.inputs) if index not in shown]
    if others and (held is None or np.shape(held) != (network.inputs,)):
        received = "nothing" if held is None else f"the shape {np.shape(held)}"
        raise ValueError(
            f"held must have the shape ({network.inputs},), with what the inputs that are not "
            f"shown are held at; received {received}"
        )
    if held is not None:
        bias = bias + held[others] @ kernel[others]
    return kernel[list(shown)], bias


def _first_bent_layer(network: Network, weights: Weights) -> Weights:
    """The first layer that is not linear, as if it stood alone; no units if it has no hinges."""
    network.check(weights)
    for number, layer in enumerate(network.layers, start=1):
        if layer.activation in SHARP_ACTIVATIONS:
            front = Network(network.inputs, network.layers[:number])
            return collapse(front, weights[: 2 * number])
        if layer.activation != "linear":
            break
    return np.empty((network.inputs, 0)), np.empty(0)


def _clip_to_unit_square(normal: Array, offset: float) -> Array:
    """The part of the line normal·p + offset = 0 in [0, 1]², `(2 ends, 2)`; NaN if there is none.

    Liang and Barsky's clipping: p = foot + t·along, and each side of the square bounds t.
    """
    length = float(np.hypot(*normal))
    nothing = np.full((2, 2), np.nan)
    if length == 0.0:
        return nothing
    unit = normal / length
    foot, along = -offset / length * unit, np.array([-unit[1], unit[0]])
    first, last = -np.inf, np.inf
    for start, speed in zip(foot, along, strict=True):
        if speed == 0.0:
            if not 0.0 <= start <= 1.0:
                return nothing
            continue
        enters, leaves = sorted((-start / speed, (1.0 - start) / speed))
        first, last = max(first, enters), min(last, leaves)
    if not first < last:
        return nothing
    return np.clip(foot + np.outer([first, last], along), 0.0, 1.0)
