"""Adding, removing and resizing layers and neurons; all other weights stay.

Every function takes a network and its weights and returns a new network and new weights; its
arguments never change. New weights are drawn by an initializer, for the new shape, from the seed
and the index of the array; new biases are 0.0. Neurons are removed from the end unless one is
named, so that adding and then removing gives back every bit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.initializers import initializer
from playground.core.network.network import Dense, Network, Weights
from playground.core.validation import require_int

Edited: TypeAlias = tuple[Network, Weights]


def with_activation(network: Network, name: str, layer: int | None = None) -> Network:
    """The network with another activation in one layer, or in every hidden layer.

    Shapes do not change, so the weights stay valid.

    Args:
        network: the layers.
        name: of the activation, as in ACTIVATIONS.
        layer: its index, 0 for the first; None for all hidden layers.

    Raises:
        ValueError: if there is no such activation or layer.
    """
    if layer is not None:
        _require_layer(network, layer)
    changed = range(len(network.layers) - 1) if layer is None else (layer,)
    layers = tuple(
        replace(dense, activation=name) if index in changed else dense
        for index, dense in enumerate(network.layers)
    )
    return replace(network, layers=layers)


def resize_layer(
    network: Network,
    weights: Weights,
    layer: int,
    units: int,
    *,
    seed: int = 0,
    initializer_name: str = "glorot_uniform",
) -> Edited:
    """Gives a layer `units` neurons: the first ones stay, new ones come to the end.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        layer: its index, 0 for the first.
        units: the number of neurons it gets.
        seed: of the new weights.
        initializer_name: one of INITIALIZERS.

    Raises:
        ValueError: if there is no such layer, or units or weights do not fit.
    """
    _require_layer(network, layer)
    network.check(weights)
    layers = list(network.layers)
    layers[layer] = replace(layers[layer], units=units)
    resized = replace(network, layers=tuple(layers))
    return resized, _fit_to_shapes(weights, resized, seed, initializer_name)


def add_neuron(
    network: Network,
    weights: Weights,
    layer: int,
    *,
    seed: int = 0,
    initializer_name: str = "glorot_uniform",
) -> Edited:
    """Adds a neuron at the end of a layer.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        layer: its index, 0 for the first.
        seed: of the new weights.
        initializer_name: one of INITIALIZERS.

    Raises:
        ValueError: as `resize_layer`.
    """
    _require_layer(network, layer)
    units = network.layers[layer].units + 1
    return resize_layer(
        network, weights, layer, units, seed=seed, initializer_name=initializer_name
    )


def remove_neuron(network: Network, weights: Weights, layer: int, neuron: int) -> Edited:
    """Removes a neuron with its incoming and outgoing weights.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        layer: the index of its layer, 0 for the first.
        neuron: its index within the layer.

    Raises:
        ValueError: if there is no such neuron, or it is the layer's only one.
    """
    _require_layer(network, layer)
    network.check(weights)
    units = network.layers[layer].units
    require_int("neuron", neuron, 0, units - 1)
    layers, arrays = list(network.layers), list(weights)
    layers[layer] = replace(layers[layer], units=units - 1)
    arrays[2 * layer] = np.delete(arrays[2 * layer], neuron, axis=1)
    arrays[2 * layer + 1] = np.delete(arrays[2 * layer + 1], neuron)
    if layer + 1 < len(layers):
        arrays[2 * layer + 2] = np.delete(arrays[2 * layer + 2], neuron, axis=0)
    return replace(network, layers=tuple(layers)), tuple(arrays)


def add_layer(
    network: Network,
    weights: Weights,
    index: int,
    layer: Dense,
    *,
    seed: int = 0,
    initializer_name: str = "glorot_uniform",
) -> Edited:
    """Adds a hidden layer before the one at `index`.

    The following layer keeps the weights of its first inputs, as many as there still are.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        index: of the new layer, from 0 to that of the output layer.
        layer: the new layer.
        seed: of the new weights.
        initializer_name: one of INITIALIZERS.

    Raises:
        ValueError: if the index is out of range, or there are too many layers.
    """
    _require_layer(network, index)
    network.check(weights)
    layers = (*network.layers[:index], layer, *network.layers[index:])
    deeper = replace(network, layers=layers)
    no_weights = (np.empty((0, 0)), np.empty(0))
    arrays = (*weights[: 2 * index], *no_weights, *weights[2 * index :])
    return deeper, _fit_to_shapes(arrays, deeper, seed, initializer_name)


def remove_layer(
    network: Network,
    weights: Weights,
    index: int,
    *,
    seed: int = 0,
    initializer_name: str = "glorot_uniform",
) -> Edited:
    """Removes the hidden layer at `index`; the output layer stays.

    The following layer keeps the weights of its first inputs, as many as there still are.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`.
        index: of the hidden layer, 0 for the first.
        seed: of the weights that the following layer may need.
        initializer_name: one of INITIALIZERS.

    Raises:
        ValueError: if there is no such hidden layer.
    """
    hidden = len(network.layers) - 1
    if hidden == 0:
        raise ValueError("there is no hidden layer to remove; the output layer stays")
    require_int("index", index, 0, hidden - 1)
    network.check(weights)
    layers = (*network.layers[:index], *network.layers[index + 1 :])
    shallower = replace(network, layers=layers)
    arrays = (*weights[: 2 * index], *weights[2 * index + 2 :])
    return shallower, _fit_to_shapes(arrays, shallower, seed, initializer_name)


def _require_layer(network: Network, layer: int) -> None:
    require_int("layer", layer, 0, len(network.layers) - 1)


def _fit_to_shapes(arrays: Weights, network: Network, seed: int, initializer_name: str) -> Weights:
    """`arrays` in the network's shapes: cut at the end, or extended by new numbers."""
    draw = initializer(initializer_name).draw
    fitted: list[Array] = []
    for index, (array, shape) in enumerate(zip(arrays, network.shapes, strict=True)):
        if array.shape == shape:
            fitted.append(array)
            continue
        new = np.zeros(shape)
        if len(shape) == 2:
            rows, columns = shape
            new = draw(np.random.default_rng([seed, index, rows, columns]), (rows, columns))
        shared = tuple(map(slice, np.minimum(array.shape, shape)))
        new[shared] = array[shared]
        fitted.append(new)
    return tuple(fitted)
