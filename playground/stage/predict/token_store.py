"""What pages leave with the server for the browser to ask about, by unguessable token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Generic, TypeVar
from weakref import ReferenceType, ref

Value = TypeVar("Value")


class UnknownToken(LookupError):
    """No such token: it was never given, or so long ago that it is forgotten."""


class TokenStore(Generic[Value]):
    """The values in use, by unguessable token; the least recently used are forgotten.

    The same content gets the same token, so that a class looking at one thing shares it.

    Args:
        limit: how much is kept in all; the last value given is kept however large it is.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._secret = secrets.token_bytes(32)
        self._values: OrderedDict[str, tuple[Value | ReferenceType[Value], int]] = OrderedDict()
        self._kept = 0
        self._lock = threading.Lock()

    def put(self, value: Value, content: Iterable[bytes], size: int = 1) -> str:
        """Remembers the value and returns its token, 32 hexadecimal digits.

        Args:
            content: what makes this value another than others.
            size: what it takes of the limit.
        """
        token = self.token(content)
        self._put(token, value, size)
        return token

    def token(self, content: Iterable[bytes]) -> str:
        """The token of this content, 32 hexadecimal digits."""
        digest = hmac.new(self._secret, digestmod=hashlib.sha256)
        for part in content:
            digest.update(part)
        return digest.hexdigest()[:32]

    def put_weakly(self, token: str, value: Value) -> None:
        """Remembers a value for as long as somebody else holds it."""
        with self._lock:
            self._values.pop(token, None)
        self._put(token, ref(value), 0)

    def _put(self, token: str, value: Value | ReferenceType[Value], size: int) -> None:
        with self._lock:
            if token not in self._values:
                self._values[token] = (value, size)
                self._kept += size
            self._values.move_to_end(token)
            while self._kept > self._limit and len(self._values) > 1:
                self._kept -= self._values.popitem(last=False)[1][1]

    def get(self, token: str) -> Value:
        """Returns the value of a token, or raises UnknownScene."""
        with self._lock:
            if token not in self._values:
                raise UnknownToken(token)
            self._values.move_to_end(token)
            value = self._values[token][0]
        held = value() if isinstance(value, ReferenceType) else value
        if held is None:
            raise UnknownToken(token)
        return held

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)
