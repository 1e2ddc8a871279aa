"""A store of bounded size: the least recently used values are dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruStore(Generic[Key, Value]):
    """Values by key. One that was dropped is still found while somebody else refers to it.

    Thread-safe. Nothing is built under its lock.

    Args:
        limit: the most that is stored in all; the newest value may exceed it alone.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._size = 0
        self._stored: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._referenced: WeakValueDictionary[Key, Value] = WeakValueDictionary()
        self._lock = Lock()

    def put(self, key: Key, value: Value, size: int = 1) -> None:
        """Stores a value; one with the same key is replaced.

        Args:
            key: by which it is found.
            value: what is stored.
            size: what it takes of the limit.
        """
        with self._lock:
            self._drop(key)
            self._stored[key] = (value, size)
            self._size += size
            self._refer(key, value)
            while self._size > self.limit and len(self._stored) > 1:
                self._drop(next(iter(self._stored)))

    def get(self, key: Key) -> Value:
        """Returns the value of a key.

        Raises:
            KeyError: if there is none (any more).
        """
        with self._lock:
            if key in self._stored:
                self._stored.move_to_end(key)
                return self._stored[key][0]
            return self._referenced[key]

    def clear(self) -> None:
        """Drops everything, also what is referenced elsewhere."""
        with self._lock:
            self._stored.clear()
            self._referenced.clear()
            self._size = 0

    @property
    def size(self) -> int:
        """What is stored in all, not counting what is only referenced elsewhere."""
        return self._size

    def __len__(self) -> int:
        with self._lock:
            return len(self._stored)

    def _refer(self, key: Key, value: Value) -> None:
        with suppress(TypeError):  # numbers and tuples cannot be referenced weakly
            self._referenced[key] = value

    def _drop(self, key: Key) -> None:
        if key in self._stored:
            self._size -= self._stored.pop(key)[1]
