"""What a link hides and locks on its page, and how a teacher sets it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.classes import join, open_class
from tests.browser.conftest import CheckAxe, NewPage

REASON = "Locked by your teacher."


def test_a_link_hides_and_locks_and_says_what_it_does_not_know(page: Page, axe: CheckAxe) -> None:
    page.goto("/neuron?w=2&b=90&lock=b&only=w,b,brightness")
    w = page.get_by_role("slider", name="w", exact=True)
    b = page.get_by_role("slider", name="b", exact=True)
    expect(b).to_be_disabled()
    expect(b).to_have_accessible_description(re.compile(re.escape(REASON)))
    expect(page.get_by_role("spinbutton", name="b", exact=True)).to_be_disabled()
    expect(page.get_by_role("switch", name="ReLU")).to_be_hidden()
    note = page.get_by_text("“brightness” in only= is no control of this page")
    expect(note).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Close").click()
    expect(note).to_be_hidden()

    # Neither the picture nor Python lets go of what is locked.
    w.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"w=2\.05\D.*lock=b"))
    line = page.locator(".np-chart .js-plotly-plot .nsewdrag").first.bounding_box()
    assert line
    middle = (line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0], middle[1] - 60, steps=6)
    page.mouse.up()
    expect(b).to_have_value("90")

    # It belongs to this page: another one, and this one without it, are free.
    page.get_by_role("link", name="Planes", exact=True).click()
    expect(page.get_by_role("switch", name="ReLU")).to_be_visible()
    page.go_back()
    expect(b).to_be_disabled()
    page.goto("/neuron")
    expect(b).to_be_enabled()
    expect(page.get_by_role("switch", name="ReLU")).to_be_visible()


def test_a_teacher_locks_looks_as_learners_do_and_brings_them(
    new_page: NewPage, axe: CheckAxe
) -> None:
    teacher, learner = new_page(), new_page()
    join(learner, open_class(teacher))
    teacher.goto("/neuron")
    b = teacher.get_by_role("slider", name="b", exact=True)
    expect(b).to_be_visible()
    teacher.get_by_role("button", name="Hide and lock").click()
    panel = teacher.get_by_role("region", name="Hide and lock")
    panel.get_by_label("b", exact=True).select_option("locked")
    panel.get_by_label("ReLU", exact=True).select_option("hidden")
    expect(b).to_be_enabled()
    panel.get_by_role("button", name="See it as learners do").click()
    expect(b).to_be_disabled()
    expect(teacher.get_by_role("switch", name="ReLU")).to_be_hidden()
    axe(teacher)
    panel.get_by_role("button", name="See it as learners do").click()
    expect(b).to_be_enabled()
    teacher.get_by_role("button", name="Bring everybody here").click()
    seen = learner.get_by_role("slider", name="b", exact=True)
    expect(seen).to_be_disabled()
    expect(seen).to_have_accessible_description(re.compile(re.escape(REASON)))
    expect(learner.get_by_role("switch", name="ReLU")).to_be_hidden()
    learner.reload()
    expect(seen).to_be_disabled()
    panel.get_by_role("button", name="All work").click()
    expect(teacher).not_to_have_url(re.compile("lock="))
    teacher.get_by_role("button", name="Bring everybody here").click()
    expect(seen).to_be_enabled()
