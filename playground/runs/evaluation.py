"""The loss on the test rows after every epoch."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from playground.core.network.activations import Array, activation
from playground.core.network.network import Network
from playground.core.network.weights import Array32, unflatten
from playground.engine import predict
from playground.engine.optimizers import LOSSES
from playground.engine.plan import LARGE
from playground.runs.job import Job

_ROWS = 4096
"""Rows evaluated at a time."""
_NUMBERS = 2**21
"""Numbers in the outputs of one layer, evaluated at a time."""


def test_losses(job: Job, path: Array32) -> Array:
    """The recipe's loss on the test rows, for the weights of each epoch.

    Small networks are evaluated with the weights of all epochs at once, in NumPy and float32,
    which takes a tenth of the time that training them takes. Large ones are evaluated by Keras.

    Args:
        job: its network, loss and test rows.
        path: float32 `(epochs, parameters)`, the weights after each epoch.

    Returns:
        float64 `(epochs,)`; NaN if there are no test rows.
    """
    if len(job.test_y) == 0 or len(path) == 0:
        return np.full(len(path), np.nan)
    of_error, total = LOSSES[job.recipe.loss].of_error, np.zeros(len(path))
    with np.errstate(over="ignore", invalid="ignore"):
        for start in range(0, len(job.test_y), _ROWS):
            rows = slice(start, start + _ROWS)
            error = _predictions(job.network, path, job.test_x[rows]) - job.test_y[rows]
            total += of_error(error).sum(axis=1)
    return total / len(job.test_y)


def _predictions(network: Network, path: Array32, x: Array) -> Array:
    """The network's predictions with the weights of each epoch, `(epochs, rows)`."""
    if network.parameter_count > LARGE:
        epochs = (unflatten(weights, network.shapes) for weights in path.astype(np.float64))
        return np.stack([predict(network, weights, x)[:, 0] for weights in epochs])
    widest = max(layer.units for layer in network.layers)
    at_once = max(1, _NUMBERS // (len(x) * widest))
    pieces = [path[start : start + at_once] for start in range(0, len(path), at_once)]
    return np.concatenate([_forward(network, piece, x) for piece in pieces])


def _forward(network: Network, path: Array32, x: Array) -> Array:
    arrays = unflatten(path, network.shapes)
    y: Any = x.astype(np.float32)
    for layer, kernel, bias in zip(network.layers, arrays[::2], arrays[1::2], strict=True):
        y = activation(layer.activation).function(y @ kernel + bias[:, np.newaxis, :])
    return cast(Array, y[:, :, 0].astype(np.float64))
