"""Where a learner is in the course: begun, judged at rest, and left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import streamlit as st

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.course.setup import state_of
from playground.state.neuron import NeuronState
from playground.ui.course import card
from playground.ui.course.session import CourseSession, given, known
from playground.ui.shared import navigation, sessions
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


class Browser:
    """The address in a browser, and the page that the server shows for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.query: dict[str, str] = {}
        self.path = ""
        self.clock = 100.0
        monkeypatch.setattr(st, "query_params", self.query)
        monkeypatch.setattr(st, "switch_page", self.switch)
        monkeypatch.setattr(navigation, "page", lambda path: path)
        monkeypatch.setattr(card, "monotonic", lambda: self.clock)

    def switch(self, path: str, query_params: dict[str, str]) -> None:
        self.show(path, query_params)
        raise Switched

    def show(self, path: str, query: dict[str, str]) -> None:
        self.path = path
        self.query.clear()
        self.query.update(query)

    def run(self) -> None:
        """A script run of what is shown, and those that it leads to."""
        try:
            card.follow(self.path)
        except Switched:
            self.run()


class Switched(Exception):
    pass


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, pages: dict[str, PageSession[Any]]) -> Browser:
    course = CourseSession()
    monkeypatch.setattr(sessions, "remembered", lambda kind: course)
    return Browser(monkeypatch)


def test_what_comes_late_from_the_page_before_does_not_lead_back(browser: Browser) -> None:
    course = sessions.remembered(CourseSession)
    for number in (3, 4, 5):
        course.want(course.find(f"tensors.{number}"))
        browser.clock += 10.0
        before = (browser.path, dict(browser.query))
        browser.run()
        assert browser.query["lesson"] == f"tensors.{number}"
        assert browser.path == course.page
        browser.show(*before)  # sent before the page was there, handled after it
        browser.clock += 0.5
        browser.run()
        assert (browser.query["lesson"], course.link) == (f"tensors.{number}",) * 2
        course.want(None)  # the card says that it is shown


def test_the_back_button_leads_back(browser: Browser) -> None:
    course = sessions.remembered(CourseSession)
    for number in (3, 4):
        course.want(course.find(f"tensors.{number}"))
        before = (browser.path, dict(browser.query))
        browser.run()
    browser.clock += 10.0
    browser.run()
    browser.show(*before)
    browser.run()
    assert course.link == "tensors.3"
    assert browser.path == "plane"


def test_who_chooses_another_page_on_the_way_stays_there(browser: Browser) -> None:
    course = sessions.remembered(CourseSession)
    course.want(course.find("tensors.3"))
    browser.run()
    browser.show("data", dict(browser.query))  # before the card said that it is shown
    browser.clock += 0.5
    browser.run()
    assert browser.path == "data"
    assert course.link == "tensors.3", "the step is still there to go back to"
