"""Which two neurons of a layer are the axes of a picture, as text: "1-1-2"."""

from __future__ import annotations

from playground.core.formatting import quote, read_int
from playground.core.network.network import MAX_UNITS
from playground.state.limits import MAX_HIDDEN


def read_neurons(text: str) -> str:
    """Returns a choice of a layer and two of its neurons, counted from 1, or "" for none.

    Whether a network has them is not asked: they stay chosen while layers come and go.

    Raises:
        ValueError: if it is neither.
    """
    if not text:
        return text
    numbers = text.split("-")
    if len(numbers) == 3:
        layer, across, up = (read_int(number, MAX_UNITS) for number in numbers)
        if 1 <= layer <= MAX_HIDDEN and min(across, up) >= 1 and across != up:
            return text
    raise ValueError(f"{quote(text)} is not a layer and two of its neurons, such as 1-1-2")
