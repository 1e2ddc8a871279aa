"""Checks of what is to be trained, before training starts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights, forward
from playground.core.network.weights import flatten
from playground.engine.dtypes import check_rows
from playground.engine.optimizers import LOSSES


def check_data(network: Network, x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Checks that rows and targets fit the network.

    Args:
        network: to be trained; its last layer must have one unit.
        x: `(rows, inputs)`.
        y: `(rows,)`.

    Returns:
        Both as float64.

    Raises:
        ValueError: if they do not fit, or the network has several outputs.
    """
    rows, target = check_rows(network, x), np.asarray(y, dtype=np.float64)
    if network.layers[-1].units != 1:
        raise ValueError(
            "the last layer must have 1 unit, as there is one target; "
            f"received {network.layers[-1].units}"
        )
    if len(rows) == 0 or target.shape != (len(rows),):
        raise ValueError(
            f"y must have the shape ({len(rows)},), a target for each row of x, and at least "
            f"one row; received {target.shape}"
        )
    return rows, target


def trainable_mask(network: Network, frozen: Weights | None) -> NDArray[np.bool_]:
    """Which weights are trained.

    Args:
        network: the layers.
        frozen: arrays in the network's shapes, not 0 where a weight is frozen; None: nowhere.

    Returns:
        bool `(parameters,)`, for all weights flattened.

    Raises:
        ValueError: if `frozen` does not have the network's shapes.
    """
    if frozen is None:
        return np.ones(network.parameter_count, np.bool_)
    received = tuple(np.shape(array) for array in frozen)
    if received != network.shapes:
        raise ValueError(f"frozen must have the shapes {network.shapes}; received {received}")
    return np.asarray(flatten(frozen) == 0)


def initial_loss(network: Network, weights: Weights, x: Array, y: Array, loss: str) -> float:
    """The loss of the initial weights, or that of always predicting 0 if it is larger.

    Args:
        network: its last layer has one unit.
        weights: the initial ones, shapes as `network.shapes`.
        x: `(rows, inputs)`.
        y: `(rows,)`.
        loss: a key of LOSSES.

    Raises:
        ValueError: if it is more than float32 holds.
    """
    of_error = LOSSES[loss].of_error
    with np.errstate(over="ignore", invalid="ignore"):
        errors = forward(network, weights, x)[:, 0] - y
        initial = float(np.mean(of_error(errors)))
    if not initial <= float(np.finfo(np.float32).max):
        raise ValueError(
            f"the loss at the start must be a number that float32 holds (up to 3.4e38); received "
            f"{initial:g}: start from smaller weights"
        )
    return max(initial, float(np.mean(of_error(y))))
