"""Many tabs of one browser, which opens six connections to a server and no more."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Request, expect

from tests.browser.classes import join, open_class
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


def of(topic: str) -> re.Pattern[str]:
    """Addresses of streams that are about a topic."""
    return re.compile(rf"/news\?(.*&)?{topic}=")


def test_a_tab_has_one_stream_and_leaves_it_to_others_while_it_is_hidden(
    new_page: NewPage,
) -> None:
    page = new_page()
    join(page, open_class(new_page()))
    streams: list[Request] = []
    page.on("request", lambda it: streams.append(it) if of("room|run").search(it.url) else None)
    page.on("requestfinished", lambda it: streams.remove(it) if it in streams else None)
    page.on("requestfailed", lambda it: streams.remove(it) if it in streams else None)
    trainer = Trainer.open(page, SLOW)
    with page.expect_request(of("run")) as request:
        trainer.press("Train")
    trainer.until(r"^Training · epoch [1-9]")
    [stream] = streams
    assert of("room").search(stream.url)  # of the class and the training both
    others: Page = page.context.new_page()
    others.goto("/_stcore/health")
    run = re.search(r"run=([^&]+)", request.value.url)
    assert run
    others.evaluate(OTHERS, f"/news?run={run[1]}")
    others.wait_for_function("window.events > 20")
    assert others.evaluate("window.answer") is None  # all six connections are taken

    with page.expect_request("**/runs/*/watch"):
        page.evaluate(SEEN, True)
    others.wait_for_function("window.answer === 200")
    others.close()
    before = trainer.state.inner_text()
    with page.expect_request(re.compile(r"/news\?room=.*after=\d+\.\d+\.\d+$")):
        page.evaluate(SEEN, False)
    expect(trainer.state).not_to_have_text(before)
    trainer.press("Stop")
    trainer.until("^Stopped")
