"""Cells to numbers: decimal commas, thousands, currencies, units and what counts as missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playground.core.network.activations import Array

MISSING = frozenset(
    (
        "",
        "na",
        "n/a",
        "#n/a",
        "nan",
        "null",
        "none",
        "nil",
        "-",
        "--",
        "–",
        "—",
        "?",
        ".",
        "…",
        "nd",
    )
)
"""Texts that stand for an unknown value, in lower case."""

_HUGE = 1e100
"""Larger magnitudes are treated as missing."""
_LONGEST = 80
"""A longer cell is not a number; the regular expressions would be slow on it."""

_ENGLISH = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:e[+-]?\d+)?", re.I)
_GERMAN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?(?:e[+-]?\d+)?", re.I)
_ENGLISH_ONLY = re.compile(r"[+-]?(?:\d*\.\d{1,2}|\d*\.\d{4,}|0\.\d+|\d[\d,]*,\d{3}\.\d*)")
_GERMAN_ONLY = re.compile(r"[+-]?(?:\d*,\d{1,2}|\d*,\d{4,}|0,\d+|\d[\d.]*\.\d{3},\d*)")
_AFFIXES = re.compile(
    r"^(?P<before>[$€£¥₹]|EUR|USD|CHF|GBP|JPY)?\s*(?P<number>[+-]?[\d.,].*?)"
    r"\s*(?P<after>[^\d\s.,][^\d]{0,11})?$",
    re.DOTALL,
)
_GAPS = re.compile(r"(?<=\d)[\s'’\u00a0\u2009\u202f_](?=\d{3})")


@dataclass(frozen=True, eq=False)
class Numbers:
    """What a column's cells are as numbers.

    Attributes:
        values: float64 `(rows,)`, NaN where a value is missing or no number.
        unreadable: indices of cells that are not missing, and no finite number.
        unit: what is beside the numbers in the cells, such as "€" or "kg"; or "".
        comma: whether the decimals are behind a comma.
    """

    values: Array
    unreadable: tuple[int, ...]
    unit: str = ""
    comma: bool = False

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return int(np.isfinite(self.values).sum())


def is_missing(cell: str) -> bool:
    """Whether the cell stands for an unknown value."""
    return cell.strip().lower() in MISSING


def numbers_of(cells: Sequence[str], *, comma: bool | None = None) -> Numbers:
    """Reads a column as numbers.

    Args:
        cells: the column's texts.
        comma: whether decimals are behind a comma; None: as the cells themselves show.
    """
    texts = pd.Series(list(cells), dtype=object).str.strip()
    known = ~texts.str.lower().isin(MISSING)
    if not comma:
        values = pd.to_numeric(texts.where(known), errors="coerce").to_numpy(np.float64)
        if (np.abs(values[known]) < _HUGE).all():
            return Numbers(values, ())
    bare = [
        _strip_affixes(cell) if here else ("", "") for cell, here in zip(texts, known, strict=True)
    ]
    unit = _unit(bare, known.to_numpy())
    has_comma = any(_GERMAN_ONLY.fullmatch(number) for _, number in bare)
    comma = (has_comma if comma is None else comma or has_comma) and not any(
        _ENGLISH_ONLY.fullmatch(number) for _, number in bare
    )
    values = np.array([_value(pair, unit, comma) for pair in bare])
    values[~(np.abs(values) < _HUGE)] = np.nan
    unreadable = np.flatnonzero(known.to_numpy() & np.isnan(values))
    return Numbers(values, tuple(unreadable.tolist()), unit, comma)


def has_decimal_comma(cells: Sequence[str]) -> bool:
    """Whether some cells can only be read with a decimal comma, and none with a point."""
    bare = [_strip_affixes(cell)[1] for cell in cells]
    return any(map(_GERMAN_ONLY.fullmatch, bare)) and not any(map(_ENGLISH_ONLY.fullmatch, bare))


def _strip_affixes(cell: str) -> tuple[str, str]:
    """The unit or currency beside the number, and the number."""
    if len(cell) > _LONGEST:
        return cell, ""
    text = cell.strip().replace("\u2212", "-")
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"  # as accountants write it
    sign, text = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text)
    match = _AFFIXES.match(text)
    if match is None or (sign and match["number"][0] in "+-"):
        return text, ""
    beside = " ".join(part for part in (match["before"], match["after"]) if part)
    return beside.strip(), sign + _GAPS.sub("", match["number"])


def _unit(bare: list[tuple[str, str]], known: np.ndarray) -> str:
    """The most frequent unit or currency beside the numbers; "" if there is none."""
    counts = Counter(
        beside for (beside, number), here in zip(bare, known, strict=True) if here and number
    )
    del counts[""]
    return counts.most_common(1)[0][0] if counts else ""


def _value(pair: tuple[str, str], unit: str, comma: bool) -> float:
    if not pair[1] or pair[0] not in ("", unit):
        return np.nan
    number = pair[1]
    if comma and _GERMAN.fullmatch(number):
        number = number.replace(".", "").replace(",", ".")
    elif not comma and _ENGLISH.fullmatch(number):
        number = number.replace(",", "")
    else:
        return np.nan
    try:
        return float(number)
    except ValueError:
        return np.nan
