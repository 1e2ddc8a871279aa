"""Lessons as files: read, or refused with all reasons and their lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from playground.course import rules
from playground.course.lesson import Lesson
from playground.course.lines import Lines
from playground.course.structure import Finding, misfits

FOLDER = Path(__file__).with_name("lessons")
COURSE = ("line", "errors", "inputs", "tensors", "layers", "learning", "concrete", "yesno")
"""The lessons of the course, in their order."""


@dataclass(frozen=True, order=True)
class Reason:
    """Why a lesson is refused.

    Attributes:
        file: its name.
        line: where, counted from 1.
        text: what is wrong there.
    """

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class LessonRefused(ValueError):
    """A file is no lesson.

    Attributes:
        reasons: all that were found, in the order of the lines.
    """

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(sorted(reasons))
        super().__init__("\n".join(map(str, self.reasons)))


def parse(text: str, name: str) -> Lesson:
    """Reads a lesson.

    Args:
        text: of its TOML file.
        name: of the file, for the reasons.

    Raises:
        LessonRefused: if it is none, or says something that is not so.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        last = text.count("\n") + 1
        raise LessonRefused([_no_toml(error, last, name)]) from None
    lines = Lines(text)
    _refuse(misfits(written), lines, name)
    lesson = msgspec.convert(written, Lesson)
    _refuse(rules.findings(lesson), lines, name)
    return lesson


def parse_file(file: Path) -> Lesson:
    """Reads the lesson of a file; raises LessonRefused, and OSError if there is none."""
    try:
        return parse(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError:
        raise LessonRefused([Reason(str(file), 1, "the file is no UTF-8 text")]) from None


@cache
def lessons() -> tuple[Lesson, ...]:
    """The lessons of the course, read once."""
    return tuple(parse_file(FOLDER / f"{name}.toml") for name in COURSE)


def _refuse(findings: Iterable[Finding], lines: Lines, name: str) -> None:
    reasons = {Reason(name, lines.of(path), text) for path, text in findings}
    if reasons:
        raise LessonRefused(reasons)


def _no_toml(error: tomllib.TOMLDecodeError, last: int, name: str) -> Reason:
    """The line is in the message: "Invalid value (at line 3, column 7)", "(at end of document)"."""
    reason, _, where = str(error).partition(" (at ")
    found = re.match(r"line (\d+)", where)
    return Reason(name, int(found[1]) if found else last, f"this is no TOML: {reason}")
