"""Whether somebody is still there: a stream that watches, or a sign of the owner."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], float]


class Presence:
    """Who is there, counted by any thread.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._listeners = 0
        self._seen = clock()

    @property
    def alone_for(self) -> float:
        """Seconds since somebody was there."""
        return 0.0 if self._listeners else self._clock() - self._seen

    def seen(self) -> None:
        """Somebody was there just now."""
        self._seen = self._clock()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Somebody is there as long as this lasts."""
        with self._lock:
            self._listeners += 1
        try:
            yield
        finally:
            self.seen()
            with self._lock:
                self._listeners -= 1
