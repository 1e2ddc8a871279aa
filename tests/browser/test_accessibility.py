"""For everybody: accessibility rules, keyboard, touch, small screens, light and dark."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import CheckAxe, Complaints, NewPage
from tests.browser.finger import scrolled
from tests.browser.rules import OVERFLOWING
from tests.browser.stage import Stage

COLOUR_OF_POINTS = """() =>
    document.querySelector(".np-chart .js-plotly-plot")?._fullData?.[0].marker.color"""
DEEPEST_IS_ACCENT = """() => {
    const [[, colour]] = document.querySelector(".np-landscape .js-plotly-plot")._fullData[0]
        .colorscale;
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
    return Math.hypot(red - 38, green - 141, blue - 115) < 2;
}"""
"""Where the loss is smallest, 85 % of #00795a over white."""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_no_rule_is_broken_in_what_opens(new_page: NewPage, axe: CheckAxe) -> None:
    """The pages themselves: test_frame.py."""
    page = new_page(color_scheme="dark")
    stage = Stage.open(page, "?w=abc")
    stage.until_keras_agrees()
    expect(stage.notices).to_have_count(1)
    for tab in ("Keras code", "Weights as tensors"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel").locator("pre, table")).to_be_visible()
    stage.box("w").fill("")
    expect(stage.box("w")).to_have_attribute("aria-invalid", "true")
    stage.until_quiet()
    axe(page)
    stage.button("Challenge me").click()
    expect(page.get_by_test_id("score")).to_be_visible()
    stage.until_drawn()
    stage.until_quiet()
    axe(page)


def test_the_page_for_unknown_addresses_breaks_no_rule(
    new_page: NewPage, axe: CheckAxe, complaints: Complaints
) -> None:
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        page.goto("/nowhere")
        expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
        axe(page)
    assert all("404" in error for error in complaints.errors), complaints.errors
    complaints.errors.clear()


def test_nothing_overflows_a_phone_and_fingers_move_sliders(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    stage = Stage.open(page, "?b=90")
    for _ in range(2):
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
        stage.switch("ReLU").check()
    for name in ("w", "b", "probe"):
        slider = stage.slider(name).bounding_box()
        assert slider is not None
        assert slider["height"] >= 24, "WCAG 2.2: targets are at least 24 pixels high"
        assert slider["width"] >= 250

    x, y = stage.thumb("w")
    stage.swipe((x, y), (x + 64, y))
    stage.expect_neuron(w := stage.value("w"), 90.0)
    assert w > 2.0
    stage.expect_link(w=f"{w:g}", b="90", relu="1")


def test_a_finger_lifts_the_line_without_scrolling_the_page(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    stage = Stage.open(page, "?w=2.5&b=90")
    stage.until_quiet()
    stage.next_frame()
    x, y = stage.spot(stage.chart, 8.0, 110.0)
    _, lower = stage.spot(stage.chart, 8.0, 80.0)
    before = scrolled(page)
    stage.swipe((x, y), (x, lower))
    stage.expect_near("b", 60.0, 2.0)
    assert stage.value("w") == 2.5
    assert scrolled(page) == before


def test_everything_is_reached_by_the_tab_key(page: Page) -> None:
    stage = Stage.open(page)
    stage.box("w").focus()
    reached = []
    for _ in range(18):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                    const { activeElement: it } = document;
                    return it.ariaLabel || it.closest("label")?.innerText || it.innerText;
                }"""
            ).strip()
        )
    for name in ("w", "b", "ReLU", "Misses", "Best fit", "Reset w and b", "probe"):
        assert name in reached, f"the tab key reached {reached}"


def test_what_was_done_is_told_once_the_hand_rests(page: Page) -> None:
    stage = Stage.open(page, "?w=2.5&b=90")
    told = stage.region.get_by_role("status").filter(has_text="mean miss")
    expect(told).to_contain_text("calories = 2.500 × sugars + 90.0; mean miss 12.0 kcal")
    x, y = stage.thumb("w")
    stage.grab((x, y))
    stage.drag([(x + 30, y)])
    expect(told).to_contain_text("2.500 × sugars")
    stage.drop()
    expect(told).not_to_contain_text("2.500 × sugars")
    expect(told).to_contain_text(stage.equation.inner_text())
    says = re.compile(re.escape(stage.equation.inner_text()))
    expect(stage.chart).to_have_attribute("aria-label", says)


def test_a_change_of_theme_keeps_the_hand_and_every_name(page: Page, axe: CheckAxe) -> None:
    stage = Stage.open(page, "?w=2.5&b=90")
    stage.focus_slider("w")
    page.keyboard.press("PageUp")
    stage.expect_link(w="3", b="90")
    light = page.evaluate(COLOUR_OF_POINTS)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({COLOUR_OF_POINTS})() !== light", arg=light)
    stage.until_drawn()
    stage.expect_neuron(3.0, 90.0)
    for picture in (stage.chart, page.locator(".np-neuron")):
        expect(picture).to_have_attribute("aria-label", re.compile(r"3\.000"))
    stage.until_quiet()
    axe(page)


def test_colours_are_the_themes_even_if_the_style_comes_late(page: Page) -> None:
    held: list[Route] = []
    page.route("**/stage*.css*", lambda route: held.append(route))
    page.goto("/neuron")
    page.wait_for_function("document.querySelector('.np-stage')")
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 500))")
    assert held, "the stage's style was not asked for"
    for route in held:
        route.continue_()
    stage = Stage(page)
    stage.until_drawn()
    page.wait_for_function(DEEPEST_IS_ACCENT)
