"""How a run stands, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playground.core.tensors import Array32
from playground.runs.history import Losses

State = Literal["queued", "running", "paused", "stopped", "finished", "diverged"]
ACTIVE: frozenset[State] = frozenset({"queued", "running"})
OVER: frozenset[State] = frozenset({"stopped", "finished", "diverged"})


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
            They are the newest, or if training diverged the last good ones.
    """

    version: int
    attempt: int
    state: State
    place: int
    epoch: int
    epochs: int
    learning_rate: float
    reason: str
    losses: Losses
    weights: Array32
    weights_epoch: int
