"""In which line of a TOML file each of its values stands; `tomllib` does not say.

Only what `tomllib` reads comes here: this follows the text without checking it again.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and places that lead to a value: `("steps", 2, "goals", 0, "tolerance")`."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_HEADER = re.compile(rf"\[(\[?)[ \t]*({_DOTTED})[ \t]*\]\]?")
_PAIR = re.compile(rf"({_DOTTED})[ \t]*=[ \t]*")
_SCALAR = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?!")'''  # quotes may stand before the closing ones
    r"""|'''.*?'''(?!')"""
    r'''|"(?:[^"\\\n]|\\.)*"'''
    r"""|'[^'\n]*'"""
    r"""|[^\[\]{},#\n]+""",
    re.DOTALL,
)
_SIGN = {sign: re.compile(re.escape(sign)) for sign in "[]{},"}


class Lines:
    """Where the values of a TOML document stand.

    Args:
        text: of the document.
    """

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}
        table: Path = ()
        while not self._is_over():
            line = self._line
            if header := self._take(_HEADER):
                table = self._open(_keys(header[2]), line, is_one_of_several=bool(header[1]))
            else:
                self._pair(table)

    def of(self, path: Path) -> int:
        """The line of a value; of one that is not written, the line of what it belongs to."""
        while path not in self._lines and path:
            path = path[:-1]
        return self._lines.get(path, 1)

    # --- following the text -------------------------------------------------------------------

    @property
    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1

    def _is_over(self) -> bool:
        """Goes on to what is neither space nor comment; whether there is nothing more."""
        self._take(_BLANK)
        return self._at == len(self._text)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return found

    def _takes(self, sign: str) -> bool:
        self._take(_BLANK)
        return self._take(_SIGN[sign]) is not None

    def _open(self, keys: tuple[str, ...], line: int, *, is_one_of_several: bool) -> Path:
        """The path of the table that a header opens; `[[steps]]` opens the next of the steps."""
        path: Path = ()
        for count, key in enumerate(keys, start=1):
            path = (*path, key)
            self._lines.setdefault(path, line)
            if is_one_of_several and count == len(keys):
                self._tables[path] = self._tables.get(path, 0) + 1
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
                self._lines.setdefault(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line, pair = self._line, self._take(_PAIR)
        assert pair is not None, f"line {line} is no TOML"
        path = (*table, *_keys(pair[1]))
        self._lines[path] = line
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._takes("["):
            place = 0
            while not self._takes("]"):
                self._lines[*path, place] = self._line
                self._value((*path, place))
                self._takes(",")
                place += 1
        elif self._takes("{"):
            while not self._takes("}"):
                self._pair(path)
                self._takes(",")
        else:
            self._take(_SCALAR)


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, dotted))
