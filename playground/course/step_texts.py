"""What the steps of a lesson say before anything is moved, with the numbers that are shown then."""

from __future__ import annotations

from dataclasses import dataclass

from playground.course.lesson import Lesson, Step
from playground.course.rules import StepCheck, check_steps
from playground.course.setup import units_of
from playground.course.texts import fill


@dataclass(frozen=True)
class StepTexts:
    """A step on paper.

    Attributes:
        say: what there is to do.
        ask: the question of its bet; "" if it has none.
        answers: those that can be tapped.
        is_drawn: whether the bet is a line that is drawn.
    """

    say: str
    ask: str
    answers: tuple[str, ...]
    is_drawn: bool


def step_texts(lesson: Lesson) -> list[StepTexts]:
    """Every step of a lesson as it begins."""
    return [*map(_texts, lesson.steps, check_steps(lesson))]


def _texts(step: Step, check: StepCheck) -> StepTexts:
    start, units = check.start or {}, units_of(check.state) if check.state else {}

    def filled(text: str) -> str:
        return fill(text, start, start, units)

    if step.bet is None:
        return StepTexts(filled(step.say), "", (), is_drawn=False)
    return StepTexts(
        filled(step.say),
        filled(step.bet.ask),
        tuple(map(filled, step.bet.answers)),
        is_drawn=bool(step.bet.draws),
    )
