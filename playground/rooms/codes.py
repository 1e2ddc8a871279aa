"""The codes that a class types, and the secrets that no person ever sees."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Container

from playground.state.short_links import ALPHABET as LOWER

ALPHABET = LOWER.upper()
"""Nothing that is mistaken for something else (0 and O, 1 and I), and no vowels: no words."""
LENGTH = 5
_SECRET_BYTES = 16
_SECRET = re.compile(r"[\w-]{22}", re.ASCII)


def new_code(taken: Container[str]) -> str:
    """A code that is not taken."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if code not in taken:
            return code


def read_code(text: str) -> str:
    """A code as it was typed, in whatever case and with spaces or hyphens; "" if it is none."""
    code = re.sub(r"[\s-]", "", text[: 4 * LENGTH]).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def new_secret() -> str:
    """128 random bits, as 22 letters and digits."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def is_secret(text: str) -> bool:
    """Whether a text has the form of a secret."""
    return _SECRET.fullmatch(text) is not None


class Secret:
    """Recognises a secret without having it: what is stored is its digest.

    Args:
        text: the secret.
    """

    def __init__(self, text: str) -> None:
        self._digest = _digest(text)

    def matches(self, text: str) -> bool:
        """Whether this is it; takes as long for any other."""
        return hmac.compare_digest(self._digest, _digest(text))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
