"""Pressed on a page that is still shown while the server is at the next one: nothing breaks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.slow_wire import QUIET, SlowWire


@pytest.mark.parametrize(
    ("name", "link", "next_page", "button"),
    [
        ("Training", "/training?view=top&layers=3-relu", "Layers", "Remove layer 1"),
        ("Layers", "/layers?view=top&layers=3-relu", "Training", "Random start"),
        ("Layers", "/layers?view=top&layers=3-relu", "Start", "Train"),
        ("One neuron", "/neuron", "Layers", "w = 2.5, b = 90"),
    ],
)
def test_what_is_pressed_too_late_changes_neither_page(
    page: Page, name: str, link: str, next_page: str, button: str
) -> None:
    wire = SlowWire(page)
    page.goto(link)
    heading = page.get_by_role("heading", level=1)
    equation, mse = page.get_by_test_id("equation"), page.get_by_test_id("mse")
    agreement = page.get_by_test_id("keras-agreement")
    expect(agreement).to_have_attribute("data-state", "agrees", timeout=60_000)
    before = heading.inner_text(), equation.inner_text(), mse.text_content() or ""
    wire.holds = True
    go_to(page, next_page)
    wire.until_quiet()
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_timeout(QUIET)
    wire.until_quiet()
    wire.release()
    go_to(page, "Data")
    expect(heading).to_contain_text("Data")
    go_to(page, next_page)
    expect(heading).not_to_contain_text("Data")
    go_to(page, name)
    expect(heading).to_have_text(before[0])
    expect(equation).to_have_text(before[1])
    expect(mse).to_have_text(before[2])


def go_to(page: Page, name: str) -> None:
    page.locator(".st-key-nav").get_by_role("link", name=name, exact=True).click()
