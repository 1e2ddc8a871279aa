"""Fair scheduling: a few worker threads, and all runs in time slices on them."""

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
"""Seconds that a time slice should last."""
LONGEST_GAP = 2.0
"""Seconds within which every active task should get a time slice."""
_IDLE = 0.5
"""Seconds without work after which a worker thread ends."""

_log = logging.getLogger(__name__)


class Task(Protocol):
    """Something long that is done in time slices."""

    @property
    def compile_group(self) -> Hashable:
        """Tasks of one group never run at the same time: the first compiles what all need."""

    @property
    def is_runnable(self) -> bool:
        """Whether there is something to do. Quick, never blocks."""

    @property
    def ready_at(self) -> float:
        """The moment, by `time.monotonic`, before which it takes no time slice. Never blocks."""

    def run_time_slice(self, seconds: float) -> None:
        """Works for about so many seconds, in any thread, never in two at once."""


class Executor(Protocol):
    """Gives time slices to tasks; by threads of this process, or by machines elsewhere."""

    def submit(self, task: Task) -> None:
        """Schedules `task` until it is not runnable; does nothing if it is scheduled already."""

    def queue_position(self, task: Task) -> int:
        """How many tasks must leave before `task` is active; 0 if it is, or is not queued."""


class RoundRobin:
    """An executor of worker threads, which exist while there is something to do.

    Every active task gets a time slice before any gets two. While `max_active` tasks are active,
    later ones wait in a queue, first come, first served.

    Args:
        workers: how many time slices at a time; by default as many as the machine has cores.
        max_active: how many tasks share the time slices; by default as many as keep the gap
            between two slices within LONGEST_GAP, even if all of them are of one group.
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
        """Schedules `task` until it is not runnable; does nothing if it is scheduled already."""
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
        """How many tasks must leave before `task` is active; 0 if it is, or is not queued."""
        with self._changed:
            waiting = [other for other in self._waiting if other.is_runnable]
            return waiting.index(task) + 1 if task in waiting else 0

    def _admit(self) -> None:
        """Makes waiting tasks active while there is room."""
        while self._waiting and len(self._ready) + len(self._running) < self._max_active:
            task = self._waiting.popleft()
            if task.is_runnable:
                self._ready.append(task)

    def _work_until_idle(self) -> None:
        while (task := self._next()) is not None:
            try:
                task.run_time_slice(TIME_SLICE)
            except Exception:
                _log.exception("A time slice failed")
            self._finish_slice(task)
        trim_heap()

    def _next(self) -> Task | None:
        """Waits for a ready task whose group is not running; None after _IDLE seconds without.

        The threads are not daemons, because a Python that exits in the middle of TensorFlow's own
        code aborts; so they check themselves whether the program is over.
        """
        with self._changed:
            while threading.main_thread().is_alive():
                now = time.monotonic()
                for task in self._ready:
                    if task.ready_at <= now and task.compile_group not in self._running.values():
                        self._ready.remove(task)
                        self._running[task] = task.compile_group
                        return task
                delays = [task.ready_at - now for task in self._ready if task.ready_at > now]
                if not self._changed.wait(min([_IDLE, *delays])) and not self._ready:
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
