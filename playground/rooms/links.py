"""Where a class can be: one of our own pages, with what is on screen there."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from playground.core.data.datasets import OWN_PREFIX
from playground.rooms.errors import Refused
from playground.site import PAGES, PRESENT

_PATHS = {page.path for page in PAGES}
_ALONE = ("", PRESENT)
"""Fields of an address that belong to one screen."""


def class_link(text: str) -> str:
    """A link of the class, relative to the app, without what belongs to one screen alone.

    Raises:
        Refused: if it leads anywhere else, or to data that only one browser has.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _elsewhere(text) from None
    path = parts.path
    if parts.scheme or parts.netloc or parts.fragment or path not in _PATHS:
        raise _elsewhere(text)
    if any(
        name == "data" and value.startswith(OWN_PREFIX) for name, value in parse_qsl(parts.query)
    ):
        raise Refused("Your own data stay in your browser tab, so a class cannot be brought there.")
    query = "&".join(part for part in parts.query.split("&") if part.split("=")[0] not in _ALONE)
    return f"{path}?{query}" if query else path


def _elsewhere(text: str) -> Refused:
    return Refused(f"A class can be brought to a page of this app only; received {text[:60]!r}.")
