"""Changes of a network's structure on the page Layers; all other weights stay as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import numpy as np

from playground.core.data.datasets import load
from playground.core.data.generated import Generated, is_generated
from playground.core.data.targets import source_of
from playground.core.network import editing
from playground.core.network.editing import Edited
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network, Weights, output_layer
from playground.core.network.weights import Tensors, frozen_indices, frozen_mask
from playground.state.layers import LayersState, first_look
from playground.state.limits import check_size
from playground.state.values import (
    Action,
    AddLayer,
    AddNeuron,
    RemoveLayer,
    RemoveNeuron,
    ResizeLayer,
)

NEW_UNITS = 4


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
    """One more layer: linear among linear ones, so that the stack stays as straight as it is."""
    is_linear = bool(state.layers) and all(each.activation == "linear" for each in state.layers)
    new = Dense(NEW_UNITS, "linear" if is_linear else "relu")

    def edit(network: Network, weights: Weights, *, seed: int, initializer_name: str) -> Edited:
        check_size(replace(network, layers=(*network.layers, new)))
        return editing.add_layer(
            network, weights, layer, new, seed=seed, initializer_name=initializer_name
        )

    return _edited(state, edit), f"A new layer {layer + 1}, with weights as before training."


def _remove_layer(state: LayersState, layer: int) -> tuple[LayersState, str]:
    _units(state, layer)

    def edit(network: Network, weights: Weights, *, seed: int, initializer_name: str) -> Edited:
        return editing.remove_layer(
            network, weights, layer, seed=seed, initializer_name=initializer_name
        )

    return _edited(state, edit), f"Layer {layer + 1} is gone."


def _edited(state: LayersState, edit: Edit) -> LayersState:
    """Edits the network, and in the same way which of its weights are frozen."""
    network = state.network
    built, weights = edit(
        network, state.weights, seed=state.seed, initializer_name=state.initializer
    )
    check_size(built)
    frozen: tuple[int, ...] = ()
    if state.frozen:
        mask = frozen_mask(state.frozen, network.shapes)
        _, edited_mask = edit(network, mask, seed=state.seed, initializer_name="zeros")
        frozen = frozen_indices(edited_mask)
    return replace(state, layers=built.layers[:-1], tensors=Tensors(weights), frozen=frozen)


# --- columns --------------------------------------------------------------------------------


def with_inputs(state: LayersState, names: tuple[str, ...]) -> LayersState:
    """Other inputs: old ones keep their weights, new ones get initial weights.

    Args:
        state: the network before.
        names: of the columns after, of which a category is one.

    Raises:
        ValueError: if there are too few or too many, or one is the target.
    """
    names = load(state.data).inputs_of(names)
    start = LayersState.default(state.data, names, state.target, state.layers)
    new_rows = draw_weights(start.network, state.seed, state.initializer)[0]
    kernel, *rest = state.weights
    frozen, *rest_frozen = frozen_mask(state.frozen, state.network.shapes)
    old = {name: index for index, name in enumerate(state.inputs)}
    rows = [kernel[old[n]] if n in old else new_rows[index] for index, n in enumerate(names)]
    frozen_rows = [frozen[old[n]] if n in old else np.zeros(frozen.shape[1]) for n in names]
    at = tuple(state.at[old[n]] if n in old else start.at[index] for index, n in enumerate(names))
    return replace(
        state,
        inputs=names,
        at=at,
        axes=state.axes if _are_axes(state.axes, names) else start.axes,
        tensors=Tensors((np.array(rows), *rest)),
        frozen=frozen_indices((np.array(frozen_rows), *rest_frozen)),
    )


def _are_axes(axes: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return {*axes} <= {*names} and len(axes) == min(2, len(names))


def with_target(state: LayersState, name: str) -> LayersState:
    """Another target, whose column is no longer an input; the weights stay.

    An output of another number of units gets new ones.

    Args:
        state: the network before.
        name: of the new target.

    Raises:
        ValueError: if it cannot be predicted.
    """
    dataset = load(state.data)
    source, choices = source_of(dataset, name), dataset.choices_of(state.inputs)
    if source in choices:
        state = with_inputs(state, tuple(other for other in choices if other != source))
    classes = len(dataset.sample(state.inputs, name).classes)
    if bool(classes) != bool(state.classes):
        state = replace(state, **first_look(classes))
    units, before = output_layer(classes).units, state.network.layers[-1].units
    if units == before:
        return replace(state, target=name)
    built = replace(state.network, layers=(*state.layers, Dense(before)))

    def resized(weights: Weights, initializer_name: str) -> Weights:
        last, seed = len(state.layers), state.seed
        return editing.resize_layer(
            built, weights, last, units, seed=seed, initializer_name=initializer_name
        )[1]

    mask = frozen_mask(state.frozen, state.network.shapes)
    return replace(
        state,
        target=name,
        tensors=Tensors(resized(state.weights, state.initializer)),
        frozen=frozen_indices(resized(mask, "zeros")),
    )


def with_data(state: LayersState, name: str) -> LayersState:
    """Another data set, `name`, with the same layers, initial weights and no more inputs.

    Args:
        state: the network before.
        name: of the new data set.
    """
    first, count = LayersState.default(name), len(load(state.data).choices_of(state.inputs))
    if is_generated(name):  # their shape is in the plane
        count = len(first.inputs)
    inputs = load(name).choices_of(first.inputs)[:count]
    start = LayersState.default(name, inputs, first.target, layers=state.layers)
    weights = draw_weights(start.network, state.seed, state.initializer)
    if bool(start.classes) != bool(state.classes):
        state = replace(state, **first_look(len(start.classes)))
    return replace(
        state,
        data=name,
        inputs=start.inputs,
        target=start.target,
        at=start.at,
        axes=start.axes,
        tensors=Tensors(weights),
        frozen=(),
    )


def with_points(state: LayersState, name: str) -> LayersState:
    """Other generated points, `name`; of the same columns, the inputs stay in view.

    The weights stay as long as it is the same shape with other noise, rows or seed.

    Args:
        state: the network before.
        name: of a generated data set.
    """
    if not is_generated(state.data):
        return with_data(state, name)
    before, after = Generated.named(state.data), Generated.named(name)
    if before.shape == after.shape:
        return replace(state, data=name)
    inputs, columns = load(state.data).choices_of(state.inputs), load(name).choices
    if not {*inputs, state.target} <= {*columns, load(name).target}:
        return with_data(state, name)
    start = LayersState.default(name, inputs, state.target, layers=state.layers)
    weights = draw_weights(start.network, state.seed, state.initializer)
    return replace(state, data=name, at=start.at, tensors=Tensors(weights), frozen=())
