"""Whether the hand has brought what is on screen to where a step's goals say.

The browser judges the same in every frame (`stage/assets/model/goals.js`); one table of cases,
`tests/js/goalCases.json`, tests both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from playground.course.fact import Facts
from playground.course.facts import FACT
from playground.course.lesson import Goal, Miss
from playground.course.texts import START, number_text, with_unit

SLACK = 1e-6
"""Share of a goal's value within which numbers are equal: Keras computes in float32."""
ALMOST = 0.99
"""The most that a meter shows before its goal is met."""


@dataclass(frozen=True)
class Progress:
    """How far one goal is met.

    Attributes:
        met: whether it holds.
        share: 0 as when the step began, or farther away; 1 when it holds.
        distance: what is missing, in words; "" when it holds.
    """

    met: bool
    share: float
    distance: str


@dataclass(frozen=True)
class Verdict:
    """What is on screen, judged.

    Attributes:
        met: whether all goals hold, and the learner did it.
        goals: how far each goal is met, whoever did it.
        miss: index of the first wrong state that is there; None: none is, or the goals are met, or
            the learner has not changed anything yet.
    """

    met: bool
    goals: tuple[Progress, ...]
    miss: int | None


def judge(goals: Sequence[Goal], misses: Sequence[Miss], facts: Facts, start: Facts) -> Verdict:
    """Judges what is on screen.

    Args:
        goals: of a step.
        misses: of the step.
        facts: on screen now.
        start: when the step began.
    """
    progress = tuple(_progress(goal, facts, start) for goal in goals)
    touched = facts.get("changed", 0.0) > 0.0
    met = touched and all(goal.met for goal in progress)
    wrong = (place for place, miss in enumerate(misses) if holds(miss.when, facts, start))
    return Verdict(met, progress, next(wrong, None) if touched and not met else None)


def holds(conditions: Sequence[Goal], facts: Facts, start: Facts) -> bool:
    """Whether all conditions hold, whoever did it.

    Args:
        conditions: goals, or those of a miss.
        facts: on screen now.
        start: when the step began.
    """
    return all(_is_met(condition, facts, start) for condition in conditions)


def target(goal: Goal, facts: Facts, start: Facts) -> float:
    """The number that a goal's fact is compared with; NaN where it is not known.

    Args:
        goal: of a step.
        facts: on screen now.
        start: when the step began.
    """
    value = goal.value
    if isinstance(value, str):
        values = start if value.startswith(START) else facts
        value = values.get(value.removeprefix(START), math.nan)
    return goal.times * value


def _gap(goal: Goal, facts: Facts, start: Facts) -> float:
    """How far the fact lies above the goal's number."""
    return facts.get(goal.fact, math.nan) - target(goal, facts, start)


def _slack(goal: Goal, facts: Facts, start: Facts) -> float:
    """Gaps up to this one are none."""
    return SLACK * max(abs(target(goal, facts, start)), goal.tolerance)


def _is_met(goal: Goal, facts: Facts, start: Facts) -> bool:
    gap = _gap(goal, facts, start)
    slack = _slack(goal, facts, start)
    match goal.is_:
        case "near":
            return abs(gap) <= goal.tolerance + slack
        case "at least":
            return gap >= -slack
        case "at most":
            return gap <= slack
        case "above":
            return gap > slack
        case "below":
            return gap < -slack


def _missing(goal: Goal, facts: Facts, start: Facts) -> float:
    """How far the fact must move until the goal holds; NaN where that is not known."""
    gap = _gap(goal, facts, start)
    if math.isnan(gap):
        return gap
    match goal.is_:
        case "near":
            return max(0.0, abs(gap) - goal.tolerance)
        case "at least" | "above":
            return max(0.0, -gap)
        case "at most" | "below":
            return max(0.0, gap)


def _progress(goal: Goal, facts: Facts, start: Facts) -> Progress:
    if _is_met(goal, facts, start):
        return Progress(met=True, share=1.0, distance="")
    share = 1.0 - _missing(goal, facts, start) / _way(goal, facts, start)
    share = 0.0 if math.isnan(share) else min(ALMOST, max(0.0, share))
    return Progress(met=False, share=share, distance=_distance(goal, facts, start))


def _way(goal: Goal, facts: Facts, start: Facts) -> float:
    """What was missing when the step began; where nothing was, the size of the goal's number."""
    missing = _missing(goal, start, start)
    if 0.0 < missing < math.inf:
        return missing
    return max(abs(target(goal, facts, start)), goal.tolerance) or 1.0


def _distance(goal: Goal, facts: Facts, start: Facts) -> str:
    gap, kind = _gap(goal, facts, start), FACT[goal.fact].kind
    if math.isnan(gap):
        return "not known yet"
    if kind in ("choice", "switch") or abs(gap) <= _slack(goal, facts, start):
        return "not yet"
    is_count = kind == "count"
    size = math.ceil(abs(gap)) if is_count else abs(gap)
    direction = ("too few", "too many") if is_count else ("too low", "too high")
    return f"{with_unit(number_text(size, kind), goal.unit)} {direction[gap > 0.0]}"
