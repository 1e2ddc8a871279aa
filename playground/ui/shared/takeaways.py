"""What is on screen on each page, as it is taken home."""

from __future__ import annotations

import numpy as np

from playground.core.fit.recipe import Recipe
from playground.core.takeaway import Takeaway
from playground.ladder.networks import DATA, RECIPE, TARGET, scaling, split_of
from playground.state.concrete import ConcreteState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.splits import recipe_of
from playground.state.splits import split_of as training_split
from playground.state.training import TrainingState


def of_unit(state: NeuronState | PlaneState, recipe: Recipe) -> Takeaway:
    """A single unit, whose weights are in the data's units.

    Args:
        state: of its page.
        recipe: of the page's button Train.
    """
    row, axes = _looked_at(state)
    return Takeaway(
        data=state.data,
        inputs=state.inputs,
        target=state.target,
        network=state.network,
        weights=state.weights,
        row=row,
        axes=axes,
        recipe=recipe,
    )


def _looked_at(state: NeuronState | PlaneState) -> tuple[tuple[float, ...], tuple[str, ...]]:
    if isinstance(state, PlaneState):
        return state.at, state.axes
    return (state.probe,), state.inputs


def of_layers(state: LayersState, recipe: Recipe) -> Takeaway:
    """A network that is built by hand.

    Args:
        state: of its page.
        recipe: of the page's button Train.
    """
    return _of_network(state, recipe)


def of_training(state: TrainingState, trained: LayersState) -> Takeaway:
    """A network as far as it is trained, with the recipe.

    Args:
        state: of the page Training.
        trained: the same network with the newest weights.
    """
    return _of_network(trained, recipe_of(state), state)


def of_concrete(state: ConcreteState) -> Takeaway:
    """The network with three layers of 512 units, as it was trained."""
    return Takeaway(
        data=DATA,
        inputs=state.inputs,
        target=TARGET,
        network=state.network,
        weights=state.weights,
        scaling=scaling(),
        row=state.at,
        axes=state.axes,
        recipe=RECIPE,
        test_rows=split_of("random")[1],
    )


def _of_network(
    network: LayersState, recipe: Recipe, training: TrainingState | None = None
) -> Takeaway:
    return Takeaway(
        data=network.data,
        inputs=network.inputs,
        target=network.target,
        network=network.network,
        weights=network.weights,
        scaling=network.scaling,
        row=network.at,
        axes=network.axes,
        recipe=recipe,
        test_rows=training_split(training)[1] if training else np.empty(0, np.int64),
        patience=training.patience if training else 0,
        restore_best=training.restore_best if training else True,
        initializer=network.initializer,
        frozen=len(network.frozen),
    )
