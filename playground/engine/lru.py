"""A least-recently-used cache that builds each missing value once, without blocking other keys."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruCache(Generic[Key, Value]):
    """Thread-safe mapping that builds missing values and evicts the least recently used ones.

    The lock is held for the bookkeeping only: while a value is being built, other keys are
    available, and threads that need the same key wait for that one build. If building fails, all
    of them get its exception, and the next access builds again.

    Args:
        make: builds the value of a key; runs once per cached key, in the thread that asks first.
        limit: the most values cached, at least 1; a value being built is never evicted.
    """

    def __init__(self, make: Callable[[Key], Value], limit: int) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1; received {limit}")
        self._make = make
        self._limit = limit
        self._futures: OrderedDict[Key, Future[Value]] = OrderedDict()
        self._lock = threading.Lock()

    def __getitem__(self, key: Key) -> Value:
        with self._lock:
            future = self._futures.get(key)
            is_new = future is None
            if future is None:
                future = self._futures[key] = Future()
            self._futures.move_to_end(key)
            self._evict()
        if is_new:
            self._build(key, future)
        return future.result()

    def __len__(self) -> int:
        with self._lock:
            return len(self._futures)

    def _build(self, key: Key, future: Future[Value]) -> None:
        try:
            value = self._make(key)
        except BaseException as error:
            with self._lock:
                del self._futures[key]
            future.set_exception(error)
        else:
            future.set_result(value)
            with self._lock:
                self._evict()

    def _evict(self) -> None:
        """Drops finished values beyond the limit, but never the one used last. Needs the lock."""
        for key in list(self._futures)[:-1]:
            if len(self._futures) <= self._limit:
                return
            if self._futures[key].done():
                del self._futures[key]
