"""A file opened: its rows, from text or from a workbook, and its first lines as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from playground.core.importing.notes import Note
from playground.core.importing.opening import delimiter as delimiters
from playground.core.importing.opening.decoding import decode
from playground.core.importing.opening.records import Row, Source, lines_of, records
from playground.core.importing.opening.workbook import is_workbook, open_workbook
from playground.core.importing.settings import Choice, Settings

SHOWN = 200
"""As many of the first rows are handed on as they are in the file."""


@dataclass(frozen=True, eq=False)
class Opened:
    """A file whose rows can be gone through.

    Attributes:
        source: of its rows.
        lines: the first rows as they are in the file, with their numbers.
        sheet, encoding, delimiter: how it was opened.
        sheets: names of all sheets of a workbook.
    """

    source: Source
    lines: tuple[tuple[int, str], ...]
    sheet: Choice[str]
    encoding: Choice[str]
    delimiter: Choice[str]
    notes: tuple[Note, ...] = ()
    sheets: tuple[str, ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Whether its cells were typed: their numbers need no guess."""
        return bool(self.sheets)


def open_file(data: bytes | str, given: Settings) -> Opened:
    """Opens a file.

    Args:
        data: its bytes, or text.
        given: what a person set.

    Raises:
        TableError: if it is neither text nor a workbook.
    """
    if isinstance(data, bytes) and is_workbook(data):
        return _opened_workbook(data, given)
    raw = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    text, codec, notes = decode(raw, given.encoding.value if given.encoding else "")
    declared, text = delimiters.declared(text.lstrip("\ufeff"))
    delimiter = given.delimiter or Choice(declared or delimiters.guess(text))
    is_strict = text.count('"') % 2 == 1

    def source() -> Iterator[Row]:
        return records(lines_of(text), delimiter.value, strict=is_strict)

    return Opened(
        source,
        tuple(islice(_as_they_are(text, delimiter.value), SHOWN)),
        given.sheet or Choice(""),
        given.encoding or Choice(codec),
        delimiter,
        notes,
    )


def _as_they_are(text: str, delimiter: str) -> Iterator[tuple[int, str]]:
    """Row by row the text between line ends, or several where a cell holds line ends."""
    read = list[str]()

    def remembered() -> Iterator[str]:
        for line in lines_of(text):
            read.append(line.rstrip("\r\n"))
            yield line

    next_number = 1
    for number, _ in records(remembered(), delimiter):
        while next_number < number:
            yield next_number, read.pop(0)
            next_number += 1
        yield number, "\n".join(read)
        read.clear()
        next_number += 1


def _opened_workbook(data: bytes, given: Settings) -> Opened:
    sheet, sheets, rows = open_workbook(data, given.sheet.value if given.sheet else "")
    filled = [(n, cells) for n, cells in enumerate(rows, start=1) if any(cells)]
    return Opened(
        lambda: iter(filled),
        tuple((n, "\t".join(cells)) for n, cells in enumerate(rows[:SHOWN], start=1)),
        given.sheet or Choice(sheet),
        given.encoding or Choice(""),
        given.delimiter or Choice("\t"),
        (),
        sheets,
    )
