"""What there is to say about the columns: a sentence a matter, not a sentence a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.columns.dates import FORMATS
from playground.core.importing.errors import count_noun, in_quotes
from playground.core.importing.notes import Note, Remedy, Topic, quoted_list
from playground.core.importing.settings import Kind, Settings

Columns = Sequence[ColumnReading]
_SIGNS = {".": "point", ",": "comma"}
_MANY = 1000


def column_notes(columns: Columns, rows: np.ndarray, settings: Settings) -> list[Note]:
    """All notes about columns.

    Args:
        columns: as they were read.
        rows: numbers of the rows, `(rows,)`.
        settings: how the file was read, for the other ways that a note offers.
    """
    taken = [column for column in columns if column.kind is not Kind.LEFT_OUT]
    return [
        *_decimals(taken, settings),
        *_beside(taken),
        *_marks(taken),
        *_stand_ins(taken, settings),
        *_unreadable(taken, rows),
        *_dates(taken, settings),
        *_useless(taken),
        *_ids(taken, settings),
    ]


def _numbers(columns: Columns) -> tuple[int, ...]:
    return tuple(column.number for column in columns)


def _names(columns: Columns) -> str:
    return quoted_list([column.name for column in columns])


def _decimals(columns: Columns, settings: Settings) -> Iterator[Note]:
    """Columns whose decimal sign is decided by others, or by nothing."""
    for sign in (".", ","):
        unsure = [c for c in columns if c.is_unsure and c.numerals and c.numerals.decimal == sign]
        if not unsure:
            continue
        first = unsure[0]
        example = _example(first)
        value = first.values[first.texts == example].iloc[0]
        other = "," if sign == "." else "."
        remedy = settings
        for column in unsure:
            remedy = remedy.setting_column(column.number, decimal=other)
        text = (
            f"{in_quotes(example)} in {_names(unsure)} is read as {value:,.12g}, with a decimal "
            f"{_SIGNS[sign]}; the cells alone do not tell."
        )
        label = f"Read them with a decimal {_SIGNS[other]}"
        yield Note(
            Topic.DECIMAL,
            text,
            (),
            _numbers(unsure),
            unsure=True,
            remedies=(Remedy(label, remedy),),
        )


def _example(column: ColumnReading) -> str:
    has_sign = column.texts.str.contains(r"[.,]") & column.values.notna()
    return str(column.texts[has_sign].iloc[0] if has_sign.any() else column.texts.iloc[0])


def _beside(columns: Columns) -> Iterator[Note]:
    """Factors such as k and M, and a plus behind numbers."""
    factored = [column for column in columns if column.numerals and column.numerals.factors]
    if factored:
        used = dict.fromkeys(f for c in factored if c.numerals for f in c.numerals.factors)
        text = f"{quoted_list([*used])} behind a number in {_names(factored)} multiplies it."
        yield Note(Topic.FACTOR, text, (), _numbers(factored))
    plus = [column for column in columns if column.numerals and column.numerals.plus]
    if plus:
        text = f"“+” behind a number in {_names(plus)} is dropped."
        yield Note(Topic.FACTOR, text, (), _numbers(plus))


def _marks(columns: Columns) -> Iterator[Note]:
    """Texts that count as missing, one note a file."""
    counts = Counter[str]()
    for column in columns:
        counts.update(column.marks)
    if not counts:
        return
    concerned = [column for column in columns if column.marks]
    marks = quoted_list([mark for mark, _ in counts.most_common()])
    verb = "counts" if len(counts) == 1 else "count"
    cells = count_noun(counts.total(), "cell")
    yield Note(
        Topic.MISSING,
        f"{marks} {verb} as missing: {cells} in {_names(concerned)}.",
        (),
        _numbers(concerned),
    )


def _stand_ins(columns: Columns, settings: Settings) -> Iterator[Note]:
    concerned = [c for c in columns if c.settings.stand_ins and c.settings.stand_ins.value]
    if not concerned:
        return
    remedy = settings
    marks = dict[float, list[ColumnReading]]()
    for column in concerned:
        remedy = remedy.setting_column(column.number, stand_ins=())
        for number in column.settings.stand_ins.value if column.settings.stand_ins else ():
            marks.setdefault(number, []).append(column)
    for number, having in marks.items():
        cells = sum(int((c.numerals.values == number).sum()) for c in having if c.numerals)
        text = (
            f"{number:.12g} is far from all other numbers and stands {cells:,} times in "
            f"{_names(having)}: it counts as missing."
        )
        label = f"Take {number:.12g} as a number"
        yield Note(
            Topic.STAND_IN,
            text,
            (),
            _numbers(having),
            unsure=True,
            remedies=(Remedy(label, remedy),),
        )


def _unreadable(columns: Columns, rows: np.ndarray) -> Iterator[Note]:
    """Cells that are not what their column holds, one note a file."""
    concerned = [column for column in columns if column.unreadable.any()]
    if not concerned:
        return
    first = concerned[0]
    index = int(np.flatnonzero(first.unreadable)[0])
    count = sum(int(column.unreadable.sum()) for column in concerned) - 1
    more = (
        f", and so {'do' if count > 1 else 'does'} {count_noun(count, 'more cell')}"
        if count
        else ""
    )
    also = f" in {_names(concerned)}" if len(concerned) > 1 else ""
    what = "finite number" if first.kind is Kind.NUMBER else "date"
    text = (
        f"Row {rows[index]:,} of {in_quotes(first.name)} holds "
        f"{in_quotes(str(first.texts.iloc[index]))}, which is no {what}, and counts as "
        f"missing{more}{also}."
    )
    where = np.unique(np.concatenate([rows[column.unreadable] for column in concerned]))
    yield Note(Topic.MISSING, text, tuple(where[:_MANY].tolist()), _numbers(concerned), unsure=True)


def _dates(columns: Columns, settings: Settings) -> Iterator[Note]:
    times = [column for column in columns if column.kind is Kind.TIME]
    if times:
        text = f"{_names(times)} {_verb(times, 'hold')} times of day, in hours."
        yield Note(Topic.DATES, text, (), _numbers(times))
    days = [column for column in columns if column.dates and column.kind is Kind.DATE]
    groups = dict[tuple[str, str], list[ColumnReading]]()
    for column in days:
        is_unsure = bool(column.dates and column.dates.others)
        key = (column.name, "") if is_unsure else (column.about, _order(column))
        groups.setdefault(key, []).append(column)
    for group in groups.values():
        yield _days(group, settings)


def _order(column: ColumnReading) -> str:
    """The order of day and month, where it is not the one of ISO 8601."""
    if column.dates is None:
        return ""
    order = FORMATS.get(column.dates.format, "")
    return f" ({order})" if "/" in order or column.dates.has_short_years else ""


def _days(group: Columns, settings: Settings) -> Note:
    """Columns of dates that are counted from the same day."""
    first = group[0]
    remedies = tuple(
        Remedy(
            f"Read them as {FORMATS[each]}",
            settings.setting_column(first.number, date_format=each),
        )
        for each in (first.dates.others if first.dates else ())
        if each in FORMATS
    )
    is_counted = "is counted" if len(group) == 1 else "are counted"
    text = (
        f"{_names(group)} {_verb(group, 'hold')} dates{_order(first)} and {is_counted} in "
        f"{first.about}"
    )
    doubt = "; the cells alone do not tell day from month" if remedies else ""
    return Note(
        Topic.DATES,
        f"{text}{doubt}.",
        (),
        _numbers(group),
        unsure=bool(remedies),
        remedies=remedies,
    )


def _verb(columns: Columns, verb: str) -> str:
    return f"{verb}s" if len(columns) == 1 else verb


def _useless(columns: Columns) -> Iterator[Note]:
    """Columns that are empty, or the same in every row."""
    cases: tuple[tuple[Callable[[ColumnReading], bool], str], ...] = (
        (lambda column: column.missing == len(column.values), "nothing"),
        (lambda column: column.is_constant and column.missing < len(column.values), "the same"),
    )
    for is_such, what in cases:
        such = [column for column in columns if is_such(column)]
        if not such:
            continue
        is_one = len(such) == 1
        left = f"{_names(such)} {'is' if is_one else 'are'} left out: {'it' if is_one else 'they'}"
        if what == "nothing":
            text = f"{left} hold{'s' if is_one else ''} nothing."
        elif is_one:
            example = str(such[0].texts[such[0].values.notna()].iloc[0])
            text = f"{left} is {in_quotes(example)} in every row, so it teaches nothing."
        else:
            text = f"{left} are the same in every row, so they teach nothing."
        yield Note(Topic.COLUMNS, text, (), _numbers(such))


def _ids(columns: Columns, settings: Settings) -> Iterator[Note]:
    ids = [column for column in columns if column.kind is Kind.ID]
    if not ids:
        return
    remedy = settings
    for column in ids:
        remedy = remedy.setting_column(column.number, kind=Kind.NUMBER)
    numeric = all(column.texts.str.contains(r"^[\d.,+-]+$").any() for column in ids)
    text = f"{_names(ids)} {_verb(ids, 'name')} the rows: no input."
    remedies = (Remedy("Take them as numbers", remedy),) if numeric else ()
    yield Note(Topic.ID, text, (), _numbers(ids), remedies=remedies)
