"""Fair scheduling: a few worker threads, and all runs in time slices on them."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

from playground.limits import TRAINING_ROUND
from playground.runs.memory import trim_heap
from playground.runs.watchers import Clock

TIME_SLICE = 0.05
"""Seconds that a time slice should last."""
_IDLE = 0.5
"""Seconds without work after which a worker thread ends."""

_log = logging.getLogger(__name__)


class Task(Protocol):
    """Something long that is done in time slices."""

    @property
    def client(self) -> Hashable:
        """Whose it is; where there is no room for all, clients have equal parts of it."""

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


@dataclass
class _Active:
    """A task that takes part in the rounds.

    Attributes:
        share: seconds of a round that it takes, by its last slices; a whole slice before the first.
        started: when its slice under way was started.
    """

    share: float = TIME_SLICE
    started: float = 0.0

    def record(self, took: float) -> None:
        """Notes how long a slice lasted; one long epoch counts as one slice."""
        self.share = min(TIME_SLICE, (self.share + took) / 2)


class RoundRobin:
    """An executor of worker threads, which exist while there is something to do.

    Every active task gets a time slice before any gets two. Tasks are active as long as there is
    room for them in a round, by the time that their slices take: in slow motion next to none.
    Others wait in a queue. It is first come, first served within a client. Among clients, whoever
    has less of the round comes first, and whoever has more makes room.

    Args:
        workers: how many time slices at a time; by default as many as the machine has cores.
        round_seconds: how long a round of all active tasks may last, even if all of them are of
            one group.
        clock: the time in seconds, that of `Task.ready_at`.
    """

    def __init__(
        self,
        workers: int | None = None,
        round_seconds: float = TRAINING_ROUND,
        clock: Clock = time.monotonic,
    ) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._round_seconds, self._clock = round_seconds, clock
        self._active: dict[Task, _Active] = {}
        self._ready: deque[Task] = deque()
        self._waiting: list[Task] = []
        self._running: dict[Task, Hashable] = {}
        self._threads = 0
        self._changed = threading.Condition()

    def submit(self, task: Task) -> None:
        """Schedules `task` until it is not runnable; does nothing if it is scheduled already."""
        with self._changed:
            if task in self._active or task in self._waiting:
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
            queue = self._queue()
            return queue.index(task) + 1 if task in queue else 0

    def _queue(self) -> list[Task]:
        """Who waits, in the order in which they become active."""
        waiting, shares = [task for task in self._waiting if task.is_runnable], self._shares()
        return sorted(waiting, key=lambda task: shares[task.client])

    def _shares(self) -> defaultdict[Hashable, float]:
        """Seconds of a round that each client's active tasks take."""
        shares: defaultdict[Hashable, float] = defaultdict(float)
        for task, active in self._active.items():
            shares[task.client] += active.share
        return shares

    @property
    def _is_full(self) -> bool:
        """Whether a round with one more task would be too long."""
        taken = sum(active.share for active in self._active.values())
        return bool(self._active) and taken + TIME_SLICE > self._round_seconds + 1e-9

    def _admit(self) -> None:
        """Makes waiting tasks active while there is room."""
        self._waiting = [task for task in self._waiting if task.is_runnable]
        while self._waiting and not self._is_full:
            task = self._queue()[0]
            self._waiting.remove(task)
            self._active[task] = _Active()
            self._ready.append(task)

    def _makes_room(self, task: Task) -> bool:
        """Whether somebody waits who would have no more than this task's client without it."""
        if not self._is_full or not (queue := self._queue()):
            return False
        shares = self._shares()
        without = shares[task.client] - self._active[task].share
        return without >= shares[queue[0].client] + TIME_SLICE - 1e-9

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
                now = self._clock()
                for task in self._ready:
                    if task.ready_at <= now and task.compile_group not in self._running.values():
                        self._ready.remove(task)
                        self._running[task] = task.compile_group
                        self._active[task].started = self._clock()
                        return task
                delays = [task.ready_at - now for task in self._ready if task.ready_at > now]
                if not self._changed.wait(min([_IDLE, *delays])) and not self._ready:
                    break
            self._threads -= 1
            return None

    def _finish_slice(self, task: Task) -> None:
        with self._changed:
            del self._running[task]
            active = self._active[task]
            active.record(self._clock() - active.started)
            if not task.is_runnable:
                del self._active[task]
            elif self._makes_room(task):
                del self._active[task]
                self._waiting.append(task)
            else:
                self._ready.append(task)
            self._admit()
            self._changed.notify_all()
