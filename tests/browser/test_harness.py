"""The watch over the browser tests hears what it listens for: its silence means something."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CheckAxe, Complaints, reports
from tests.browser.rules import HIDDEN, OVERFLOWING, UNREACHABLE


def test_hears_errors_and_requests_to_other_hosts(page: Page, complaints: Complaints) -> None:
    page.goto("/_stcore/health")
    expect(page.get_by_text("ok")).to_be_visible()
    assert complaints.errors == []
    assert complaints.strangers == []

    page.evaluate(
        """async () => {
            console.error("said on the console");
            setTimeout(() => { throw new Error("thrown"); }, 0);
            await fetch("http://127.0.0.1:2/fetched").catch(() => {});
            const socket = new WebSocket("ws://127.0.0.1:2/socket");
            await new Promise((resolve) => socket.addEventListener("error", resolve));
        }"""
    )

    heard = "\n".join(complaints.errors)
    assert "said on the console" in heard
    assert "thrown" in heard
    assert "http://127.0.0.1:2/fetched" in complaints.strangers
    assert "ws://127.0.0.1:2/socket" in complaints.strangers
    complaints.errors.clear()
    complaints.strangers.clear()


def test_axe_finds_a_picture_without_a_name(page: Page, axe: CheckAxe) -> None:
    page.goto("/_stcore/health")
    page.evaluate(
        "document.body.innerHTML = '<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">'"
    )
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_what_is_covered_or_too_wide_is_found(page: Page) -> None:
    page.goto("/_stcore/health")
    page.evaluate(
        """() => document.body.innerHTML = `
            <main data-testid=stMain><button>free</button><button id=below>covered</button>
            <div class=wide style="width: 200vw; height: 9px"></div></main>
            <div style="position: absolute; background: red"></div>`"""
    )
    page.evaluate(
        """() => {
            const { left, top, width, height } = below.getBoundingClientRect();
            const pixels = { left, top, width, height };
            for (const name in pixels) {
                document.body.lastElementChild.style[name] = `${pixels[name]}px`;
            }
        }"""
    )
    assert page.evaluate(UNREACHABLE) == ["BUTTON covered lies below DIV "]
    assert page.evaluate(OVERFLOWING) == ["DIV wide is wider than the window"]
    assert page.locator("#below").evaluate(HIDDEN) == "lies below DIV "
    assert page.get_by_text("free").evaluate(HIDDEN) == ""


def test_an_error_of_the_app_is_seen_behind_a_browser_that_went_away() -> None:
    gone = "Exception in ASGI application\nTraceback (most recent call last):\n"
    log = (
        f"ERROR:    {gone}  ...\nstreamlit.WebSocketDisconnected\n"
        "\x1b[31m── \x1b[0m\x1b[1mTraceback \x1b[0m\x1b[2m(most recent call last)\x1b[0m ──\n"
        "AttributeError: 'Stack' object has no attribute 'recipe'\n"
    )
    (report,) = [report for report in reports(log) if report]
    assert "Traceback (most recent call last)" in report
    assert "AttributeError" in report
