"""Who a learner is in a room: an animal and a colour, instead of a name."""

from __future__ import annotations

import hashlib

from playground.limits import SEATS
from playground.rooms.news import Pseudonym

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "grey")
ANIMALS = (
    *("badger", "bat", "bear", "beaver", "bison", "crane", "deer", "dolphin", "eagle", "falcon"),
    *("finch", "fox", "gecko", "hare", "hawk", "hedgehog", "heron", "horse", "jaguar", "kiwi"),
    *("koala", "leopard", "lion", "lynx", "moose", "otter", "owl", "panda", "parrot", "penguin"),
    *("puffin", "raven", "robin", "seal", "squirrel", "swan", "swift", "tiger", "turtle", "zebra"),
)
"""Nobody minds being one of them."""
_PAIRS = len(ANIMALS) * len(COLOURS)
_STRIDE = 5 * len(COLOURS) + 1
"""From one seat to the next, both animal and colour change; it shares no factor with _PAIRS."""
assert _PAIRS >= SEATS


def pseudonym(code: str, number: int) -> Pseudonym:
    """The same for the same seat of the same room, and another one for every seat.

    Args:
        code: of the room.
        number: of the seat, from 0.
    """
    begin = int.from_bytes(hashlib.sha256(code.encode()).digest()[:4])
    animal, colour = divmod((begin + _STRIDE * number) % _PAIRS, len(COLOURS))
    return Pseudonym(ANIMALS[animal], COLOURS[colour])
