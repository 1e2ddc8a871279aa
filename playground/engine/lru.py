"""The few most recently used of many expensive things."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Lru(Generic[Key, Value]):
    """A thread-safe dictionary that makes what is missing and forgets what was not used lately.

    Args:
        make: builds the value of a key; runs once per remembered key.
        limit: how many values are kept, at least 1.
    """

    def __init__(self, make: Callable[[Key], Value], limit: int) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1; received {limit}")
        self._make = make
        self._limit = limit
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __getitem__(self, key: Key) -> Value:
        with self._lock:
            if key not in self._values:
                self._values[key] = self._make(key)
            self._values.move_to_end(key)
            while len(self._values) > self._limit:
                self._values.popitem(last=False)
            return self._values[key]

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)
