"""The events of a run's stream: each has the newest state, and losses the reader has not seen."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass

import msgspec

from playground.core.network.activations import Array
from playground.core.network.weights import base64_float32
from playground.engine import Runaway
from playground.runs.protocol import BatchEvent, LossUpdate, RunawayPath, RunEvent, RunMoments
from playground.runs.run import Run
from playground.runs.snapshot import OVER, BatchUpdate, Snapshot
from playground.state.limits import MAX_BROWSER_PARAMETERS

INTERVAL = 1 / 24
"""Seconds between two events, at least."""
POLL = 0.01
"""Polling interval, in s."""
IDLE_POLL = 0.2
"""Longest polling interval, in s; each idle poll multiplies it by 1.2."""
QUEUE_REFRESH = 1.0
"""Seconds after which an event of a queued run is sent again, with its position in the queue."""
MAX_SENT_NUMBERS = 2**20
"""Numbers in one answer with moments, 4 MB."""
_DIGITS = 6
"""Significant digits of a loss."""


@dataclass(frozen=True)
class Event:
    """A server-sent event.

    Attributes:
        id: the reader's cursor after this event; it comes back as `after`.
        name: "snapshot", or "end" for the last one.
        data: JSON in one line.
    """

    id: str
    name: str
    data: str


@dataclass(frozen=True)
class Cursor:
    """How far a reader has read: the losses of an attempt up to an epoch, at a version.

    Attributes:
        attempt: of which it has losses.
        epoch: the last epoch whose losses it has.
        version: of the run when it read them; -1 before the first event.
    """

    attempt: int = 0
    epoch: int = 0
    version: int = -1

    @classmethod
    def of(cls, snapshot: Snapshot) -> Cursor:
        """The cursor of a reader that has this snapshot and all before."""
        return cls(snapshot.attempt, snapshot.epoch, snapshot.version)

    @classmethod
    def parse(cls, text: str | None) -> Cursor:
        """The cursor of an event's id; of a missing or invalid id, the start."""
        parts = (text or "").split(".")
        if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 10 for p in parts):
            return cls()
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.attempt}.{self.epoch}.{self.version}"


def is_up_to_date(run: Run, cursor: Cursor) -> bool:
    """Whether the run is over and a reader at this cursor has all of it.

    Args:
        run: whose stream is read.
        cursor: what the reader knows.
    """
    return run.state in OVER and cursor.version == run.version


async def events(
    run: Run,
    cursor: Cursor,
    interval: float = INTERVAL,
    is_ending: Callable[[], bool] = lambda: False,
) -> AsyncGenerator[Event, None]:
    """Yields the events of a run until it is over, or the server ends.

    Each event is built when the reader takes it, from the newest state: a slow reader gets fewer
    events, with all losses in them. Building them takes a quarter of one core at most.

    Args:
        run: which counts as watched as long as the generator is open.
        cursor: how far the reader has read.
        interval: seconds between two events, at least.
        is_ending: whether the server is about to end.
    """
    with run.watchers.watching():
        poll, began = POLL, -math.inf
        while not is_ending():
            refresh = run.state == "queued" and time.perf_counter() - began >= QUEUE_REFRESH
            if run.version == cursor.version and not refresh:
                if run.state in OVER:
                    return
                poll = min(poll * 1.2, max(IDLE_POLL, interval))
                await asyncio.sleep(poll)
                continue
            poll, began = POLL, time.perf_counter()
            snapshot = run.snapshot(cursor.attempt, cursor.epoch)
            data = _encoded(snapshot, run.job.network.parameter_count > MAX_BROWSER_PARAMETERS)
            cursor, over = Cursor.of(snapshot), snapshot.state in OVER
            pause = max(interval, 4 * (time.perf_counter() - began))
            yield Event(str(cursor), "end" if over else "snapshot", data)
            await asyncio.sleep(pause - (time.perf_counter() - began))


def _encoded(snapshot: Snapshot, large: bool) -> str:
    """A snapshot as JSON, with its weights unless the network is too large for the browser."""
    event = run_event(snapshot, with_weights=not large)
    return msgspec.json.encode(event).decode("utf-8")


def run_event(snapshot: Snapshot, *, with_weights: bool) -> RunEvent:
    """A snapshot as the browser gets it: losses to 6 digits, None where not finite.

    Args:
        snapshot: with the losses that the reader does not know yet.
        with_weights: whether the browser computes this network.
    """
    losses, update, runaway = snapshot.losses, snapshot.batch_update, snapshot.runaway
    return RunEvent(
        attempt=snapshot.attempt,
        state=snapshot.state,
        queue_position=snapshot.queue_position,
        epoch=snapshot.epoch,
        epochs=snapshot.epochs,
        weights_epoch=snapshot.weights_epoch,
        learning_rate=snapshot.learning_rate,
        reason=snapshot.reason,
        cause=snapshot.cause,
        losses=LossUpdate(losses.after, _json_numbers(losses.train), _json_numbers(losses.test)),
        weights=base64_float32(snapshot.weights) if with_weights else "",
        batch=None if update is None else _batch(update, with_weights=with_weights),
        runaway=_runaway(runaway) if runaway and with_weights else None,
    )


def _runaway(runaway: Runaway) -> RunawayPath:
    return RunawayPath(
        epochs=runaway.epochs.tolist(),
        losses=runaway.loss.tolist(),
        batches=runaway.batches,
        weights=base64_float32(runaway.path),
    )


def moments(run: Run) -> RunMoments:
    """The stored moments.

    At most MAX_SENT_NUMBERS numbers: of more, every n-th moment. Of networks too large for the
    browser all epochs and no weights, as Keras predicts there.
    """
    attempt, stored = run.attempt_moments()
    parameters = run.job.network.parameter_count
    if parameters > MAX_BROWSER_PARAMETERS or not stored.path.size:
        return RunMoments(attempt, stored.epochs.tolist(), "")
    every = math.ceil(stored.path.size / MAX_SENT_NUMBERS)
    return RunMoments(
        attempt, stored.epochs[::every].tolist(), base64_float32(stored.path[::every])
    )


def _batch(update: BatchUpdate, *, with_weights: bool) -> BatchEvent:
    return BatchEvent(
        number=update.number,
        of=update.of,
        rows=update.rows.tolist(),
        loss=update.loss,
        gradient=base64_float32(update.gradient) if with_weights else "",
        update=base64_float32(update.update) if with_weights else "",
    )


def _json_numbers(values: Array) -> list[float | None]:
    return [
        float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None for value in values.tolist()
    ]
