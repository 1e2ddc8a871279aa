"""A Chromium that nobody looks into while it is measured."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.chromium import FLAGS, chromium

SIZE = (1440, 900)
MOUSE = "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"
"""A mouse, as Blink calls it: without one, charts show their buttons all the time."""
PATIENCE = 120.0
"""Seconds after which a page that should have rung has failed."""


@dataclass(frozen=True)
class Loose:
    """A Chromium with one page. Playwright visits it, and is gone while something is measured.

    A debugger is told of every piece that comes over the network. Beside a training that uses all
    cores, this alone takes several percent of its speed, and no learner's browser has one.

    Attributes:
        endpoint: where Chromium's debugger listens.
        door: where the bell is heard.
    """

    playwright: Playwright
    endpoint: str
    door: socket.socket

    @property
    def bell(self) -> str:
        """The address that a page fetches when it wants to be visited again."""
        return f"http://localhost:{self.door.getsockname()[1]}/"

    @contextmanager
    def visit(self) -> Iterator[Page]:
        """The page, with Playwright's hands on it."""
        browser = self.playwright.chromium.connect_over_cdp(self.endpoint)
        yield browser.contexts[0].pages[0]
        browser.close()

    def wait(self) -> None:
        """Waits until the page rings; Chromium also comes to the door without ringing.

        Raises:
            TimeoutError: if it does not within PATIENCE seconds.
        """
        self.door.settimeout(PATIENCE)
        rung = False
        while not rung:
            caller, _ = self.door.accept()
            with caller, suppress(TimeoutError):
                caller.settimeout(1)
                rung = caller.recv(4096).startswith(b"GET")
                caller.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")


@contextmanager
def letting_go() -> Iterator[Loose]:
    """A headless Chromium whose page is SIZE, visited or not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        width, height = SIZE
        options = [
            "--headless",
            "--hide-scrollbars",
            f"--blink-settings={MOUSE}",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
        ]
        process = subprocess.Popen(
            [chromium(), *options, *FLAGS, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = _port(Path(profile) / "DevToolsActivePort")
            with sync_playwright() as playwright, socket.create_server(("localhost", 0)) as door:
                loose = Loose(playwright, f"http://localhost:{port}", door)
                _fit(loose)
                yield loose
        finally:
            process.terminate()
            process.wait(timeout=30)


def _port(told: Path) -> int:
    """The port of the debugger, which Chromium writes down once it listens."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        if told.exists() and (lines := told.read_text(encoding="utf-8").splitlines()):
            return int(lines[0])
        time.sleep(0.05)
    raise RuntimeError("Chromium's debugger did not listen within 60 s")


def _fit(loose: Loose) -> None:
    """Makes the window so large that the page in it is SIZE."""
    with loose.visit() as page:
        inner = page.evaluate("[innerWidth, innerHeight]")
        session = page.context.new_cdp_session(page)
        window = session.send("Browser.getWindowForTarget")
        bounds = {
            side: window["bounds"][side] + wanted - found
            for side, wanted, found in zip(("width", "height"), SIZE, inner, strict=True)
        }
        session.send("Browser.setWindowBounds", {"windowId": window["windowId"], "bounds": bounds})
        page.wait_for_function(
            "size => innerWidth === size[0] && innerHeight === size[1]", arg=SIZE
        )
