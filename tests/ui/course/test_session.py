"""Where a learner is in the course: begun, judged at rest, and left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.course.setup import state_of
from playground.state.neuron import NeuronState
from playground.ui.course.session import CourseSession, given, known
from playground.ui.shared import sessions
from playground.ui.shared.page_session import PageSession


def lesson(name: str) -> Lesson:
    return next(one for one in lessons() if one.id == name)


def page_of(state: Any) -> PageSession[Any]:
    return PageSession(state, state, link={})


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, PageSession[Any]]:
    """The sessions of the pages that the learner has been to."""
    found: dict[str, PageSession[Any]] = {}
    monkeypatch.setattr(sessions, "peek", lambda name, kind: found.get(name))
    return found


def test_an_address_names_a_step_or_none() -> None:
    course = CourseSession()
    line = lesson("line")
    assert course.find("line.1") == (line, 0)
    assert course.find(f"line.{len(line.steps)}") == (line, len(line.steps) - 1)
    wrong = ("", "line", "line.0", f"line.{len(line.steps) + 1}", "line.one", "line.²", "nobody.1")
    for link in (*wrong, "line.1.1", "line.-1", "line." + "9" * 5000):
        assert course.find(link) is None, link[:20]


def test_a_step_begins_as_its_setup_says(pages: dict[str, PageSession[Any]]) -> None:
    course = CourseSession()
    began = course.begin(lesson("line"), 1)
    assert began == state_of(lesson("line").steps[1].setup)[0]
    assert isinstance(began, NeuronState)
    assert course.link == "line.2"
    assert course.start["b"] == began.b


def test_it_is_met_by_what_the_learner_did_and_by_nothing_else(
    pages: dict[str, PageSession[Any]],
) -> None:
    course = CourseSession()
    began = course.begin(lesson("line"), 1)
    assert isinstance(began, NeuronState)
    session = pages["neuron"] = page_of(began)
    assert not course.is_met(session)
    session.state = replace(began, b=90.0)
    assert course.is_met(session)
    session.state = replace(began, b=70.0)
    assert not course.is_met(session)


def test_trainings_count_from_when_the_step_began(pages: dict[str, PageSession[Any]]) -> None:
    course = CourseSession()
    session = pages["neuron"] = page_of(NeuronState.default())
    session.set(session.state, path=[[[1.0], [2.0]]])
    began = course.begin(lesson("errors"), 4)
    session.push(began)
    assert given(course.facts(session))["fits"] == 0
    session.set(began, path=[[[1.0], [2.0]]])
    assert given(course.facts(session))["fits"] == 1
    session.set(began)
    assert given(course.facts(session))["fits"] == 1


def test_a_step_without_a_setup_goes_on_from_what_is_on_screen(
    pages: dict[str, PageSession[Any]],
) -> None:
    course, tensors = CourseSession(), lesson("tensors")
    assert not tensors.steps[1].setup
    session = pages["plane"] = page_of(course.begin(tensors, 0))
    session.set(replace(session.state, b=12.5))
    assert course.begin(tensors, 1).b == 12.5  # type: ignore[union-attr]
    assert course.start["b"] == 12.5


def test_what_is_not_known_is_left_out() -> None:
    assert known({"b": 1.0, "r2": float("nan"), "mse": float("inf")}) == {"b": 1.0}
    assert set(given({"b": 1.0, "fits": 0.0, "mse_best": 2.0})) == {"fits", "mse_best"}


def test_leaving_forgets_the_step(pages: dict[str, PageSession[Any]]) -> None:
    course = CourseSession()
    course.begin(lesson("line"), 0)
    course.leave()
    assert course.link == ""
    assert course.step is None
