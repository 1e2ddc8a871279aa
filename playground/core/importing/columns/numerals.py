"""Cells to numbers: decimal and grouping signs, factors, currencies, units beside the number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playground.core.importing.units import is_unit
from playground.core.network.activations import Array

_HUGE = 1e100
"""Larger magnitudes are treated as missing."""
_LONGEST = 80
"""A longer cell is not a number; the regular expressions would be slow on it."""

FACTORS: Mapping[str, float] = {
    "k": 1e3,
    "K": 1e3,
    "thousand": 1e3,
    "tsd": 1e3,
    "Tsd.": 1e3,
    "M": 1e6,
    "mn": 1e6,
    "Mn": 1e6,
    "mio": 1e6,
    "Mio": 1e6,
    "Mio.": 1e6,
    "million": 1e6,
    "B": 1e9,
    "bn": 1e9,
    "Bn": 1e9,
    "Mrd": 1e9,
    "Mrd.": 1e9,
    "billion": 1e9,
    "kB": 1e3,
    "KB": 1e3,
    "MB": 1e6,
    "GB": 1e9,
}
"""What stands behind a number and multiplies it."""
_BYTES = frozenset(("kB", "KB", "MB", "GB"))
UNSURE_POINT = r"[+-]?[1-9]\d{0,2}\.\d{3}"
"""A number whose point could also stand between thousands."""
_PLAIN_COMMA = r"[+-]?\d*,?\d*(?:[eE][+-]?\d+)?"
_CELL = re.compile(
    r"(?P<open>\()?(?P<sign>[+-])?\s?(?P<before>[$€£¥₹]|EUR|USD|CHF|GBP|JPY)?\s?(?P<sign2>[+-])?"
    r"(?P<body>\d[\d.,'’_ \u00a0\u2009\u202f]*|[.,]\d+)(?P<exponent>[eE][+-]?\d+)?"
    r"\s*(?P<after>[^\d\s.,)][^\d)]{0,15}|%)?(?P<close>\))?"
)
_BLANK = re.compile(r"[\s'’_\u00a0\u2009\u202f]")
_GROUPS = re.compile(r"\d{1,3}(?:G\d{3})+|\d{1,2}(?:G\d{2})*G\d{3}")
"""Thousands, or as in India lakhs: 1,30,000."""


@dataclass(frozen=True, eq=False)
class Numerals:
    """What a column's cells are as numbers.

    Attributes:
        values: float64 `(rows,)`, NaN where a value is missing or no number.
        unreadable: `(rows,)`, whether a cell is not missing, and no finite number.
        decimal: "." or ",".
        is_sure: whether the cells themselves show the decimal sign, or have no such sign at all.
        has_sign: whether there is a decimal sign in the cells that decides the matter.
        unit: what is beside the numbers in the cells, such as "€" or "kg"; or "".
        factors: the factors that were multiplied, such as "k".
        plus: how many cells had a "+" behind the number, which is dropped.
    """

    values: Array
    unreadable: np.ndarray
    decimal: str = "."
    is_sure: bool = True
    has_sign: bool = False
    unit: str = ""
    factors: tuple[str, ...] = ()
    plus: int = 0

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return int(np.isfinite(self.values).sum())


def numerals(
    texts: pd.Series, known: np.ndarray, *, decimal: str = "", usual: str = "."
) -> Numerals:
    """Reads a column as numbers, of which some are not as Python writes them.

    Args:
        texts: its cells, `(rows,)`, without blanks around them.
        known: `(rows,)`, whether a cell is not missing.
        decimal: the sign before the decimals, if it is set; "" to decide by the cells.
        usual: the sign where the cells do not decide.
    """
    filled = texts[known]
    if decimal != "." and bool(filled.str.fullmatch(_PLAIN_COMMA).all()):
        is_sure = decimal == "," or _has_decimal_comma(filled)
        sign = "," if is_sure else usual
        pointed = texts.where(known).str.replace(",", "." if sign == "," else "", regex=False)
        values = pd.to_numeric(pointed, errors="coerce").to_numpy(np.float64, copy=True)
        values[~(np.abs(values) < _HUGE)] = np.nan
        return Numerals(values, known & np.isnan(values), sign, is_sure, is_sure)
    return _by_different_cells(texts, known, decimal, usual)


def plain_numerals(
    values: Array, known: np.ndarray, points: np.ndarray, unsure: np.ndarray, *, decimal: str = ""
) -> Numerals | None:
    """A column whose cells are numbers as Python writes them; None if some is not.

    Args:
        values: float64 `(rows,)`, NaN where a cell is no such number.
        known: `(rows,)`, whether a cell is not missing.
        points: for the known cells, whether there is a point in it.
        unsure: for the known cells, whether the point could also stand between thousands.
        decimal: the sign before the decimals, if it is set.
    """
    if not (np.abs(values[known]) < _HUGE).all():
        return None
    has_point = bool(points.any())
    is_sure = decimal == "." or not has_point or not bool(unsure[points].all())
    return Numerals(
        values, np.zeros(len(values), bool), is_sure=is_sure, has_sign=has_point and is_sure
    )


def _has_decimal_comma(texts: pd.Series) -> bool:
    """Whether some cell can only be read with a decimal comma."""
    here = texts[texts.str.contains(",", regex=False)]
    return not bool(here.str.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}").all())


def _by_different_cells(texts: pd.Series, known: np.ndarray, decimal: str, usual: str) -> Numerals:
    codes, different = pd.factorize(texts.where(known))
    cells = [_Parsed.of(str(cell)) for cell in different]
    counts = np.bincount(codes[codes >= 0], minlength=len(cells))
    sign, is_sure, has_sign = _decimal(cells, counts, usual)
    sign = decimal or sign
    factors = _factors(cells, counts)
    unit = _unit(cells, counts, factors)
    values = np.array([cell.value(sign, unit, factors) for cell in cells] or [np.nan])
    values[~(np.abs(values) < _HUGE)] = np.nan
    column = np.where(codes >= 0, values[codes], np.nan)
    plus = sum(int(n) for cell, n in zip(cells, counts, strict=True) if cell.has_plus)
    used = tuple(dict.fromkeys(cell.after for cell in cells if cell.after in factors))
    return Numerals(
        column,
        known & np.isnan(column),
        sign,
        is_sure or bool(decimal),
        has_sign,
        "B" if {*used} & _BYTES else unit,
        used,
        plus,
    )


@dataclass(frozen=True)
class _Parsed:
    """A cell taken apart: sign, body of digits and signs, exponent, and what is beside them."""

    sign: str = ""
    body: str = ""
    exponent: str = ""
    before: str = ""
    after: str = ""
    has_plus: bool = False
    has_gaps: bool = False

    @classmethod
    def of(cls, text: str) -> _Parsed:
        if len(text) > _LONGEST:
            return cls()
        match = _CELL.fullmatch(text.replace("−", "-").strip())
        if match is None or bool(match["open"]) != bool(match["close"]):
            return cls()
        if match["sign2"] and (match["sign"] or match["open"]):
            return cls()
        sign = "-" if match["open"] else match["sign"] or match["sign2"] or ""
        body, gaps = match["body"].strip(), False
        if _BLANK.search(body):
            gaps = True
            whole = re.split(r"[.,]", body)[0]
            if not _GROUPS.fullmatch(_BLANK.sub("G", whole)) or _BLANK.search(body[len(whole) :]):
                return cls()
            body = _BLANK.sub("", body)
        after = (match["after"] or "").strip()
        plus = after.startswith("+") and len(after) == 1
        return cls(
            sign,
            body,
            match["exponent"] or "",
            match["before"] or "",
            "" if plus else after,
            plus,
            gaps,
        )

    @property
    def evidence(self) -> str:
        """ "." or "," if only that can be the decimal sign, with "?" before it if it may be."""
        signs = [char for char in self.body if char in ".,"]
        if not signs:
            return ""
        if len({*signs}) == 2:
            return signs[-1] if signs.count(signs[-1]) == 1 else ""
        sign, other = signs[0], "," if signs[0] == "." else "."
        if len(signs) > 1:
            return other
        whole, decimals = self.body.split(sign)
        is_group = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
        return f"?{sign}" if is_group and not self.exponent and not self.has_gaps else sign

    def value(self, decimal: str, unit: str, factors: Mapping[str, float]) -> float:
        """The number, NaN if it is none.

        Args:
            decimal: the sign before the decimals.
            unit: that may stand beside it.
            factors: that may stand behind it.
        """
        beside = " ".join(filter(None, (self.before, self.after)))
        factor = factors.get(self.after, 1.0)
        is_multiplied = self.after in factors and self.before in ("", unit)
        if not self.body or not (beside in ("", unit) or is_multiplied):
            return np.nan
        group = "," if decimal == "." else "."
        whole, _, decimals = self.body.partition(decimal)
        if group in decimals or decimal in decimals:
            return np.nan
        if group in whole and not _GROUPS.fullmatch(whole.replace(group, "G")):
            return np.nan
        try:
            number = float(f"{self.sign}{whole.replace(group, '')}.{decimals}{self.exponent}")
        except ValueError:
            return np.nan
        return number * factor if factor != 1.0 else number


def _decimal(cells: list[_Parsed], counts: np.ndarray, usual: str) -> tuple[str, bool, bool]:
    """The decimal sign, whether it is sure, and whether a cell decides it."""
    votes = Counter[str]()
    for cell, count in zip(cells, counts, strict=True):
        votes[cell.evidence] += int(count)
    if votes["."] or votes[","]:
        return ("," if votes[","] > votes["."] else "."), True, True
    if votes["?,"] and votes["?."]:
        return ".", False, False
    if votes["?,"] or votes["?."]:
        return usual, False, False
    return usual, True, False


def _unit(cells: list[_Parsed], counts: np.ndarray, factors: Mapping[str, float]) -> str:
    """The unit or currency beside half of the numbers at least; "" if there is none."""
    units = Counter[str]()
    for cell, count in zip(cells, counts, strict=True):
        if cell.body:
            units[" ".join(filter(None, (cell.before, cell.after)))] += int(count)
    total = units.total()
    del units[""]
    for factor in factors:
        del units[factor]
    if not units:
        beside = Counter(cell.before for cell in cells if cell.before)
        return beside.most_common(1)[0][0] if beside else ""
    unit, count = units.most_common(1)[0]
    return unit if 2 * count >= total or (is_unit(unit) and count > 1) else ""


def _factors(cells: list[_Parsed], counts: np.ndarray) -> Mapping[str, float]:
    """The factors that stand behind numbers here."""
    used = {cell.after for cell in cells if cell.after in FACTORS}
    if used == {"K"} and not any(cell.before for cell in cells):
        share = sum(int(n) for c, n in zip(cells, counts, strict=True) if c.after == "K")
        if share == counts.sum():
            return {}  # Kelvin
    return {factor: FACTORS[factor] for factor in used}
