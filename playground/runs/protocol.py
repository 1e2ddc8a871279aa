"""What a run's routes send, as typed structs; the browser's types are generated from them."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from playground.core.fit.causes import Cause
from playground.runs.snapshot import RunState

Base64: TypeAlias = str
"""float32 numbers, little-endian, in base64."""


class LossUpdate(Struct, frozen=True):
    """Losses of the epochs after the first `after`; None where there is none."""

    after: int
    train: list[float | None]
    test: list[float | None]


class BatchEvent(Struct, frozen=True, kw_only=True):
    """An update by one batch; gradient and update are "" where the browser has no weights.

    Attributes:
        number, of: it was the `number`-th of the epoch's `of` batches.
        rows: indices of its rows among those trained on.
        loss: their mean loss before the update.
        gradient, update: of all weights.
    """

    number: int
    of: int
    rows: list[int]
    loss: float
    gradient: Base64
    update: Base64


class RunawayPath(Struct, frozen=True, kw_only=True):
    """How a loss ran away: the weights from the last good ones on, update by update.

    Attributes:
        epochs: how many were done then, parts of one included, ascending.
        losses: of the rows that came next.
        batches: how many an epoch has.
        weights: all of them, one state after another.
    """

    epochs: list[float]
    losses: list[float]
    batches: int
    weights: Base64


class RunEvent(Struct, frozen=True, kw_only=True):
    """A snapshot of a run, with what its reader does not know yet.

    Attributes:
        attempt: how often the run was reset.
        queue_position: runs that must leave first; 0 if it gets time slices.
        weights_epoch: after how many epochs it had `weights`.
        reason: why it is over, or "".
        cause: what made it diverge, or crawl to its end.
        weights: "" before the start, and where the browser does not compute the network.
        batch: the last update, if it was a single batch.
        runaway: how the loss ran away, if it did and the browser computes the network.
    """

    attempt: int
    state: RunState
    queue_position: int
    epoch: int
    epochs: int
    weights_epoch: int
    learning_rate: float
    reason: str
    cause: Cause | None
    losses: LossUpdate
    weights: Base64
    batch: BatchEvent | None
    runaway: RunawayPath | None


class RunMoments(Struct, frozen=True):
    """The moments that are remembered of an attempt: epochs, and all weights one after another."""

    attempt: int
    epochs: list[int]
    weights: Base64
