"""Names and units of columns, from a header as people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from playground.core.importing.errors import in_quotes
from playground.core.importing.notes import Note, Topic, quoted_list
from playground.core.importing.units import is_unit

MAX_NAME = 40
_LONGEST = 200
ROW_NAME = "(row name)"
_BRACKETS = re.compile(
    r"^(?P<name>.*\S)(?P<gap>\s*)(?:\[(?P<square>[^\[\]]*)\]|\((?P<round>[^()]*)\))\s*$"
)
_TAIL = re.compile(r"^(?P<name>.*\S)\s*(?:,| /)\s*(?P<unit>[^,]{1,20})$")
_ZONE = re.compile(r"(?:GMT|UTC)\s*[+\-−]?\d{0,2}:?\d{0,2}")
_BIDI_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks that change the direction of the text after them."""
_ALLOWED = " \t\n\u200d\ufe0f"
"""Blanks, and the joiners within emoji."""


@dataclass(frozen=True)
class Heading:
    """What a header tells of a column.

    Attributes:
        group: what stands above it, over several columns; else "".
        is_named: whether the header has a name for it.
    """

    name: str
    unit: str = ""
    group: str = ""
    is_named: bool = True


def headings(
    rows: Sequence[Sequence[str]], units: Sequence[str], width: int, *, is_short: bool = False
) -> tuple[list[Heading], list[Note]]:
    """Names every column, each differently, and tells what was changed.

    Args:
        rows: cells of the rows that name the columns, `(rows, width)`; none: columns are numbered.
        units: cells of the row of units; () if there is none.
        width: how many columns there are.
        is_short: whether the first column has no name in the header, as it names the rows.
    """
    if not rows:
        text = "No row names the columns, so they are numbered."
        return [Heading(f"column {n}") for n in range(1, width + 1)], [Note(Topic.HEADER, text)]
    cleaned = [[_cleaned(cell) for cell in cells] for cells in rows]
    found = _joined(cleaned)
    groups = _groups(cleaned)
    if is_short:
        found[0] = ("", "")
    if units:
        found = [
            (name, _bare(cell) or unit) for (name, unit), cell in zip(found, units, strict=True)
        ]
    given = [bool(name) for name, _ in found]
    names, notes = _usable([name for name, _ in found], is_short=is_short)
    notes += _made_unique(names, groups)
    return [
        Heading(name, unit, group, is_named)
        for name, (_, unit), group, is_named in zip(names, found, groups, given, strict=True)
    ], notes


def _bare(unit: str) -> str:
    """A unit without the brackets around it; "" if a program wrote a type of data."""
    text = _cleaned(unit).strip("[](){}").strip()
    return text if is_unit(text) and text not in ("-", "--", "1") else ""


def _joined(rows: list[list[str]]) -> list[tuple[str, str]]:
    """Name and unit of every column, from the rows that tell columns apart."""
    is_named = any(cells[0] for cells in rows)
    for cells in rows:
        if all(cells[is_named ^ 1 :]) and len({*cells}) == len(cells):
            return [_split(cell) for cell in cells]
    if all(rows[-1]) or len(rows) == 1:
        return [_split(cell) for cell in rows[-1]]
    spans, found = _spans(rows[0]), []
    for column, span in enumerate(spans):
        filled = [cells[column] for cells in rows if cells[column]]
        parts = [part for part in filled if not _is_everywhere(part, rows)] or filled
        has_group = span != "" and len(parts) > 1 and parts[0] == rows[0][column]
        if has_group and span == "alone":
            parts = parts[:1]
        unit = next((unit for part in filled if (unit := _split(part)[1])), "")
        join = ": " if has_group and span == "group" else " "
        found.append((join.join(_split(part)[0] for part in parts), unit))
    return found


def _is_everywhere(part: str, rows: list[list[str]]) -> bool:
    """Whether a row has this text for nearly all columns: it tells none apart."""
    return any(len(cells) > 2 and cells.count(part) >= len(cells) - 1 for cells in rows)


def _spans(cells: list[str]) -> list[str]:
    """For each cell "group" if empty ones follow it, "alone" if not, "" if it stands repeatedly."""
    spans = []
    for index, cell in enumerate(cells):
        follows = index + 1 < len(cells) and not cells[index + 1]
        spans.append("" if not cell or cells.count(cell) > 1 else "group" if follows else "alone")
    return spans


