"""What a lesson of the right form can still get wrong: against the page, and against its reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playground.course.conditions import Place, condition_findings, overlaps
from playground.course.controls import after, controls_of
from playground.course.fact import Facts
from playground.course.facts import FACT
from playground.course.goals import holds, judge
from playground.course.lesson import Act, Goal, Lesson, Step
from playground.course.lines import Path
from playground.course.measure import Since, facts_of
from playground.course.setup import PageState, page_of, state_of
from playground.course.structure import Finding
from playground.course.word_rules import word_findings


@dataclass(frozen=True)
class StepCheck:
    """A step against its page.

    Attributes:
        findings: what is wrong with it, and where.
        state: what is on screen at its end, as far as it is known; of the page, where it is not.
        is_exact: whether that is what is on screen.
        start, end: the facts at its start and its end; None where only the page itself can tell.
    """

    findings: tuple[Finding, ...]
    state: PageState | None
    is_exact: bool
    start: Facts | None = None
    end: Facts | None = None


def findings(lesson: Lesson) -> Iterator[Finding]:
    """All that is wrong with a lesson.

    Args:
        lesson: of the right form.
    """
    for step in check_steps(lesson):
        yield from step.findings
    repairs = [place for place, step in enumerate(lesson.steps) if step.repairs]
    if not repairs:
        yield (
            ("steps",),
            "one step must have repairs = true: once a lesson, something is broken and repaired",
        )
    elif repairs[0] == 0:
        yield ("steps", 0, "repairs"), "step 1 cannot repair anything: nothing is broken yet"


def check_steps(lesson: Lesson) -> list[StepCheck]:
    """Every step against its page, each from where the one before it ends.

    Args:
        lesson: of the right form.
    """
    checks: list[StepCheck] = []
    before = StepCheck((), None, is_exact=False)
    for place, step in enumerate(lesson.steps):
        before = _check(step, ("steps", place), before)
        checks.append(before)
    return checks


def _check(step: Step, path: Path, before: StepCheck) -> StepCheck:
    wrong, state, is_exact = _set_up(step, path, before)
    if state is None:
        return StepCheck(tuple(wrong), None, is_exact=False)
    wrong += _statements(step, path, state)
    start = facts_of(state) if is_exact else None
    if start is not None and not wrong and holds(step.goals, start, start):
        wrong.append(((*path, "goals"), "the goals hold before the learner has done anything"))
    end_state, end = None, None
    if start is not None and not wrong:
        end_state = after(state, step.solution)
        end = None if end_state is None else facts_of(end_state, Since(changed=True))
        wrong += _outcome(step, path, start, end)
    return StepCheck(tuple(wrong), end_state or state, end_state is not None, start, end)


def _set_up(
    step: Step, path: Path, before: StepCheck
) -> tuple[list[Finding], PageState | None, bool]:
    """What the step begins with, and whether it is exactly that."""
    where = (*path, "setup")
    if not step.setup:
        if path == ("steps", 0):
            return [(path, 'step 1 needs a setup, such as "neuron?w=1&b=80"')], None, False
        return [], before.state, before.is_exact
    try:
        state, ignored = state_of(step.setup)
    except ValueError as error:
        return [(where, f"setup must be a link of this app: {error}")], None, False
    return [(where, reason) for reason in ignored], state, True


def _statements(step: Step, path: Path, state: PageState) -> list[Finding]:
    """What the step says of the page, in conditions, texts and names of controls."""
    place = Place.of(state)
    wrong = [*_conditions(step.goals, (*path, "goals"), place)]
    for number, miss in enumerate(step.misses):
        wrong += _conditions(miss.when, (*path, "misses", number, "when"), place)
    return [*wrong, *word_findings(step, path, page_of(state)), *_control_names(step, path, state)]


def _conditions(conditions: Sequence[Goal], path: Path, place: Place) -> Iterator[Finding]:
    for number, condition in enumerate(conditions):
        for key, reason in condition_findings(condition, place):
            yield (*path, number, key), reason


def _control_names(step: Step, path: Path, state: PageState) -> Iterator[Finding]:
    for number, name in enumerate(step.controls):
        if name not in controls_of(state):
            yield (*path, "controls", number), _unknown_control(name, state)
    if step.hints.where not in step.controls:
        yield (
            (*path, "hints", "where"),
            f"where must be one of the step's controls; received {step.hints.where!r}",
        )
    yield from _acts(step, step.hints.half, (*path, "hints", "half"), state)
    yield from _acts(step, step.solution, (*path, "solution"), state)


def _acts(step: Step, acts: Sequence[Act], path: Path, state: PageState) -> Iterator[Finding]:
    for number, act in enumerate(acts):
        where = (*path, number)
        control = controls_of(state).get(act.control)
        if act.control not in step.controls:
            reason = f"{act.control!r} is dimmed in this step: list it in its controls"
            yield (*where, "control"), reason
        elif control is not None and not control.takes(act.to):
            wanted = {"slider": "a number", "choice": "what is chosen", "press": "nothing"}
            reason = f"{act.control!r} is set to {wanted[control.kind]}; received {act.to!r}"
            yield (*where, "to"), reason
        elif control is not None and control.change is not None:
            try:
                state = control.change(state, act.to)
            except ValueError as error:
                yield (*where, "to"), f"{act.control!r} cannot be set to {act.to!r}: {error}"


def _unknown_control(name: str, state: PageState) -> str:
    first = ", ".join(list(controls_of(state))[:8])
    return f"{page_of(state)} has no control {name!r}; it has {first} and more"


def _outcome(step: Step, path: Path, start: Facts, end: Facts | None) -> Iterator[Finding]:
    """What the solution leads to, and what cannot be there together with the goals."""
    if end is not None and not holds(step.goals, end, start):
        progress = judge(step.goals, (), end, start).goals
        missing = [
            f"{goal.name or FACT[goal.fact].label_of(goal.fact)} {one.distance}"
            for goal, one in zip(step.goals, progress, strict=True)
            if not one.met
        ]
        yield (*path, "solution"), f"the solution does not meet the goals: {', '.join(missing)}"
    for number, miss in enumerate(step.misses):
        is_there = end is not None and holds(miss.when, end, start)
        if is_there or overlaps(step.goals, miss.when, start):
            yield (*path, "misses", number), "this miss can hold while the goals are met"
