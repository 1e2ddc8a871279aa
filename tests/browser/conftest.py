"""The real app in a real Chromium: a server for the session, watched pages for each test."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    WebSocket,
    expect,
    sync_playwright,
)

from tests.browser.people import People
from tests.browser.rules import violations
from tests.chromium import NoChromium, chromium

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

ROOT = Path(__file__).parents[2]
START_LIMIT = 60.0

NewPage = Callable[..., Page]
CheckAxe = Callable[[Page], None]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, started the way a person starts it.

    Fails at the end if the server's log holds a traceback.
    """
    log = tmp_path_factory.mktemp("server") / "log.txt"
    port = _free_port()
    base = f"http://localhost:{port}"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            _command(port), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            _wait_until_healthy(process, base, log)
            yield base
        finally:
            process.terminate()
            process.wait(timeout=30)
    complaint = "\n".join(reports(log.read_text(encoding="utf-8")))
    assert "Traceback (most recent call last)" not in complaint, f"the server's log:\n{complaint}"


_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_NEXT_REPORT = re.compile(r"^(?=ERROR:|\d{4}-\d\d-\d\d |.*─ Traceback )", re.MULTILINE)


def reports(log: str) -> list[str]:
    """What the server wrote, cut where a report begins.

    Left out: a browser that goes away in the middle of a message makes Streamlit's own socket
    complain.
    """
    reports = _NEXT_REPORT.split(_COLOUR.sub("", log))
    gone = ("Exception in ASGI application", "WebSocketDisconnected")
    return [report for report in reports if not all(word in report for word in gone)]


def _command(port: int, module: str = "streamlit") -> list[str]:
    """`streamlit run`, without the browser window and the watch over changing files."""
    return [
        *(sys.executable, "-m", module, "run"),
        *("--server.port", str(port)),
        *("--server.headless", "true"),
        *("--server.fileWatcherType", "none"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_healthy(process: subprocess.Popen[bytes], base: str, log: Path) -> None:
    give_up = time.monotonic() + START_LIMIT
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urlopen(f"{base}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    ended = f"ended with {process.poll()}" if process.poll() is not None else "did not answer"
    pytest.fail(f"the server {ended}; its log:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def people(server: str) -> Iterator[People]:
    """Those who come to the session's server, with a Chromium."""
    try:
        path = chromium()
    except NoChromium as error:
        pytest.exit(str(error), returncode=1)
    with sync_playwright() as playwright:
        people = People(playwright, path, server)
        yield people
        people.close()


@pytest.fixture
def browser(people: People) -> Browser:
    """A headless Chromium, for contexts that a test makes itself."""
    return people.browser


@dataclass
class Complaints:
    """What went wrong in the browser during a test; a test that expects one clears its list.

    Attributes:
        errors: errors on the console, and errors nobody caught.
        strangers: addresses asked for on any host but the server's.
        expected: a pattern of errors that are none, from now on.
    """

    host: str
    expected: str | None = None
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Listens to every page of the context, until `unwatch`."""
        for event, listener in self._listeners.items():
            context.on(event, listener)
        self._watched.append(context)

    def unwatch(self) -> None:
        """Listens no longer."""
        for context in self._watched:
            for event, listener in self._listeners.items():
                context.remove_listener(event, listener)
        self._watched.clear()

    def __post_init__(self) -> None:
        """The listeners, by the context's event."""
        self._watched: list[BrowserContext] = []
        self._listeners: dict[Any, Callable[[Any], None]] = {
            "console": self._console,
            "weberror": self._uncaught,
            "request": self._request,
            "page": lambda page: page.on("websocket", self._websocket),
        }

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        text = f"{message.text} ({message.location.get('url')})"
        if self.expected is None or not re.search(self.expected, text):
            self.errors.append(text)

    def _uncaught(self, raised: WebError) -> None:
        error = raised.error
        self.errors.append(f"uncaught: {error}\n{getattr(error, 'stack', '')}")

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _websocket(self, websocket: WebSocket) -> None:
        self._address(websocket.url)

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.strangers.append(url)


@pytest.fixture
def complaints(server: str) -> Complaints:
    """What the pages of this test complain about; checked when it ends."""
    return Complaints(host=urlsplit(server).netloc)


@pytest.fixture
def new_page(people: People, complaints: Complaints) -> Iterator[NewPage]:
    """Opens a page in a browser context of its own: another person, with nothing remembered.

    Takes what `Browser.new_context` takes, such as `color_scheme="dark"`. Addresses are relative
    to the server: `new_page().goto("/neuron")`. After the test every page must have been quiet.
    """
    yield partial(people.open_page, complaints.watch)
    people.leave()
    complaints.unwatch()
    errors, strangers = complaints.errors, complaints.strangers
    assert not errors, "errors in the browser:\n" + "\n".join(errors)
    assert not strangers, "requests to other hosts:\n" + "\n".join(strangers)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page of 1440 by 900 pixels, in light colours."""
    return new_page()


@pytest.fixture
def axe() -> CheckAxe:
    """Checks a page against the rules of WCAG 2.2, levels A and AA, and fails on any violation."""

    def check(page: Page) -> None:
        found = violations(page)
        assert not found, "accessibility violations:\n" + "\n".join(found)

    return check
