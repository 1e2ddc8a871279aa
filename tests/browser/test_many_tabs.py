"""Many tabs of one browser, which opens six connections to a server and no more."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.trainer import Trainer

SLOW = "/training?view=top&epochs=2000&speed=10&inputs=sugars"
SEEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""Says that the tab is hidden, or seen: to a headless browser all tabs are seen."""
OTHERS = """async url => {
  window.streams = Array.from({ length: 5 }, () => new EventSource(url));
  const open = (stream) => new Promise((resolve) => stream.onopen = resolve);
  await Promise.all(window.streams.map(open));
  window.events = 0;
  for (const stream of window.streams) stream.addEventListener("snapshot", () => window.events++);
  fetch(location.href).then(({ status }) => window.answer = status);
}"""
"""The streams of five other tabs, and what a seventh asks for."""


def test_a_hidden_tab_leaves_its_connection_to_others_and_reads_on_when_it_is_seen(
    new_page: NewPage,
) -> None:
    page = new_page()
    trainer = Trainer.open(page, SLOW)
    with page.expect_request("**/runs/*/events") as request:
        trainer.press("Train")
    trainer.until(r"^Training · epoch [1-9]")
    others: Page = page.context.new_page()
    others.goto("/_stcore/health")
    others.evaluate(OTHERS, request.value.url)
    others.wait_for_function("window.events > 20")
    assert others.evaluate("window.answer") is None  # all six connections are taken

    with page.expect_request("**/runs/*/watch"):
        page.evaluate(SEEN, True)
    others.wait_for_function("window.answer === 200")
    others.close()
    before = trainer.state.inner_text()
    with page.expect_request(re.compile(r"/events\?after=\d+\.\d+\.\d+$")):
        page.evaluate(SEEN, False)
    expect(trainer.state).not_to_have_text(before)
    trainer.press("Stop")
    trainer.until("^Stopped")
