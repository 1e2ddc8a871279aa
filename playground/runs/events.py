"""The events of a run's stream: each has the newest state, and losses the reader has not seen."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from playground.core.network.activations import Array
from playground.core.network.weights import base64_float32
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
        id: the reader's cursor after this event; it comes back as Last-Event-ID.
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
    """Whether the run is over and a reader at this cursor has all of it."""
    return run.state in OVER and cursor.version == run.version


async def events(
    run: Run, cursor: Cursor, interval: float = INTERVAL
) -> AsyncGenerator[Event, None]:
    """Yields the events of a run until it is over.

    Each event is built when the reader takes it, from the newest state: a slow reader gets fewer
    events, with all losses in them. Building them takes a quarter of one core at most.

    Args:
        run: which counts as watched as long as the generator is open.
        cursor: how far the reader has read.
        interval: seconds between two events, at least.
    """
    with run.watchers.watching():
        poll, began = POLL, -math.inf
        while True:
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
    content = summary(snapshot)
    if not large:
        content["weights"] = base64_float32(snapshot.weights)
    if snapshot.batch_update is not None:
        content["batch"] = _batch(snapshot.batch_update, large)
    return json.dumps(content, separators=(",", ":"), allow_nan=False)


def moments(run: Run) -> dict[str, Any]:
    """The stored moments, as JSON.

    Returns:
        attempt; epochs, how many were done at each moment; weights, base64 of float32
        `(moments, parameters)`. At most MAX_SENT_NUMBERS numbers: of more, every n-th moment. Of
        networks too large for the browser all epochs and no weights, as Keras predicts there.
    """
    attempt, stored = run.attempt_moments()
    parameters = run.job.network.parameter_count
    if parameters > MAX_BROWSER_PARAMETERS or not stored.path.size:
        return {"attempt": attempt, "epochs": stored.epochs.tolist(), "weights": ""}
    every = math.ceil(stored.path.size / MAX_SENT_NUMBERS)
    return {
        "attempt": attempt,
        "epochs": stored.epochs[::every].tolist(),
        "weights": base64_float32(stored.path[::every]),
    }


def _batch(batch_update: BatchUpdate, large: bool) -> dict[str, Any]:
    """An update, with its gradient where the browser has the weights that it moves."""
    arrays = {
        "gradient": base64_float32(batch_update.gradient),
        "update": base64_float32(batch_update.update),
    }
    return {
        "number": batch_update.number,
        "of": batch_update.of,
        "rows": batch_update.rows.tolist(),
        "loss": batch_update.loss,
        **({} if large else arrays),
    }


def summary(snapshot: Snapshot) -> dict[str, Any]:
    """A snapshot without its weights, as JSON: losses to 6 digits, null where not finite."""
    return {
        "attempt": snapshot.attempt,
        "state": snapshot.state,
        "place": snapshot.queue_position,
        "epoch": snapshot.epoch,
        "epochs": snapshot.epochs,
        "weights_epoch": snapshot.weights_epoch,
        "learning_rate": snapshot.learning_rate,
        "reason": snapshot.reason,
        "losses": {
            "after": snapshot.losses.after,
            "train": _json_numbers(snapshot.losses.train),
            "test": _json_numbers(snapshot.losses.test),
        },
    }


def _json_numbers(values: Array) -> list[float | None]:
    return [
        float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None for value in values.tolist()
    ]
