"""Which address is news: one that a person went to, not one that the browser still had."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground.state.neuron import NeuronState
from playground.ui.shared import commits, sessions
from playground.ui.shared.page_session import PageSession


class Query(dict[str, str]):
    """The fields of an address."""

    def get_all(self, name: str) -> list[str]:
        return [self[name]]

    def from_dict(self, fields: dict[str, str]) -> None:
        self.clear()
        self.update(fields)


class Browser:
    """What Streamlit knows of a browser: its address, and what is remembered for it."""

    def __init__(self) -> None:
        self.session_state: dict[str, Any] = {}
        self.query_params = Query()

    def run(self, page: str = "neuron", **address: str) -> PageSession[NeuronState]:
        """The script of a page with an address."""
        self.query_params = Query(address)
        session = sessions.current("neuron", NeuronState, page)
        sessions.publish(session)
        return session


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    browser = Browser()
    monkeypatch.setattr(sessions, "st", browser)
    return browser


def typed(browser: Browser, b: float) -> PageSession[NeuronState]:
    """A number is typed: the stage's message is handled, and the link is published."""
    session = sessions.session(NeuronState)
    session.state = replace(session.state, b=b)
    return browser.run()


@pytest.mark.parametrize("callback", [sessions.read, lambda: commits.receive(NeuronState)])
def test_a_message_from_before_the_new_address_takes_nothing_back(
    browser: Browser, callback: Any
) -> None:
    session = browser.run()
    typed(browser, 77.0)
    assert browser.query_params["b"] == "77"
    version = session.version
    callback()
    assert browser.run().state.b == 77.0, "the address is the one from before"
    assert browser.query_params["b"] == "77"
    assert session.version == version, "the stage goes on with what it shows"


def test_back_and_a_typed_address_are_news(browser: Browser) -> None:
    session = browser.run()
    typed(browser, 77.0)
    assert browser.run().state == NeuronState.default(), "back"
    assert browser.run(w="3", b="60").state.b == 60.0, "typed"
    sessions.read()
    assert browser.run(w="3", b="60") is session
    assert browser.run().state == NeuronState.default(), "the widget before has had its run"


def test_a_page_without_a_session_leaves_the_others_as_they_are(browser: Browser) -> None:
    browser.run()
    typed(browser, 77.0)
    sessions.none("course")
    assert sessions.in_view() is None
    assert browser.run().state.b == 77.0, "come to without a link"
    sessions.none("course")
    sessions.read()
    sessions.none("course")
    assert browser.run(b="60").state.b == 60.0, "back, after something was pressed there"
