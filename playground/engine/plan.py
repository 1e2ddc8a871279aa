"""What a training function is compiled for, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Network
from playground.engine.dtypes import Array32, bucket
from playground.engine.optimizers import momentum_of

MAX_SLICE = 64
"""Epochs of one call, at most."""
LARGE = 2**16
"""Networks with more parameters spend their time in matrix products, not between the steps."""
_PATH_NUMBERS = 2**23
"""Numbers in the path of one call, 32 MB: the fixed cost of a call is a few percent then."""


@dataclass(frozen=True)
class Plan:
    """What a training function is compiled for; equal plans share one.

    Attributes:
        momentum: of SGD.
        rows: how many rows the data is padded to.
        batch: how many rows a batch is padded to.
        rest: how many rows the short last batch of an epoch is padded to. If it differs from
            `batch`, a step of its own is compiled for it, or none for 0.
        regularised: whether L1 or L2 is added to the loss.
        weighted: whether the loss of each class has a weight of its own.
        by_epoch: a call trains for one epoch. If a large network's weights are needed after
            every epoch, that is quicker than to return those of many epochs at once.
    """

    network: Network
    optimizer: str
    momentum: float
    loss: str
    rows: int
    batch: int
    rest: int
    regularised: bool = False
    weighted: bool = False
    by_epoch: bool = False

    @classmethod
    def of(cls, network: Network, recipe: Recipe, rows: int, *, watched: bool = False) -> Plan:
        """The plan of a training; trainings of similar size get equal plans.

        The short last batch of an epoch is padded to a full one only in small networks, where
        padding costs nothing.

        Args:
            network: to be trained.
            recipe: its optimizer, momentum, loss and batch size count, and whether there are
                penalties and class weights.
            rows: trained on.
            watched: the weights after every epoch are needed.
        """
        batch_size = min(recipe.batch_size, rows)
        batch = bucket(batch_size)
        large = network.parameter_count > LARGE
        return cls(
            network=network,
            optimizer=recipe.optimizer,
            momentum=momentum_of(recipe),
            loss=recipe.loss,
            rows=bucket(rows),
            batch=batch,
            rest=bucket(rows % batch_size) if large else batch,
            regularised=recipe.regularised,
            weighted=bool(recipe.class_weight),
            by_epoch=watched and large,
        )

    @property
    def class_weights(self) -> int:
        """How many weights of classes the function takes."""
        return max(2, self.network.layers[-1].units) if self.weighted else 0

    @property
    def slice_epochs(self) -> int:
        """The most epochs one call may take: fewer for large networks, whose path is large."""
        if self.by_epoch:
            return 1
        return max(1, min(MAX_SLICE, _PATH_NUMBERS // self.network.parameter_count))


@dataclass(frozen=True, eq=False)
class TrainState:
    """The state between two calls of a training function.

    Attributes:
        weights: float32 `(parameters,)`, all weights flattened; not to be changed.
        opt_state: float32 `(parameters + slots,)`, the same weights, then the optimizer's
            variables (momentum, moments). As one array that is passed on unchanged it is neither
            copied nor looked at part by part.
        steps: updates done.
    """

    weights: Array32
    opt_state: Array32
    steps: int = 0


@dataclass(frozen=True, eq=False)
class Batches:
    """The data and the order of its rows in every epoch.

    Attributes:
        x: float32 `(plan.rows, inputs)`, padded.
        y: float32 `(plan.rows,)`, padded.
        rows: how many of them are real.
        batch_size: rows of a batch; the last of an epoch may have fewer.
        order: int32 `(epochs, rows)`: which row comes when. Part of an epoch has fewer rows.
    """

    x: Array32
    y: Array32
    rows: int
    batch_size: int
    order: NDArray[np.int32]
