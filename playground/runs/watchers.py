"""Whether somebody watches a run: an open stream, or a recent request of its owner."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], float]


class Watchers:
    """Counts the open streams of a run and notes when somebody watched it last. Thread-safe.

    Args:
        clock: returns the time in seconds.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._count = 0
        self._last_seen = clock()
        self._expected_until = self._last_seen

    @property
    def unwatched_for(self) -> float:
        """Seconds since somebody watched it; 0 while a stream is open, or somebody will be back."""
        seen = max(self._last_seen, self._expected_until)
        return 0.0 if self._count else max(0.0, self._clock() - seen)

    def touch(self) -> None:
        """Notes that somebody watches it now."""
        self._last_seen = self._clock()

    def expect_back(self, seconds: float) -> None:
        """Counts a watcher for so long, who has closed the stream and will be back."""
        self._expected_until = self._clock() + seconds

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Counts a watcher for as long as the context lasts."""
        with self._lock:
            self._count += 1
        try:
            yield
        finally:
            self.touch()
            with self._lock:
                self._count -= 1
