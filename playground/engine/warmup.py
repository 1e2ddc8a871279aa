"""Importing Keras and compiling in the background, so that the first click does not wait."""

from __future__ import annotations

import numpy as np

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network, neuron
from playground.engine import backend
from playground.engine.prediction import predict
from playground.engine.trainer import Trainer
from playground.engine.training import train

_NEURONS = tuple(Network(1, (Dense(1, activation),)) for activation in ("linear", "relu"))
_ROWS = 76
"""As many as there are cereals whose sugars are known."""


def warm_up() -> None:
    """Imports TensorFlow and compiles what a first visitor needs, in the background.

    Returns at once; later calls do nothing. `status()` is "ready" once the predictions of one
    neuron are compiled; its training is compiled right after.
    """
    backend.warm_up(_predict, _train)


def precompile(network: Network, recipe: Recipe, rows: int) -> None:
    """Compiles the training function that a watched run will need, unless it is compiled.

    Args:
        network: what will be trained.
        recipe: how; learning rate, epochs and seed do not matter.
        rows: on how many rows.
    """
    x, y = np.zeros((rows, network.inputs)), np.zeros(rows)
    Trainer(network, x, y, recipe, watched=True).advance(1)


def _predict() -> None:
    for network in _NEURONS:
        predict(network, neuron([1.0], 0.0), np.ones((_ROWS + 1, 1)))


def _train() -> None:
    recipe = Recipe(optimizer="sgd", batch_size=_ROWS, epochs=1)
    for network in _NEURONS:
        train(network, np.ones((_ROWS, 1)), np.ones(_ROWS), recipe, weights=neuron([1.0], 0.0))
