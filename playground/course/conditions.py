"""What can be wrong with a condition on a fact, and whether conditions contradict each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from playground.core.formatting import join_words
from playground.course.fact import WHOLE, Facts
from playground.course.facts import FACT, PAGES, names_on
from playground.course.goals import target
from playground.course.lesson import Goal
from playground.course.setup import PageState, page_of, units_of
from playground.course.texts import START


@dataclass(frozen=True)
class Place:
    """Where conditions are checked.

    Attributes:
        page: path of the page.
        units: of its facts, as on screen with the columns that the step begins with.
    """

    page: str
    units: Mapping[str, str]

    @classmethod
    def of(cls, state: PageState) -> Place:
        """The place of a page state."""
        return cls(page_of(state), units_of(state))


def condition_findings(condition: Goal, place: Place) -> Iterator[tuple[str, str]]:
    """What is wrong with a condition: the key in the file, and the reason.

    Args:
        condition: of a goal or a miss.
        place: where it is checked.
    """
    if reason := unknown_fact(condition.fact, place.page, place.units):
        yield "fact", reason
        return
    unit = place.units[condition.fact]
    if condition.unit != unit:
        yield "unit", f"{condition.fact} is in {_quoted(unit)}; received {_quoted(condition.unit)}"
    yield from _tolerance(condition)
    if isinstance(condition.value, str):
        name = condition.value.removeprefix(START)
        if reason := unknown_fact(name, place.page, place.units):
            yield "value", reason
        elif place.units[name] != unit:
            other = place.units[name]
            yield (
                "value",
                f"{condition.fact} is in {_quoted(unit)}, and {name} is in {_quoted(other)}",
            )
    elif not math.isfinite(condition.value * condition.times):
        yield "value", f"value must be a number; received {condition.value}"


def _tolerance(condition: Goal) -> Iterator[tuple[str, str]]:
    is_near = condition.is_ == "near"
    if is_near and not condition.tolerance and FACT[condition.fact].kind not in WHOLE:
        yield "tolerance", f"near needs a tolerance: {condition.fact} is never exactly a number"
    if condition.tolerance and not is_near:
        yield "tolerance", f"{condition.is_!r} has no tolerance; only near has one"


def unknown_fact(name: str, page: str, units: Mapping[str, str]) -> str:
    """Why a page has no fact of that name; "" if it has.

    Args:
        name: of the fact.
        page: path of the page.
        units: of the facts that the page has with its columns.
    """
    if name in units:
        return ""
    if name in names_on(page):
        return f"{name} is about an input that is not on screen"
    if name in FACT:
        known = join_words([path for path in PAGES if name in names_on(path)], most=len(PAGES))
        return f"{page} has no fact {name!r}; it is one of {known}"
    near = get_close_matches(name, names_on(page), n=1)
    meant = f"; did you mean {near[0]}?" if near else "; docs/LESSONS.md has the table of facts"
    return f"there is no fact {name!r}{meant}"


def _quoted(unit: str) -> str:
    return f'unit "{unit}"' if unit else "no unit"


def overlaps(goals: Sequence[Goal], when: Sequence[Goal], start: Facts) -> bool:
    """Whether a miss can surely be there while the goals are met.

    That is so where all its conditions are about facts of the goals, and leave room for them.

    Args:
        goals: of a step.
        when: the conditions of a miss.
        start: the facts when the step begins.
    """
    if not {one.fact for one in when} <= {one.fact for one in goals}:
        return False
    for fact in {one.fact for one in when}:
        ranges = [_range(one, start) for one in (*goals, *when) if one.fact == fact]
        if any(math.isnan(low) for low, _ in ranges):
            return False
        if max(low for low, _ in ranges) > min(high for _, high in ranges):
            return False
    return True


def _range(condition: Goal, start: Facts) -> tuple[float, float]:
    """The least and the largest number with which a condition holds."""
    value = target(condition, start, start)
    match condition.is_:
        case "near":
            return value - condition.tolerance, value + condition.tolerance
        case "at least":
            return value, math.inf
        case "above":
            return math.nextafter(value, math.inf), math.inf
        case "at most":
            return -math.inf if not math.isnan(value) else value, value
        case "below":
            return -math.inf if not math.isnan(value) else value, math.nextafter(value, -math.inf)
