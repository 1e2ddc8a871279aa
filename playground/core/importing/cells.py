"""What a single cell looks like: a number, a date, a time, text or nothing."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

MISSING = frozenset(
    (
        *("", "na", "n/a", "n.a.", "#n/a", "#na", "nan", "null", "none", "nil", "nd", "n.d."),
        *("-", "--", "---", "–", "—", "?", ".", "..", "...", "…", "*", "**", "***", "#"),
        *("#value!", "#div/0!", "#ref!", "#num!", "missing", "unknown", "k.a.", "s.d.", "<na>"),
    )
)
"""Texts that stand for an unknown value among numbers, in lower case."""
MISSING_AMONG_TEXTS = frozenset(("", "na", "n/a", "#n/a", "nan", "null", "?", "-", "--", "<na>"))
"""The same among texts, where words such as "none" may be a category."""

TIME = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?(?:\s*[AaPp]\.?\s?[Mm]\.?)?"
_TIME = re.compile(rf"{TIME}|\d{{1,2}}\.\d{{2}}\.\d{{2}}|\d{{1,2}}\s*[AaPp][Mm]")
_MONTH = r"[^\W\d_]{3,9}\.?"
_DAY = (
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})|\d{4}[-/]\d{1,2}"
    r"|\d{1,2}/\d{4}|\d{4}-?[Qq][1-4]|\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    rf"|\d{{1,2}}\.?[- /]{_MONTH}[- /,]*\d{{2,4}}|{_MONTH}[- ]\d{{1,2}},? \d{{4}}"
    rf"|{_MONTH}[- ]\d{{2,4}}|\d{{4}}[- ]{_MONTH}(?:[- ]\d{{1,2}})?"
)
_DATE = re.compile(rf"(?:{_DAY})(?:[T ,]+(?:{TIME}|\d{{1,2}}\.\d{{2}}(?:\.\d{{2}})?).*)?")
_CURRENCY = r"(?:[$€£¥₹]|EUR|USD|CHF|GBP|JPY)?"
_NUMBER = re.compile(
    rf"[(]?[+\-−~]?\s?{_CURRENCY}\s?[+\-−]?"
    r"(?:\d[\d.,'’_\u00a0\u2009\u202f ]*|[.,]\d+)(?:[eE][+\-−]?\d+)?"
    r"\s*(?:[^\d\s.,:/\-][^\d]{0,11})?[)]?"
)
_LONGEST = 80


class Look(Enum):
    """What a cell looks like."""

    NOTHING = "nothing"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


@lru_cache(maxsize=20_000)
def look(cell: str) -> Look:
    """What a cell looks like; a time of day is a date."""
    text = cell.strip()
    if text.lower() in MISSING or not any(map(str.isalnum, text[:_LONGEST])):
        return Look.NOTHING
    if len(text) > _LONGEST:
        return Look.TEXT
    if _TIME.fullmatch(text) or _DATE.fullmatch(text):
        return Look.DATE
    return Look.NUMBER if _NUMBER.fullmatch(text) else Look.TEXT
