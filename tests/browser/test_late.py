"""Pressed on a page that is still shown while the server is at the next one: nothing breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

QUIET = 400


@dataclass
class SlowWire:
    """The server hears the page at once; what it says is held back, when told to."""

    page: Page
    holds: bool = False
    said: list[str | bytes] = field(default_factory=list)
    sockets: list[WebSocketRoute] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.route_web_socket(re.compile("_stcore/stream"), self._join)

    def _join(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.connect_to_server().on_message(self._hear)

    def _hear(self, message: str | bytes) -> None:
        if self.holds:
            self.said.append(message)
        else:
            self.sockets[-1].send(message)

    def until_quiet(self) -> None:
        """Waits until the server has said something, and nothing more for a moment."""
        before = -1
        while before != len(self.said) or not self.said:
            before = len(self.said)
            self.page.wait_for_timeout(QUIET)

    def release(self) -> None:
        self.holds = False
        for message in self.said:
            self.sockets[-1].send(message)
        self.said.clear()


@pytest.mark.parametrize(
    ("name", "link", "next_page", "button"),
    [
        ("Training", "/training?view=top&layers=3-relu", "Layers", "Remove layer 1"),
        ("Layers", "/layers?view=top&layers=3-relu", "Training", "Random start"),
        ("Layers", "/layers?view=top&layers=3-relu", "Start", "Train"),
        ("One neuron", "/neuron", "Layers", "w = 2.5, b = 90"),
    ],
)
def test_what_is_pressed_too_late_changes_neither_page(
    page: Page, name: str, link: str, next_page: str, button: str
) -> None:
    wire = SlowWire(page)
    page.goto(link)
    heading = page.get_by_role("heading", level=1)
    equation, mse = page.get_by_test_id("equation"), page.get_by_test_id("mse")
    agreement = page.get_by_test_id("keras-agreement")
    expect(agreement).to_have_attribute("data-state", "agrees", timeout=60_000)
    before = heading.inner_text(), equation.inner_text(), mse.text_content() or ""
    wire.holds = True
    go_to(page, next_page)
    wire.until_quiet()
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_timeout(QUIET)
    wire.until_quiet()
    wire.release()
    go_to(page, "Data")
    expect(heading).to_contain_text("Data")
    go_to(page, next_page)
    expect(heading).not_to_contain_text("Data")
    go_to(page, name)
    expect(heading).to_have_text(before[0])
    expect(equation).to_have_text(before[1])
    expect(mse).to_have_text(before[2])


def go_to(page: Page, name: str) -> None:
    page.locator(".st-key-nav").get_by_role("link", name=name, exact=True).click()
