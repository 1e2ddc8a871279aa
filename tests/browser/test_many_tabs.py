"""Many tabs of one browser, which opens six connections to a server and no more."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.trainer import LIMIT, Trainer

SLOW = "/training?view=top&epochs=2000&speed=2&inputs=sugars"
TABS = 7
SEEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""Says that the tab is hidden, or seen: to a headless browser all tabs are seen."""


def hide(page: Page) -> None:
    """Hides a tab that follows a run, and waits until it has given its stream back."""
    with page.expect_request("**/runs/*/watch"):
        page.evaluate(SEEN, True)


def test_seven_tabs_that_follow_a_training_leave_room_for_an_eighth(new_page: NewPage) -> None:
    first = new_page()
    Trainer.open(first, SLOW).press("Train")
    tabs = [first]
    for _ in range(TABS - 1):
        Trainer(tabs[-1]).until(r"^Training · epoch [1-9]")
        hide(tabs[-1])
        tabs.append(first.context.new_page())
        tabs[-1].goto(SLOW)
    Trainer(tabs[-1]).until(r"^Training · epoch [1-9]")
    hide(tabs[-1])
    last = first.context.new_page()
    last.goto("/neuron")
    expect(last.get_by_test_id("keras-agreement")).to_have_attribute(
        "data-state", "agrees", timeout=LIMIT
    )
    state = Trainer(first).state
    before = state.inner_text()
    with first.expect_request(re.compile(r"/events\?after=\d+\.\d+\.\d+$")):
        first.evaluate(SEEN, False)
    expect(state).not_to_have_text(before)
    Trainer(first).press("Stop")
    Trainer(first).until("^Stopped")
