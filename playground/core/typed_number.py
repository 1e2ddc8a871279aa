"""A number as a person types it: 2.5 and 2,5, 1 000, 1'000, 1.000,5 and 1,000.5, 1e-3.

A single point or comma is the decimal sign: small numbers are typed here, and rarely thousands.
Where it could mark thousands too, as in 1,000, the other number comes along, so that nothing is
read without a word. `stage/assets/model/readNumber.js` reads the same, tested by the same table.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks of direction and others without a width, which come along when text is copied."""
_SIGNS = (
    (re.compile(r"[\u2010-\u2015\u2212\ufe63\uff0d]"), "-"),
    (re.compile(r"\uff0b"), "+"),
    (re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000'`\u02bc\u2018\u2019\uff07\u066c_]"), " "),
    (re.compile(r"[\u066b\uff0e]"), "."),
    (re.compile(r"[\u060c\uff0c]"), ","),
)
"""Signs of other scripts and of typesetters, and a program's sign for each."""
_DIGITS = {
    zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for value in range(10)
}
"""Arabic, Persian, Devanagari, Bengali and full-width digits."""

_NUMBER = re.compile(r"([+-]?) ?([0-9., ]+)(?:[eE]([+-]?[0-9]+))?")
_GROUPS = re.compile(
    r"[1-9][0-9]{0,2}([., ])[0-9]{3}(?:\1[0-9]{3})*|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
)
"""Thousands in groups of three, or as India counts, with one sign between them."""
_WHOLE, _OPEN, _MARKS = re.compile(r"[0-9]*"), re.compile(r"[1-9][0-9]{0,2}"), re.compile(r"[., ]")


@dataclass(frozen=True)
class TypedNumber:
    """What a text was read as.

    Attributes:
        value: the number.
        other: what it is too, if its one point or comma means something else; else None.
    """

    value: float
    other: float | None = None

    @property
    def hint(self) -> str:
        """A sentence on how it was read where it could be another number, or ""."""
        if self.other is None:
            return ""
        value, other = (
            f"{number:.15g}".replace("-", "\u2212") for number in (self.value, self.other)
        )
        return f"Read as {value}. If you mean {other}, type {other}."


def read_typed_number(text: str) -> TypedNumber | None:
    """Reads a number; None if the text is no finite one."""
    match = _NUMBER.fullmatch(_plain(text))
    if match is None:
        return None
    sign, digits, power = match[1], match[2], match[3] or "0"
    whole, mark, fraction = _parts(digits)
    if not (_WHOLE.fullmatch(whole) or _GROUPS.fullmatch(whole)) or not _WHOLE.fullmatch(fraction):
        return None
    before = _MARKS.sub("", whole)
    if not before + fraction:
        return None
    value = float(f"{sign}{before}.{fraction}e{power}") + 0.0
    if not math.isfinite(value):
        return None
    if not (mark and _OPEN.fullmatch(whole) and len(fraction) == 3):
        return TypedNumber(value)
    return TypedNumber(value, float(f"{sign}{before}{fraction}e{power}"))


def read_typed_whole(text: str) -> TypedNumber | None:
    """Reads a whole number; None if the text is none.

    As it has no decimals, a single point or comma before three digits marks thousands.
    """
    reading = read_typed_number(text)
    if reading is None:
        return None
    value, other = reading.value, reading.other
    if other is not None and other.is_integer():
        return TypedNumber(other, value if value.is_integer() else None)
    return reading if value.is_integer() else None


def _plain(text: str) -> str:
    """In the signs of a program."""
    text = _INVISIBLE.sub("", text).strip()
    for sign, plain in _SIGNS:
        text = sign.sub(plain, text)
    return text.translate(_DIGITS)


def _parts(digits: str) -> tuple[str, str, str]:
    """Cut at the decimal sign: the last point or comma, if there is one of its kind."""
    mark = next((sign for sign in reversed(digits) if sign in ".,"), "")
    if not mark or digits.count(mark) > 1:
        return digits, "", ""
    whole, _, fraction = digits.partition(mark)
    return whole, mark, fraction
