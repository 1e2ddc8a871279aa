"""The output of every neuron over a grid of inputs, and which neurons are inactive on the data.

A neuron whose output hardly changes with its sum z on any row has no gradient and cannot learn:
a ReLU that is never active is dead, a neuron on the flat part of its curve is saturated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.network.activations import Array, activation
from playground.core.network.network import Network, Weights, layer_passes

MAX_SATURATED_SLOPE = 0.01
"""A neuron is saturated where |dy/dz| stays below this: one more of z changes y by less."""


def grid_rows(fixed: Array, varied: Sequence[int], axes: Sequence[Array]) -> Array:
    """Rows in which one or two inputs run over their axes while the others stay fixed.

    Args:
        fixed: `(inputs,)`, the values of the inputs that are not varied.
        varied: indices of the inputs that run, one or two.
        axes: the values of each varied input.

    Returns:
        `(rows, inputs)`; the first varied input runs fastest.

    Raises:
        ValueError: if there are not as many axes as varied inputs, or not one or two.
    """
    if not (len(varied) == len(axes) and 1 <= len(varied) <= 2 and len({*varied}) == len(varied)):
        raise ValueError(
            f"one or two different inputs can be varied, with an axis each; received the inputs "
            f"{tuple(varied)} and {len(axes)} axes"
        )
    meshes = np.meshgrid(*axes)
    rows = np.tile(np.asarray(fixed, dtype=np.float64), (meshes[0].size, 1))
    for index, mesh in zip(varied, meshes, strict=True):
        rows[:, index] = mesh.ravel()
    return rows


def neuron_outputs(
    network: Network, weights: Weights, fixed: Array, varied: Sequence[int], axes: Sequence[Array]
) -> tuple[Array, ...]:
    """The output of every neuron over the varied inputs, one array for each layer.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        fixed: `(inputs,)`, the values of the inputs that are not varied.
        varied: indices of the inputs that run, one or two.
        axes: the values of each varied input.

    Returns:
        For each layer `(units, len(axes[0]))`, or with two varied inputs
        `(units, len(axes[1]), len(axes[0]))`, as a heat map is plotted.

    Raises:
        ValueError: as `grid_rows`, or if the shapes do not fit the network.
    """
    rows = grid_rows(fixed, varied, axes)
    shape = tuple(len(values) for values in reversed(axes))
    return tuple(y.T.reshape(-1, *shape) for _, y in layer_passes(network, weights, rows))


@dataclass(frozen=True, eq=False)
class InactiveUnits:
    """The neurons of a layer that cannot learn from the data, each `(units,)`.

    Attributes:
        dead: ReLUs whose sum is above 0 on no row.
        saturated: neurons of other activations with |dy/dz| < MAX_SATURATED_SLOPE on every row.
    """

    dead: NDArray[np.bool_]
    saturated: NDArray[np.bool_]


def inactive_units(
    network: Network, weights: Weights, x: Array, *, classifies: bool = False
) -> tuple[InactiveUnits, ...]:
    """Finds the dead and saturated neurons of each layer.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        x: `(rows, inputs)`, the data, at least one row.
        classifies: whether its outputs are probabilities of classes. They count as active, as
            cross-entropy has a gradient however flat their curve is.

    Raises:
        ValueError: if there is no row, or shapes do not fit the network.
    """
    if len(x) == 0:
        raise ValueError("finding inactive neurons takes at least one row; received none")
    names = [layer.activation for layer in network.layers]
    if classifies:
        names[-1] = "linear"
    passes = layer_passes(network, weights, x)
    return tuple(_inactive_in_layer(name, z) for name, (z, _) in zip(names, passes, strict=True))


def _inactive_in_layer(name: str, z: Array) -> InactiveUnits:
    steepest = np.max(np.abs(activation(name).derivative(z)), axis=0)
    is_relu = np.full(steepest.shape, name == "relu")
    return InactiveUnits(
        dead=is_relu & (steepest == 0.0), saturated=~is_relu & (steepest < MAX_SATURATED_SLOPE)
    )
