"""The table of facts where others read it: in `docs/LESSONS.md`, and in the browser's scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from playground.course.fact import Fact
from playground.course.facts import FACT, FACTS

_ROOT = Path(__file__).parents[2]
SCRIPT = _ROOT / "playground" / "stage" / "assets" / "model" / "courseTable.js"
DOCUMENT = _ROOT / "docs" / "LESSONS.md"
BEGIN, END = "<!-- facts -->\n", "<!-- /facts -->\n"
"""Around the table in the document."""

_HEAD = """\
// Generated from playground/course/facts.py by `python -m playground.course facts --write`.

/**
 * @typedef {object} Fact
 * @property {string} label what its meter is called
 * @property {"" | "target" | "target²" | "weight" | "input"} unit what it is counted in
 * @property {"number" | "setting" | "count" | "choice" | "switch"} kind
 * @property {number} input which input's unit it is
 */

/** What a lesson can speak of, by name. @type {Record<string, Fact>} */
export const FACTS = {
"""
_KINDS = {
    "number": "number",
    "setting": "number, as it is set",
    "count": "whole number",
    "choice": "whole number, one of several",
    "switch": "0 or 1",
}
_UNITS = {
    "": "",
    "target": "the target's",
    "target²": "the target's, squared",
    "weight": "the target's per the input's",
    "input": "the input's",
}


def script() -> str:
    """The table as the browser's scripts import it."""
    return _HEAD + "".join(_entries()) + "};\n"


def _entries() -> Iterator[str]:
    for name, fact in FACT.items():
        place = fact.input_of(name) if fact.unit in ("weight", "input") else 0
        label, unit, kind = (
            json.dumps(text, ensure_ascii=False)
            for text in (fact.label_of(name), fact.unit, fact.kind)
        )
        yield f"  {name}: {{ label: {label}, unit: {unit}, kind: {kind}, input: {place} }},\n"


def table() -> str:
    """The table as Markdown."""
    rows = ("| fact | pages | meaning | unit | kind |", "|---|---|---|---|---|")
    return "".join(f"{row}\n" for row in (*rows, *map(_row, FACTS)))


def _row(fact: Fact) -> str:
    first, last = fact.names[0], fact.names[-1]
    name = f"`{first}`" if first == last else f"`{first}` … `{last}`"
    cells = (name, ", ".join(fact.pages), fact.meaning, _UNITS[fact.unit], _KINDS[fact.kind])
    return f"| {' | '.join(cells)} |"


def document(text: str) -> str:
    """The document with the table as it is now, between its two marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def write() -> None:
    """Writes the table to both places."""
    SCRIPT.write_text(script(), encoding="utf-8")
    DOCUMENT.write_text(document(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
