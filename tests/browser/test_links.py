"""The state lives in the link: reload, other people, back, bad links, unknown addresses."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, NewPage
from tests.browser.stage import Stage

FULL = "?data=concrete&inputs=Age&w=0.25&b=20&probe=50&relu=1&residuals=0&best=1&seed=3"

PRESS_AND_LEAVE = "([button, link]) => [button, link].forEach((element) => element.click())"
"""Presses a button and a page's link at once: what the button sends is still on its way then."""


def test_reload_and_another_person_see_the_same(page: Page, new_page: NewPage) -> None:
    stage = Stage.open(page)
    x, y = stage.thumb("w")
    stage.grab((x, y))
    stage.drag([(x + 24, y)])
    stage.drop()
    w = stage.value("w")
    stage.switch("ReLU").check()
    stage.expect_link(w=f"{w:g}", relu="1")

    page.reload()
    other = Stage.open(new_page(), page.url.partition("/neuron")[2])
    for person in (stage, other):
        person.until_drawn()
        person.expect_neuron(w, 80.0)
        expect(person.switch("ReLU")).to_be_checked()
        expect(person.notices).to_have_count(0)


def test_a_link_holds_everything_and_keeps_it(page: Page) -> None:
    stage = Stage.open(page, FULL)
    expect(page.get_by_role("button", name="Concrete: Age →")).to_be_visible()
    stage.expect_neuron(0.25, 20.0)
    expect(stage.slider("probe")).to_have_value("50")
    for name, on in (("ReLU", True), ("Misses", False), ("Best fit", True)):
        expect(stage.switch(name)).to_be_checked(checked=on)
    expect(stage.notices).to_have_count(0)
    stage.focus_slider("b")
    page.keyboard.press("Shift+ArrowRight")
    moved = f"b={stage.value('b'):g}"
    assert moved != "b=20"
    expect(page).to_have_url(re.compile(re.escape(FULL.replace("b=20", moved)) + "$"))


def test_back_and_forward_walk_through_what_was_made(page: Page) -> None:
    stage = Stage.open(page)
    stage.focus_slider("w")
    page.keyboard.press("PageUp")
    stage.expect_link(w="1.5")
    page.keyboard.press("PageUp")
    stage.expect_link(w="2")

    page.go_back()
    stage.expect_settled(1.5, 80.0)
    page.go_back()
    stage.expect_settled(1.0, 80.0)
    stage.expect_link()
    page.go_forward()
    stage.expect_settled(1.5, 80.0)
    stage.expect_link(w="1.5")


BAD = {
    "w=abc": {"w": "'abc' is not a number"},
    "w=1e400": {"w": "'1e400' is not between"},
    "inputs=nope": {"inputs": "no numeric column 'nope'"},
    "target=sugars&b=nan&probe=1,2&relu=yes&seed=-1&data=iris&colour=red": {
        "data": "'iris' is none of",
        "target": "'sugars' is the input already",
        "b": "'nan' is not",
        "probe": "'1,2' is not a number",
        "relu": "'yes' is neither 0 nor 1",
        "seed": "'-1' is not a whole number",
        "colour": "ignored",
    },
}


def test_each_bad_field_gives_its_default_and_one_sentence(page: Page) -> None:
    for link, sentences in BAD.items():
        stage = Stage.open(page, f"?{link}")
        lines = stage.notices.inner_text().splitlines()
        for line, (field, reason) in zip(lines, sentences.items(), strict=True):
            assert field in line
            assert reason in line
        stage.expect_neuron(1.0, 80.0)
        stage.expect_link()


def test_bad_fields_leave_good_ones_alone_and_the_next_change_clears_the_notices(
    page: Page,
) -> None:
    stage = Stage.open(page, "?w=abc&b=80&best=maybe&probe=7")
    expect(stage.notices).to_have_text(re.compile("link's w.*link's best", re.DOTALL))
    stage.expect_neuron(1.0, 80.0)
    expect(stage.slider("probe")).to_have_value("7")
    stage.focus_slider("w")
    page.keyboard.press("ArrowUp")
    expect(stage.notices).to_have_count(0)
    stage.expect_neuron(1.05, 80.0)


def test_very_long_links_are_refused_in_a_few_words(page: Page) -> None:
    stage = Stage.open(page, f"?w={'9' * 5000}&b=80&{'x' * 5000}=1")
    lines = stage.notices.inner_text().splitlines()
    assert len(lines) == 2
    assert all(20 < len(line) < 160 for line in lines)
    stage.expect_neuron(1.0, 80.0)


HOSTILE = {
    "data": "<b>bold</b>",
    "w": "**bold**",
    "b": "![x](//a.b)",
    "probe": "[x](//a.b)",
    "relu": ":red[x] $x^2$",
    "seed": "`x` ~~y~~",
}
"""Each would be drawn as something else than it is, were it read as HTML or Markdown."""


def test_what_a_link_says_is_shown_as_it_stands(page: Page) -> None:
    link = "&".join(f"{name}={quote(value, safe='')}" for name, value in HOSTILE.items())
    stage = Stage.open(page, f"?{link}")
    lines = stage.notices.inner_text().splitlines()
    for line, value in zip(lines, HOSTILE.values(), strict=True):
        assert f"'{value}'" in line
    expect(stage.notices.locator("b, strong, a, img, code, del, .katex")).to_have_count(0)


def test_an_unknown_address_leads_back_to_the_pages(page: Page, complaints: Complaints) -> None:
    for path in ("/nowhere", "/neuron/deeper", "/%3Cscript%3Ealert(1)%3C/script%3E"):
        response = page.goto(path)
        assert response is not None
        assert response.status == 404
        expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    assert all("404" in error for error in complaints.errors), complaints.errors
    complaints.errors.clear()

    page.get_by_role("link", name="One neuron").click()
    stage = Stage(page)
    stage.until_drawn()
    stage.expect_neuron(1.0, 80.0)


def test_pages_are_reached_from_the_start_page(page: Page) -> None:
    page.goto("/")
    row = page.get_by_role("navigation", name="Pages")
    current = row.locator("[aria-current=page]")
    expect(current).to_have_text("Start")
    expect(page.get_by_role("button", name="Share")).to_be_visible()
    expect(page.get_by_role("heading", name="Neuron Playground")).to_be_visible()
    pictures = page.locator(".st-key-course svg")
    expect(pictures).to_have_count(6)
    for picture in pictures.all():
        expect(picture).to_be_in_viewport(ratio=1)
    course = page.locator(".st-key-course")
    course.get_by_role("link", name="1 One neuron", exact=True).click()
    stage = Stage(page)
    expect(page).to_have_url(re.compile("/neuron"))
    expect(page.get_by_role("heading", name="One neuron")).to_be_visible()
    expect(current).to_have_text("One neuron")
    stage.until_drawn()
    stage.expect_neuron(1.0, 80.0)
    layers = row.get_by_role("link", name="Layers", exact=True)
    button = stage.button("w = 2.5, b = 90")
    page.evaluate(PRESS_AND_LEAVE, [button.element_handle(), layers.element_handle()])
    expect(current).to_have_text("Layers")
    row.get_by_role("link", name="One neuron", exact=True).click()
    stage.expect_settled(2.5, 90.0)  # what was pressed last has arrived as well
    stage.button("Random start").hover()
    row.get_by_role("link", name="Data", exact=True).click()  # no tooltip lies over it
    expect(current).to_have_text("Data")
    with page.context.expect_page() as tab:
        row.get_by_role("link", name="Start", exact=True).click(button="middle")
    expect(tab.value.get_by_role("heading", name="Neuron Playground")).to_be_visible()
