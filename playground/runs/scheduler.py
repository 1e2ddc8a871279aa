"""Turns for everybody: a few threads, and all runs taking turns on them."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Hashable
from typing import Protocol

from playground.runs.memory import trim_heap

TIME_SLICE = 0.05
"""Seconds that a turn should last."""
LONGEST_GAP = 2.0
"""Seconds within which everybody who has a seat should get a turn."""
_IDLE = 0.5
"""Seconds after which a thread that has nothing to do ends."""

_log = logging.getLogger(__name__)


class Task(Protocol):
    """Something long that is done in turns."""

    @property
    def compile_group(self) -> Hashable:
        """Works of the same lane never have a turn at the same time: one does what all need."""

    @property
    def is_runnable(self) -> bool:
        """Whether there is something to do. Quick, and never waits."""

    @property
    def ready_at(self) -> float:
        """The moment, by `time.monotonic`, before which it takes no turn. Never waits."""

    def run_time_slice(self, seconds: float) -> None:
        """Does about so much of it, in any thread, never in two at once."""


class Executor(Protocol):
    """Gives turns; threads of this process, or machines elsewhere."""

    def submit(self, task: Task) -> None:
        """Gives turns to `work` from now on, until it wants none; does nothing if it has them."""

    def queue_position(self, task: Task) -> int:
        """How many seats must get free until `work` has one; 0 if it has one or wants none."""


class RoundRobin:
    """An executor of worker threads, which are there while there is something to do.

    Everybody with a seat gets a turn before anybody gets two. Who comes when all seats are
    taken waits in a queue.

    Args:
        workers: how many turns at a time; as many as the machine has cores.
        seats: how many share the turns; as many as keep the gap between two turns bearable,
            even if all of them share one lane.
    """

    def __init__(
        self, workers: int | None = None, max_active: int = int(LONGEST_GAP / TIME_SLICE)
    ) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._max_active = max_active
        self._ready: deque[Task] = deque()
        self._waiting: deque[Task] = deque()
        self._running: dict[Task, Hashable] = {}
        self._threads = 0
        self._changed = threading.Condition()

    def submit(self, task: Task) -> None:
        """Gives turns to `work` from now on, until it wants none; does nothing if it has them."""
        with self._changed:
            if task in self._running or task in self._ready or task in self._waiting:
                return
            self._waiting.append(task)
            self._admit()
            if self._threads < self._workers:
                self._threads += 1
                threading.Thread(target=self._work_until_idle, name="training").start()
            self._changed.notify_all()

    def queue_position(self, task: Task) -> int:
        """How many seats must get free until `work` has one; 0 if it has one or wants none."""
        with self._changed:
            waiting = [other for other in self._waiting if other.is_runnable]
            return waiting.index(task) + 1 if task in waiting else 0

    def _admit(self) -> None:
        while self._waiting and len(self._ready) + len(self._running) < self._max_active:
            task = self._waiting.popleft()
            if task.is_runnable:
                self._ready.append(task)

    def _work_until_idle(self) -> None:
        while (task := self._next()) is not None:
            try:
                task.run_time_slice(TIME_SLICE)
            except Exception:
                _log.exception("A turn failed")
            self._finish_slice(task)
        trim_heap()

    def _next(self) -> Task | None:
        """Waits for work of a free lane; None if there is nothing to do for a while.

        Threads are no daemons, as a Python that exits in the middle of TensorFlow's own code
        aborts; so they look themselves whether the program is over.
        """
        with self._changed:
            while threading.main_thread().is_alive():
                now = time.monotonic()
                for task in self._ready:
                    if task.ready_at <= now and task.compile_group not in self._running.values():
                        self._ready.remove(task)
                        self._running[task] = task.compile_group
                        return task
                rests = [task.ready_at - now for task in self._ready if task.ready_at > now]
                if not self._changed.wait(min([_IDLE, *rests])) and not self._ready:
                    break
            self._threads -= 1
            return None

    def _finish_slice(self, task: Task) -> None:
        with self._changed:
            del self._running[task]
            if task.is_runnable:
                self._ready.append(task)
            self._admit()
            self._changed.notify_all()
