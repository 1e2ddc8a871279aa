"""What a training function is compiled for, and what goes through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Network
from playground.engine.dtypes import Array32, bucket
from playground.engine.optimizers import momentum_of

MAX_SLICE = 64
LARGE = 2**16
"""Networks with more parameters spend their time multiplying, not on the way between steps."""
_PATH_NUMBERS = 2**23
"""Numbers in the path of one call: 32 MB, which make the fixed cost of a call a few percent."""


@dataclass(frozen=True)
class Plan:
    """What a training function is compiled for; equal plans share one.

    Attributes:
        momentum: of SGD.
        rows: how many rows the data is padded to.
        batch: how many rows a batch is padded to.
        rest: how many rows the short last batch of an epoch is padded to. If it differs from
            `batch`, a step of its own is compiled for it, or none for 0.
        regularised: whether large weights cost something.
        by_epoch: a call takes one epoch. The weights after many would be much to hand over at
            once, so that this is quicker for a large network whose every epoch is looked at.
    """

    network: Network
    optimizer: str
    momentum: float
    loss: str
    rows: int
    batch: int
    rest: int
    regularised: bool = False
    by_epoch: bool = False

    @classmethod
    def of(cls, network: Network, recipe: Recipe, rows: int, *, watched: bool = False) -> Plan:
        """A plan that many can share; a large network does not pay for padding its last batch.

        Args:
            watched: every epoch is looked at.
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
            by_epoch=watched and large,
        )

    @property
    def slice_epochs(self) -> int:
        """The most epochs one call may take: fewer for large networks, whose path is large."""
        if self.by_epoch:
            return 1
        return max(1, min(MAX_SLICE, _PATH_NUMBERS // self.network.parameter_count))


@dataclass(frozen=True, eq=False)
class TrainState:
    """Where training stands; whoever holds it can go on from here.

    Attributes:
        weights: float32 `(parameters,)`, all weights one after another; nobody may change them.
        held: float32 `(parameters + memory,)`, a tensor: the same, and after them what the
            optimizer remembers. To hand it over again as it came spares copies, and a single
            tensor spares looking at many in every call.
        steps: updates done.
    """

    weights: Array32
    opt_state: Any
    steps: int = 0


@dataclass(frozen=True, eq=False)
class Batches:
    """The data and the order it is drawn in.

    Attributes:
        x: float32 `(plan.rows, inputs)`, padded, a tensor.
        y: float32 `(plan.rows,)`, padded, a tensor.
        rows: how many of them are real.
        batch_size: rows of a batch; the last of an epoch may have fewer.
        order: int32 `(epochs, rows)`: which row comes when. Part of an epoch has fewer rows.
    """

    x: Any
    y: Any
    rows: int
    batch_size: int
    order: NDArray[np.int32]
