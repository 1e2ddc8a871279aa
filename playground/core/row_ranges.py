"""Rows and columns as people write them: `3, 7-9`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playground.core.formatting import quote

_DASHES = str.maketrans({"–": "-", "—": "-", ";": ","})


def intervals(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run without a gap, of numbers in ascending order."""
    first = last = None
    for number in numbers:
        if last is not None and first is not None and number != last + 1:
            yield first, last
            first = number
        first, last = (number if first is None else first), number
    if first is not None and last is not None:
        yield first, last


def write_ranges(numbers: Sequence[int]) -> str:
    """`3, 7-9`: numbers in ascending order; "" for none."""
    return ", ".join(f"{a}-{b}" if b > a else f"{a}" for a, b in intervals(numbers))


def read_ranges(text: str, last: int) -> tuple[int, ...]:
    """Reads what `write_ranges` wrote, or a person.

    Args:
        text: anything; blanks count for nothing.
        last: the largest number there is.

    Returns:
        Numbers in ascending order, none twice.

    Raises:
        ValueError: with the part that cannot be read, and what can.
    """
    numbers: set[int] = set()
    for part in "".join(text.translate(_DASHES).split()).split(","):
        if not part:
            continue
        ends = [int(end) if end.isdecimal() and len(end) <= 9 else 0 for end in part.split("-")]
        if len(ends) > 2 or not 1 <= ends[0] <= ends[-1] <= last:
            raise ValueError(
                f"{quote(part)} is no number from 1 to {last:,}, and no range such as 3-5"
            )
        numbers.update(range(ends[0], ends[-1] + 1))
    return tuple(sorted(numbers))
