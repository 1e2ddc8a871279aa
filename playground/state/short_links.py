"""Short codes for long links, which a class can type; the server knows what they stand for."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from itertools import count
from threading import Lock

from playground.core.lru_store import LruStore

ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"
"""Nothing that is mistaken for something else (0 and o, 1 and l), and no vowels: no words."""
LENGTH = 5
MAX_CHARACTERS = 2**22
"""Of all links together; thousands of the longest ones."""


class ShortLinks:
    """Links by a code of five characters; the least recently used are dropped first.

    The same link gets the same code, as long as it is remembered.

    Args:
        limit: the most characters stored in all.
    """

    def __init__(self, limit: int = MAX_CHARACTERS) -> None:
        self._secret = secrets.token_bytes(32)
        self._links: LruStore[str, str] = LruStore(limit)
        self._lock = Lock()

    def put(self, link: str) -> str:
        """Remembers a link and returns its code."""
        with self._lock:
            codes = (self._code(link, attempt) for attempt in count())
            code = next(code for code in codes if self._find(code) in (None, link))
            self._links.put(code, link, len(link))
            return code

    def get(self, code: str) -> str:
        """Returns the link of a code, in whatever case it was typed.

        Raises:
            KeyError: if there is none (any more).
        """
        return self._links.get(code.lower())

    def _find(self, code: str) -> str | None:
        try:
            return self._links.get(code)
        except KeyError:
            return None

    def _code(self, link: str, attempt: int) -> str:
        """One of the link's codes; the next attempt gives another one."""
        message = f"{attempt} {link}".encode()
        number = int.from_bytes(hmac.digest(self._secret, message, hashlib.sha256))
        digits = (number // len(ALPHABET) ** place for place in range(LENGTH))
        return "".join(ALPHABET[digit % len(ALPHABET)] for digit in digits)


SHORT_LINKS = ShortLinks()
