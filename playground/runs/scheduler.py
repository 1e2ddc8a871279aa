"""Turns for everybody: a few threads, and all runs taking turns on them."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Hashable
from typing import Protocol

from playground.runs.memory import give_back

TURN = 0.05
"""Seconds that a turn should last."""
LONGEST_GAP = 2.0
"""Seconds within which everybody who has a seat should get a turn."""
_IDLE = 0.5
"""Seconds after which a thread that has nothing to do ends."""

_log = logging.getLogger(__name__)


class Work(Protocol):
    """Something long that is done in turns."""

    @property
    def lane(self) -> Hashable:
        """Works of the same lane never have a turn at the same time: one does what all need."""

    @property
    def wants_turn(self) -> bool:
        """Whether there is something to do. Quick, and never waits."""

    @property
    def ready_at(self) -> float:
        """The moment, by `time.monotonic`, before which it takes no turn. Never waits."""

    def turn(self, seconds: float) -> None:
        """Does about so much of it, in any thread, never in two at once."""


class Executor(Protocol):
    """Gives turns; threads of this process, or machines elsewhere."""

    def enrol(self, work: Work) -> None:
        """Gives turns to `work` from now on, until it wants none; does nothing if it has them."""

    def place(self, work: Work) -> int:
        """How many seats must get free until `work` has one; 0 if it has one or wants none."""


class Threads:
    """An executor of worker threads, which are there while there is something to do.

    Everybody with a seat gets a turn before anybody gets two. Who comes when all seats are
    taken waits in a queue.

    Args:
        workers: how many turns at a time; as many as the machine has cores.
        seats: how many share the turns; as many as keep the gap between two turns bearable,
            even if all of them share one lane.
    """

    def __init__(self, workers: int | None = None, seats: int = int(LONGEST_GAP / TURN)) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._seats = seats
        self._ready: deque[Work] = deque()
        self._queue: deque[Work] = deque()
        self._busy: dict[Work, Hashable] = {}
        self._threads = 0
        self._changed = threading.Condition()

    def enrol(self, work: Work) -> None:
        """Gives turns to `work` from now on, until it wants none; does nothing if it has them."""
        with self._changed:
            if work in self._busy or work in self._ready or work in self._queue:
                return
            self._queue.append(work)
            self._seat()
            if self._threads < self._workers:
                self._threads += 1
                threading.Thread(target=self._serve, name="training").start()
            self._changed.notify_all()

    def place(self, work: Work) -> int:
        """How many seats must get free until `work` has one; 0 if it has one or wants none."""
        with self._changed:
            waiting = [other for other in self._queue if other.wants_turn]
            return waiting.index(work) + 1 if work in waiting else 0

    def _seat(self) -> None:
        while self._queue and len(self._ready) + len(self._busy) < self._seats:
            work = self._queue.popleft()
            if work.wants_turn:
                self._ready.append(work)

    def _serve(self) -> None:
        while (work := self._next()) is not None:
            try:
                work.turn(TURN)
            except Exception:
                _log.exception("A turn failed")
            self._done(work)
        give_back()

    def _next(self) -> Work | None:
        """Waits for work of a free lane; None if there is nothing to do for a while.

        Threads are no daemons, as a Python that exits in the middle of TensorFlow's own code
        aborts; so they look themselves whether the program is over.
        """
        with self._changed:
            while threading.main_thread().is_alive():
                now = time.monotonic()
                for work in self._ready:
                    if work.ready_at <= now and work.lane not in self._busy.values():
                        self._ready.remove(work)
                        self._busy[work] = work.lane
                        return work
                rests = [work.ready_at - now for work in self._ready if work.ready_at > now]
                if not self._changed.wait(min([_IDLE, *rests])) and not self._ready:
                    break
            self._threads -= 1
            return None

    def _done(self, work: Work) -> None:
        with self._changed:
            del self._busy[work]
            if work.wants_turn:
                self._ready.append(work)
            self._seat()
            self._changed.notify_all()
