"""Optimizers and losses by name: the tables that recipes, Keras and NumPy share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.engine.backend import libraries


@dataclass(frozen=True)
class Loss:
    """A loss function, in Keras and in NumPy.

    Attributes:
        keras_name: of the function in `keras.losses`, which gives one loss per row.
        of_error: the same loss in float64, elementwise, from error = prediction - y.
        power: for a large error, the loss of an error s times as large is s**power as large.
    """

    keras_name: str
    of_error: Callable[[Array], Array]
    power: int


def _huber(error: Array) -> Array:
    size = np.abs(error)
    return np.where(size <= 1.0, 0.5 * error**2, size - 0.5)


LOSSES: dict[str, Loss] = {
    "mse": Loss("mean_squared_error", np.square, 2),
    "mae": Loss("mean_absolute_error", np.abs, 1),
    "huber": Loss("huber", _huber, 1),
}

_OPTIMIZERS: dict[str, Callable[[Any, float], Any]] = {
    "sgd": lambda optimizers, momentum: optimizers.SGD(momentum=momentum),
    "adam": lambda optimizers, _: optimizers.Adam(),
    "rmsprop": lambda optimizers, _: optimizers.RMSprop(),
}


def keras_optimizer(name: str, momentum: float = 0.0) -> Any:
    """Builds a Keras optimizer, with Keras' defaults for all but the momentum.

    Args:
        name: "sgd", "adam" or "rmsprop".
        momentum: of SGD; the others ignore it.
    """
    return _OPTIMIZERS[name](libraries().keras.optimizers, float(momentum))


def momentum_of(recipe: Recipe) -> float:
    """The recipe's momentum if its optimizer is SGD, else 0."""
    return float(recipe.momentum) if recipe.optimizer == "sgd" else 0.0
