"""Whether goals are met: the table that the scripts' tests read, and what holds for all goals."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.course.fact import Facts
from playground.course.facts import FACT
from playground.course.goals import Progress, holds, judge
from playground.course.lesson import Comparison, Goal, Miss
from playground.course.texts import fill

TABLE: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "js" / "goalCases.json").read_text(encoding="utf-8")
)
NUMBERS = st.floats(-1e6, 1e6)


def facts_in(written: dict[str, float | None]) -> Facts:
    return {name: math.nan if value is None else value for name, value in written.items()}


@pytest.mark.parametrize("case", TABLE["verdicts"], ids=lambda case: str(case["about"]))
def test_what_is_on_screen_is_judged(case: dict[str, Any]) -> None:
    goals = msgspec.convert(case["goals"], list[Goal])
    misses = [
        Miss(when=msgspec.convert(when, list[Goal]), say="So.") for when in case.get("misses", [])
    ]
    verdict = judge(goals, misses, facts_in(case["facts"]), facts_in(case["start"]))
    assert verdict.met == case["met"]
    assert verdict.miss == case.get("miss")
    for progress, (met, share, distance) in zip(verdict.goals, case["progress"], strict=True):
        assert progress == Progress(met, progress.share, distance)
        assert progress.share == pytest.approx(share)


@pytest.mark.parametrize(("text", "filled"), TABLE["texts"])
def test_texts_have_the_numbers_on_screen(text: str, filled: str) -> None:
    known = TABLE["textFacts"]
    assert fill(text, facts_in(known["facts"]), facts_in(known["start"]), known["units"]) == filled


def test_the_table_has_every_comparison_and_every_kind_of_fact() -> None:
    goals = [goal for case in TABLE["verdicts"] for goal in case["goals"]]
    assert {goal["is"] for goal in goals} == set(get_args(Comparison))
    kinds = {FACT[goal["fact"]].kind for goal in goals}
    assert kinds == {fact.kind for fact in FACT.values()}


goals = st.builds(
    Goal,
    fact=st.just("b"),
    is_=st.sampled_from(get_args(Comparison)),
    value=NUMBERS,
    tolerance=st.floats(0.0, 1e3),
    times=st.floats(-10.0, 10.0),
)


@given(goals, NUMBERS, NUMBERS)
def test_a_meter_is_full_exactly_where_the_goal_holds(goal: Goal, now: float, then: float) -> None:
    facts, start = {"changed": 1.0, "b": now}, {"b": then}
    (progress,) = judge([goal], [], facts, start).goals
    assert 0.0 <= progress.share <= 1.0
    assert progress.met == (progress.share == 1.0) == holds([goal], facts, start)
    assert progress.met == (progress.distance == "")


@given(goals, NUMBERS, NUMBERS, st.floats(0.0, 1.0))
def test_a_meter_never_sinks_on_the_way_to_the_goal(
    goal: Goal, now: float, then: float, part: float
) -> None:
    wanted = goal.times * float(goal.value)
    if goal.is_ in ("at least", "above") and now > wanted:
        return
    if goal.is_ in ("at most", "below") and now < wanted:
        return
    nearer = now + part * (wanted - now)
    shares = [
        judge([goal], [], {"changed": 1.0, "b": value}, {"b": then}).goals[0].share
        for value in (now, nearer)
    ]
    assert shares[0] <= shares[1] + 1e-9
