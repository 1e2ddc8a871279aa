"""Reading that does not fail where a person could still set how the file is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playground.core.importing.errors import TableError
from playground.core.importing.opening.open_file import open_file
from playground.core.importing.read import read
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Settings


@dataclass(frozen=True, eq=False)
class Refused:
    """A file in which no table was found.

    Attributes:
        problem: one sentence with the cause and the remedy.
        settings: what a person set, and how the file was opened.
        lines: the first rows as they are in the file, with their numbers.
        sheets: names of a workbook's sheets.
    """

    problem: str
    settings: Settings
    lines: tuple[tuple[int, str], ...]
    sheets: tuple[str, ...] = ()


def attempt(
    data: bytes | str, name: str = "", settings: Settings | None = None
) -> Reading | Refused:
    """Reads a file, or says why there is no table in it as it is set.

    Args:
        data: the file's bytes, or text.
        name: of the file.
        settings: what a person set; all the rest is guessed.

    Raises:
        TableError: if it cannot be opened, as it is no text and no workbook.
    """
    try:
        return read(data, name, settings)
    except TableError as error:
        given = (settings or Settings()).only_set()
        opened = open_file(data, given)
        if not opened.lines:
            raise
        used = replace(
            given, sheet=opened.sheet, encoding=opened.encoding, delimiter=opened.delimiter
        )
        return Refused(str(error), used, opened.lines, opened.sheets)
