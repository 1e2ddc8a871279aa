"""Cells to dates and times of day, and from there to days and hours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from playground.core.network.activations import Array

FORMATS: Mapping[str, str] = {
    "%Y-%m-%d": "year-month-day",
    "%d.%m.%Y": "day.month.year",
    "%d/%m/%Y": "day/month/year",
    "%m/%d/%Y": "month/day/year",
    "%Y/%m/%d": "year/month/day",
    "%d-%m-%Y": "day-month-year",
    "%m-%d-%Y": "month-day-year",
    "%Y.%m.%d": "year.month.day",
    "%d.%m.%y": "day.month.year",
    "%d/%m/%y": "day/month/year",
    "%m/%d/%y": "month/day/year",
    "%d-%m-%y": "day-month-year",
    "%m-%d-%y": "month-day-year",
    "%d-%b-%y": "day-month-year",
    "%d-%b-%Y": "day-month-year",
    "%d %b %Y": "day month year",
    "%d %B %Y": "day month year",
    "%b %d %Y": "month day year",
    "%B %d %Y": "month day year",
    "%d/%b/%Y": "day/month/year",
    "%Y-%b-%d": "year-month-day",
    "%Y %b %d": "year month day",
    "%b %Y": "month year",
    "%B %Y": "month year",
    "%b-%y": "month-year",
    "%b-%Y": "month-year",
    "%Y-%m": "year-month",
    "%Y/%m": "year/month",
    "%m/%Y": "month/year",
    "%Y年%m月%d日": "year, month, day",
    "%Y年%m月": "year, month",
    "%Y%m%d": "year, month, day",
}
"""Formats of dates, and what a note calls them; the first wins where several fit."""

_ENOUGH = 0.8
_SOME = 40
_LONGEST = 40
_LETTERS = re.compile(r"[^\W\d_]{3}")
_DOTS = re.compile(r"[.,]")
_TIME = (
    r"^(?P<hour>\d{1,2})(?:(?P<sign>[:.])(?P<minute>\d{2})(?:[:.](?P<second>\d{2}(?:[.,]\d+)?))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?\s?[Mm]\.?)?$"
)
_TIME_START = re.compile(r"\d{1,2}(?::\d{2}|\.\d{2}\.\d{2}|\s*[AaPp]\.?[Mm])")
_DATE_AND_TIME = (
    r"^(?P<date>.*?\d{2}.*?|\d{1,2}[^\d:]+\d{2,4})(?:[T ,]+(?P<time>\d{1,2}(?:[:.]\d{2}){1,2}"
    r"(?:[.,]\d+)?(?:\s*[AaPp]\.?\s?[Mm]\.?)?|\d{1,2}\s*[AaPp]\.?[Mm]\.?))?$"
)
_SPLIT = re.compile(_DATE_AND_TIME)
_QUARTER = r"^(\d{4})[- ]?[Qq]([1-4])$"


@dataclass(frozen=True, eq=False)
class Dates:
    """What a column's cells are as dates or times.

    Attributes:
        values: float64 `(rows,)`: days since `first`, or hours of the day; NaN where unknown.
        first: the day that is counted from, such as "2005-03-01"; "" for times of day.
        format: one of FORMATS, "ISO8601", or "" for times of day.
        others: formats that fit as well and mean other dates.
        has_short_years: whether years have two digits.
    """

    values: Array
    first: str = ""
    format: str = ""
    others: tuple[str, ...] = ()

    @property
    def has_short_years(self) -> bool:
        """Whether years have two digits."""
        return "%y" in self.format


def times_of_day(texts: pd.Series, known: np.ndarray) -> Dates | None:
    """Reads a column as hours of the day; None if most of it is not.

    Args:
        texts: its cells, `(rows,)`, without blanks around them.
        known: `(rows,)`, whether a cell is not missing.
    """
    sample = texts[known].head(_SOME)
    if not len(sample) or sum(bool(_TIME_START.match(cell)) for cell in sample) < _ENOUGH * len(
        sample
    ):
        return None
    hours = _hours(texts.where(known))
    return Dates(hours) if np.isfinite(hours).sum() >= _ENOUGH * known.sum() else None


def _hours(texts: pd.Series) -> Array:
    """Hours of the day, `(rows,)`, NaN where a cell is no time."""
    parts = texts.str.extract(_TIME)
    hour, minute, second = (
        pd.to_numeric(parts[name].str.replace(",", ".", regex=False), errors="coerce").to_numpy(
            float
        )
        for name in ("hour", "minute", "second")
    )
    half = parts["half"].str.lower()
    is_am, is_pm = (half == "a").to_numpy(bool), (half == "p").to_numpy(bool)
    is_time = parts["minute"].notna().to_numpy() | is_am | is_pm
    is_twelve = (is_am | is_pm) & (hour == 12)
    hour = np.where(is_twelve, 0.0, hour) + np.where(is_pm, 12.0, 0.0)
    total: Array = hour + np.nan_to_num(minute) / 60.0 + np.nan_to_num(second) / 3600.0
    is_valid = (
        is_time & (total <= 24.0) & (np.nan_to_num(minute) < 60) & (np.nan_to_num(second) < 60)
    )
    return np.where(is_valid, total, np.nan)


def dates(texts: pd.Series, known: np.ndarray, *, format: str = "") -> Dates | None:
    """Reads a column as dates, with or without times; None if most of it is not.

    Args:
        texts: its cells, `(rows,)`, without blanks around them.
        known: `(rows,)`, whether a cell is not missing.
        format: one of FORMATS or "ISO8601", if it is set; "" to decide by the cells.
    """
    cells = texts.where(known)
    fitting = [format] if format else _fitting([*texts[known].unique()[:_SOME]])
    if not fitting:
        return None
    days, hours = _parts(cells)
    read = {each: _moments(cells, days, hours, each) for each in fitting}
    if not format:
        enough = _ENOUGH * known.sum()
        read = {each: moments for each, moments in read.items() if moments.notna().sum() >= enough}
    if not read:
        return None
    chosen = _most_sensible(read)
    moments = read[chosen]
    if not moments.notna().any():
        return None
    first = moments.min().normalize()
    since = ((moments - first) / pd.Timedelta(days=1)).to_numpy(np.float64)
    others = tuple(e for e in read if e != chosen and not read[e].equals(moments))
    is_clear = _is_orderly(moments) and not any(_is_orderly(read[each]) for each in others)
    return Dates(since, f"{first:%Y-%m-%d}", chosen, () if is_clear else others)


def _fitting(cells: list[str]) -> list[str]:
    """The formats that fit most of some different cells best."""
    texts = [match["date"] for cell in cells if (match := _SPLIT.match(cell[:_LONGEST]))]
    if not texts or len(texts) < _ENOUGH * len(cells):
        return []
    shares = {each: sum(_is_date(text, each) for text in texts) / len(cells) for each in FORMATS}
    most = max(shares.values())
    fitting = [each for each, share in shares.items() if share >= max(_ENOUGH, most - 1e-9)]
    return fitting or (["ISO8601"] if sum(map(_is_iso, cells)) >= _ENOUGH * len(cells) else [])


def _is_date(text: str, format: str) -> bool:
    try:
        datetime.strptime(_plain(text), format)
    except ValueError:
        return False
    return True


def _is_iso(cell: str) -> bool:
    try:
        datetime.fromisoformat(cell)
    except ValueError:
        return False
    return len(cell) > 4


def _plain(text: str) -> str:
    """Without dots and commas beside the names of months."""
    text = text.strip(" ,T")
    return _DOTS.sub("", text) if _LETTERS.search(text) else text


def _most_sensible(read: Mapping[str, pd.Series]) -> str:
    """Of formats that fit equally well, one whose dates are in order; else the first."""
    return next((each for each in read if _is_orderly(read[each])), next(iter(read)))


def _is_orderly(moments: pd.Series) -> bool:
    known = moments.dropna()
    return bool(known.is_monotonic_increasing or known.is_monotonic_decreasing)


def _parts(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The dates of cells as texts, and the hours of their times, NaN where there is none."""
    parts = cells.str.extract(_DATE_AND_TIME)
    days = parts["date"].map(_plain, na_action="ignore")
    times = parts["time"]
    if not times.notna().any():
        return days, pd.Series(np.nan, index=cells.index)
    hours = pd.Series(_hours(times), index=cells.index)
    return days.where(times.isna() | hours.notna()), hours


def _moments(cells: pd.Series, days: pd.Series, hours: pd.Series, format: str) -> pd.Series:
    """Date and time of every cell, NaT where it has none."""
    if format == "ISO8601":
        return pd.to_datetime(cells, format=format, errors="coerce", utc=True)
    moments = pd.to_datetime(days, format=format, errors="coerce", utc=True)
    return moments + pd.to_timedelta((hours.fillna(0.0) * 3600.0).round(3), unit="s")


def quarters(texts: pd.Series) -> pd.Series:
    """`2024-Q3` becomes `2024-07`, anything else stays."""
    parts = texts.str.extract(_QUARTER)
    if not parts[0].notna().any():
        return texts
    month = (3 * pd.to_numeric(parts[1], errors="coerce") - 2).astype("Int64").astype("str")
    return texts.where(parts[0].isna(), parts[0] + "-" + month.str.zfill(2))
