"""Training from start to end, in one call or slice by slice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights
from playground.core.network.scaling import Scaling
from playground.engine.trainer import Trainer

MAX_PATH_LENGTH = 200
"""Epochs whose weights a history has, besides the initial ones; fewer for large networks."""
_MAX_PATH_NUMBERS = 2**22


@dataclass(frozen=True, eq=False)
class Progress:
    """The result of one slice of training.

    Attributes:
        epoch: epochs done so far.
        loss: float64 `(epochs of this slice,)`, the mean training loss of each.
        weights: after the slice, in the units of x and y; if training diverged, the last good.
        diverged: the loss diverged; this is the last slice.
    """

    epoch: int
    loss: Array
    weights: Weights
    diverged: bool


@dataclass(frozen=True, eq=False)
class History:
    """The history of a training.

    Attributes:
        loss: float64 `(epochs done,)`, the mean training loss of each epoch, on the numbers
            trained on (standardised, if a scaling was given).
        path: the initial weights and those after up to MAX_PATH_LENGTH epochs, evenly spread, in
            the units of x and y.
        epochs: int64 `(len(path),)`, after how many epochs the weights were those.
        weights: the last of the path; if training diverged, the last good ones.
        diverged: the loss became NaN, infinite or far larger than at the start, and training
            stopped.
    """

    loss: Array
    path: tuple[Weights, ...]
    epochs: NDArray[np.int64]
    weights: Weights
    diverged: bool


def training(
    network: Network,
    x: ArrayLike,
    y: ArrayLike,
    recipe: Recipe,
    *,
    weights: Weights | None = None,
    scaling: Scaling | None = None,
    frozen: Weights | None = None,
    slice_epochs: int | None = None,
) -> Iterator[Progress]:
    """Trains for `recipe.epochs` epochs and yields progress after every `slice_epochs` of them.

    Args:
        network, x, y, recipe, weights, scaling, frozen: as in `train`, which also has the errors;
            they are raised by the call, not by the first iteration.
        slice_epochs: epochs between two yields; by default, and at most, as many as the network's
            training function takes per call.
    """
    trainer = Trainer(network, x, y, recipe, weights=weights, scaling=scaling, frozen=frozen)
    return _slices(trainer, recipe.epochs, slice_epochs or trainer.slice_epochs)


def _slices(trainer: Trainer, epochs: int, slice_epochs: int) -> Iterator[Progress]:
    while trainer.epoch < epochs and not trainer.diverged:
        piece = trainer.advance(min(slice_epochs, epochs - trainer.epoch))
        yield Progress(trainer.epoch, piece.loss, trainer.weights, trainer.diverged)


def train(
    network: Network,
    x: ArrayLike,
    y: ArrayLike,
    recipe: Recipe,
    *,
    weights: Weights | None = None,
    scaling: Scaling | None = None,
    frozen: Weights | None = None,
) -> History:
    """Trains for `recipe.epochs` epochs, or until the loss diverges.

    Args:
        network: the layers; the last one is one for the recipe's loss.
        x: `(rows, inputs)`, in the data's units.
        y: `(rows,)`, in the target's unit, or classes 0, 1, …
        recipe: optimizer, learning rate, batch size, epochs, loss and seed.
        weights: the initial ones, in the units of x and y; None: as Keras initialises them with
            the recipe's seed.
        scaling: if given, training sees standardised numbers; all weights that come out are
            folded back to the units of x and y, which is exact.
        frozen: arrays in the network's shapes; where they are not 0, the weight is not trained
            (with a scaling, see `Trainer`).

    Returns:
        The loss of each epoch, the path of the weights, and the final weights.

    Raises:
        ValueError: if shapes do not fit, or a number is not finite in float32.
        KerasUnavailable: if TensorFlow or Keras cannot be imported.
    """
    trainer = Trainer(network, x, y, recipe, weights=weights, scaling=scaling, frozen=frozen)
    path_epochs = _path_epochs(recipe.epochs, network)
    losses, path = [np.empty(0)], {0: trainer.initial}
    while trainer.epoch < recipe.epochs and not trainer.diverged:
        first = trainer.epoch + 1
        piece = trainer.advance(recipe.epochs - trainer.epoch)
        losses.append(piece.loss)
        for epoch in path_epochs & set(range(first, trainer.epoch + 1)):
            path[epoch] = trainer.in_data_units(piece.path[epoch - first])
    if trainer.diverged:
        path = {epoch: moment for epoch, moment in path.items() if epoch < trainer.good_epoch}
        path[trainer.good_epoch] = trainer.weights
    epochs = sorted(path)
    return History(
        loss=np.concatenate(losses),
        path=tuple(path[epoch] for epoch in epochs),
        epochs=np.array(epochs),
        weights=path[epochs[-1]],
        diverged=trainer.diverged,
    )


def _path_epochs(epochs: int, network: Network) -> set[int]:
    """The epochs whose weights are in the path, evenly spread, the last among them."""
    count = max(1, min(MAX_PATH_LENGTH, _MAX_PATH_NUMBERS // network.parameter_count, epochs))
    return {int(epoch) for epoch in np.round(np.linspace(epochs, 1, count))}
