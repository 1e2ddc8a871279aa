"""The app below a path: Streamlit's own option, and a proxy that strips it.

With `server.baseUrlPath` the server knows the path; behind such a proxy it cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import FilePayload, Page, expect

from playground.state.layers import LayersState
from tests.browser.conftest import Complaints, NewPage
from tests.browser.servers import Server
from tests.browser.stage import Stage
from tests.browser.stripping_proxy import PATH, stripping_proxy
from tests.browser.trainer import Trainer
from tests.state.layers_states import with_other_weights

ROWS = "size,price\n" + "".join(f"{i},{3 * i + i % 4}\n" for i in range(20))


@pytest.fixture(params=["option", "proxy"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The app's address, without a slash at the end."""
    if request.param == "proxy":
        server: str = request.getfixturevalue("server")
        with stripping_proxy(urlsplit(server).port or 80) as address:
            yield address
    else:
        own = Server(tmp_path / "log.txt", path=PATH)
        own.start()
        yield own.base
        own.stop()
        assert "Traceback" not in own.log.read_text(encoding="utf-8")


def test_pages_streams_uploads_cookies_and_links_work_below_a_path(
    base: str, new_page: NewPage, complaints: Complaints
) -> None:
    complaints.host = urlsplit(base).netloc
    page = new_page(base_url=f"{base}/")
    stays_below(page, base)
    trains(page, base)
    uploads(page)
    opens_short_links(page, base)
    assert complaints.errors == []
    finds_its_way(page, base)
    complaints.errors.clear()  # of the address that is none, and of the one without its slash


def stays_below(page: Page, base: str) -> None:
    """A drag reaches Keras and Python, whose answer writes the address."""
    page.goto("neuron?w=2.5&b=90")
    stage = Stage(page)
    stage.until_drawn()
    stage.until_keras_agrees()
    stage.focus_slider("w")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(rf"^{base}/neuron\?.*w=(?!2\.5&)"))


def trains(page: Page, base: str) -> None:
    """Its events come one by one, and after a reload the cookie finds the run again."""
    page.get_by_role("link", name="Training").first.click()
    expect(page).to_have_url(re.compile(rf"^{base}/training"))
    trainer = Trainer.open(page, "training?view=top&epochs=2000&speed=10")
    trainer.press("Train")
    trainer.until(r"^Training · epoch [1-9]")
    trainer.press("Pause")
    trainer.until(r"^Paused · epoch [1-9]")
    cookies = {cookie["name"]: cookie["path"] for cookie in page.context.cookies(base + "/")}
    assert cookies["playground"] == f"{PATH}/"
    page.reload()
    trainer.until(r"^Paused · epoch [1-9]")
    trainer.press("Stop")
    trainer.until("^Stopped")


def uploads(page: Page) -> None:
    page.goto("data")
    page.get_by_role("button", name="Your own table").click()
    file = FilePayload(name="own.csv", mimeType="text/csv", buffer=ROWS.encode())
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(files=[file])
    expect(page.get_by_text("20 rows, comma")).to_be_visible()


def opens_short_links(page: Page, base: str) -> None:
    query = urlencode(with_other_weights(LayersState.default()).to_query(), safe=",")
    page.goto(f"layers?{query}")
    page.get_by_role("button", name="Share").click()
    address = page.get_by_test_id("address")
    expect(address).to_contain_text(f"{PATH}/s/")
    page.goto(f"{base.removesuffix(PATH)}{urlsplit(address.inner_text()).path}")
    expect(page).to_have_url(re.compile(rf"^{base}/layers\?.*weights="))
    expect(page.get_by_test_id("keras-agreement")).to_have_attribute("data-state", "agrees")


def finds_its_way(page: Page, base: str) -> None:
    """An address that leads nowhere names the pages, and one without a slash is the start page."""
    page.goto("nowhere/at/all")
    page.get_by_role("link", name="Layers", exact=True).click()
    expect(page).to_have_url(re.compile(rf"^{base}/layers"))
    page.goto(base)
    expect(page).to_have_url(re.compile(rf"^{base}/(\?|$)"))
    Stage(page).until_drawn()
