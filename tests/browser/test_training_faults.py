"""Training when something fails: a reload, a lost connection, a server that is started again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.servers import Server
from tests.browser.trainer import LIMIT, Trainer

SLOW = "/training?view=top&epochs=300&speed=30"


def test_a_reload_finds_the_training_and_its_way_so_far(page: Page) -> None:
    trainer = Trainer.open(page, SLOW)
    trainer.press("Train")
    trainer.until(r"^Training · epoch [2-9]\d of 300$")
    page.reload()
    trainer.until(r"^Training · epoch [3-9]\d|^Training · epoch \d{3}")
    trainer.timeline.focus()
    page.keyboard.press("Home")
    trainer.until(r"epoch 0 of 300$")
    page.keyboard.press("ArrowRight")
    trainer.until(r"epoch 1 of 300$")
    trainer.press("Stop")
    expect(page.get_by_test_id("run-reason")).to_have_text("Stopped by hand.")


def test_five_seconds_offline_lose_nothing(page: Page, complaints: Complaints) -> None:
    trainer = Trainer.open(page, SLOW)
    trainer.press("Train")
    trainer.until(r"^Training · epoch [1-9]\d of 300$")
    page.context.set_offline(True)
    page.wait_for_timeout(5000)  # how long they are offline, not how long something takes
    page.context.set_offline(False)
    trainer.until(r"^Finished · epoch 300 of 300$")
    complaints.errors.clear()  # the browser says that it was offline
    expect(page.get_by_test_id("run-reason")).to_have_text("All 300 epochs are done.")
    page.wait_for_function(
        "() => document.querySelector('.np-losses .np-plot').data[0].x.length === 300"
    )


def test_a_server_that_is_started_again_goes_on_from_the_link(
    browser: Browser, tmp_path: Path
) -> None:
    server = Server(tmp_path / "log.txt")
    context = browser.new_context(base_url=server.base, viewport={"width": 1440, "height": 900})
    try:
        server.start()
        trainer = Trainer.open(context.new_page(), SLOW)
        trainer.press("Train")
        trainer.until(r"^Training · epoch [1-9]\d of 300$")
        server.stop()
        server.start()
        reason = trainer.page.get_by_test_id("run-reason")
        expect(reason).to_contain_text("cannot be followed", timeout=LIMIT)
        expect(reason).to_contain_text("Train starts it again")
        trainer.press("Train")
        trainer.until(r"^Training · epoch [1-9]\d* of 300$")
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
    finally:
        context.close()
        server.stop()
