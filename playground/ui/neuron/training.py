"""Train on the page One neuron, with the rate and the batch that its steps have, too."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.core.fit.descent import batch_size, until_runaway
from playground.core.fit.landscape import landscape
from playground.core.fit.metrics import metrics
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Weights, forward
from playground.state.neuron import NeuronState
from playground.state.query import LIMIT
from playground.state.samples import sample_of
from playground.ui.neuron.page import view_of
from playground.ui.shared import keras_tasks

EPOCHS = 60
_OF_CLASSES = Recipe(optimizer="sgd", learning_rate=0.1, momentum=0.9, epochs=300, batch_size=1)
MAX_UPDATES = 200_000
"""Of one training: fewer epochs if a large table is trained on in small batches."""


def recipe_of(state: NeuronState) -> Recipe:
    """How the state says that it is trained."""
    if state.classes:
        return keras_tasks.on_all_rows(_OF_CLASSES, sample_of(state))
    rows = len(sample_of(state).y)
    size = batch_size(state.batch, rows)
    epochs = max(1, min(EPOCHS, MAX_UPDATES // -(-rows // size)))
    return Recipe(
        optimizer="sgd", learning_rate=state.rate, batch_size=size, epochs=epochs, seed=state.seed
    )


def train(session: Any) -> None:
    """A task that trains the neuron on screen; where it runs off the map, the walk ends.

    Args:
        session: a `NeuronSession`.
    """
    before: NeuronState = session.state
    if before.classes:
        keras_tasks.fit(_OF_CLASSES)(session)
        return
    recipe = recipe_of(before)
    walked, ran_off = _until_off(before, keras_tasks.trained(before, recipe))
    states = [before, *map(before.with_weights, walked[1:])]
    after = states[-1]
    if ran_off:
        status = (
            f"The neuron ran off the map: at rate {before.rate:g} every step is too long, and "
            "ends farther from the bottom than it began. Take a tenth of the rate."
        )
    else:
        status = keras_tasks.fit_status(sample_of(before), before, after, recipe)
    session.set(after, path=[state.weight_values for state in states], status=status)


def _until_off(state: NeuronState, moments: list[Weights]) -> tuple[list[Weights], bool]:
    """The moments up to where the error is larger than anywhere on the map, and whether it is."""
    sample, view = sample_of(state), view_of(state)
    x, y = sample.x, sample.y
    corners = landscape(state.activation, x[:, 0], y, view.w, view.b, size=2)

    def mse(weights: Weights) -> float:
        return metrics(y, forward(state.network, weights, x)[:, 0]).mse

    walked, ran_off = until_runaway(moments, mse, float(np.max(corners.mse)))
    while not all(np.all(np.abs(array) <= LIMIT) for array in walked[-1]):
        walked.pop()
    return walked, ran_off
