"""What a column is: numbers, dates, two values, or text; and its values as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from playground.core.importing.errors import count_noun, in_quotes
from playground.core.importing.numbers import is_missing, numbers_of
from playground.core.network.activations import Array

ENOUGH = 0.8
"""A column is of numbers (or dates) if this share of its known cells is."""
_DATES = {
    "ISO8601": "",
    "%d.%m.%Y": "",
    "%d.%m.%y": "",
    "%d/%m/%Y": "day/month/year",
    "%m/%d/%Y": "month/day/year",
    "%d-%m-%Y": "",
    "%Y/%m/%d": "",
    "%d %B %Y": "",
    "%d %b %Y": "",
    "%B %d, %Y": "",
}
"""Formats of dates, and what a note says of them; the first wins where several fit."""
_PREFIXES = {
    -12: "10⁻¹²",
    -9: "10⁻⁹",
    -6: "10⁻⁶",
    -3: "10⁻³",
    3: "thousand",
    6: "million",
    9: "billion",
    12: "trillion",
}
_LARGE, _SMALL = 1e6, 1e-3
"""Sizes beyond which numbers are given in thousands, millions, … or thousandths, …"""
_CLOSE = 1e-4
"""Numbers that differ by less than this share of their size are counted from the lowest."""
_FAR = 1e5
"""A number changes the size of a column only if it is this many times larger than most."""
_SOME = 500
"""As many cells are looked at before a whole column is read."""


@dataclass(frozen=True, eq=False)
class InferredColumn:
    """What a column was found to be.

    Attributes:
        type: "numbers", "dates", "two values", "text", "constant" or "empty".
        values: float64 `(rows,)`, NaN where unknown; empty for texts.
        unit: "" if the cells have none.
        about: what the numbers mean, if they are not those of the cells; else "".
        notes: what was changed.
    """

    type: str
    values: Array = field(default_factory=lambda: np.empty(0))
    unit: str = ""
    about: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_numeric(self) -> bool:
        """Whether a network can take it."""
        return self.type in ("numbers", "dates", "two values")


def infer_column(
    name: str, cells: Sequence[str], rows: Sequence[int], *, comma: bool | None = None
) -> InferredColumn:
    """Finds out what a column is.

    Args:
        name: of the column, for the notes.
        cells: its texts.
        rows: the number of each cell's row, counted as a spreadsheet counts.
        comma: whether decimals are behind a comma; None: as the cells themselves show.
    """
    known = [index for index, cell in enumerate(cells) if not is_missing(cell)]
    if not known:
        return InferredColumn("empty", notes=(f"{in_quotes(name)} is left out: it holds nothing.",))
    inferred = (
        _numbers(name, cells, rows, known, comma)
        or _dates(name, cells, known)
        or _binary(name, cells, known)
        or InferredColumn("text")
    )
    return (
        inferred
        if inferred.type == "text"
        else _readable_scale(name, _drop_constant(name, inferred, cells[known[0]]))
    )


def _numbers(
    name: str, cells: Sequence[str], rows: Sequence[int], known: list[int], comma: bool | None
) -> InferredColumn | None:
    """Looks at some of the cells first: columns of texts may be long."""
    some = [cells[index] for index in known[:: max(1, len(known) // _SOME)]]
    if numbers_of(some, comma=comma).count < ENOUGH / 2 * len(some):
        return None
    found = numbers_of(cells, comma=comma)
    if found.count < ENOUGH * len(known):
        return None
    notes = _unreadable_note(name, cells, rows, found.unreadable)
    return InferredColumn("numbers", found.values, found.unit, notes=notes)


def _unreadable_note(
    name: str, cells: Sequence[str], rows: Sequence[int], indices: tuple[int, ...]
) -> tuple[str, ...]:
    if not indices:
        return ()
    more = f", and so do {count_noun(len(indices) - 1, 'more cell')}" if len(indices) > 1 else ""
    return (
        f"Row {rows[indices[0]]:,} of {in_quotes(name)} holds {in_quotes(cells[indices[0]])}, "
        f"which is no finite number, and counts as missing{more}.",
    )


def _dates(name: str, cells: Sequence[str], known: list[int]) -> InferredColumn | None:
    texts = pd.Series([cells[index].strip()[:40] for index in known])
    if not texts.head(50).str.contains(r"\d", regex=True).mean() >= ENOUGH:
        return None
    shares = {form: _parse_dates(texts.head(_SOME), form).notna().mean() for form in _DATES}
    form = max(shares, key=lambda form: shares[form])
    dates = _parse_dates(texts, form)
    if dates.notna().mean() < ENOUGH:
        return None
    first = dates.min().normalize()
    values = np.full(len(cells), np.nan)
    values[known] = ((dates - first) / pd.Timedelta(days=1)).to_numpy(np.float64)
    since = f"days since {first:%Y-%m-%d}"
    order = f" ({_DATES[form]})" if _DATES[form] else ""
    note = f"{in_quotes(name)} holds dates{order} and is counted in {since}."
    unread = int(dates.isna().sum())
    notes = [note]
    if unread:
        notes.append(f"In {in_quotes(name)}, {count_noun(unread, 'cell')} with no date: missing.")
    return InferredColumn("dates", values, "days", since, tuple(notes))


def _parse_dates(texts: pd.Series, form: str) -> pd.Series:
    return pd.to_datetime(texts, format=form, errors="coerce", utc=True)


def _binary(name: str, cells: Sequence[str], known: list[int]) -> InferredColumn | None:
    """Two different texts become 0 and 1, in alphabetical order."""
    texts = [cells[index].strip().lower() for index in known]
    names = sorted({*texts[:1000]})
    if len(names) != 2 or len(texts) < 4 or {*texts} != {*names}:
        return None
    values = np.full(len(cells), np.nan)
    values[known] = [float(text == names[1]) for text in texts]
    zero, one = (in_quotes(text) for text in names)
    about = f"{one} is 1, {zero} is 0"
    return InferredColumn("two values", values, "", about, (f"In {in_quotes(name)}, {about}.",))


def _drop_constant(name: str, inferred: InferredColumn, example: str) -> InferredColumn:
    values = inferred.values[np.isfinite(inferred.values)]
    if np.ptp(values) > 0.0:
        return inferred
    note = (
        f"{in_quotes(name)} is left out: it is {in_quotes(example)} in every row, so it teaches "
        "nothing."
    )
    return InferredColumn("constant", notes=(note,))


def _readable_scale(name: str, inferred: InferredColumn) -> InferredColumn:
    """Very large or small numbers in thousands, millions, …; close ones counted from the lowest."""
    if inferred.type != "numbers":
        return inferred
    known = inferred.values[np.isfinite(inferred.values)]
    size = float(np.max(np.abs(known)))
    if np.ptp(known) < _CLOSE * size:
        low = float(np.min(known))
        about = f"counted from {low:,.15g}"
        shifted = replace(
            inferred,
            values=inferred.values - low,
            about=about,
            notes=(
                *inferred.notes,
                f"The numbers of {in_quotes(name)} lie close together: {about}.",
            ),
        )
        return (
            shifted
            if np.ptp(known - low) > 0.0 and _fits(known - low)
            else _rescaled(name, shifted)
        )
    return inferred if _fits(known) else _rescaled(name, inferred)


def _size(values: Array) -> float:
    """The size of most of the numbers: a few much larger ones change it little."""
    known = np.abs(values[np.isfinite(values)])
    return max(float(np.quantile(known, 0.9)), float(np.max(known)) / _FAR)


def _fits(values: Array) -> bool:
    return _SMALL <= _size(values) < _LARGE


def _rescaled(name: str, inferred: InferredColumn) -> InferredColumn:
    size = _size(inferred.values)
    power = int(3 * np.floor(np.log10(size) / 3)) if size > 1e-99 else -99
    prefix = _PREFIXES.get(power, f"10^{power}")
    many = f"{prefix}s" if prefix.isalpha() else prefix
    return replace(
        inferred,
        values=inferred.values / 10.0**power,
        about=f"in {prefix}" if not inferred.about else f"{inferred.about}, in {prefix}",
        unit=f"{prefix} {inferred.unit}".strip(),
        notes=(
            *inferred.notes,
            f"{in_quotes(name)} is counted in {many}, to keep its numbers readable.",
        ),
    )
