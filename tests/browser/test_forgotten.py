"""What the server has forgotten comes back by itself: on every page, with nothing lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.conftest import Complaints, NewPage
from tests.browser.servers import Server

START_LIMIT = 90_000
BACK_WITHIN = 2_000
"""Milliseconds from the first change after it to Keras' answer."""
SLICED = "&inputs=sugars,fiber,fat"
"""More inputs than Layers shows: the sliders that cut it are there at once."""
LARGE = f"{SLICED}&layers=160-relu,160-relu"
PAGES = {
    "one neuron": ("/neuron?w=2.5&b=90", "w"),
    "planes": ("/plane?view=top", "w0 sugars"),
    "layers": (f"/layers?view=top{SLICED}", "sugars"),
    "a large network": (f"/layers?view=top{LARGE}", "sugars"),
    "training": ("/training?view=top", "sugars"),
    "training a large network": (f"/training?view=top{LARGE}", "sugars"),
    "concrete": ("/concrete", "Cement"),
}


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that forgets all tokens when it gets SIGUSR1."""
    log: Path = tmp_path_factory.mktemp("forgetful") / "log.txt"
    server = Server(log, "tests.browser.forgetful")
    server.start()
    yield server
    server.stop()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def forget(server: Server) -> None:
    assert server.process
    os.kill(server.process.pid, signal.SIGUSR1)


def until_answered(page: Page) -> Locator:
    """Keras agrees, or says that it computes the network."""
    badge = page.get_by_test_id("keras-agreement")
    expect(badge).to_have_attribute("data-state", "agrees", timeout=START_LIMIT)
    return badge


def is_answer(response: Response) -> bool:
    return response.url.endswith("keras/answer") and response.status == 200


@pytest.mark.parametrize("name", PAGES)
def test_it_is_back_within_two_seconds_every_time(
    name: str, forgetful: Server, new_page: NewPage, complaints: Complaints
) -> None:
    link, label = PAGES[name]
    complaints.host = f"localhost:{forgetful.port}"
    page = new_page(base_url=forgetful.base)
    page.goto(link)
    until_answered(page)
    slider = page.get_by_role("slider", name=label, exact=True)
    slider.focus()
    for _ in range(2):
        forget(forgetful)
        before = float(slider.input_value())
        with page.expect_response(is_answer, timeout=BACK_WITHIN):
            page.keyboard.press("ArrowRight")
        badge = until_answered(page)
        expect(badge).not_to_contain_text("does not answer")
        moved = float(slider.input_value())
        assert moved > before
        page.keyboard.press("ArrowLeft")
        until_answered(page)
        assert float(slider.input_value()) == pytest.approx(before)
    expect(page.get_by_role("alert")).to_have_count(0)
    # A browser writes every answer of 404 to its console.
    assert any("404" in error for error in complaints.errors)
    complaints.errors = [error for error in complaints.errors if "keras/answer" not in error]
