"""The line of every value of a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from playground.course.lines import Lines, Path
from playground.course.read import COURSE, FOLDER

TEXT = '''\
# a comment = 1
id = "line" # another [comment]
"odd key" = 'a = 2'

[teacher]
ask = ["one", "tw]o",
  # nothing
  "three"]
long = """
id = "no key"
[[steps]]
three \\""" and four""""
raw = \'\'\'
# no comment
\'\'\'
[[steps]]
say = "first"
half = [{control = "w", to = 1}, {control = "b",
  to = -2.5}]
[steps.bet]
ask = "what?"
[[steps.goals]]
fact = "w"
[[steps.goals]]
fact = "b"
near.by = 3
[[steps]]
say = "second"
[[steps.goals]]
fact = "mae"
last = 1e5'''

EXPECTED = {
    (): 1,
    ("id",): 2,
    ("odd key",): 3,
    ("teacher",): 5,
    ("teacher", "ask"): 6,
    ("teacher", "ask", 1): 6,
    ("teacher", "ask", 2): 8,
    ("teacher", "long"): 9,
    ("teacher", "raw"): 13,
    ("steps",): 16,
    ("steps", 0): 16,
    ("steps", 0, "say"): 17,
    ("steps", 0, "half", 0, "to"): 18,
    ("steps", 0, "half", 1): 18,
    ("steps", 0, "half", 1, "to"): 19,
    ("steps", 0, "bet", "ask"): 21,
    ("steps", 0, "goals"): 22,
    ("steps", 0, "goals", 0, "fact"): 23,
    ("steps", 0, "goals", 1): 24,
    ("steps", 0, "goals", 1, "fact"): 25,
    ("steps", 0, "goals", 1, "near", "by"): 26,
    ("steps", 1, "say"): 28,
    ("steps", 1, "goals", 0, "fact"): 30,
    ("steps", 1, "goals", 0, "last"): 31,
}


@pytest.mark.parametrize(("path", "line"), EXPECTED.items(), ids=lambda part: str(part))
def test_every_value_has_its_line(path: Path, line: int) -> None:
    assert Lines(TEXT).of(path) == line


def test_what_is_not_written_is_looked_for_where_it_belongs() -> None:
    lines = Lines(TEXT)
    assert lines.of(("steps", 0, "goals", 1, "tolerance")) == 24
    assert lines.of(("steps", 1, "hints", "where")) == 27
    assert lines.of(("title",)) == 1


def values_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every number and every text of one line."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from values_in(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from values_in(inner, (*path, place))
    elif isinstance(value, str) and '"' not in value and "\\n" not in value:
        yield path, value


@pytest.mark.parametrize("name", COURSE)
def test_every_text_of_a_lesson_is_in_its_line(name: str) -> None:
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    lines, written = Lines(text), text.splitlines()
    found = [*values_in(tomllib.loads(text))]
    assert len(found) > 50
    for path, value in found:
        assert value in written[lines.of(path) - 1], path
