"""How a run stands, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from playground.core.network.weights import Array32
from playground.runs.history import Losses

RunState = Literal["queued", "running", "paused", "stopped", "finished", "diverged"]
ACTIVE: frozenset[RunState] = frozenset({"queued", "running"})
OVER: frozenset[RunState] = frozenset({"stopped", "finished", "diverged"})


@dataclass(frozen=True, eq=False)
class BatchUpdate:
    """One update, seen from near by.

    Attributes:
        number, of: it is the `number`-th of the epoch's `of` batches.
        rows: int `(batch,)`, the places of its rows among those trained on.
        loss: their mean loss before it, without L1 and L2.
        gradient: float32 `(parameters,)`, of that loss with L1 and L2; 0 for frozen weights.
        update: float32 `(parameters,)`, by how much it moved every weight.
    """

    number: int
    of: int
    rows: NDArray[np.int32]
    loss: float
    gradient: Array32
    update: Array32


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A run at one moment.

    Attributes:
        version: grows with every change of the run.
        attempt: how often it was reset.
        place: in the queue for a seat; 0 if it has one or wants none.
        epoch: epochs done, of `epochs`.
        reason: why it is over, in a sentence, or "".
        losses: of the epochs after those asked for.
        weights: float32 `(parameters,)`, after `weights_epoch` epochs; empty before the start.
            They are the newest, or if training diverged the last good ones, or if it ended early
            the best.
        step: the update made last, if batches are taken one by one; the weights are those after
            it, in the middle of an epoch unless it was its last batch.
    """

    version: int
    attempt: int
    state: RunState
    queue_position: int
    epoch: int
    epochs: int
    learning_rate: float
    reason: str
    losses: Losses
    weights: Array32
    weights_epoch: int
    batch_update: BatchUpdate | None = None
