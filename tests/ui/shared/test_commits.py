"""What a commit has drawn: the page around the stage only where it shows what has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from playground.state.neuron import NeuronState
from playground.ui.shared import commits, sessions
from playground.ui.shared.page_session import PageSession
from tests.ui.shared.test_sessions import Browser


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> PageSession[NeuronState]:
    """The session of a page whose stage was drawn."""
    browser = Browser()
    monkeypatch.setattr(sessions, "st", browser)
    session = browser.run()
    commits.stage(lambda session: None)(session)
    return session


def is_drawn(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a commit has the whole page drawn."""
    reruns: list[None] = []
    monkeypatch.setattr("streamlit.rerun", lambda: reruns.append(None))
    commits.receive(NeuronState)
    return bool(reruns)


def lift(session: PageSession[NeuronState]) -> None:
    session.state = replace(session.state, b=session.state.b + 1.0)


@pytest.mark.parametrize(
    ("around", "change", "drawn"),
    [
        (lambda: None, lift, False),
        (lambda: None, lambda session: session.set(session.state), True),
        (commits.watch_state, lift, True),
        (lambda: commits.watch(lambda session: session.state.w), lift, False),
        (lambda: commits.watch(lambda session: session.state.b), lift, True),
    ],
    ids=["nothing around", "set by Python", "all", "another number", "this number"],
)
def test_the_page_is_drawn_for_what_it_shows(
    monkeypatch: pytest.MonkeyPatch,
    page: PageSession[NeuronState],
    around: Callable[[], None],
    change: Callable[[Any], None],
    drawn: bool,
) -> None:
    around()
    assert not is_drawn(monkeypatch)
    change(page)
    assert is_drawn(monkeypatch) is drawn


def test_what_was_around_before_is_not_watched_any_more(
    monkeypatch: pytest.MonkeyPatch, page: PageSession[NeuronState]
) -> None:
    commits.watch_state()
    sessions.current("neuron", NeuronState, "neuron")
    lift(page)
    assert not is_drawn(monkeypatch)
