"""A class in Chromium: opened by a teacher, joined by learners."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

TITLE = "8b <b>bold</b>"
LATE_REPORT = "404 .*/report"
"""What a browser says of a report that was on its way when the class ended."""


def open_class(page: Page) -> str:
    """Opens a class, and returns its code."""
    page.goto("/class")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_role("button", name="Open a class").click()
    code = page.locator(".np-wall-code")
    expect(code).to_have_text(re.compile(r"^[B-DF-HJ-NP-TV-Z2-9]{5}$"))
    return code.inner_text()


def join(page: Page, code: str) -> str:
    """Joins a class, and returns who the learner is."""
    page.goto(f"/join/{code.lower()}")
    strip = page.locator(".np-strip-text")
    expect(strip).to_have_text(re.compile(rf"You are the \w+ \w+ · {re.escape(TITLE)} {code}"))
    expect(page).to_have_url(re.compile("/neuron"))
    expect(page.get_by_role("slider", name="w", exact=True)).to_be_visible()
    found = re.match(r"You are the (\w+ \w+)", strip.inner_text())
    assert found
    return found[1]
