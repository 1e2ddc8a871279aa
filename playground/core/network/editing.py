"""Building a network by hand: layers and neurons come and go, all other weights stay.

Every function takes a network and its weights and returns a new network and new weights; nothing
that was given changes. New weights are drawn by an initializer, for the new shape, from the seed
and the place; new biases are 0.0. What is taken away is taken from the end unless a neuron is
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

    Weights belong to the shape alone, so they stay.

    Raises:
        ValueError: if there is no such activation or layer.
    """
    if layer is not None:
        _require_layer(network, layer)
    chosen = range(len(network.layers) - 1) if layer is None else (layer,)
    layers = tuple(
        replace(dense, activation=name) if number in chosen else dense
        for number, dense in enumerate(network.layers)
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
        layer: its place, 0 for the first.
        seed: of the new weights.

    Raises:
        ValueError: if there is no such layer, or units or weights do not fit.
    """
    _require_layer(network, layer)
    network.check(weights)
    layers = list(network.layers)
    layers[layer] = replace(layers[layer], units=units)
    bigger = replace(network, layers=tuple(layers))
    return bigger, _fit_to_shapes(weights, bigger, seed, initializer_name)


def add_neuron(
    network: Network,
    weights: Weights,
    layer: int,
    *,
    seed: int = 0,
    initializer_name: str = "glorot_uniform",
) -> Edited:
    """Adds a neuron at the end of a layer; raises as `resize_layer`."""
    _require_layer(network, layer)
    units = network.layers[layer].units + 1
    return resize_layer(
        network, weights, layer, units, seed=seed, initializer_name=initializer_name
    )


def remove_neuron(network: Network, weights: Weights, layer: int, neuron: int) -> Edited:
    """Removes a neuron with its weights, those that come in and those that go out.

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
    place: int,
    layer: Dense,
    *,
    seed: int = 0,
    initializer_name: str = "glorot_uniform",
) -> Edited:
    """Adds a hidden layer before the one at `place`.

    The layer behind it keeps the weights of as many of its inputs as there still are.

    Raises:
        ValueError: if there is no such place, or too many layers.
    """
    _require_layer(network, place)
    network.check(weights)
    layers = (*network.layers[:place], layer, *network.layers[place:])
    deeper = replace(network, layers=layers)
    nothing = (np.empty((0, 0)), np.empty(0))
    arrays = (*weights[: 2 * place], *nothing, *weights[2 * place :])
    return deeper, _fit_to_shapes(arrays, deeper, seed, initializer_name)


def remove_layer(
    network: Network,
    weights: Weights,
    place: int,
    *,
    seed: int = 0,
    initializer_name: str = "glorot_uniform",
) -> Edited:
    """Removes the hidden layer at `place`; the output layer stays.

    The layer behind it keeps the weights of as many of its inputs as there still are.

    Raises:
        ValueError: if there is no hidden layer at that place.
    """
    hidden = len(network.layers) - 1
    if hidden == 0:
        raise ValueError("there is no hidden layer to remove; the output layer stays")
    require_int("place", place, 0, hidden - 1)
    network.check(weights)
    layers = (*network.layers[:place], *network.layers[place + 1 :])
    flatter = replace(network, layers=layers)
    arrays = (*weights[: 2 * place], *weights[2 * place + 2 :])
    return flatter, _fit_to_shapes(arrays, flatter, seed, initializer_name)


def _require_layer(network: Network, layer: int) -> None:
    require_int("layer", layer, 0, len(network.layers) - 1)


def _fit_to_shapes(arrays: Weights, network: Network, seed: int, initializer_name: str) -> Weights:
    """`arrays` in the network's shapes: cut at the end, or with new numbers behind the old."""
    draw = initializer(initializer_name).draw
    fitted: list[Array] = []
    for place, (array, shape) in enumerate(zip(arrays, network.shapes, strict=True)):
        if array.shape == shape:
            fitted.append(array)
            continue
        new = np.zeros(shape)
        if len(shape) == 2:
            rows, columns = shape
            new = draw(np.random.default_rng([seed, place, rows, columns]), (rows, columns))
        kept = tuple(slice(min(old, now)) for old, now in zip(array.shape, shape, strict=True))
        new[kept] = array[kept]
        fitted.append(new)
    return tuple(fitted)
