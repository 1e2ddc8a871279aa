"""The state of a run at one moment, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from playground.core.fit.causes import Cause
from playground.core.network.weights import Array32
from playground.engine import Runaway
from playground.runs.history import Losses

RunState = Literal["queued", "running", "paused", "stopped", "finished", "diverged"]
ACTIVE: frozenset[RunState] = frozenset({"queued", "running"})
OVER: frozenset[RunState] = frozenset({"stopped", "finished", "diverged"})


@dataclass(frozen=True, eq=False)
class BatchUpdate:
    """The update of the weights by one batch.

    Attributes:
        number, of: it was the `number`-th of the epoch's `of` batches.
        rows: int32 `(batch,)`, the indices of its rows among those trained on.
        loss: their mean loss before the update, without L1 and L2.
        gradient: float32 `(parameters,)`, of that loss with L1 and L2; 0 for frozen weights.
        update: float32 `(parameters,)`, the weights after it minus those before.
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
        state: queued, running or paused; or how it ended: stopped, finished or diverged.
        queue_position: how many runs must leave before it gets time slices; 0 if it gets them
            already, or needs none.
        epoch: epochs done, of `epochs`.
        learning_rate: in force now.
        reason: why it is over, in a sentence, or "".
        cause: what made it diverge, or crawl to its end; None otherwise.
        losses: of all epochs, or of those after the epoch that was requested.
        weights: float32 `(parameters,)`, after `weights_epoch` epochs; empty before the start.
            They are the newest, or the last good ones if training diverged, or the best ones if
            it stopped early and restored them.
        batch_update: the last update, if it was a single batch; `weights` are those after it, in
            the middle of an epoch unless it was the epoch's last batch.
        runaway: how the loss ran away, if it diverged and the network is not too large.
    """

    version: int
    attempt: int
    state: RunState
    queue_position: int
    epoch: int
    epochs: int
    learning_rate: float
    reason: str
    cause: Cause | None
    losses: Losses
    weights: Array32
    weights_epoch: int
    batch_update: BatchUpdate | None = None
    runaway: Runaway | None = None
