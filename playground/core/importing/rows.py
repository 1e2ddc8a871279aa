"""Text to rows of cells: the delimiter, the header, and rows that have more or fewer cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from playground.core.importing.errors import (
    MAX_COLUMNS,
    MAX_ROWS,
    SEED,
    TableError,
    count_noun,
    in_quotes,
)

DELIMITERS = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar"}
"""The first wins where several fit: a comma may also be part of a number."""
_LOOK = 65_536
_FEW = 0.05
"""Rows with too many cells may be left out up to this share of all."""

Row = tuple[int, list[str]]
"""Its number, counted as a spreadsheet counts, and its cells."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A header and the rows below it, all of the same length.

    Attributes:
        numbers: of the rows, counted as a spreadsheet counts.
    """

    delimiter: str
    header: list[str]
    rows: list[list[str]]
    numbers: list[int]
    notes: tuple[str, ...]


def split(text: str) -> Cells:
    """Splits a text into cells.

    Raises:
        TableError: if there are no rows, too many columns, or rows that do not fit the header.
    """
    declared, text = _sep_line(text)
    delimiter = declared or _delimiter(text[:_LOOK])
    records = _records(text, delimiter)
    header, notes, read_ahead = _header(records)
    if len(header) > MAX_COLUMNS:
        raise TableError(
            f"The header in row {header[0][0]} has {len(header)} columns, and this page takes at "
            f"most {MAX_COLUMNS}: delete those you do not need."
        )
    rows, more = _pad_and_trim(chain(read_ahead, records), [name for _, name in header])
    return Cells(
        delimiter=DELIMITERS.get(delimiter, "comma"),
        header=[name for _, name in header],
        rows=[cells for _, cells in rows],
        numbers=[number for number, _ in rows],
        notes=(*notes, *more),
    )


def _sep_line(text: str) -> tuple[str, str]:
    """The delimiter of a first line such as `sep=;`, which Excel writes, and the text after it."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    line = first.strip()
    if line.lower().startswith("sep=") and line[4:] in DELIMITERS:
        return line[4:], "\n" + rest  # an empty line keeps the numbers of the rows
    return "", text.lstrip("\ufeff")


def _delimiter(start: str) -> str:
    """The one that cuts the first rows into equally many cells, and into more than one."""
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            rows = [cells for _, cells in islice(_records(start, delimiter, lenient=True), 200)]
        except TableError:
            continue
        widths = Counter(map(len, rows[:-1] or rows))  # the last row may be cut
        share = max((times for width, times in widths.items() if width > 1), default=0)
        if (score := round(share / max(1, widths.total()), 1)) > most:
            best, most = delimiter, score
    return best


def _records(text: str, delimiter: str, *, lenient: bool = False) -> Iterator[Row]:
    """The rows with their numbers, those without a cell left out."""
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    strict = text.count('"') % 2 == 1 and not lenient
    reader = csv.reader(lines, delimiter=delimiter, strict=strict, skipinitialspace=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(_broken(number, str(error))) from None
        if any(cell and not cell.isspace() for cell in cells):
            yield number, cells


def _broken(number: int, reason: str) -> str:
    if "field limit" in reason:
        return (
            f"Row {number:,} has a cell of more than {csv.field_size_limit():,} characters: "
            "shorten it, or close its quotation mark."
        )
    return (
        f"Row {number:,} opens a quotation mark that is never closed, or has one within a cell: "
        "close it or take it out."
    )


def _header(records: Iterator[Row]) -> tuple[list[tuple[int, str]], list[str], list[Row]]:
    """The header's cells with its row's number, notes, and the rows below it that were read."""
    first = list(islice(records, 20))
    if not first:
        raise TableError("There is nothing in it: the first row must name the columns.")
    widths = Counter(len(cells) for _, cells in first)
    usual = max(widths, key=lambda count: (widths[count], count))
    index = next(
        (
            index
            for index, (_, cells) in enumerate(first)
            if not (cells[0].startswith("#") and len(cells) < max(2, usual))
            and (_filled(cells) > 1 or usual == 1 or not cells[0].strip())
        ),
        0,
    )
    number, cells = first[index]
    notes = [f"{count_noun(index, 'row')} above the header left out."] if index else []
    return [(number, cell) for cell in cells], notes, first[index + 1 :]


def _filled(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _pad_and_trim(records: Iterator[Row], header: list[str]) -> tuple[list[Row], list[str]]:
    """The rows, as long as the header: short ones are padded, a few long ones are left out.

    Of more than MAX_ROWS rows, a random sample (reservoir sampling).
    """
    width = len(header)
    sample: list[Row] = []
    short, long = list[int](), list[Row]()
    total, rng = 0, np.random.default_rng(SEED)
    for number, cells in records:
        if len(cells) < width:
            short.append(number)
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width:
            if any(cell.strip() for cell in cells[width:]):
                long.append((number, cells))
                continue
            cells = cells[:width]
        total += 1
        if len(sample) < MAX_ROWS:
            sample.append((number, cells))
        elif (index := int(rng.integers(total))) < MAX_ROWS:
            sample[index] = (number, cells)
    return sorted(sample, key=lambda row: row[0]), _row_notes(short, long, total, header)


def _row_notes(short: list[int], long: list[Row], total: int, header: list[str]) -> list[str]:
    width, notes = len(header), []
    if long:
        number, cells = long[0]
        found = (
            f"Row {number:,} has {len(cells)} cells and the header {width}: after column "
            f"{in_quotes(header[-1] or str(width))} comes {in_quotes(cells[width])}"
        )
        if len(long) > max(1, _FEW * total):
            raise TableError(
                f"{found}; put cells that hold the delimiter into quotation marks, or name every "
                "column."
            )
        rest = (
            f"; {count_noun(len(long), 'such row')} left out." if len(long) > 1 else "; left out."
        )
        notes.append(found + rest)
    if short:
        more = f" and {count_noun(len(short) - 1, 'more row')}" if len(short) > 1 else ""
        verb = "have" if more else "has"
        notes.append(
            f"Row {short[0]:,}{more} {verb} fewer cells than the header; the others count as "
            "missing."
        )
    if total > MAX_ROWS:
        notes.append(
            f"Of {total:,} rows, {MAX_ROWS:,} were taken at random (seed {SEED}), in their order."
        )
    return notes
