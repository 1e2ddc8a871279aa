"""Token store: server-side objects that the browser refers to by an unguessable token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Generic, TypeVar

from playground.core.lru_store import LruStore

Value = TypeVar("Value")


class UnknownToken(LookupError):
    """No such token: it was never given, or its object was dropped."""


class TokenStore(Generic[Value]):
    """The objects in use, by token; the least recently used are dropped first.

    The same content gets the same token, so that a class looking at one thing shares it.

    Args:
        limit: the most that is stored in all; the newest object is stored however large it is.
    """

    def __init__(self, limit: int) -> None:
        self._secret = secrets.token_bytes(32)
        self._values: LruStore[str, Value] = LruStore(limit)

    def put(self, value: Value, content: Iterable[bytes], size: int = 1) -> str:
        """Stores an object and returns its token, 32 hexadecimal digits.

        Args:
            value: the object.
            content: what makes it another one than others.
            size: what it takes of the limit.
        """
        token = self.token(content)
        self._values.put(token, value, size)
        return token

    def put_weakly(self, value: Value, content: Iterable[bytes]) -> str:
        """As `put`, but the object is known only while somebody else refers to it.

        Args:
            value: the object.
            content: what makes it another one than others.
        """
        token = self.token(content)
        self._values.put_weakly(token, value)
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
        try:
            return self._values.get(token)
        except KeyError as error:
            raise UnknownToken(token) from error

    def clear(self) -> None:
        """Drops every object."""
        self._values.clear()

    def __len__(self) -> int:
        return len(self._values)
