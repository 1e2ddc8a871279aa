"""The page Data in a browser: rows and points mark each other, zoom stays, cells set the axes."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from playground.state.filter_query import write_rows
from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.slow_wire import QUIET, SlowWire

HEAD, ROW = 35, 35
"""Heights of the table's rows, in pixels: it is drawn on a canvas."""
_MARKED = """[...document.querySelectorAll(".js-plotly-plot")]
    .flatMap((plot) => plot._fullData ?? [])
    .filter(({ name }) => name?.startsWith("selected ") && name !== "selected counts")
    .flatMap((trace) => Array.from(trace.customdata)).sort((a, b) => a - b)"""


class Data:
    """The page as a person sees it."""

    def __init__(self, page: Page, link: str = "") -> None:
        self.page = page
        page.goto(f"/data{link}")
        self.until_drawn()

    def until_drawn(self) -> None:
        for chart in (self.scatter, self.bars):
            expect(chart.locator(".main-svg").first).to_be_visible()
        expect(self.table).to_be_visible()

    def chart(self, title: str) -> Locator:
        return self.page.get_by_role("region", name=title, exact=True)

    @property
    def scatter(self) -> Locator:
        return self.chart("Scatter")

    @property
    def bars(self) -> Locator:
        return self.chart("Distribution")

    @property
    def heat(self) -> Locator:
        return self.chart("Correlations")

    @property
    def table(self) -> Locator:
        return self.page.get_by_test_id("stDataFrame").first

    def expect_ticked(self, row: int) -> None:
        """Waits until a row of the table is ticked, as those hear who do not see its canvas."""
        spoken = self.table.locator(f"tr[aria-rowindex='{row + 2}']")
        expect(spoken).to_have_attribute("aria-selected", "true")

    def tick(self, row: int) -> None:
        """Ticks a row of the table, counted from 0 as it is sorted now."""
        box = self.table.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + 17, box["y"] + HEAD + ROW * (row + 0.5))

    def marked_points(self, count: int) -> list[int]:
        """The rows whose points are ringed, once there are so many."""
        rows: list[int] = self.page.wait_for_function(
            f"count => {{ const rows = {_MARKED}; return rows.length === count && rows; }}",
            arg=count,
        ).json_value()
        return rows

    def range_of_x(self) -> list[float]:
        ends: list[float] = self.scatter.locator(".js-plotly-plot").evaluate(
            "plot => [...plot._fullLayout.xaxis.range]"
        )
        return ends

    def expect_marked(self, words: str, rows: list[int]) -> None:
        expect(self.page.get_by_text(re.compile(rf"^{words}"))).to_be_visible()
        assert self.marked_points(len(rows)) == rows


def test_rows_mark_points_and_points_mark_rows(page: Page) -> None:
    data = Data(page)
    data.tick(1)
    data.expect_marked("1 cereal is marked: 100% Natural Bran", [1])
    expect(page).to_have_url(re.compile(r"\?rows=2$"))
    data.scatter.hover()
    before = data.range_of_x()
    data.scatter.locator("[data-title='Zoom in']").click()
    page.wait_for_function(
        """before => document.querySelector(".js-plotly-plot")._fullLayout.xaxis.range[0]
            > before[0] + 1""",
        arg=before,
    )
    zoomed = data.range_of_x()

    box = data.scatter.locator(".nsewdrag").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5, steps=4)
    page.mouse.up()
    sentence = page.get_by_text(re.compile(r"^[1-9]\d cereals are marked"))
    expect(sentence).to_be_visible()
    expect(data.scatter.locator(".selectionlayer path")).to_have_count(0)
    assert data.range_of_x() == zoomed
    marked = data.marked_points(int(sentence.inner_text().split()[0]))
    data.expect_ticked(marked[1])
    data.tick(marked[0])
    data.expect_marked(rf"{len(marked) - 1} cereals are marked", marked[1:])
    expect(page).to_have_url(re.compile(re.escape(f"?rows={quote(write_rows(marked[1:]))}") + "$"))

    page.reload()
    data.until_drawn()
    data.expect_marked(rf"{len(marked) - 1} cereals are marked", marked[1:])
    page.get_by_role("button", name="Unmark all", exact=True).click()
    data.expect_marked("Nothing is marked", [])
    expect(page).to_have_url(re.compile("/data$"))
    page.go_back()
    data.expect_marked(rf"{len(marked) - 1} cereals are marked", marked[1:])


def test_bars_mark_rows_and_cells_set_the_axes(page: Page) -> None:
    data = Data(page)
    bar = data.bars.locator(".barlayer .point path").first
    bar.click(force=True)
    expect(page.get_by_text(re.compile("^7 cereals are marked"))).to_be_visible()
    page.get_by_role("tab", name="What goes together").click()
    expect(data.heat.locator(".main-svg").first).to_be_visible()
    data.heat.scroll_into_view_if_needed()
    spot = data.heat.locator(".js-plotly-plot").evaluate(
        """plot => {
            const { xaxis, yaxis } = plot._fullLayout;
            const { left, top } = plot.getBoundingClientRect();
            return [left + xaxis._offset + xaxis.c2p(4), top + yaxis._offset + yaxis.c2p(12)];
        }"""
    )
    page.mouse.click(*spot)
    expect(page).to_have_url(re.compile(r"\?x=fiber&y=rating&"))
    expect(page.locator(".st-key-data-pill")).to_contain_text("fiber and rating")
    expect(data.scatter.get_by_role("group", name="fiber and rating")).to_be_visible()


def test_on_a_phone_a_trap_leaves_the_picture_and_the_rows_in_view(
    new_page: NewPage, axe: CheckAxe
) -> None:
    width, height = 390, 844
    page = new_page(color_scheme="dark", viewport={"width": width, "height": height})
    data = Data(page, "?colour=mfr&where=sugars~2~9&rows=2-4")
    page.get_by_role("button", name="Columns that say nearly the same").click()
    expect(page.get_by_text("fiber and potassium (r = 0.91)")).to_be_in_viewport(ratio=1)
    axe(page)
    picture = data.scatter.bounding_box()
    assert picture
    assert picture["y"] <= 0.25 * height
    assert picture["y"] + picture["height"] <= height
    expect(data.table).to_be_in_viewport(ratio=0.2)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_no_picture_is_sent_as_a_hash_that_the_browser_may_not_know_any_more(page: Page) -> None:
    wire = SlowWire(page)
    data = Data(page, "?data=concrete")
    page.wait_for_timeout(QUIET)
    wire.holds = True
    page.get_by_role("tab", name="What goes together").click()
    wire.until_quiet()
    said = [ForwardMsg.FromString(bytes(message)) for message in wire.said]  # type: ignore[arg-type]
    assert any(message.ByteSize() > 50_000 for message in said), "the scatter, as it was"
    assert not [message for message in said if message.ref_hash]
    wire.release()
    expect(data.heat.locator(".main-svg").first).to_be_visible()
