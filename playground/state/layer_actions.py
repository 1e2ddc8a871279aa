"""Building on the page Layers: neurons, layers and inputs come and go, all other weights stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import numpy as np

from playground.core.network import editing
from playground.core.network.editing import Edited
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network, Weights
from playground.core.network.weights import Tensors, frozen_indices, frozen_mask
from playground.state.layers import LayersState
from playground.state.limits import check_size
from playground.state.values import (
    Action,
    AddLayer,
    AddNeuron,
    RemoveLayer,
    RemoveNeuron,
    ResizeLayer,
)

NEW_LAYER = Dense(4, "relu")


class Edit(Protocol):
    """A change of a network and of arrays in its shapes."""

    def __call__(
        self, network: Network, weights: Weights, *, seed: int, initializer_name: str
    ) -> Edited: ...


def apply_action(state: LayersState, action: Action) -> tuple[LayersState, str]:
    """Does what a button on the diagram asks for.

    Args:
        state: the network before it.
        action: a `LayerAction`.

    Returns:
        The network after it, and a sentence about it.

    Raises:
        ValueError: if it is none, or goes beyond what a network here may be.
    """
    match action:
        case AddNeuron():
            return _resize(state, action.layer, _units(state, action.layer) + 1)
        case ResizeLayer():
            return _resize(state, action.layer, action.units)
        case RemoveNeuron():
            return _remove_neuron(state, action)
        case AddLayer():
            return _add_layer(state, action.layer)
        case RemoveLayer():
            return _remove_layer(state, action.layer)
        case _:
            raise ValueError(f"there is no such action on a network: {action}")


def _units(state: LayersState, layer: int) -> int:
    if not 0 <= layer < len(state.layers):
        raise ValueError(f"there is no hidden layer {layer + 1}")
    return state.layers[layer].units


def _resize(state: LayersState, layer: int, units: int) -> tuple[LayersState, str]:
    _units(state, layer)

    def edit(network: Network, weights: Weights, *, seed: int, initializer_name: str) -> Edited:
        return editing.resize_layer(
            network, weights, layer, units, seed=seed, initializer_name=initializer_name
        )

    return _edited(state, edit), f"Layer {layer + 1} has {units} neurons now."


def _remove_neuron(state: LayersState, action: RemoveNeuron) -> tuple[LayersState, str]:
    layer, units = action.layer, _units(state, action.layer)
    unit = units - 1 if action.unit is None else action.unit

    def edit(network: Network, weights: Weights, **_: object) -> Edited:
        return editing.remove_neuron(network, weights, layer, unit)

    status = f"Neuron {unit + 1} of layer {layer + 1} is gone, with its weights."
    return _edited(state, edit), status


def _add_layer(state: LayersState, layer: int) -> tuple[LayersState, str]:
    def edit(network: Network, weights: Weights, *, seed: int, initializer_name: str) -> Edited:
        check_size(replace(network, layers=(*network.layers, NEW_LAYER)))
        return editing.add_layer(
            network, weights, layer, NEW_LAYER, seed=seed, initializer_name=initializer_name
        )

    return _edited(state, edit), f"A new layer {layer + 1}, with weights as before training."


def _remove_layer(state: LayersState, layer: int) -> tuple[LayersState, str]:
    _units(state, layer)

    def edit(network: Network, weights: Weights, *, seed: int, initializer_name: str) -> Edited:
        return editing.remove_layer(
            network, weights, layer, seed=seed, initializer_name=initializer_name
        )

    return _edited(state, edit), f"Layer {layer + 1} is gone."


def _edited(stack: LayersState, edit: Edit) -> LayersState:
    """Edits the network, and in the same way which of its weights are frozen."""
    network = stack.network
    built, weights = edit(
        network, stack.weights, seed=stack.seed, initializer_name=stack.initializer
    )
    check_size(built)
    frozen: tuple[int, ...] = ()
    if stack.frozen:
        mask = frozen_mask(stack.frozen, network.shapes)
        _, edited_mask = edit(network, mask, seed=stack.seed, initializer_name="zeros")
        frozen = frozen_indices(edited_mask)
    return replace(stack, layers=built.layers[:-1], tensors=Tensors(weights), frozen=frozen)


# --- columns --------------------------------------------------------------------------------


def with_inputs(stack: LayersState, names: tuple[str, ...]) -> LayersState:
    """Other inputs: those that stay keep their weights, those that come get new ones.

    Raises:
        ValueError: if there are too few or too many, or one is the target.
    """
    start = LayersState.default(stack.data, names, stack.target, stack.layers)
    fresh = draw_weights(start.network, stack.seed, stack.initializer)[0]
    kernel, *rest = stack.weights
    frozen, *others = frozen_mask(stack.frozen, stack.network.shapes)
    kept = {name: place for place, name in enumerate(stack.inputs)}
    rows = [kernel[kept[n]] if n in kept else fresh[place] for place, n in enumerate(names)]
    held = [frozen[kept[n]] if n in kept else np.zeros(frozen.shape[1]) for n in names]
    at = tuple(stack.at[kept[n]] if n in kept else start.at[place] for place, n in enumerate(names))
    return replace(
        stack,
        inputs=names,
        at=at,
        axes=stack.axes if _still(stack.axes, names) else start.axes,
        tensors=Tensors((np.array(rows), *rest)),
        frozen=frozen_indices((np.array(held), *others)),
    )


def _still(axes: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return {*axes} <= {*names} and len(axes) == min(2, len(names))


def with_target(stack: LayersState, name: str) -> LayersState:
    """Another target: the network stays, its answers are read in the new unit."""
    inputs = tuple(other for other in stack.inputs if other != name)
    return replace(with_inputs(stack, inputs) if inputs != stack.inputs else stack, target=name)


def with_data(stack: LayersState, name: str) -> LayersState:
    """Another data set, with the layers as they are and weights drawn anew."""
    start = LayersState.default(name, layers=stack.layers)
    weights = draw_weights(start.network, stack.seed, stack.initializer)
    return replace(
        stack,
        data=name,
        inputs=start.inputs,
        target=start.target,
        at=start.at,
        axes=start.axes,
        tensors=Tensors(weights),
        frozen=(),
    )
