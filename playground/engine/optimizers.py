"""Keras' optimizers by their names in recipes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.core.fit.recipe import Recipe
from playground.engine.backend import libraries

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
