"""Numbers and switches as short texts and back, for links; lists of words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def join_words(words: Sequence[str], most: int = 3) -> str:
    """A list in a sentence: `a, b and c`.

    Args:
        words: what is listed.
        most: of more words, the first so many are named and the others counted: `a, b and 3 more`.
    """
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most:,} more"
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def quote(text: str) -> str:
    """A text as an error message quotes it: at most 20 characters, nothing unprintable."""
    return repr(text if len(text) <= 20 else f"{text[:20]}…")


def three_digits(value: float) -> str:
    """Three significant digits, as errors are read: "12.0", "0.324", "12,300"; as in the browser.

    A minus is U+2212; what is not finite is "–".
    """
    if not math.isfinite(value):
        return "–"
    size = abs(float(f"{value:.3g}"))
    if size >= 1e6 or 0 < size < 1e-4:
        mantissa, power = f"{abs(value):.1e}".split("e")
        text = f"{mantissa}e{int(power):+d}"
    elif size >= 100 or size == 0:
        text = f"{size:,.0f}"
    else:
        text = f"{size:.{2 - math.floor(math.log10(size))}f}"
    return f"\u2212{text}" if value < 0 and size else text


def format_number(value: float) -> str:
    """The shortest text that is read back as exactly this number: "2.5", "90"."""
    return repr(float(value) + 0.0).removesuffix(".0")


def read_number(text: str, limit: float) -> float:
    """Reads a decimal number.

    Args:
        text: as it stands in a link; anything.
        limit: numbers beyond -limit and limit are refused.

    Raises:
        ValueError: saying what the text is not.
    """
    try:
        if not text.isascii() or "_" in text:
            raise ValueError
        value = float(text)
    except ValueError:
        raise ValueError(f"{quote(text)} is not a number") from None
    if not abs(value) <= limit:  # NaN is not either
        raise ValueError(f"{quote(text)} is not between -{limit:,.0f} and {limit:,.0f}")
    return value


def read_int(text: str, high: int) -> int:
    """Reads a whole number.

    Args:
        text: as it stands in a link; anything.
        high: numbers beyond 0 and `high` are refused.

    Raises:
        ValueError: saying what the text is not.
    """
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(high))
    if not (digits and int(text) <= high):
        raise ValueError(f"{quote(text)} is not a whole number from 0 to {high}")
    return int(text)


def read_choice(text: str, choices: Iterable[str]) -> str:
    """Reads one of several names.

    Args:
        text: as it stands in a link; anything.
        choices: what there is to choose from.

    Raises:
        ValueError: naming the choices.
    """
    names = tuple(choices)
    if text not in names:
        raise ValueError(f"{quote(text)} is none of {', '.join(names)}")
    return text


def read_switch(text: str) -> bool:
    """Reads 1 as on and 0 as off.

    Raises:
        ValueError: if the text is neither.
    """
    if text not in ("0", "1"):
        raise ValueError(f"{quote(text)} is neither 0 nor 1")
    return text == "1"
