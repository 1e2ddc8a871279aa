"""The queue of files to be read: each has a place and a share that is done."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from playground.core.free_memory import free_memory
from playground.limits import FILES_BYTES, MEMORY_LEFT, READERS
from playground.uploads import process

FIRST_GUESS = 2.0 * 2**20
"""Bytes a second, before a file was read here."""
_SETTLING = 0.5
"""How much the last file counts for the guess."""


class QueueFull(Exception):
    """There is no room for one more file; the message is a whole sentence with the remedy."""


FULL = "There is no room on this server for one more table just now: try it again in a minute."
_GONE = (b"",)
"""In place of a file's bytes."""


class _Job:
    """A file in the queue, as the queue knows it."""

    def __init__(self, arguments: tuple[Any, ...]) -> None:
        self.arguments = arguments
        self.size = len(arguments[0])
        self.began: float | None = None
        self.is_wanted = True

    def leave(self) -> None:
        """Nobody wants it any more: its bytes go at once, whoever is before it."""
        self.is_wanted, self.arguments = False, _GONE


class Ticket:
    """A file that waits, is read, or was read; nobody reads it once the ticket is gone.

    Args:
        queue: where it waits.
        job: the queue's side of it.
        future: what comes of it.
    """

    def __init__(self, queue: Queue, job: _Job, future: Future[Any]) -> None:
        self._queue, self._job, self._future = queue, job, future
        weakref.finalize(self, job.leave).atexit = False

    @property
    def before(self) -> int:
        """How many files are read before this one."""
        return self._queue.before(self._job)

    @property
    def share(self) -> float:
        """The share that is done, 0 to 1, guessed by how fast files were read before."""
        return self._queue.share(self._job)

    @property
    def seconds_left(self) -> float:
        """Guessed in the same way, with the files that come before it."""
        return self._queue.seconds_left(self._job)

    def wait(self, seconds: float) -> bool:
        """Waits for it, but not longer than that; returns whether it is over."""
        try:
            self._future.exception(timeout=seconds)
        except TimeoutError:
            return False
        return True

    def result(self) -> Any:
        """What came of it.

        Raises:
            ReaderFailed: with a sentence, if it could not be read.
            ValueError: as the function raises it.
        """
        return self._future.result()


class Queue:
    """Reads files in the order in which they came, a few at a time, outside this process.

    Args:
        at_once: how many are read at the same time.
        call: as `process.call`.
        clock: returns the time in seconds.
        max_bytes: of all files in it together.
    """

    def __init__(
        self,
        at_once: int = READERS,
        call: Callable[..., Any] = process.call,
        clock: Callable[[], float] = time.monotonic,
        max_bytes: int = FILES_BYTES,
    ) -> None:
        self._max_bytes = max_bytes
        self._at_once, self._call, self._clock = at_once, call, clock
        self._pool = ThreadPoolExecutor(at_once, "reading")
        self._jobs: list[_Job] = []
        self._lock = threading.Lock()
        self._speed = FIRST_GUESS

    def submit(self, function: Callable[..., Any], data: bytes | str, *more: Any) -> Ticket:
        """Puts a file at the end of the queue.

        Args:
            function: reads it, as `process.call` takes it.
            data: the file or its text, the function's first argument.
            more: its other arguments.

        Raises:
            QueueFull: if there is no room for it, or the system has little memory left.
        """
        job = _Job((data, *more))
        with self._lock:
            if self._bytes() + job.size > self._max_bytes or free_memory() < MEMORY_LEFT:
                raise QueueFull(FULL)
            self._jobs.append(job)
        return Ticket(self, job, self._pool.submit(self._read, job, function))

    @property
    def bytes(self) -> int:
        """Of all files that wait or are being read."""
        with self._lock:
            return self._bytes()

    def _bytes(self) -> int:
        return sum(len(job.arguments[0]) for job in self._jobs)

    def before(self, job: _Job) -> int:
        """How many jobs that are wanted come before this one, with those under way."""
        with self._lock:
            return 0 if job.began is not None else len(self._ahead(job))

    def share(self, job: _Job) -> float:
        """The share of a job that is done, never quite all."""
        if job.began is None:
            return 0.0
        return min(0.95, (self._clock() - job.began) * self._speed / max(1, job.size))

    def seconds_left(self, job: _Job) -> float:
        """How long a job still takes, with those before it."""
        with self._lock:
            ahead = self._ahead(job) if job.began is None else []
        waits = sum(other.size * (1 - self.share(other)) for other in ahead) / self._at_once
        return (waits + job.size * (1 - self.share(job))) / self._speed

    def _ahead(self, job: _Job) -> list[_Job]:
        if job not in self._jobs:
            return []
        return [other for other in self._jobs[: self._jobs.index(job)] if other.is_wanted]

    def _read(self, job: _Job, function: Callable[..., Any]) -> Any:
        try:
            if not job.is_wanted:
                raise process.ReaderFailed(process.UNWANTED)
            job.began = self._clock()
            result = self._call(function, *job.arguments, is_wanted=lambda: job.is_wanted)
            took = max(1e-3, self._clock() - job.began)
            self._speed += _SETTLING * (job.size / took - self._speed)
            return result
        finally:
            job.arguments = _GONE
            with self._lock:
                self._jobs.remove(job)


QUEUE = Queue()