def _groups(rows: list[list[str]]) -> list[str]:
    """The group above each column, where a row of groups stands above complete names."""
    if len(rows) < 2 or not all(rows[-1][1:]):
        return [""] * len(rows[-1])
    groups, group = list[str](), ""
    for cell in rows[0]:
        group = cell or group
        groups.append(group)
    return groups


def _split(text: str) -> tuple[str, str]:
    """Name and unit: `mass [kg]`, `mass (kg)`, `mass, kg`, `mass / kg`; `CO(GT)` is a name."""
    if len(text) > _LONGEST:
        return text, ""
    if match := _BRACKETS.match(text):
        unit = (match["square"] or match["round"] or "").strip()
        is_beside = bool(match["gap"]) or match["square"] is not None or not unit.isalnum()
        is_known = is_unit(unit) and not (unit.isupper() and len(unit) > 1)
        if unit and len(unit) <= 20 and not unit.isdigit() and (is_beside or is_known):
            return match["name"].strip(" ,"), unit
    if (match := _TAIL.match(text)) and (is_unit(match["unit"]) or _ZONE.fullmatch(match["unit"])):
        return match["name"].strip(), match["unit"] if is_unit(match["unit"]) else ""
    return text, ""


def _usable(names: list[str], *, is_short: bool) -> tuple[list[str], list[Note]]:
    """Names without commas, which stand between names in a link, and not too long."""
    usable, blank = list[str](), list[int]()
    cut, commas = list[int](), list[int]()
    for number, name in enumerate(names, start=1):
        if "," in name:
            commas.append(number)
            name = name.replace(",", ";")
        if len(name) > MAX_NAME:
            cut.append(number)
            name = f"{name[:MAX_NAME].rstrip()}…"
        if not name and not (is_short and number == 1):
            blank.append(number)
        usable.append(name or (ROW_NAME if is_short and number == 1 else f"column {number}"))
    notes = []
    if is_short:
        text = "The header has one cell less than the rows, so the first column names the rows."
        notes.append(Note(Topic.HEADER, text, columns=(1,)))
    if blank:
        is_one = len(blank) == 1
        which = (
            f"Column {blank[0]}" if is_one else f"{len(blank)} columns, the first is {blank[0]},"
        )
        text = f"{which} had no name in the header."
        notes.append(Note(Topic.NAMES, text, columns=tuple(blank)))
    if cut:
        named = quoted_list([names[number - 1] for number in cut])
        text = f"Names were cut to {MAX_NAME} characters: {named}."
        notes.append(Note(Topic.NAMES, text, columns=tuple(cut)))
    if commas:
        named = quoted_list([names[number - 1] for number in commas])
        text = f"The comma in the name {named} became a semicolon."
        notes.append(Note(Topic.NAMES, text, columns=tuple(commas)))
    return usable, notes


def _made_unique(names: list[str], groups: list[str]) -> list[Note]:
    """Puts a number behind repeated names, in place; returns a note about them."""
    seen, changed = set[str](), list[int]()
    first = {name: index for index, name in reversed([*enumerate(names)])}
    original = [*names]
    for index, name in enumerate(original):
        fresh, number = name, 1
        while fresh in seen or (fresh != name and fresh in first):
            number += 1
            fresh = f"{name} ({number})"
        seen.add(fresh)
        if fresh != name:
            changed.append(index)
        names[index] = fresh
    if not changed:
        return []
    index = changed[0]
    of_group = f" of {in_quotes(groups[index])}" if groups[index] else ""
    more = f", and so with {len(changed) - 1:,} more" if len(changed) > 1 else ""
    text = (
        f"The name {in_quotes(original[index])} stands in the header more than once; the later "
        f"column{of_group} is called {in_quotes(names[index])}{more}."
    )
    return [Note(Topic.NAMES, text, columns=tuple(index + 1 for index in changed))]


def _cleaned(text: str) -> str:
    """One line without invisible characters; letters of all scripts and emoji stay."""
    normal = unicodedata.normalize("NFC", _BIDI_MARKS.sub("", text[:20_000]))
    return " ".join(
        "".join(char for char in normal if char in _ALLOWED or char.isprintable()).split()
    )
