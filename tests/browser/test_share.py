"""Sharing what is on screen, and showing it on a projector."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

import segno
from playwright.sync_api import Page, expect

from playground.state.layers import LayersState
from playground.ui.shared.room_address import machine_address
from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.stage import Stage
from tests.qr import modules
from tests.state.layers_states import with_other_weights

LINK = "?data=concrete&inputs=Age&w=0.25&b=20.5&probe=50&relu=1&residuals=0&best=1&seed=3"


def copied(page: Page, button: str) -> str:
    """What a click on a button copies, on a page that is not given the clipboard."""
    page.evaluate(
        """() => {
            Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
            addEventListener("copy", () => { window.copied = getSelection().toString(); });
        }"""
    )
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name="✓ Copied")).to_be_visible()
    text: str = page.evaluate("window.copied")
    return text


def test_a_link_is_copied_scanned_and_opened_by_others(
    page: Page, new_page: NewPage, axe: CheckAxe
) -> None:
    stage = Stage.open(page, LINK)
    page.get_by_role("button", name="Share").click()
    address = page.get_by_test_id("address")
    expect(address).to_contain_text("/neuron?")
    shown = address.inner_text()
    assert copied(page, "Copy link") == shown
    assert urlsplit(shown).query == urlsplit(page.url).query.replace("%2C", ",")

    machine = machine_address()
    code = page.get_by_role("img", name=f"QR code of {shown}")
    if machine is None:
        expect(page.get_by_text("This computer is in no network")).to_be_visible()
        expect(code).to_have_count(0)
    else:
        assert urlsplit(shown).hostname == machine
        box = code.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 200
        size = int((code.get_attribute("viewBox") or "").split()[-1])
        path = code.locator("path").get_attribute("d") or ""
        made = segno.make(shown, micro=False, error="m")
        assert modules(path, size) == [list(row) for row in made.matrix_iter(border=4)]
    stage.until_quiet()
    axe(page)

    other = Stage.open(new_page(), f"?{urlsplit(shown).query}")
    other.expect_neuron(0.25, 20.5)
    expect(other.switch("ReLU")).to_be_checked()


def test_a_short_link_opens_the_same(page: Page, new_page: NewPage) -> None:
    page.goto(f"/layers?{urlencode(with_other_weights(LayersState.default()).to_query())}")
    page.get_by_role("button", name="Share").click()
    address = page.get_by_test_id("address")
    expect(address).to_have_text(re.compile(r"/s/[b-z2-9]{5}$"))
    short = urlsplit(address.inner_text()).path
    link = copied(page, "Copy the long link")
    other = new_page()
    other.goto(short)
    expect(other).to_have_url(re.compile(re.escape(urlsplit(link).query) + "$"))
    expect(other.get_by_role("alert")).to_have_count(0)


SMALL_TEXT = """() => {
    const sized = element => {
        const { a, b } = element.getScreenCTM?.() ?? { a: 1, b: 0 };
        return parseFloat(getComputedStyle(element).fontSize) * Math.hypot(a, b);
    };
    const texts = [...document.querySelectorAll(".np-stage *")].filter(element =>
        [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()) &&
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.getBoundingClientRect().width > 1 && !element.closest(".np-hidden"));
    const small = texts.filter(element =>
        sized(element) < (element.closest(".xtick, .ytick") ? 18 : 20) - 0.01);
    return [texts.length, small.map(element => `${sized(element)} ${element.textContent}`)];
}"""


def test_present_mode_is_legible_and_stays(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    stage = Stage.open(page, "?w=2.5&b=90")
    root = page.locator("html")
    tick = page.locator(".np-chart .xtick text").first
    expect(tick).to_have_css("font-size", "14px")
    stage.focus_slider("w")
    page.keyboard.press("Alt+p")
    expect(root).to_have_css("font-size", "24px")
    expect(page).to_have_url(re.compile(r"\?w=2\.5&b=90&present=1$"))
    expect(tick).to_have_css("font-size", "21px")
    expect(stage.button("Train")).to_be_hidden()
    expect(page.get_by_role("tab", name="Keras code")).to_be_hidden()
    count, small = page.evaluate(SMALL_TEXT)
    assert count > 40
    assert small == []
    chart, foot = stage.chart.bounding_box(), page.locator(".st-key-foot").bounding_box()
    assert chart is not None
    assert foot is not None
    assert chart["y"] + chart["height"] <= foot["y"] + 1
    assert chart["height"] > 400

    stage.focus_slider("w")
    page.keyboard.press("PageUp")  # a change writes another address
    expect(page).to_have_url(re.compile(r"w=3&b=90&present=1$"))
    page.reload()
    stage.until_drawn()
    expect(root).to_have_css("font-size", "24px")
    expect(stage.notices).to_have_count(0)
    page.get_by_role("link", name="Planes").first.click()
    expect(page).to_have_url(re.compile(r"/plane\?present=1$"))
    page.locator(".np-chart .js-plotly-plot").first.wait_for()
    expect(root).to_have_css("font-size", "24px")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/neuron\?w=3&b=90&present=1$"))

    stage.until_drawn()
    stage.box("w").focus()
    page.keyboard.press("Alt+p")  # while a number is typed, the key is the box's
    expect(root).to_have_css("font-size", "24px")
    page.get_by_role("button", name="Leave").click()
    expect(root).to_have_css("font-size", "16px")
    expect(page).to_have_url(re.compile(r"/neuron\?w=3&b=90$"))
    expect(stage.button("Train")).to_be_visible()
