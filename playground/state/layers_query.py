"""The link of a network on Layers, field by field."""

from __future__ import annotations

from dataclasses import replace

from playground.core.data.targets import MAX_CLASSES
from playground.core.formatting import read_choice, read_int
from playground.core.network.initializers import INITIALIZERS
from playground.core.network.network import OUTPUT_ACTIVATIONS
from playground.state.bent import read_neurons
from playground.state.columns import MAX_SEED, at_field, axes_field, column_fields, picture_fields
from playground.state.decision import decision_fields
from playground.state.layers import (
    MAX_INPUTS,
    MIN_INPUTS,
    LayersState,
    reinitialised,
    with_initial_weights,
)
from playground.state.limits import MAX_HIDDEN
from playground.state.network_query import (
    read_indices,
    read_layers,
    read_weights,
    write_indices,
    write_layers,
    write_weights,
)
from playground.state.query import QueryField, attribute_field, switch_field


def _of_columns(state: LayersState) -> LayersState:
    return LayersState.default(state.data, state.inputs, state.target)


def _of_layers(state: LayersState) -> LayersState:
    return LayersState.default(state.data, state.inputs, state.target, state.layers)


def _read_layers(state: LayersState, text: str) -> LayersState:
    """Other layers with initial weights; `at` and `axes`, which were read before, stay."""
    layers = read_layers(text, MAX_HIDDEN)
    fresh = LayersState.default(state.data, state.inputs, state.target, layers)
    return replace(fresh, at=state.at, axes=state.axes)


def _read_seed(state: LayersState, text: str) -> LayersState:
    return reinitialised(state, read_int(text, MAX_SEED), state.initializer)


def _read_initializer(state: LayersState, text: str) -> LayersState:
    return reinitialised(state, state.seed, read_choice(text, INITIALIZERS))


def _weights_text(state: LayersState) -> str:
    """The weights' text, and none for the initial ones."""
    are_initial = state.tensors == with_initial_weights(state).tensors
    return "" if are_initial else write_weights(state.tensors)


def _read_weights(state: LayersState, text: str) -> LayersState:
    return replace(state, tensors=read_weights(text, state.network.shapes))


FIELDS: tuple[QueryField[LayersState], ...] = (
    *column_fields(LayersState, MIN_INPUTS, MAX_INPUTS, most_classes=MAX_CLASSES),
    at_field(_of_columns),
    axes_field(_of_columns),
    QueryField("layers", lambda s: write_layers(s.layers), _read_layers, _of_columns),
    QueryField("seed", lambda s: str(s.seed), _read_seed, _of_layers),
    QueryField("initializer", lambda s: s.initializer, _read_initializer, _of_layers),
    QueryField("weights", _weights_text, _read_weights, with_initial_weights),
    QueryField(
        "frozen",
        lambda s: write_indices(s.frozen),
        lambda s, text: replace(s, frozen=read_indices(text, s.size)),
        _of_layers,
    ),
    attribute_field("output", str, lambda text: read_choice(text, OUTPUT_ACTIVATIONS), _of_layers),
    *(switch_field(name, _of_layers) for name in ("standardise", "residuals", "hinges", "single")),
    *picture_fields(_of_layers),
    attribute_field("bent", str, read_neurons, _of_layers),
    *decision_fields(_of_layers),
)
"""In the order in which a link is read: columns, layers, weights; the rest depends on them."""
