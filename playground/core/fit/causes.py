"""Why a training ran away or crawled: the learning rate, the penalty, or the inputs' scale.

Gradient descent on a loss whose curvature is h multiplies the distance to the minimum by 1 - lr h
in every step: it overshoots by more each time where lr h is above 2, and hardly moves where it is
near 0. For the weights of a linear unit and the MSE, the curvatures are those of the second moments
of the inputs (with a 1 for the bias): 2 λ for each eigenvalue λ of their matrix. Standardised
inputs have eigenvalues around 1; raw ones have some that are thousands, and others near 0. A
penalty adds 2 l2 to every curvature, and l1 to that of a weight of size 1. (Goodfellow, Bengio,
Courville, Deep Learning, 2016, sections 7.1 and 8.2.) Cross-entropy has p (1 - p) λ instead, which
is at most λ / 4. Networks with hidden layers and other losses
have other curvatures, but what makes them large or small is the same.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

from playground.core.fit.losses import LOSSES
from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array

Cause: TypeAlias = Literal["rate", "penalty", "scale"]

ILL_CONDITIONED = 10.0
"""Inputs count as unscaled where standardising them brings the curvatures this much together."""
POOR = 0.5
"""Training got nowhere if its loss is above this share of what the mean as an answer gives."""


def runaway_cause(recipe: Recipe, learning_rate: float, x: Array) -> Cause:
    """What made a loss run away: the largest part of learning rate times curvature.

    The parts are the penalty's; what the inputs' scale adds to standardised inputs; and the
    rest, which only a smaller rate can lessen. Adam and RMSprop divide a gradient by its size, so
    that a penalty does not make their steps longer.

    Args:
        recipe: of the training.
        learning_rate: at the end; it may have been changed on the way.
        x: float64 `(rows, inputs)`, as the network sees them.
    """
    steepness = _steepness(recipe)
    standardised = steepness * _curvatures(_standardised(x))[-1]
    parts: dict[Cause, float] = {
        "rate": standardised,
        "penalty": 2.0 * recipe.l2 + recipe.l1 if recipe.optimizer == "sgd" else 0.0,
        "scale": steepness * _curvatures(x)[-1] - standardised,
    }
    return max(parts, key=lambda cause: learning_rate * parts[cause])


def crawled(
    recipe: Recipe, x: Array, *, updates: int, loss: float, loss_of_constant: float
) -> bool:
    """Whether a training got nowhere because its inputs are not standardised.

    With SGD that is so where the steepest direction overshoots, or the flattest one has gone less
    than half its way: 1 - exp(-lr h steps). Adam and RMSprop have a rate for every weight, which
    leaves only what goes wrong between weights: the curvatures of inputs divided by their sizes.

    Args:
        recipe: of the training.
        x: float64 `(rows, inputs)`, as the network sees them.
        updates: steps that were made.
        loss: at the end, without penalties.
        loss_of_constant: of one answer for all rows: `Loss.of_constant`.
    """
    if not loss > POOR * loss_of_constant:
        return False
    adaptive = recipe.optimizer != "sgd"
    steepness = _steepness(recipe)
    raw = steepness * _curvatures(x / _sizes(x) if adaptive else x)
    standardised = steepness * _curvatures(_standardised(x))
    too_long = recipe.learning_rate * standardised[-1] > 2.0 * (1.0 + recipe.momentum)
    if too_long or _condition(raw) < ILL_CONDITIONED * _condition(standardised):
        return False
    step = recipe.learning_rate / (1.0 - recipe.momentum)
    went = 1.0 - np.exp(-step * raw[0] * updates)
    overshoots = recipe.learning_rate * raw[-1] > 2.0 * (1.0 + recipe.momentum)
    return bool(adaptive or overshoots or went < 0.5)


def _steepness(recipe: Recipe) -> float:
    """The curvatures of a loss as a share of those of the MSE, at most."""
    return 1.0 / 8.0 if LOSSES[recipe.loss].activation else 1.0


def _curvatures(x: Array) -> Array:
    """2 λ of the second moments of the inputs and a 1, ascending."""
    with_one = np.column_stack([x, np.ones(len(x))])
    moments: Array = with_one.T @ with_one / len(x)
    curvatures: Array = np.maximum(2.0 * np.linalg.eigvalsh(moments), 0.0)
    return curvatures


def _condition(curvatures: Array) -> float:
    return float(curvatures[-1] / max(curvatures[0], 1e-12 * curvatures[-1]))


def _standardised(x: Array) -> Array:
    deviation = x.std(axis=0)
    standardised: Array = (x - x.mean(axis=0)) / np.where(deviation > 0.0, deviation, 1.0)
    return standardised


def _sizes(x: Array) -> Array:
    sizes: Array = np.sqrt(np.square(x).mean(axis=0))
    return np.where(sizes > 0.0, sizes, 1.0)
