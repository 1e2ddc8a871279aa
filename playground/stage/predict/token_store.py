"""Token store: server-side objects that the browser refers to by an unguessable token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from playground.core.lru_store import LruStore
from playground.limits import SCENE_BYTES

Value = TypeVar("Value")


class UnknownToken(LookupError):
    """No such token: it was never given, or its object was dropped."""


class TokenStore(Generic[Value]):
    """The objects in use, by token. Each belongs to those who put it, and goes with the last one.

    Every owner has a partition, in which the newest stay: whatever one visitor does, nobody
    else loses anything. The same content gets the same token and is stored once, so that a class
    looking at one thing shares it.

    Args:
        limit: bytes of one owner; its newest object is stored however large it is.
    """

    def __init__(self, limit: int = SCENE_BYTES) -> None:
        self._limit = limit
        self._secret = secrets.token_bytes(32)
        self._lock = Lock()
        self._known: WeakValueDictionary[str, Value] = WeakValueDictionary()
        self._partitions: WeakValueDictionary[str, LruStore[str, Value]] = WeakValueDictionary()
        self._common: LruStore[str, Value] = LruStore(limit)

    def partition(self, owner: str) -> object:
        """Gives an owner a partition, as long as the returned object is alive."""
        partition: LruStore[str, Value] = LruStore(self._limit)
        with self._lock:
            self._partitions[owner] = partition
        return partition

    def has_partition(self, owner: str) -> bool:
        """Whether there is an owner of that name."""
        with self._lock:
            return owner in self._partitions

    def put(self, value: Value, content: Iterable[bytes], size: int, owner: str = "") -> str:
        """Stores an object and returns its token, 32 hexadecimal digits.

        Args:
            value: the object.
            content: what makes it another one than others.
            size: its bytes.
            owner: in whose partition; all who have none share one.
        """
        token = self.token(content)
        with self._lock:
            shared = self._known.setdefault(token, value)
            partition = self._partitions.get(owner, self._common)
        partition.put(token, shared, size)
        return token

    def put_weakly(self, value: Value, content: Iterable[bytes]) -> str:
        """As `put`, but the object is known only while somebody else refers to it.

        Args:
            value: the object.
            content: what makes it another one than others.
        """
        token = self.token(content)
        with self._lock:
            self._known[token] = value
        return token

    def token(self, content: Iterable[bytes]) -> str:
        """The token of this content."""
        digest = hmac.new(self._secret, digestmod=hashlib.sha256)
        for part in content:
            digest.update(part)
        return digest.hexdigest()[:32]

    def get(self, token: str) -> Value:
        """Returns the object of a token.

        Raises:
            UnknownToken: if there is none (any more).
        """
        with self._lock:
            try:
                return self._known[token]
            except KeyError as error:
                raise UnknownToken(token) from error

    def clear(self) -> None:
        """Forgets every object, in all partitions."""
        with self._lock:
            for partition in (self._common, *self._partitions.values()):
                partition.clear()
            self._known.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._known)
