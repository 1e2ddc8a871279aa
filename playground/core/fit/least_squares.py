"""The best linear unit, by ordinary least squares in closed form, and its errors."""

from __future__ import annotations

import numpy as np

from playground.core.fit.metrics import Metrics, metrics
from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights, forward, neuron


def least_squares(x: Array, y: Array) -> Weights:
    """The weights of the linear unit with the smallest MSE.

    Inputs are centred first, so that large values do not cost digits; among equally good
    solutions (with a constant or repeated column) that with the smallest weights is returned.

    Args:
        x: `(rows, inputs)`, in the inputs' units.
        y: `(rows,)`, in the target's unit.

    Returns:
        Kernel `(inputs, 1)` and bias `(1,)`.
    """
    x_mean, y_mean = np.mean(x, axis=0), np.mean(y)
    varies = np.ptp(x, axis=0) > 0.0  # else only rounding is left of x - x_mean
    w = np.linalg.lstsq(np.where(varies, x - x_mean, 0.0), y - y_mean, rcond=None)[0]
    return neuron(w.tolist(), float(y_mean - x_mean @ w))


def fit_linear_unit(
    x: Array, y: Array, test: tuple[Array, Array] | None = None
) -> tuple[Weights, Metrics]:
    """The linear unit with the smallest MSE, and its errors.

    Args:
        x: `(rows, inputs)`, in the inputs' units.
        y: `(rows,)`, in the target's unit.
        test: x and y of other rows to compute the errors on; None for the same rows.

    Returns:
        Kernel `(inputs, 1)` and bias `(1,)`; the errors in the target's unit.
    """
    weights = least_squares(x, y)
    test_x, test_y = test or (x, y)
    return weights, metrics(test_y, forward(Network(x.shape[1]), weights, test_x)[:, 0])
