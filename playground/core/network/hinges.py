"""Hinges of the first ReLU layer: a point for one input, a line for two.

A neuron's hinge is where its sum x·W + b is 0. In the first layer that is not linear it is
straight, as the linear layers before it collapse into that layer.
"""

from __future__ import annotations

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.collapse import collapse
from playground.core.network.network import Network, Weights

SHARP_ACTIVATIONS = ("relu", "leaky_relu")
"""The activations with a kink at z = 0."""


def hinge_points(
    network: Network,
    weights: Weights,
    span: tuple[float, float],
    *,
    varied: int = 0,
    fixed: Array | None = None,
) -> Array:
    """The hinges of the first ReLU layer along one input.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        span: low and high end of the varied input, in its unit; low < high.
        varied: index of the input that is varied.
        fixed: `(inputs,)`, the values of the other inputs; needed if there are any.

    Returns:
        `(units of that layer,)`: the input's value, or NaN where a neuron has no hinge within
        the span. Empty if no layer has sharp hinges, or a smooth one comes before it.

    Raises:
        ValueError: if the shapes do not fit.
    """
    w, b = _first_layer_in(network, weights, (varied,), fixed)
    with np.errstate(divide="ignore", invalid="ignore"):
        points = -b / w[0]
    return np.where((span[0] <= points) & (points <= span[1]), points, np.nan)


def hinge_segments(
    network: Network,
    weights: Weights,
    x_span: tuple[float, float],
    y_span: tuple[float, float],
    *,
    varied: tuple[int, int] = (0, 1),
    fixed: Array | None = None,
) -> Array:
    """The hinges of the first ReLU layer over two inputs: lines, clipped to a box.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        x_span, y_span: low and high end of the first and the second varied input; low < high.
        varied: indices of the two inputs that are varied.
        fixed: `(inputs,)`, the values of the other inputs; needed if there are any.

    Returns:
        `(units of that layer, 2, 2)`: two ends of two coordinates each, or NaN where a line does
        not cross the box. Empty if no layer has sharp hinges, or a smooth one comes before it.

    Raises:
        ValueError: if the shapes do not fit.
    """
    w, b = _first_layer_in(network, weights, varied, fixed)
    low = np.array([x_span[0], y_span[0]])
    extent = np.array([x_span[1], y_span[1]]) - low
    lines = zip((w * extent[:, np.newaxis]).T, b + low @ w, strict=True)
    squares = [_clip_to_unit_square(normal, offset) for normal, offset in lines]
    return np.asarray(np.array(squares).reshape(-1, 2, 2) * extent + low)


def _first_layer_in(
    network: Network, weights: Weights, varied: tuple[int, ...], fixed: Array | None
) -> tuple[Array, Array]:
    """w `(varied, units)` and b `(units,)` of the hinges; the fixed inputs' share is within b."""
    kernel, bias = _first_bent_layer(network, weights)
    others = [index for index in range(network.inputs) if index not in varied]
    if others and (fixed is None or np.shape(fixed) != (network.inputs,)):
        received = "nothing" if fixed is None else f"the shape {np.shape(fixed)}"
        raise ValueError(
            f"fixed must have the shape ({network.inputs},), with the values of the inputs that "
            f"are not varied; received {received}"
        )
    if fixed is not None:
        bias = bias + fixed[others] @ kernel[others]
    return kernel[list(varied)], bias


def _first_bent_layer(network: Network, weights: Weights) -> Weights:
    """The first layer that is not linear, on the network's inputs; no units without hinges."""
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

    Liang and Barsky's clipping: p = foot + t·direction, and each side of the square bounds t.
    """
    length = float(np.hypot(*normal))
    no_segment = np.full((2, 2), np.nan)
    if length == 0.0:
        return no_segment
    unit = normal / length
    foot, direction = -offset / length * unit, np.array([-unit[1], unit[0]])
    first, last = -np.inf, np.inf
    for start, slope in zip(foot, direction, strict=True):
        if slope == 0.0:
            if not 0.0 <= start <= 1.0:
                return no_segment
            continue
        enters, leaves = sorted((-start / slope, (1.0 - start) / slope))
        first, last = max(first, enters), min(last, leaves)
    if not first < last:
        return no_segment
    return np.clip(foot + np.outer([first, last], direction), 0.0, 1.0)
