"""Words and figures that explain themselves, with the numbers that are on screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.finger import scrolled
from tests.browser.stage import Stage
from tests.browser.trainer import Trainer

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def card(page: Page) -> Locator:
    """The one that is open."""
    return page.get_by_role("dialog")


def term(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="Stage").get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_opens_by_click_and_keys_and_its_numbers_follow_the_hand(
    new_page: NewPage, axe: CheckAxe, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    stage = Stage.open(page, "?w=2.5&b=90")
    stage.until_keras_agrees()
    expect(stage.agreement).to_have_text("checked with Keras")
    expect(page.get_by_test_id("mse")).to_be_hidden()
    chart = stage.chart.bounding_box()

    miss, opened = term(page, "mean miss"), card(page)
    shown = page.get_by_test_id("mae").inner_text()
    miss.click()
    expect(opened).to_have_accessible_name("Mean miss (MAE)")
    expect(opened).to_contain_text(f"over 76 cereals: {shown} kcal")
    expect(miss).to_have_attribute("aria-expanded", "true")
    expect(opened.locator("[translate=no]").first).to_have_text("76")
    stage.until_quiet()
    axe(page)

    x, y = stage.thumb("b")
    stage.grab((x, y))
    stage.drag([(x + 20, y)])
    stage.next_frame()
    after = page.get_by_test_id("mae").inner_text()
    assert after != shown
    expect(opened).to_contain_text(f"over 76 cereals: {after} kcal")
    stage.drop()
    expect(opened).to_be_visible()
    page.mouse.click(x, y - 60)
    expect(opened).to_be_hidden()
    expect(miss).to_have_attribute("aria-expanded", "false")

    page.get_by_role("button", name="Other errors").click()
    assert stage.metric("r2") < 0
    expect(page.get_by_text("worse than always saying the mean")).to_be_visible()
    expect(page.get_by_test_id("r2")).to_be_visible()
    square = term(page, "MSE")
    for key in ("Enter", "Space"):
        square.focus()
        page.keyboard.press(key)
        expect(opened).to_be_focused()
        expect(opened).to_contain_text("The three largest misses are")
        page.keyboard.press("Escape")
        expect(opened).to_be_hidden()
        expect(square).to_be_focused()
    axe(page)
    page.keyboard.press("Escape")
    expect(square).to_be_hidden()
    expect(page.get_by_role("button", name="Other errors")).to_be_focused()

    stage.prediction.scroll_into_view_if_needed()
    page.locator("[data-explains='w:0']:not(button)").first.click()
    expect(opened).to_have_accessible_name("w, the weight")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(opened).to_be_hidden()
    expect(stage.box("w")).to_be_focused()
    stage.agreement.get_by_role("button").click()
    expect(opened).to_contain_text("the largest difference is 0")
    assert stage.chart.bounding_box() == chart, "the picture stays where it is"


def test_on_a_phone_a_tap_opens_a_sheet_at_the_lower_edge(new_page: NewPage, axe: CheckAxe) -> None:
    page = new_page(**PHONE)
    trainer = Trainer.open(page, "/training?epochs=40")
    opened = card(page)
    loss = term(page, "Loss")
    loss.scroll_into_view_if_needed()
    before = scrolled(page)
    loss.tap()
    expect(opened).to_contain_text("What training makes small: MSE")
    box = opened.bounding_box()
    assert box is not None
    assert box["x"] == 0
    assert box["width"] == 390
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert scrolled(page) == before
    axe(page)
    page.get_by_role("button", name="Close", exact=True).tap()
    expect(opened).to_be_hidden()
    epoch = term(page, "epoch")
    epoch.scroll_into_view_if_needed()
    epoch.tap()
    expect(opened).to_contain_text("Now: epoch 0 of 40. With 61 rows and batches of 32")
    page.get_by_test_id("equation").tap(position={"x": 2, "y": 2})
    expect(opened).to_be_hidden()
    trainer.press("One epoch")
    trainer.until(r"^Paused · epoch 1 of 40$")
    epoch.tap()
    expect(opened).to_contain_text(re.compile("epoch 1 of 40.* 2 steps"))
