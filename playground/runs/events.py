"""What a stream tells of a run: the newest only, and nothing twice."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.weights import base64_float32, unflatten
from playground.engine import predict
from playground.runs.run import Run
from playground.runs.snapshot import OVER, BatchUpdate, Snapshot
from playground.state.limits import MAX_BROWSER_PARAMETERS

INTERVAL = 1 / 24
"""Seconds between two events, at least."""
POLL = 0.01
"""Seconds between two looks at a run that has no news yet."""
IDLE_POLL = 0.2
"""The same when nothing happens: every look comes a fifth later than the one before."""
QUEUE_REFRESH = 1.0
"""Seconds after which a run that waits for its turn is told of again: its place may be another."""
MAX_SENT_NUMBERS = 2**20
"""Numbers in the moments that one answer tells of, 4 MB."""
_DIGITS = 6


@dataclass(frozen=True)
class Event:
    """An event as server-sent events know it.

    Attributes:
        id: what a reader knows once it has this event; it comes back as Last-Event-ID.
        name: "snapshot", or "end" for the last one.
        data: JSON in one line.
    """

    id: str
    name: str
    data: str


@dataclass(frozen=True)
class Cursor:
    """What a reader knows already: the losses of an attempt up to an epoch, at a version."""

    attempt: int = 0
    epoch: int = 0
    version: int = -1

    @classmethod
    def of(cls, snapshot: Snapshot) -> Cursor:
        """What somebody knows who has seen this and all before."""
        return cls(snapshot.attempt, snapshot.epoch, snapshot.version)

    @classmethod
    def parse(cls, text: str | None) -> Cursor:
        """Reads an event's id; what is none means that nothing is known."""
        parts = (text or "").split(".")
        if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 10 for p in parts):
            return cls()
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.attempt}.{self.epoch}.{self.version}"


def is_up_to_date(run: Run, cursor: Cursor) -> bool:
    """Whether the run is over and the reader knows it all."""
    return run.state in OVER and cursor.version == run.version


async def events(
    run: Run, cursor: Cursor, interval: float = INTERVAL
) -> AsyncGenerator[Event, None]:
    """Tells of a run from what is known on, until it is over.

    Each event is made when the reader takes it, of what is newest then: a slow reader gets
    fewer events, with all losses in them. A network whose predictions take long to compute
    gets fewer as well, so that they take a quarter of one core at most.
    """
    with run.watchers.watching():
        poll, began = POLL, -math.inf
        while True:
            waits = run.state == "queued" and time.perf_counter() - began >= QUEUE_REFRESH
            if run.version == cursor.version and not waits:
                if run.state in OVER:
                    return
                poll = min(poll * 1.2, max(IDLE_POLL, interval))
                await asyncio.sleep(poll)
                continue
            poll, began = POLL, time.perf_counter()
            snapshot = run.snapshot(cursor.attempt, cursor.epoch)
            data = await _encoded(run, snapshot)
            cursor, over = Cursor.of(snapshot), snapshot.state in OVER
            pause = max(interval, 4 * (time.perf_counter() - began))
            yield Event(str(cursor), "end" if over else "snapshot", data)
            await asyncio.sleep(pause - (time.perf_counter() - began))


async def _encoded(run: Run, snapshot: Snapshot) -> str:
    network, large = run.job.network, run.job.network.parameter_count > MAX_BROWSER_PARAMETERS
    content = summary(snapshot)
    if not large:
        content["weights"] = base64_float32(snapshot.weights)
    elif run.view and snapshot.weights.size:
        weights = unflatten(snapshot.weights.astype(np.float64), network.shapes)
        asked = np.concatenate(run.view)
        said = await asyncio.to_thread(predict, network, weights, asked)
        content["predictions"] = _split(said[:, 0], run.view)
    if snapshot.batch_update is not None:
        content["batch"] = _batch(snapshot.batch_update, large)
    return json.dumps(content, separators=(",", ":"), allow_nan=False)


def moments(run: Run) -> dict[str, Any]:
    """The moments remembered, as JSON.

    Returns:
        attempt; epochs, how many were done at each; weights, all of them one after another,
        packed. No more than MAX_TOLD numbers, evenly thinned. Of large networks all epochs and
        no weights: Keras can be asked for them.
    """
    attempt, cursor = run.remembered()
    parameters = run.job.network.parameter_count
    if parameters > MAX_BROWSER_PARAMETERS or not cursor.path.size:
        return {"attempt": attempt, "epochs": cursor.epochs.tolist(), "weights": ""}
    every = math.ceil(cursor.path.size / MAX_SENT_NUMBERS)
    chosen = slice(None, None, every)
    return {
        "attempt": attempt,
        "epochs": cursor.epochs[chosen].tolist(),
        "weights": base64_float32(cursor.path[chosen]),
    }


def _batch(batch_update: BatchUpdate, large: bool) -> dict[str, Any]:
    """An update, with its gradient where the browser has the weights that it moves."""
    arrows = {
        "gradient": base64_float32(batch_update.gradient),
        "update": base64_float32(batch_update.update),
    }
    return {
        "number": batch_update.number,
        "of": batch_update.of,
        "rows": batch_update.rows.tolist(),
        "loss": batch_update.loss,
        **({} if large else arrows),
    }


def _split(values: Array, view: tuple[Array, ...]) -> list[str]:
    ends = np.cumsum([len(rows) for rows in view])[:-1]
    return [base64_float32(part) for part in np.split(values, ends)]


def summary(snapshot: Snapshot) -> dict[str, Any]:
    """A snapshot without its weights, as JSON: losses to 6 digits, null where there is none."""
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
