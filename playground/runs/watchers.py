"""Whether somebody is still there: a stream that watches, or a sign of the owner."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], float]


class Watchers:
    """Who is there, counted by any thread.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._count = 0
        self._last_seen = clock()

    @property
    def unwatched_for(self) -> float:
        """Seconds since somebody was there."""
        return 0.0 if self._count else self._clock() - self._last_seen

    def touch(self) -> None:
        """Somebody was there just now."""
        self._last_seen = self._clock()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Somebody is there as long as this lasts."""
        with self._lock:
            self._count += 1
        try:
            yield
        finally:
            self.touch()
            with self._lock:
                self._count -= 1
