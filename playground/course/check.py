"""A lesson's file checked for its author: every reason against it, or what its steps do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from playground.course.fact import Facts
from playground.course.facts import FACT
from playground.course.goals import target
from playground.course.lesson import Goal, Lesson
from playground.course.read import COURSE, FOLDER, LessonRefused, Reason, parse_file
from playground.course.reading_level import grade, texts_of
from playground.course.rules import StepCheck, check_steps
from playground.course.setup import page_of
from playground.course.texts import number_text, with_unit

HARDEST = 7.0
"""The highest grade that a lesson of the course may have."""


def check(files: Sequence[Path]) -> tuple[list[str], bool]:
    """Checks lessons.

    Args:
        files: of the lessons.

    Returns:
        What there is to say, in lines, and whether all of them are lessons.
    """
    lines, good = list[str](), True
    known = {name: FOLDER / f"{name}.toml" for name in COURSE}
    for file in files:
        try:
            lesson = parse_file(file)
            _refuse_taken_id(lesson, file, known)
        except OSError as error:
            lines, good = [*lines, f"{file}: {error.strerror}"], False
        except LessonRefused as refused:
            lines, good = [*lines, *map(str, refused.reasons)], False
        else:
            known[lesson.id] = file
            lines += report(lesson)
    return lines, good


def _refuse_taken_id(lesson: Lesson, file: Path, known: dict[str, Path]) -> None:
    other = known.get(lesson.id)
    if other is not None and other.resolve() != file.resolve():
        text = f"the id {lesson.id!r} is that of {other.name}; what is done is remembered by it"
        raise LessonRefused([Reason(str(file), 1, text)])


def report(lesson: Lesson) -> list[str]:
    """A lesson in lines: each goal with its fact at the step's start and after the solution."""
    head = (
        f"{lesson.id}: {lesson.title}, {lesson.minutes} minutes, {len(lesson.steps)} steps, "
        f"reading grade {grade(texts_of(lesson)):.1f}"
    )
    rows = [("step", "page", "goal", "at its start", "after its solution")]
    for number, (step, found) in enumerate(
        zip(lesson.steps, check_steps(lesson), strict=True), start=1
    ):
        rows += _rows(number, step.goals, found)
    return [head, *_aligned(rows), ""]


def _rows(
    number: int, goals: Iterable[Goal], found: StepCheck
) -> Iterator[tuple[str, str, str, str, str]]:
    assert found.state is not None
    for goal in goals:
        ends = (_value(goal, found.start), _value(goal, found.end))
        yield (str(number), page_of(found.state), _condition(goal, found.start), *ends)


def _condition(goal: Goal, start: Facts | None) -> str:
    """A goal as it is read; a fact that it is compared with has its value at the step's start."""
    value = math.nan if start is None else target(goal, start, start)
    kind = FACT[goal.fact].kind
    number = number_text(value if isinstance(goal.value, str) else goal.value * goal.times, kind)
    if isinstance(goal.value, str):
        times = f"{goal.times:g} × " if goal.times != 1.0 else ""
        number = f"{times}{goal.value} ({number})"
    name = goal.name or FACT[goal.fact].label_of(goal.fact)
    within = f" ± {goal.tolerance:g}" if goal.tolerance else ""
    comparison = "is" if kind == "switch" else goal.is_
    return with_unit(f"{name} {comparison} {number}{within}", goal.unit)


def _value(goal: Goal, facts: Facts | None) -> str:
    if facts is None:
        return "the page decides"
    return number_text(facts.get(goal.fact, math.nan), FACT[goal.fact].kind)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
