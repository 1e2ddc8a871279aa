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
from playground.core.network.weights import base64_float32
from playground.engine import predict
from playground.runs.flat import weights_of
from playground.runs.run import Run
from playground.runs.snapshot import OVER, Snapshot, Step
from playground.state.limits import MAX_BROWSER_PARAMETERS

INTERVAL = 1 / 24
"""Seconds between two events, at least."""
LOOK = 0.01
"""Seconds between two looks at a run that has no news yet."""
DROWSY = 0.2
"""The same when nothing happens: every look comes a fifth later than the one before."""
WAITING = 1.0
"""Seconds after which a run that waits for its turn is told of again: its place may be another."""
MAX_TOLD = 2**20
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
class Known:
    """What a reader knows already: the losses of an attempt up to an epoch, at a version."""

    attempt: int = 0
    epoch: int = 0
    version: int = -1

    @classmethod
    def of(cls, snapshot: Snapshot) -> Known:
        """What somebody knows who has seen this and all before."""
        return cls(snapshot.attempt, snapshot.epoch, snapshot.version)

    @classmethod
    def parse(cls, text: str | None) -> Known:
        """Reads an event's id; what is none means that nothing is known."""
        parts = (text or "").split(".")
        if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 10 for p in parts):
            return cls()
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.attempt}.{self.epoch}.{self.version}"


def is_told(training: Run, known: Known) -> bool:
    """Whether the run is over and the reader knows it all."""
    return training.state in OVER and known.version == training.version


async def events(
    training: Run, known: Known, interval: float = INTERVAL
) -> AsyncGenerator[Event, None]:
    """Tells of a run from what is known on, until it is over.

    Each event is made when the reader takes it, of what is newest then: a slow reader gets
    fewer events, with all losses in them. A network whose predictions take long to compute
    gets fewer as well, so that they take a quarter of one core at most.
    """
    with training.presence.listening():
        look, began = LOOK, -math.inf
        while True:
            waits = training.state == "queued" and time.perf_counter() - began >= WAITING
            if training.version == known.version and not waits:
                if training.state in OVER:
                    return
                look = min(look * 1.2, max(DROWSY, interval))
                await asyncio.sleep(look)
                continue
            look, began = LOOK, time.perf_counter()
            snapshot = training.snapshot(known.attempt, known.epoch)
            data = await _told(training, snapshot)
            known, over = Known.of(snapshot), snapshot.state in OVER
            pause = max(interval, 4 * (time.perf_counter() - began))
            yield Event(str(known), "end" if over else "snapshot", data)
            await asyncio.sleep(pause - (time.perf_counter() - began))


async def _told(training: Run, snapshot: Snapshot) -> str:
    network, large = training.job.network, training.job.network.parameter_count > MAX_BROWSER_PARAMETERS
    content = summary(snapshot)
    if not large:
        content["weights"] = base64_float32(snapshot.weights)
    elif training.view and snapshot.weights.size:
        weights = weights_of(network, snapshot.weights)
        asked = np.concatenate(training.view)
        said = await asyncio.to_thread(predict, network, weights, asked)
        content["predictions"] = _split(said[:, 0], training.view)
    if snapshot.step is not None:
        content["batch"] = _batch(snapshot.step, large)
    return json.dumps(content, separators=(",", ":"), allow_nan=False)


def moments(training: Run) -> dict[str, Any]:
    """The moments remembered, as JSON.

    Returns:
        attempt; epochs, how many were done at each; weights, all of them one after another,
        packed. No more than MAX_TOLD numbers, evenly thinned. Of large networks all epochs and
        no weights: Keras can be asked for them.
    """
    attempt, known = training.remembered()
    parameters = training.job.network.parameter_count
    if parameters > MAX_BROWSER_PARAMETERS or not known.path.size:
        return {"attempt": attempt, "epochs": known.epochs.tolist(), "weights": ""}
    every = math.ceil(known.path.size / MAX_TOLD)
    chosen = slice(None, None, every)
    return {
        "attempt": attempt,
        "epochs": known.epochs[chosen].tolist(),
        "weights": base64_float32(known.path[chosen]),
    }


def _batch(step: Step, large: bool) -> dict[str, Any]:
    """An update, with its gradient where the browser has the weights that it moves."""
    arrows = {"gradient": base64_float32(step.gradient), "update": base64_float32(step.update)}
    return {
        "number": step.number,
        "of": step.of,
        "rows": step.rows.tolist(),
        "loss": step.loss,
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
        "place": snapshot.place,
        "epoch": snapshot.epoch,
        "epochs": snapshot.epochs,
        "weights_epoch": snapshot.weights_epoch,
        "learning_rate": snapshot.learning_rate,
        "reason": snapshot.reason,
        "losses": {
            "after": snapshot.losses.after,
            "train": _numbers(snapshot.losses.train),
            "test": _numbers(snapshot.losses.test),
        },
    }


def _numbers(values: Array) -> list[float | None]:
    return [
        float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None for value in values.tolist()
    ]
