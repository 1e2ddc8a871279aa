"""Own data as a person brings it: a file with anything in it, and points drawn by hand."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.finger import Finger, scroll_to
from tests.browser.stage import open_data

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HOSTILE = "<img src=x onerror=window.run=1>"
ROWS = "".join(f"<b>r{i}</b>;{i},5;{(i * 7) % 5};{3 * i}\n" for i in range(20))


def open_panel(page: Page) -> None:
    """Opens the page Data, and on it what is for own data."""
    page.goto("/data")
    page.get_by_role("button", name="Your own table").click()


def bring(page: Page, name: str, text: str) -> None:
    """Chooses a file."""
    open_panel(page)
    file = FilePayload(name=name, mimeType="text/csv", buffer=text.encode())
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(files=[file])


def use(page: Page, target: str) -> None:
    """Makes it a data set and goes to a page with it."""
    page.get_by_role("button", name="Use it").click()
    ready = page.get_by_text("is ready: look at it below, or open it in")
    expect(ready).to_be_visible()
    page.locator(".st-key-own_panel").get_by_role("link", name=target).last.click()
    page.wait_for_url(re.compile(r"data=own-"))


def test_headers_and_names_are_text_wherever_they_are_shown(page: Page, axe: CheckAxe) -> None:
    bring(page, "![x](y) :smile:.csv", f"n;{HOSTILE} [kg];**a** $x$;price (%)\n{ROWS}")
    expect(page.get_by_text("20 rows, semicolon, UTF-8, decimal comma")).to_be_visible()
    expect(page.get_by_role("button", name=f"{HOSTILE} (kg)")).to_be_visible()
    axe(page)
    use(page, "Planes")
    expect(page.locator(".st-key-data-pill")).to_contain_text("![x](y) :smile:")
    open_data(page)
    expect(page.get_by_role("button", name="**a** $x$", exact=True)).to_be_visible()
    expect(page.get_by_test_id("equation")).to_contain_text(HOSTILE)
    expect(page.get_by_test_id("keras-agreement")).to_have_text(
        "checked with Keras", timeout=90_000
    )
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text("Keras took")).to_contain_text("%²")
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.get_by_role("link", name="One neuron").first.click()
    expect(page.locator(".st-key-data-pill")).to_contain_text("80 Cereals")
    assert page.evaluate("window.run") is None
    assert page.locator("img[src=x]").count() == 0


def dots(page: Page) -> Locator:
    return page.get_by_role("group", name="Board for points").get_by_role("img")


def test_points_are_drawn_moved_and_taken_away_by_hand_and_by_key(
    new_page: NewPage, axe: CheckAxe
) -> None:
    page = new_page(color_scheme="dark", **PHONE)
    open_panel(page)
    page.get_by_role("radio", name="Points drawn by hand").click()
    board = page.get_by_role("group", name="Board for points")
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box
    for share in (0.3, 0.5, 0.7):
        page.mouse.click(box["x"] + share * box["width"], box["y"] + share * box["height"])
    expect(dots(page)).to_have_count(3)
    x, y = place(dots(page).nth(1))
    middle = box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"]
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 40, middle[1] - 60, steps=4)
    page.mouse.up()
    expect(dots(page)).to_have_count(3)
    moved = place(dots(page).nth(1))
    assert moved[0] > x
    assert moved[1] > y
    page.keyboard.press("Shift+ArrowLeft")
    assert place(dots(page).nth(1)) == pytest.approx((moved[0] - 1, moved[1]))
    page.keyboard.press("PageDown")
    page.keyboard.press("Delete")
    expect(dots(page)).to_have_count(2)
    expect(page.get_by_text("2 rows below the header")).to_be_visible()
    page.get_by_role("button", name="A bend").click()
    expect(dots(page)).to_have_count(24)
    expect(page.get_by_role("button", name="Use it")).to_be_visible()
    axe(page)
    fingers_scroll_tap_and_drag(page, board)


def fingers_scroll_tap_and_drag(page: Page, board: Locator) -> None:
    """On a board with the 24 points of a bend."""
    finger = Finger(page)
    scroll_to(board)
    box = board.bounding_box()
    assert box
    empty = box["x"] + 0.5 * box["width"], box["y"] + 0.3 * box["height"]
    before = scrolled(board)
    finger.swipe(empty, (empty[0], empty[1] - 150))
    assert scrolled(board) > before + 50
    expect(dots(page)).to_have_count(24)

    scroll_to(board)
    before = scrolled(board)
    finger.tap(empty)
    expect(dots(page)).to_have_count(25)
    x, y = place(dots(page).last)
    finger.swipe((empty[0] + 12, empty[1] + 12), (empty[0] + 72, empty[1] + 12))
    moved = place(dots(page).last)
    assert moved[0] > x + 1
    assert moved[1] == pytest.approx(y, abs=0.1)
    assert scrolled(board) == before
    expect(dots(page)).to_have_count(25)


def scrolled(board: Locator) -> float:
    """How far whatever the board is in is scrolled, once it stands still."""
    top: float = board.evaluate(
        """board => new Promise((resolve) => {
            const above = (node) => node.parentElement ?? node.getRootNode().host;
            let [before, still] = [NaN, 0];
            const look = () => {
                let sum = 0;
                for (let box = board; box; box = above(box)) sum += box.scrollTop;
                still = sum === before ? still + 1 : 0;
                before = sum;
                if (still > 10) resolve(sum);
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )
    return top


def place(dot: Locator) -> tuple[float, float]:
    """Where a point is, as its name tells."""
    found = re.search(r"x ([\d.]+), y ([\d.]+)", str(dot.get_attribute("aria-label")))
    assert found
    return float(found[1]), float(found[2])


def test_a_large_file_is_drawn_in_part_and_trained_on_whole(page: Page) -> None:
    x = np.random.default_rng(0).normal(size=(20_000, 2))
    rows = "\n".join(f"{a:.3f},{b:.3f},{max(0, a + b):.3f}" for a, b in x)
    bring(page, "large.csv", f"a,b,y\n{rows}")
    use(page, "Training")
    page.get_by_role("button", name="One epoch").click()
    expect(page.get_by_test_id("run-state")).to_contain_text("epoch 1 of", timeout=90_000)
    expect(page.get_by_test_id("losses")).to_contain_text(re.compile(r"of 16,000 training rows"))
    page.get_by_role("button", name="Which rows").click()
    expect(page.get_by_role("dialog")).to_contain_text("2,000 of them are drawn")
