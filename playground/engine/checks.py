"""Checks of what is to be trained, before training starts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.fit.losses import LOSSES
from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import LayerPass, Network, Weights, layer_passes
from playground.core.network.weights import flatten
from playground.engine.dtypes import check_rows


def check_data(network: Network, x: ArrayLike, y: ArrayLike, recipe: Recipe) -> tuple[Array, Array]:
    """Checks that rows, targets and a recipe fit the network.

    Args:
        network: to be trained; its last layer must be one for the recipe's loss.
        x: `(rows, inputs)`.
        y: `(rows,)`: numbers, or classes 0, 1, … if the loss is one of classes.
        recipe: its loss and class weights count.

    Returns:
        Both as float64.

    Raises:
        ValueError: if they do not fit.
    """
    rows, target = check_rows(network, x), np.asarray(y, dtype=np.float64)
    classes, weights = max(2, network.layers[-1].units), len(recipe.class_weight)
    LOSSES[recipe.loss].check(network)
    if weights not in (0, classes):
        raise ValueError(f"class_weight must have {classes} numbers; received {weights}")
    if len(rows) == 0 or target.shape != (len(rows),):
        raise ValueError(
            f"y must have the shape ({len(rows)},), a target for each row of x, and at least "
            f"one row; received {target.shape}"
        )
    if LOSSES[recipe.loss].activation:
        check_classes(target, classes)
    return rows, target


def check_classes(y: Array, classes: int) -> None:
    """Checks that targets are classes.

    Args:
        y: `(rows,)`.
        classes: how many there are.

    Raises:
        ValueError: if a target is none of 0, 1, …
    """
    wrong = y[~np.isin(y, np.arange(classes))]
    if wrong.size:
        raise ValueError(
            f"with {classes} classes, y must be whole numbers from 0 to {classes - 1}; received "
            f"{wrong[0]:g}"
        )


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
    """The loss of the initial weights, or that of sums that are always 0 if it is larger.

    Args:
        network: its last layer is one for the loss.
        weights: the initial ones, shapes as `network.shapes`.
        x: `(rows, inputs)`.
        y: `(rows,)`.
        loss: a key of LOSSES.

    Raises:
        ValueError: if it is more than float32 holds.
    """
    of_rows = LOSSES[loss].of_rows
    with np.errstate(over="ignore", invalid="ignore"):
        last = layer_passes(network, weights, x)[-1]
        initial = float(np.mean(of_rows(y, last)))
    if not initial <= float(np.finfo(np.float32).max):
        raise ValueError(
            f"the loss at the start must be a number that float32 holds (up to 3.4e38); received "
            f"{initial:g}: start from smaller weights"
        )
    nothing = np.zeros_like(last.z)
    return max(initial, float(np.mean(of_rows(y, LayerPass(nothing, nothing)))))
