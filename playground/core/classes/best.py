"""The best that a single unit can do about classes: a cut of one column, and logistic regression.

A classifier with hidden layers has to beat these two, as a network for numbers has to beat least
squares.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.classes.metrics import ClassMetrics, class_metrics
from playground.core.classes.roc import roc
from playground.core.fit.losses import LOSSES, class_loss
from playground.core.network.activations import Array
from playground.core.network.network import (
    LayerPass,
    Network,
    Weights,
    layer_passes,
    output_layer,
)

_STEPS = 60
_RIDGE = 1e-6
"""Of the mean squared weight on standardised inputs: where a line parts the classes entirely, the
best weights would be infinite."""


@dataclass(frozen=True)
class Cut:
    """The answer is yes from a value of a column on, or up to it.

    Attributes:
        value: halfway between two values of the data, or beyond all of them.
        above: whether yes is above it.
        accuracy: the share of right answers.
    """

    value: float
    above: bool
    accuracy: float


def best_cut(x: Array, y: Array) -> Cut:
    """The cut of a column with the most right answers, the highest and the upward one of equals.

    Args:
        x: `(rows,)`, in the column's unit.
        y: `(rows,)`, 1 for yes and 0 for no, both among them.
    """
    upward, downward = _cut(x, y, above=True), _cut(-x, y, above=False)
    return downward if downward.accuracy > upward.accuracy else upward


def _cut(scores: Array, y: Array, *, above: bool) -> Cut:
    curve = roc(y, scores)
    right = curve.hits + curve.negatives - curve.false_alarms
    place = int(np.argmax(right))
    low = curve.thresholds[place]
    below = scores[scores < low]
    value = low if not below.size else (min(low, np.max(scores)) + np.max(below)) / 2.0
    if place == 0:  # never yes
        value = np.max(scores) + 1.0
    return Cut(float(value if above else -value), above, float(right[place] / len(y)))


def classifier(inputs: int, classes: int) -> Network:
    """The smallest one: a unit with sigmoid for two classes, or a unit each with softmax.

    Args:
        inputs: how many.
        classes: how many, at least two.
    """
    return Network(inputs, (output_layer(classes),))


def fit_classifier(x: Array, y: Array, classes: int) -> tuple[Weights, ClassMetrics]:
    """Logistic regression: the weights of `classifier` with the smallest cross-entropy.

    By Newton's method on standardised inputs, with a tiny penalty on the weights (see _RIDGE).

    Args:
        x: `(rows, inputs)`, in the inputs' units.
        y: `(rows,)`, the classes, 0, 1, …
        classes: how many there are.

    Returns:
        Kernel `(inputs, units)` and bias `(units,)` for inputs in their units, and how good it is.
    """
    network, mean, scale = classifier(x.shape[1], classes), x.mean(axis=0), x.std(axis=0)
    scale = np.where((np.ptp(x, axis=0) > 0.0) & (scale > 0.0), scale, 1.0)
    rows = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    parameters = _newton(network, rows, y, class_loss(classes))
    kernel, bias = parameters[:-1] / scale[:, np.newaxis], parameters[-1]
    weights = (kernel, bias - mean @ kernel)
    return weights, class_metrics(y, layer_passes(network, weights, x)[-1], classes)


def best_accuracy(x: Array, y: Array, classes: int) -> float:
    """The share of right answers of the best single unit.

    Of two classes and one input that is the best cut, exactly; otherwise that of `fit_classifier`.

    Args:
        x: `(rows, inputs)`, in the inputs' units.
        y: `(rows,)`, the classes, 0, 1, …
        classes: how many there are.
    """
    if x.shape[1] == 1 and classes == 2:
        return best_cut(x[:, 0], y).accuracy
    return fit_classifier(x, y, classes)[1].accuracy


def _newton(network: Network, rows: Array, y: Array, loss_name: str) -> Array:
    """The weights `(inputs + 1, units)` for standardised inputs and a 1, the bias last."""
    units = network.layers[-1].units
    truth = y[:, np.newaxis] if units == 1 else (y[:, np.newaxis] == np.arange(units)) * 1.0
    penalty = np.append(np.full(rows.shape[1] - 1, _RIDGE), _RIDGE / 100.0)[:, np.newaxis]

    def last_of(parameters: Array) -> LayerPass:
        return layer_passes(network, (parameters[:-1], parameters[-1]), rows[:, :-1])[-1]

    def cost(parameters: Array) -> float:
        loss = np.mean(LOSSES[loss_name].of_rows(y, last_of(parameters)))
        return float(loss + 0.5 * np.sum(penalty * parameters**2))

    parameters = np.zeros((rows.shape[1], units))
    now = cost(parameters)
    for _ in range(_STEPS):
        p = last_of(parameters).y
        gradient = rows.T @ (p - truth) / len(y) + penalty * parameters
        curvature = _curvature(rows, p) + np.diag(np.repeat(penalty[:, 0], units))
        step = np.linalg.solve(curvature, gradient.ravel()).reshape(parameters.shape)
        size = 1.0
        while size > 1e-6 and not cost(parameters - size * step) <= now:
            size /= 2.0
        before, parameters = now, parameters - size * step
        now = cost(parameters)
        if not before - now > 1e-13:
            break
    return parameters


def _curvature(rows: Array, p: Array) -> Array:
    """Second derivatives of the mean loss by every pair of weights: p_j (δ_jk - p_k) x x'."""
    parts = np.eye(p.shape[1]) * p[:, :, np.newaxis] - p[:, :, np.newaxis] * p[:, np.newaxis, :]
    size = rows.shape[1] * p.shape[1]
    sums: Array = np.einsum("ra,rjk,rb->ajbk", rows, parts, rows, optimize=True) / len(rows)
    return sums.reshape(size, size)
