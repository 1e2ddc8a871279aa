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
"""A column is numbers (or dates) if this share of its known cells are."""
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
"""Forms of dates, and what a reader should know of them; the earlier wins where both fit."""
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
_CLOSE = 1e-4
_FAR = 1e5
_SOME = 500


@dataclass(frozen=True, eq=False)
class InferredColumn:
    """A column as it was understood.

    Attributes:
        type: "numbers", "dates", "two values", "text", "constant" or "empty".
        values: float64 `(rows,)`, NaN where unknown; none of a text.
        unit: "" if the cells do not tell.
        about: what the numbers mean, if they are not those in the cells.
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
        rows: the cells' numbers, counted as a spreadsheet counts.
        comma: whether decimals are behind a comma; None: as the cells themselves show.
    """
    known = [place for place, cell in enumerate(cells) if not is_missing(cell)]
    if not known:
        return InferredColumn("empty", notes=(f"{in_quotes(name)} is left out: it holds nothing.",))
    kind = (
        _numbers(name, cells, rows, known, comma)
        or _dates(name, cells, known)
        or _binary(name, cells, known)
        or InferredColumn("text")
    )
    return (
        kind
        if kind.type == "text"
        else _readable_scale(name, _drop_constant(name, kind, cells[known[0]]))
    )


def _numbers(
    name: str, cells: Sequence[str], rows: Sequence[int], known: list[int], comma: bool | None
) -> InferredColumn | None:
    """Texts are recognised by some of their cells, as there may be many."""
    some = [cells[place] for place in known[:: max(1, len(known) // _SOME)]]
    if numbers_of(some, comma=comma).count < ENOUGH / 2 * len(some):
        return None
    found = numbers_of(cells, comma=comma)
    if found.count < ENOUGH * len(known):
        return None
    notes = _strange(name, cells, rows, found.strange)
    return InferredColumn("numbers", found.values, found.unit, notes=notes)


def _strange(
    name: str, cells: Sequence[str], rows: Sequence[int], places: tuple[int, ...]
) -> tuple[str, ...]:
    if not places:
        return ()
    more = f", and so do {count_noun(len(places) - 1, 'more cell')}" if len(places) > 1 else ""
    return (
        f"Row {rows[places[0]]:,} of {in_quotes(name)} holds {in_quotes(cells[places[0]])}, which is no "
        f"finite number, and counts as missing{more}.",
    )


def _dates(name: str, cells: Sequence[str], known: list[int]) -> InferredColumn | None:
    texts = pd.Series([cells[place].strip()[:40] for place in known])
    if not texts.head(50).str.contains(r"\d", regex=True).mean() >= ENOUGH:
        return None
    shares = {form: _read(texts.head(_SOME), form).notna().mean() for form in _DATES}
    form = max(shares, key=lambda form: shares[form])
    days = _read(texts, form)
    if days.notna().mean() < ENOUGH:
        return None
    first = days.min().normalize()
    values = np.full(len(cells), np.nan)
    values[known] = ((days - first) / pd.Timedelta(days=1)).to_numpy(np.float64)
    since = f"days since {first:%Y-%m-%d}"
    order = f" ({_DATES[form]})" if _DATES[form] else ""
    note = f"{in_quotes(name)} holds dates{order} and is counted in {since}."
    lost = int(days.isna().sum())
    notes = [note]
    if lost:
        notes.append(f"In {in_quotes(name)}, {count_noun(lost, 'cell')} with no date: missing.")
    return InferredColumn("dates", values, "days", since, tuple(notes))


def _read(texts: pd.Series, form: str) -> pd.Series:
    return pd.to_datetime(texts, format=form, errors="coerce", utc=True)


def _binary(name: str, cells: Sequence[str], known: list[int]) -> InferredColumn | None:
    """Two different texts are 0 and 1, in the order of the alphabet."""
    texts = [cells[place].strip().lower() for place in known]
    names = sorted({*texts[:1000]})
    if len(names) != 2 or len(texts) < 4 or {*texts} != {*names}:
        return None
    values = np.full(len(cells), np.nan)
    values[known] = [float(text == names[1]) for text in texts]
    zero, one = (in_quotes(text) for text in names)
    about = f"{one} is 1, {zero} is 0"
    return InferredColumn("two values", values, "", about, (f"In {in_quotes(name)}, {about}.",))


def _drop_constant(name: str, kind: InferredColumn, example: str) -> InferredColumn:
    values = kind.values[np.isfinite(kind.values)]
    if np.ptp(values) > 0.0:
        return kind
    note = f"{in_quotes(name)} is left out: it is {in_quotes(example)} in every row, so it teaches nothing."
    return InferredColumn("constant", notes=(note,))


def _readable_scale(name: str, kind: InferredColumn) -> InferredColumn:
    """Very large and very small numbers in thousands, millions, …; close ones from their first."""
    if kind.type != "numbers":
        return kind
    known = kind.values[np.isfinite(kind.values)]
    size = float(np.max(np.abs(known)))
    if np.ptp(known) < _CLOSE * size:
        low = float(np.min(known))
        about = f"counted from {low:,.15g}"
        shifted = replace(
            kind,
            values=kind.values - low,
            about=about,
            notes=(*kind.notes, f"The numbers of {in_quotes(name)} lie close together: {about}."),
        )
        return (
            shifted
            if np.ptp(known - low) > 0.0 and _fits(known - low)
            else _rescaled(name, shifted)
        )
    return kind if _fits(known) else _rescaled(name, kind)


def _size(values: Array) -> float:
    """How large the numbers are as a rule: a few much larger ones count little."""
    known = np.abs(values[np.isfinite(values)])
    return max(float(np.quantile(known, 0.9)), float(np.max(known)) / _FAR)


def _fits(values: Array) -> bool:
    return _SMALL <= _size(values) < _LARGE


def _rescaled(name: str, kind: InferredColumn) -> InferredColumn:
    size = _size(kind.values)
    power = int(3 * np.floor(np.log10(size) / 3)) if size > 1e-99 else -99
    prefix = _PREFIXES.get(power, f"10^{power}")
    many = f"{prefix}s" if prefix.isalpha() else prefix
    return replace(
        kind,
        values=kind.values / 10.0**power,
        about=f"in {prefix}" if not kind.about else f"{kind.about}, in {prefix}",
        unit=f"{prefix} {kind.unit}".strip(),
        notes=(
            *kind.notes,
            f"{in_quotes(name)} is counted in {many}, to keep its numbers readable.",
        ),
    )
