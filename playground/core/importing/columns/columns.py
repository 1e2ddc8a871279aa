"""What each column holds, and its cells as numbers, days, hours or categories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from playground.core.data.columns import REPEATS
from playground.core.importing.cells import Look, look
from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.columns.dates import Dates, dates, quarters, times_of_day
from playground.core.importing.columns.numerals import Numerals, numerals
from playground.core.importing.columns.plain_columns import PlainColumn, plain_columns
from playground.core.importing.columns.stand_ins import stand_in
from playground.core.importing.layout.headers import ROW_NAME, Heading
from playground.core.importing.settings import Choice, ColumnSettings, Kind, Settings
from playground.core.network.activations import Array

ENOUGH = 0.8
"""A column is of numbers (or dates) if this share of its known cells is."""
_FEW_WORDS = 2
"""As many different words may stand between numbers, however often."""
_SOME = 200
"""As many cells are looked at before a whole column is read."""
_ID = re.compile(
    r"(?i)#|no\.?|nr\.?|id|ids|index|idx|record|row|rows?[ _]?(?:id|no|nr|number|index)|rownames?"
    r"|s\.?no\.?|.*[ _.-](?:id|nr|index)|unnamed: 0|unnamed"
)
_CAMEL_ID = re.compile(r".*[a-z]I[Dd]")


@dataclass(eq=False)
class _Draft:
    """A column that is still being read."""

    number: int
    heading: Heading
    settings: ColumnSettings
    seen: PlainColumn
    known: np.ndarray
    kind: Kind = Kind.TEXT
    numerals: Numerals | None = None
    dates: Dates | None = None
    is_unsure: bool = False
    stand_ins: tuple[float, ...] = ()
    values: Array = field(default_factory=lambda: np.empty(0))

    @property
    def texts(self) -> pd.Series:
        """Its cells, without blanks around them."""
        return self.seen.texts


def read_columns(
    columns: Sequence[tuple[int, pd.Series]],
    headings: Sequence[Heading],
    settings: Settings,
    *,
    delimiter: str,
) -> list[ColumnReading]:
    """Reads every column.

    Args:
        columns: their numbers from 1, and their cells as texts, `(rows,)` each.
        headings: of the same columns.
        settings: what a person set; the rest is guessed.
        delimiter: between the cells: with a semicolon, a comma in a number is for decimals.
    """
    chosen = settings.missing_marks
    marks = None if chosen is None else frozenset(mark.strip().lower() for mark in chosen.value)
    plain = plain_columns([texts for _, texts in columns], marks)
    drafts = [
        _draft(number, heading, settings.column(number), seen)
        for (number, _), heading, seen in zip(columns, headings, plain, strict=True)
    ]
    _decide_decimals(drafts, delimiter)
    _find_stand_ins(drafts)
    return [_finished(draft) for draft in drafts]


def _draft(number: int, heading: Heading, settings: ColumnSettings, seen: PlainColumn) -> _Draft:
    draft = _Draft(number, heading, settings, seen, seen.known)
    draft.values = np.full(len(seen.texts), np.nan)  # such as of dates that are none
    kind = settings.kind.value if settings.kind else None
    if kind in (None, Kind.NUMBER) and _read_numbers(draft, is_set=kind is not None):
        draft.kind = Kind.NUMBER
    elif kind in (None, Kind.TIME, Kind.DATE) and _read_moments(draft, kind):
        draft.kind = Kind.TIME if draft.dates and not draft.dates.format else Kind.DATE
    else:
        draft.kind = kind or Kind.TEXT
    if draft.kind not in (Kind.NUMBER, Kind.DATE, Kind.TIME):
        draft.known = seen.known_text
    if kind is None:
        draft.kind = _guessed_kind(draft)
    return draft


def _read_numbers(draft: _Draft, *, is_set: bool) -> bool:
    """Reads the column as numbers; looks at some cells first, as columns of texts may be long."""
    decimal = draft.settings.decimal.value if draft.settings.decimal else ""
    if draft.seen.numerals and decimal != "," and draft.known.any():
        draft.numerals, draft.values = draft.seen.numerals, draft.seen.numerals.values
        return True
    filled = np.flatnonzero(draft.known)
    if not len(filled):
        return is_set
    some = draft.texts.iloc[filled[:: 1 + len(filled) // _SOME]]
    if not is_set and sum(look(cell) is Look.NUMBER for cell in some) < 0.4 * len(some):
        return False
    found = numerals(draft.texts, draft.known, decimal=decimal)
    if not is_set and not _is_numeric(found, draft):
        return False
    draft.numerals, draft.values = found, found.values
    return True


def _is_numeric(found: Numerals, draft: _Draft) -> bool:
    filled = int(draft.known.sum())
    if found.count >= ENOUGH * filled:
        return found.count > 0
    words = draft.texts[found.unreadable].unique()
    is_words = len(words) <= _FEW_WORDS and not any(re.search(r"\d", word) for word in words)
    return is_words and found.count > max(_FEW_WORDS, 0.4 * filled)


def _read_moments(draft: _Draft, kind: Kind | None) -> bool:
    chosen = draft.settings.date_format
    if kind is not Kind.DATE and (found := times_of_day(draft.texts, draft.known)):
        draft.dates = found
    elif kind is not Kind.TIME:
        texts = quarters(draft.texts)
        draft.dates = dates(texts, draft.known, format=chosen.value if chosen else "")
    if draft.dates is None:
        return False
    draft.values = draft.dates.values
    return True


def _guessed_kind(draft: _Draft) -> Kind:
    """Numbers may be IDs or days such as 20240131; texts are categories where they repeat."""
    if draft.kind is Kind.NUMBER:
        if draft.seen.are_days and _read_moments(draft, Kind.DATE):
            return Kind.DATE
        return Kind.ID if _is_id(draft) else Kind.NUMBER
    if draft.kind is not Kind.TEXT:
        return draft.kind
    if draft.heading.name == ROW_NAME:
        return Kind.ID
    texts = draft.texts[draft.known]
    return Kind.CATEGORY if 0 < texts.nunique() <= REPEATS * len(texts) else Kind.TEXT


def _is_id(draft: _Draft) -> bool:
    """Whether numbers only tell rows apart: whole, all different, and called so."""
    name, values = draft.heading.name, draft.values[draft.known]
    is_named = bool(_ID.fullmatch(name) or _CAMEL_ID.fullmatch(name)) or name == ROW_NAME
    if not (is_named or draft.seen.has_zeros or not draft.heading.is_named):
        return False
    if not (values == np.round(values)).all() or len(np.unique(values)) < len(values):
        return False
    is_first = draft.number == 1 and not draft.heading.is_named
    is_counted = is_first and len(values) > 1 and bool((np.diff(values) == 1).all())
    has_zeros = draft.seen.has_zeros and draft.texts[draft.known].str.len().nunique() == 1
    return is_named or is_counted or has_zeros


def _decide_decimals(drafts: Sequence[_Draft], delimiter: str) -> None:
    """Columns that do not show their decimal sign follow the others of the file."""
    numeric = [(draft, draft.numerals) for draft in drafts if draft.numerals is not None]
    shown = [found.decimal for _, found in numeric if found.has_sign]
    points, commas = shown.count("."), shown.count(",")
    for draft, found in numeric:
        if found.is_sure:
            continue
        has_comma = draft.texts[draft.known].str.contains(",", regex=False)
        # Where other columns show a decimal point, a comma can only stand between thousands.
        draft.is_unsure = not points if has_comma.any() else commas > 0
        if points or commas:
            sign = "," if commas > points else "."
        else:
            sign = "," if delimiter == ";" and bool(has_comma.all()) else "."
            draft.is_unsure = draft.is_unsure or delimiter != ","
        if sign != found.decimal:
            draft.numerals = numerals(draft.texts, draft.known, usual=sign)
            draft.values = draft.numerals.values


def _find_stand_ins(drafts: Sequence[_Draft]) -> None:
    numeric = [draft for draft in drafts if draft.kind is Kind.NUMBER]
    guessed = [draft for draft in numeric if draft.settings.stand_ins is None]
    found = {number for draft in guessed if (number := stand_in(draft.values)) is not None}
    for draft in guessed:
        number = stand_in(draft.values, frozenset(found))
        draft.stand_ins = () if number is None else (number,)
    for draft in numeric:
        chosen = draft.settings.stand_ins
        draft.stand_ins = draft.stand_ins if chosen is None else chosen.value
        if draft.stand_ins:
            draft.values = np.where(np.isin(draft.values, draft.stand_ins), np.nan, draft.values)


def _finished(draft: _Draft) -> ColumnReading:
    found, moments = draft.numerals, draft.dates
    unit, about = draft.heading.unit, ""
    unreadable = np.zeros(len(draft.texts), bool)
    if draft.kind is Kind.NUMBER and found:
        unit = unit or found.unit
        unreadable = found.unreadable
    elif draft.kind in (Kind.DATE, Kind.TIME):
        unreadable = draft.known & np.isnan(draft.values)
    if draft.kind in (Kind.DATE, Kind.TIME) and moments:
        unit = "days" if moments.format else "h"
        about = f"days since {moments.first}" if moments.format else "hours of the day"
    name = draft.settings.name or Choice(draft.heading.name)
    settings = replace(
        draft.settings,
        name=name,
        kind=draft.settings.kind or Choice(draft.kind),
        unit=draft.settings.unit or Choice(unit),
        decimal=draft.settings.decimal or (Choice(found.decimal) if found else None),
        date_format=draft.settings.date_format or (Choice(moments.format) if moments else None),
        stand_ins=draft.settings.stand_ins or Choice(draft.stand_ins),
    )
    counts = draft.texts[~draft.known].value_counts() if draft.seen.has_marks else pd.Series([])
    if draft.kind is Kind.NUMBER and unreadable.any():
        words = draft.texts[unreadable].value_counts()
        words = words[(words > 1) & ~words.index.str.contains(r"\d")]
        unreadable = unreadable & ~draft.texts.isin(words.index).to_numpy(bool)
        counts = pd.concat([counts, words])
    return ColumnReading(
        number=draft.number,
        name=name.value,
        unit=settings.unit.value if settings.unit else unit,
        kind=draft.kind,
        about=about,
        group=draft.heading.group,
        values=_series(draft),
        unreadable=unreadable,
        settings=settings,
        texts=draft.texts,
        marks={str(mark): int(count) for mark, count in counts.items() if mark},
        numerals=found if draft.kind is Kind.NUMBER else None,
        dates=moments if draft.kind in (Kind.DATE, Kind.TIME) else None,
        is_unsure=draft.is_unsure,
    )


def _series(draft: _Draft) -> pd.Series:
    if draft.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME):
        return pd.Series(draft.values)
    texts = draft.texts.where(draft.known)
    return texts.astype("category") if draft.kind is Kind.CATEGORY else texts
