"""What every neuron says: over a grid of inputs, for its small picture, and on the data.

A neuron whose output hardly follows its sum on any row learns nothing from any row: a ReLU that
is never active is dead, a neuron on the flat part of its curve is saturated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.network.activations import Array, activation
from playground.core.network.network import Network, Weights, layer_outputs

MAX_SATURATED_SLOPE = 0.01
"""A slope dy/dz below this is flat: one more of z changes y by less than a hundredth."""


def grid_rows(held: Array, shown: Sequence[int], axes: Sequence[Array]) -> Array:
    """Rows in which one or two inputs run over their axes and the others are held.

    Args:
        held: `(inputs,)`, what the inputs that are not shown are held at.
        shown: which inputs run, one or two.
        axes: the values of each of them.

    Returns:
        `(rows, inputs)`; the first shown input runs fastest.

    Raises:
        ValueError: if there are not as many axes as shown inputs, or not one or two.
    """
    if not (len(shown) == len(axes) and 1 <= len(shown) <= 2 and len(set(shown)) == len(shown)):
        raise ValueError(
            f"one or two different inputs are shown, with an axis each; received the inputs "
            f"{tuple(shown)} and {len(axes)} axes"
        )
    meshes = np.meshgrid(*axes)
    rows = np.tile(np.asarray(held, dtype=np.float64), (meshes[0].size, 1))
    for index, mesh in zip(shown, meshes, strict=True):
        rows[:, index] = mesh.ravel()
    return rows


def neuron_outputs(
    network: Network, weights: Weights, held: Array, shown: Sequence[int], axes: Sequence[Array]
) -> tuple[Array, ...]:
    """The output of every neuron over the shown inputs, a layer an array.

    Args:
        held, shown, axes: as `grid_rows` takes them.

    Returns:
        For each layer `(units, len(axes[0]))`, or for two shown inputs
        `(units, len(axes[1]), len(axes[0]))`, as a heat map is drawn.
    """
    rows = grid_rows(held, shown, axes)
    shape = tuple(len(values) for values in reversed(axes))
    return tuple(y.T.reshape(-1, *shape) for _, y in layer_outputs(network, weights, rows))


@dataclass(frozen=True, eq=False)
class InactiveUnits:
    """The neurons of a layer that do not answer to the data, each `(units,)`.

    Attributes:
        dead: ReLUs whose sum is above 0 on no row.
        saturated: neurons that bend otherwise and whose slope is below SATURATED on every row.
    """

    dead: NDArray[np.bool_]
    saturated: NDArray[np.bool_]


def inactive_units(network: Network, weights: Weights, x: Array) -> tuple[InactiveUnits, ...]:
    """Looks for dead and saturated neurons on the rows `x` `(rows, inputs)`, layer by layer.

    Raises:
        ValueError: if there is no row, or shapes do not fit the network.
    """
    if len(x) == 0:
        raise ValueError("whether neurons are asleep takes at least one row; received none")
    layers = zip(network.layers, layer_outputs(network, weights, x), strict=True)
    return tuple(_inactive_in_layer(layer.activation, z) for layer, (z, _) in layers)


def _inactive_in_layer(name: str, z: Array) -> InactiveUnits:
    steepest = np.max(np.abs(activation(name).derivative(z)), axis=0)
    is_relu = np.full(steepest.shape, name == "relu")
    return InactiveUnits(dead=is_relu & (steepest == 0.0), saturated=~is_relu & (steepest < MAX_SATURATED_SLOPE))
