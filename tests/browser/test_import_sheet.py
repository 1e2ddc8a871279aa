"""The import sheet as a person meets it: a hard file is seen and corrected by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.test_own_data import PHONE, open_panel

LOGGER = (
    "Logger 17;Ort: Süd\nsite id;Druck;Wärme\n;hPa;°C\n"
    + "".join(f"{i % 3};{1000 + i},{i}25;{i},5\n" for i in range(1, 10))
    + "Total;9045,0;45,0\nend of the file\n"
)


def table(page: Page) -> Locator:
    return page.get_by_role("region", name="The table as it was read")


def cells(page: Page, row: int) -> Locator:
    """The cells of a row by its number in the file."""
    return (
        table(page)
        .get_by_role("row")
        .filter(has=page.get_by_role("rowheader", name=str(row), exact=True))
    )


def typed(page: Page, name: str, text: str) -> None:
    """Types over what stands in a box, by keyboard alone."""
    page.get_by_label(name, exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_hard_file_is_seen_corrected_by_keyboard_and_read_as_guessed(
    page: Page, axe: CheckAxe
) -> None:
    open_panel(page)
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(
        files=[FilePayload(name="logger.csv", mimeType="text/csv", buffer=LOGGER.encode("cp1252"))]
    )
    lines = page.get_by_role("region", name="The first lines as they are in the file")
    expect(lines.get_by_role("row", name=re.compile("1 left out Logger 17"))).to_be_visible()
    expect(lines.get_by_role("row", name=re.compile("2 names site id;Druck;Wärme"))).to_be_visible()
    expect(lines.get_by_role("row", name=re.compile("3 units ;hPa"))).to_be_visible()
    expect(cells(page, 4)).to_contain_text("1001.125")
    expect(table(page).get_by_text("in question")).not_to_have_count(0)
    axe(page)
    typed(page, "First row of data", "6")
    expect(cells(page, 4)).to_have_count(0)
    expect(cells(page, 6)).to_contain_text("1003.325")
    typed(page, "Rows left out", "6-7, x")
    expect(page.get_by_text("That is not possible")).to_be_visible()
    expect(cells(page, 6)).to_contain_text("1003.325")
    typed(page, "Rows left out", "6-7")
    expect(cells(page, 6)).to_have_count(0)
    typed(page, "Between the cells", "bar")
    expect(page.get_by_role("alert").filter(has_text="There is one column")).to_be_visible()
    expect(page.get_by_text("The table as it was read before")).to_be_visible()
    expect(cells(page, 8)).to_contain_text("1005.525")
    page.get_by_role("button", name="Read again as guessed").focus()
    page.keyboard.press("Enter")
    expect(cells(page, 4)).to_contain_text("1001.125")
    expect(page.get_by_label("First row of data", exact=True)).to_have_value("4")
    expect(page.get_by_role("button", name="Read again as guessed")).to_be_focused()


def test_pasted_cells_are_corrected_with_a_thumb(new_page: NewPage, axe: CheckAxe) -> None:
    page = new_page(color_scheme="dark", **PHONE)
    open_panel(page)
    page.get_by_role("radio", name="Pasted cells").tap()
    rows = "".join(f"n{i};{1000 + i},5;{i if i % 4 else -99}\n" for i in range(1, 25))
    page.get_by_label("Cells copied from a spreadsheet").fill(f"Meter 1\nname;p (hPa);t\n{rows}")
    page.get_by_role("button", name="Read the cells").tap()
    expect(cells(page, 5)).to_contain_text("n3")
    marks = page.get_by_role("combobox", name=re.compile("Counts as unknown"))
    marks.tap()
    page.keyboard.type("n3")
    page.keyboard.press("Enter")
    expect(cells(page, 5)).not_to_contain_text("n3")
    page.get_by_role("button", name="Read again as guessed").tap()  # the open box beside it closes
    expect(cells(page, 5)).to_contain_text("n3")
    axe(page)
    page.get_by_role("button", name="Use it").tap()
    page.get_by_role("button", name="Numbers that mean “unknown”").tap()
    page.get_by_role("button", name="Take -99 as a number").tap()
    expect(page.get_by_text("24 rows at 24 different points")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Undo", exact=True).tap()
    expect(page.get_by_text("18 rows at 18 different points")).to_be_visible()
