"""Fingers on charts: a swipe scrolls the page and changes nothing, handles are dragged."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.finger import Finger, Point, scroll_to, scrolled
from tests.browser.stage import Stage

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FAR = 120.0
"""Of a swipe, in pixels."""

SHOWN = """() => JSON.stringify([
    location.href,
    [...document.querySelectorAll(".js-plotly-plot")].map(({ _fullLayout }) =>
        _fullLayout?.xaxis && [_fullLayout.xaxis.range, _fullLayout.yaxis.range]),
    [...document.querySelectorAll(".stMain input")].map(({ value, checked }) => [value, checked]),
    document.querySelectorAll(".select-outline").length,
])"""
"""The address, the ranges of all axes, the values of all controls, and boxes to select with."""

SELECTED = """plot => plot._fullData.some(({ name, customdata }) =>
    name.startsWith("selected ") && customdata.length > 1)"""


def expect_swipes_scroll(picture: Locator, across: float = 0.3, down: float = 0.3) -> None:
    """Swipes up or down, where there is more to see, and sideways.

    Args:
        picture: a chart.
        across: where the swipes begin, as a share of its width.
        down: and of its height.
    """
    page, finger = picture.page, Finger(picture.page)
    scroll_to(picture)
    before, shown = scrolled(page), page.evaluate(SHOWN)
    x, y = spot(picture, across, down)
    way = 1 if before > FAR else -1
    finger.swipe((x, y), (x, y + way * FAR))
    assert (before - scrolled(page)) * way > FAR / 2, "a swipe did not scroll the page"
    assert page.evaluate(SHOWN) == shown

    x, y = spot(picture, across, down)
    finger.swipe((x, y), (x + FAR, y + 4))
    scrolled(page)
    assert page.evaluate(SHOWN) == shown


def spot(picture: Locator, across: float, down: float) -> Point:
    box = picture.bounding_box()
    assert box is not None
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def expect_no_buttons_to_zoom(page: Page) -> None:
    buttons = page.locator(".modebar-btn[data-title^='Zoom'], .modebar-btn[data-title^='Pan']")
    for button in buttons.all():
        expect(button).to_be_hidden()


def test_fingers_on_one_neuron(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    stage = Stage.open(page, "?w=2.5&b=90")
    stage.until_keras_agrees()
    finger, chart, landscape = Finger(page), stage.chart, stage.landscape
    expect_no_buttons_to_zoom(page)
    expect_swipes_scroll(chart)
    expect_swipes_scroll(landscape)
    expect_the_landscape_beside_the_chart(stage)
    shown = page.evaluate(SHOWN)

    scroll_to(chart)
    before = scrolled(page)
    on_line = stage.spot(chart, 11.0, 117.5)  # between the handles at 7.8 and 14.5
    finger.swipe(on_line, (on_line[0], on_line[1] - FAR))
    assert scrolled(page) != before
    assert page.evaluate(SHOWN) == shown

    scroll_to(chart)
    finger.tap(stage.spot(chart, 6.0, 70.0))
    expect(page.locator(".np-chart .hoverlayer")).to_contain_text("100% Bran")
    assert page.evaluate(SHOWN) == shown

    stage.button("Larger landscape").tap()
    scroll_to(landscape)
    before = scrolled(page)
    ends = [stage.spot(landscape, 2.5, 90.0), stage.spot(landscape, -3.0, 150.0)]
    finger.swipe(*((x + 12, y - 14) for x, y in ends))  # the marker does not jump to the finger
    expect_weights(stage, -3.0, 150.0)
    assert scrolled(page) == before

    finger.tap(stage.spot(landscape, 5.0, 50.0))
    expect_weights(stage, 5.0, 50.0)
    stage.button("Larger landscape").tap()

    scroll_to(chart)  # the mouse of a laptop with a touchscreen: as without one
    stage.grab(stage.spot(chart, 2.0, 20.0))
    stage.drag([stage.spot(chart, 12.0, 140.0)])
    stage.drop()
    zoomed = stage.until_zoomed()
    scroll_to(chart)
    x, y = spot(chart, 0.5, 0.5)
    finger.move([((x - 20, y), (x - 90, y)), ((x + 20, y), (x + 90, y))])
    assert stage.view(chart) == zoomed


def expect_the_landscape_beside_the_chart(stage: Stage) -> None:
    """It is small, with the names of its axes alone, or as large as the chart was."""
    chart, landscape, numbers = stage.chart, stage.landscape, stage.landscape.locator(".xtick text")
    boxes = [picture.bounding_box() for picture in (chart, landscape)]
    small, large = sorted(box["width"] for box in boxes if box)
    expect(numbers).to_have_count(0)
    stage.button("Larger landscape").tap()
    expect(numbers.first).to_be_visible()
    boxes = [picture.bounding_box() for picture in (landscape, chart)]
    assert [round(box["width"]) for box in boxes if box] == pytest.approx([large, small], abs=10)
    stage.button("Larger landscape").tap()
    expect(numbers).to_have_count(0)


def expect_weights(stage: Stage, w: float, b: float) -> None:
    """Waits until w and b are there to a pixel or two, and the address has them."""
    stage.expect_near("w", w, 0.15)
    stage.expect_near("b", b, 3.0)
    stage.expect_link(w=f"{stage.value('w'):g}", b=f"{stage.value('b'):g}")
    stage.until_quiet()


@pytest.mark.parametrize(
    ("link", "charts"),
    [
        ("/plane?view=top", 1),
        ("/layers?inputs=sugars", 1),
        ("/training?view=top", 2),
    ],
)
def test_swipes_scroll(new_page: NewPage, link: str, charts: int) -> None:
    page = new_page(**PHONE)
    page.goto(link)
    plots = page.locator(".js-plotly-plot:visible:has(.main-svg)")
    expect(plots).to_have_count(charts)
    stage = Stage(page)
    stage.until_keras_agrees()
    stage.until_quiet()
    expect_no_buttons_to_zoom(page)
    for number in range(charts):
        expect_swipes_scroll(plots.nth(number))


def test_fingers_on_concrete(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    page.goto("/concrete")
    chart = page.locator(".np-chart:visible")
    dot = chart.locator(".np-probe-dot")
    Stage(page).until_keras_agrees()
    Stage(page).until_quiet()
    expect_no_buttons_to_zoom(page)
    expect_swipes_scroll(chart)

    scroll_to(chart)
    before, link = scrolled(page), page.url
    x, y = spot(dot, 0.5, 0.5)
    Finger(page).swipe((x, y + FAR / 2), (x + 60, y + FAR / 2))
    scrolled(page)
    assert page.url == link, "the probe's line is not a handle for a finger"
    Finger(page).swipe((x + 12, y - 12), (x + 72, y - 12))
    page.wait_for_url(lambda url: url != link)
    assert scrolled(page) == before
    assert spot(dot, 0.5, 0.5)[0] == pytest.approx(x + 60, abs=2.0)


def test_fingers_on_data(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    page.goto("/data")
    plots = page.locator(".js-plotly-plot:visible:has(.main-svg)")
    expect(plots).to_have_count(2)
    Stage(page).until_quiet()
    expect_no_buttons_to_zoom(page)
    for number in range(2):
        expect_swipes_scroll(plots.nth(number))

    scatter = page.get_by_role("region", name="Scatter", exact=True).locator(".js-plotly-plot")
    scroll_to(scatter)
    before = scrolled(page)
    scatter.locator(".modebar-btn[data-title='Box Select']").tap()
    Finger(page).swipe(spot(scatter, 0.3, 0.4), spot(scatter, 0.8, 0.7))
    page.wait_for_function(SELECTED, arg=scatter.element_handle())
    assert scrolled(page) == before
    dragmode: Any = scatter.evaluate("plot => plot._fullLayout.dragmode")
    assert dragmode is False
