"""Names and units of columns, from a header as people write it."""

from __future__ import annotations

import re
import unicodedata

from playground.core.importing.errors import count_noun, in_quotes

MAX_NAME = 40
_LONGEST = 200
_UNIT = re.compile(r"^(?P<name>.*\S)\s*(?:\[(?P<square>[^\[\]]*)\]|\((?P<round>[^()]*)\))\s*$")
_BIDI_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks that change the direction of the text after them."""
_ALLOWED = " \t\n\u200d\ufe0f"
"""Blanks, and the joiners within emoji."""


def name_columns(header: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Names, units, and notes of what was changed; every name is unique.

    A comma stands between names in a link, so a comma in a name becomes a semicolon.
    """
    names, units, notes = list[str](), list[str](), list[str]()
    blank, cut, commas = list[int](), list[str](), list[str]()
    for number, cell in enumerate(header, start=1):
        text = _cleaned(cell)
        match = _UNIT.match(text) if len(text) <= _LONGEST else None
        unit = (match["square"] or match["round"] or "").strip() if match else ""
        is_unit = bool(unit) and len(unit) <= 20 and not unit.isdigit()
        name = match["name"] if match and is_unit else text
        if "," in name:
            commas.append(name)
            name = name.replace(",", ";")
        if len(name) > MAX_NAME:
            cut.append(name)
            name = f"{name[:MAX_NAME].rstrip()}…"
        if not name:
            blank.append(number)
            name = f"column {number}"
        names.append(name)
        units.append(unit if is_unit else "")
    if blank:
        notes.append(f"{_columns(blank)} had no name in the header.")
    if cut:
        notes.append(f"The name {in_quotes(cut[0])} was cut to {MAX_NAME} characters.")
    if commas:
        notes.append(f"The comma in the name {in_quotes(commas[0])} became a semicolon.")
    return _made_unique(names, notes), units, notes


def _made_unique(names: list[str], notes: list[str]) -> list[str]:
    """The names, with a number after repeated ones; adds a note about them to `notes`."""
    seen, unique = set[str](), list[str]()
    doubled = [name for index, name in enumerate(names) if name in names[:index]]
    for name in names:
        fresh, number = name, 1
        while fresh in seen:
            number += 1
            fresh = f"{name} ({number})"
        seen.add(fresh)
        unique.append(fresh)
    if doubled:
        notes.append(
            f"The name {in_quotes(doubled[0])} stands in the header more than once; the later "
            f"column is called {in_quotes(f'{doubled[0]} (2)')}."
        )
    return unique


def _columns(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Column {numbers[0]}"
    return f"{count_noun(len(numbers), 'column')}, the first is column {numbers[0]},"


def _cleaned(text: str) -> str:
    """One line without invisible characters; letters of all scripts and emoji stay."""
    normal = unicodedata.normalize("NFC", _BIDI_MARKS.sub("", text[:20_000]))
    return " ".join(
        "".join(char for char in normal if char in _ALLOWED or char.isprintable()).split()
    )
