"""What the server has forgotten comes back by itself, with nothing lost.

How long it takes on each page: `python -m benchmarks.forgotten`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.conftest import Complaints, NewPage
from tests.browser.servers import Server
from tests.browser.trainer import Trainer

LIMIT = 90_000
SLICED = "view=top&inputs=sugars,fiber,fat&layers=160-relu,160-relu"
"""Points and a network on the server, and sliders that cut the picture."""


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
    expect(badge).to_have_attribute("data-state", "agrees", timeout=LIMIT)
    return badge


def is_answer(response: Response) -> bool:
    return response.url.endswith("keras/answer") and response.status == 200


def is_lost(response: Response) -> bool:
    return response.url.endswith("keras/answer") and response.status == 404


def reach(slider: Locator, share: float) -> tuple[float, float]:
    """A place along a slider, in pixels of the page."""
    box = slider.bounding_box()
    assert box
    return box["x"] + share * box["width"], box["y"] + box["height"] / 2


def test_it_is_back_every_time_also_while_the_hand_moves(
    forgetful: Server, new_page: NewPage, complaints: Complaints
) -> None:
    complaints.host = f"localhost:{forgetful.port}"
    page = new_page(base_url=forgetful.base)
    page.goto(f"/layers?{SLICED}")
    until_answered(page)
    slider = page.get_by_role("slider", name="sugars", exact=True)
    slider.focus()
    for _ in range(2):
        forget(forgetful)
        before = float(slider.input_value())
        with page.expect_response(is_answer, timeout=LIMIT):
            page.keyboard.press("ArrowRight")
        expect(until_answered(page)).not_to_contain_text("does not answer")
        moved = float(slider.input_value())
        assert moved > before
        page.keyboard.press("ArrowLeft")
        until_answered(page)
        assert float(slider.input_value()) == pytest.approx(before)
    page.mouse.move(*reach(slider, 0.3))
    page.mouse.down()
    for share in (0.4, 0.5):
        forget(forgetful)
        with page.expect_response(is_answer, timeout=LIMIT):
            page.mouse.move(*reach(slider, share))
    page.mouse.up()
    until_answered(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect_only_404(complaints)


def test_it_is_back_while_a_run_is_watched(
    forgetful: Server, new_page: NewPage, complaints: Complaints
) -> None:
    complaints.host = f"localhost:{forgetful.port}"
    trainer = Trainer.open(
        new_page(base_url=forgetful.base), f"/training?{SLICED}&epochs=2000&speed=10"
    )
    trainer.press("Train")
    trainer.until(r"epoch [1-9]")
    for _ in range(2):
        forget(forgetful)
        with trainer.page.expect_response(is_lost, timeout=LIMIT):
            pass
        with trainer.page.expect_response(is_answer, timeout=LIMIT):
            pass
    trainer.press("Stop")
    until_answered(trainer.page)
    expect(trainer.page.get_by_role("alert")).to_have_count(0)
    expect_only_404(complaints)


def expect_only_404(complaints: Complaints) -> None:
    """A browser writes every answer of 404 to its console, and nothing else is there."""
    assert any("404" in error for error in complaints.errors)
    complaints.errors = [error for error in complaints.errors if "keras/answer" not in error]
