"""A class from the first scan to the table of its progress: one teacher, two learners."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.classes import LATE_REPORT, TITLE, join, open_class
from tests.browser.conftest import CheckAxe, Complaints, NewPage


def test_a_class_from_the_first_scan_to_the_table(
    new_page: NewPage, axe: CheckAxe, complaints: Complaints
) -> None:
    teacher, phone, laptop = (
        new_page(),
        new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True),
        new_page(color_scheme="dark"),
    )
    code = open_class(teacher)
    first, second = join(phone, code), join(laptop, code)
    assert first != second
    board = teacher.get_by_role("region", name="Learners")
    tiles = board.get_by_role("listitem")
    expect(tiles).to_have_count(2)
    expect(teacher.get_by_role("heading", name=TITLE)).to_be_visible()

    w = laptop.get_by_role("slider", name="w", exact=True)
    w.press("ArrowRight")
    expect(board.get_by_text("2 · working · neuron")).to_be_visible()
    expect(board).not_to_contain_text(first)
    axe(teacher)
    tiles.first.get_by_role("button").first.click()
    expect(tiles.first).to_contain_text(first)

    # Everybody is brought to a page, and one goes on alone.
    teacher.get_by_label("Page").select_option("Layers")
    teacher.get_by_role("button", name="Bring everybody there").click()
    for learner in (phone, laptop):
        expect(learner).to_have_url(re.compile("/layers"))
        expect(learner.get_by_role("heading", name="Layers")).to_be_attached()
    laptop.get_by_role("button", name="Explore on your own").click()
    teacher.get_by_label("Page").select_option("One neuron")
    teacher.get_by_role("button", name="Bring everybody there").click()
    expect(phone).to_have_url(re.compile("/neuron"))
    expect(laptop).to_have_url(re.compile("/layers"))
    laptop.get_by_role("button", name="Back to the class").click()
    expect(laptop).to_have_url(re.compile("/neuron"))

    # A bet: hidden until it is shown.
    teacher.get_by_label("Bet: the question").fill("Which way does it go?")
    teacher.get_by_label("Answers").fill("up\ndown")
    teacher.get_by_role("button", name="Ask the class").click()
    phone.get_by_role("button", name="down").click()
    expect(phone.get_by_role("button", name="✓ down")).to_be_visible()
    expect(teacher.get_by_text("1 of 2 have bet.")).to_be_visible()
    phone.reload()
    expect(phone.locator(".np-strip-text")).to_contain_text(first)
    expect(phone.get_by_role("button", name="✓ down")).to_be_visible()
    teacher.get_by_role("button", name="Show it to everybody").click()
    expect(laptop.get_by_role("button", name="down · 1")).to_be_visible()

    # A bet whose answer is a line over the data.
    teacher.get_by_role("button", name="Take it away").click()
    teacher.get_by_label("Bet: the question").fill("Where will the line be?")
    teacher.get_by_label("Everybody draws a line").check()
    teacher.get_by_role("button", name="Ask the class").click()
    higher = phone.get_by_role("slider", name="Your bet: higher or lower")
    higher.press("PageUp")
    phone.get_by_role("button", name="That is my bet").click()
    expect(phone.get_by_role("button", name="✓ That is my bet")).to_be_visible()
    expect(teacher.get_by_text("1 of 2 have bet.")).to_be_visible()
    expect(teacher.locator(".np-lines-bet")).to_have_count(0)
    teacher.get_by_role("button", name="Show it to everybody").click()
    drawn = teacher.get_by_role("img", name="1 line of the class: calories by sugars")
    expect(drawn.locator(".np-lines-bet")).to_have_count(1)
    expect(higher).to_be_hidden()

    # A pause leaves the picture where it is.
    teacher.get_by_label("Why").fill("Look up, please.")
    teacher.get_by_role("button", name="Pause").click()
    expect(phone.get_by_role("alert").filter(has_text="Look up, please.")).to_be_visible()
    teacher.get_by_role("button", name="Go on").click()
    expect(phone.get_by_role("alert").filter(has_text="Look up, please.")).to_be_hidden()

    # The wall has nobody's name.
    teacher.goto("/class?view=wall")
    expect(teacher.locator(".np-wall-code")).to_have_text(code)
    expect(
        teacher.get_by_role("img", name="2 lines of the class: calories by sugars")
    ).to_be_visible()
    expect(teacher.locator(".np-lines-bet")).to_have_count(1)
    expect(teacher.locator("main")).not_to_contain_text(first)
    axe(teacher)

    # The teacher moves a slider, and every screen follows.
    teacher.goto("/neuron")
    hand = teacher.get_by_role("slider", name="w", exact=True)
    expect(hand).to_be_visible()
    teacher.get_by_role("button", name="Follow me").click()
    for learner in (phone, laptop):
        expect(learner.locator(".np-strip-text")).to_contain_text("your screen follows the teacher")
    for _ in range(5):
        hand.press("ArrowRight")
    for learner in (phone, laptop):
        shown = learner.get_by_role("slider", name="w", exact=True, include_hidden=True)
        expect(shown).to_have_value(hand.input_value())
    teacher.get_by_role("button", name="Let them go").click()

    teacher.goto("/class")
    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Progress as CSV").click()
    rows = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3
    assert rows[1].startswith(first)
    complaints.expected = LATE_REPORT
    teacher.get_by_role("button", name="End the class").click()
    teacher.get_by_role("button", name="End it, and forget everything?").click()
    expect(teacher.get_by_role("heading", name="Lead a class")).to_be_visible()
    expect(phone.get_by_text("The class is over. What you have made stays here.")).to_be_visible()
