"""The best straight answer there is: ordinary least squares, in closed form."""

from __future__ import annotations

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.network import Weights, neuron


def least_squares(x: Array, y: Array) -> Weights:
    """The weights of the linear unit with the smallest MSE on `x` `(rows, inputs)`, `y` `(rows,)`.

    Inputs are centred first, so that large values do not cost digits; among equally good
    answers (a constant or repeated column) the smallest weights are returned.
    """
    x_mean, y_mean = np.mean(x, axis=0), np.mean(y)
    varies = np.ptp(x, axis=0) > 0.0  # else only rounding is left of x - x_mean
    w = np.linalg.lstsq(np.where(varies, x - x_mean, 0.0), y - y_mean, rcond=None)[0]
    return neuron(w.tolist(), float(y_mean - x_mean @ w))
