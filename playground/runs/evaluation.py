"""The loss on the test rows after every epoch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from playground.core.fit.losses import LOSSES
from playground.core.network.activations import Array, layer_function
from playground.core.network.network import LayerPass, Network
from playground.core.network.weights import Array32, unflatten
from playground.engine import last_layer
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
    of_rows, total = LOSSES[job.recipe.loss].of_rows, np.zeros(len(path))
    with np.errstate(over="ignore", invalid="ignore"):
        for start in range(0, len(job.test_y), _ROWS):
            rows = slice(start, start + _ROWS)
            for at, last in _last_layers(job.network, path, job.test_x[rows]):
                total[at] += of_rows(job.test_y[rows], last).sum(axis=1)
    return total / len(job.test_y)


def _last_layers(network: Network, path: Array32, x: Array) -> Iterator[tuple[slice, LayerPass]]:
    """Some epochs after others: which, and the last layer with their weights.

    Its sums and outputs are `(epochs, rows, units)`.
    """
    if network.parameter_count > LARGE:
        for epoch, weights in enumerate(path.astype(np.float64)):
            last = last_layer(network, unflatten(weights, network.shapes), x)
            yield slice(epoch, epoch + 1), LayerPass(last.z[np.newaxis], last.y[np.newaxis])
        return
    widest = max(layer.units for layer in network.layers)
    at_once = max(1, _NUMBERS // (len(x) * widest))
    for start in range(0, len(path), at_once):
        at = slice(start, start + at_once)
        yield at, _last_layer(network, path[at], x)


def _last_layer(network: Network, path: Array32, x: Array) -> LayerPass:
    arrays = unflatten(path, network.shapes)
    y: Any = x.astype(np.float32)
    for layer, kernel, bias in zip(network.layers, arrays[::2], arrays[1::2], strict=True):
        z = y @ kernel + bias[:, np.newaxis, :]
        y = layer_function(layer.activation)(z)
    sums = z.astype(np.float64)
    return LayerPass(sums, sums if y is z else y.astype(np.float64))
