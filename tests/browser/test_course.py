"""The course in the browser: every lesson is played to its end, as it is meant and otherwise."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from playground.course.lesson import Lesson, Step
from playground.course.read import lessons
from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.course import START_LIMIT, Card
from tests.browser.rules import OVERFLOWING
from tests.browser.slow_wire import QUIET, SlowWire

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
AT_ONCE = {"reduced_motion": "reduce"}
"""What changes does not glide: a picture in space would be drawn ten times for each change."""


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_a_lesson_is_done_by_keys_and_each_wrong_way_is_named(
    lesson: Lesson, new_page: NewPage
) -> None:
    """No step is done untouched, nor by anything that is wrong."""
    card = Card(new_page(**LAPTOP, **AT_ONCE), keyboard=True)
    card.begin(lesson)
    for number, step in enumerate(lesson.steps, start=1):
        card.expect_step(lesson, number)
        bet(card, step)
        named = set()
        for miss in card.go_wrong(lesson, number):
            expect(card.proceed).to_be_hidden()
            named.add(miss)
        assert named == {*range(1, len(step.misses) + 1)}
        play(card, step)
    expect(card.region).to_have_count(0)
    expect(card.page.get_by_role("alert")).to_have_count(0)


def bet(card: Card, step: Step) -> None:
    """Bets, where a step asks for it."""
    if step.bet:
        card.bet_on(step.bet)


def play(card: Card, step: Step) -> None:
    """Does a step as it is meant, and goes on."""
    card.do(step.solution)
    expect(card.proceed).to_be_visible(timeout=START_LIMIT)
    expect(card.because).not_to_be_empty()
    if step.bet and step.bet.draws:
        expect(card.page.locator(".np-bet-line")).to_be_visible()
    card.press(card.proceed)


def test_all_lessons_are_done_by_taps_on_a_phone(new_page: NewPage) -> None:
    """One after the other, from the map."""
    card = Card(new_page(**PHONE, **AT_ONCE), keyboard=False)
    card.page.goto("/course")
    for lesson in lessons():
        card.press(card.page.get_by_role("button", name=f"Begin: {lesson.title}"))
        for number, step in enumerate(lesson.steps, start=1):
            card.expect_step(lesson, number)
            bet(card, step)
            play(card, step)
        expect(card.region).to_have_count(0)
        card.press(card.page.get_by_role("link", name="Course", exact=True))
    expect(card.page.get_by_role("button", name="Again: ")).to_have_count(len(lessons()))
    expect(card.page.get_by_role("alert")).to_have_count(0)


def test_no_rule_is_broken_in_any_state(new_page: NewPage, axe: CheckAxe) -> None:
    """In light and dark colours: open, with a wrong state and a hint, with a bet, done, away."""
    line = next(lesson for lesson in lessons() if lesson.id == "line")
    page = new_page(**LAPTOP, **AT_ONCE)
    card = Card(page, keyboard=True)
    card.begin(line, 2)

    def in_both_colours() -> None:
        for colors in ("dark", "light"):
            page.emulate_media(color_scheme=colors, reduced_motion="reduce")
            expect(card.region).to_have_attribute("data-theme", colors)
            axe(page)

    in_both_colours()
    card.set("b", 130)
    expect(card.miss).not_to_be_empty()
    card.press(card.button("Hint"))
    in_both_colours()
    assert line.steps[1].bet
    card.bet_on(line.steps[1].bet)
    card.set("b", 90)
    expect(card.proceed).to_be_visible()
    in_both_colours()
    page.get_by_role("link", name="Planes", exact=True).click()
    expect(card.region).to_have_attribute("data-state", "away")
    in_both_colours()
    page.get_by_role("link", name="Course", exact=True).click()
    expect(page.get_by_role("button", name="Go on: A neuron is a line")).to_be_visible()
    axe(page)


def test_every_lesson_is_one_sheet_of_paper(new_page: NewPage, axe: CheckAxe) -> None:
    page = new_page(viewport=PHONE["viewport"])
    for lesson in lessons():
        page.goto(f"/handout/{lesson.id}")
        expect(page.get_by_role("heading", name=lesson.title)).to_be_visible()
        assert page.evaluate(OVERFLOWING) == []
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1, lesson.id
    axe(page)


def test_a_lesson_is_left_reloaded_and_gone_on_with(new_page: NewPage) -> None:
    line = next(lesson for lesson in lessons() if lesson.id == "line")
    page = new_page(**LAPTOP)
    card = Card(page, keyboard=True)
    page.goto("/course")
    paper = page.get_by_role("link", name=f"Handout for paper: {line.title}")
    sheet = paper.get_attribute("href")
    page.get_by_role("button", name=f"Begin: {line.title}").press("Enter")
    card.expect_step(line, 1)
    card.press(card.button("It gets steeper"))
    card.do(line.steps[0].solution)
    expect(card.proceed).to_be_visible()
    expect(card.bet).to_contain_text("Your bet: It gets steeper.")
    page.reload()
    expect(card.proceed).to_be_visible(timeout=START_LIMIT)
    expect(card.bet).to_contain_text("Your bet: It gets steeper.")
    expect(page.get_by_role("slider", name="w", exact=True)).to_have_value("6")
    page.get_by_role("link", name="Data", exact=True).click()
    expect(card.region).to_have_attribute("data-state", "away")
    card.press(card.button("To the page One neuron"))
    expect(card.region).not_to_have_attribute("data-state", "away")
    expect(page.get_by_role("slider", name="w", exact=True)).to_have_value("6")
    expect(card.proceed).to_be_visible()
    card.press(card.proceed)
    card.expect_step(line, 2)
    page.go_back()
    expect(card.region).to_have_attribute("aria-label", f"Lesson {line.title}, step 1 of 6")
    card.press(card.button("Leave"))
    expect(card.region).to_have_count(0)
    page.get_by_role("link", name="Course", exact=True).click()
    go_on = page.get_by_role("button", name=f"Go on: {line.title}")
    expect(go_on).to_be_visible()
    expect(page.get_by_role("img", name="1 of 6 steps done")).to_be_visible()
    go_on.press("Enter")
    card.expect_step(line, 2)
    page.goto(sheet or "")
    expect(page.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"/neuron\?lesson=line\.1$")
    )


def test_help_comes_when_asked_for_and_a_goal_is_judged_until_it_is_heard(
    new_page: NewPage,
) -> None:
    line = next(lesson for lesson in lessons() if lesson.id == "line")
    page = new_page(**LAPTOP, reduced_motion="reduce")
    card = Card(page, keyboard=True)
    wire = SlowWire(page)
    card.begin(line, 2)
    hint = page.locator(".np-lesson-hint")
    slider = page.locator(".np-slider").filter(has=page.get_by_role("slider", name="b", exact=True))
    expect(slider).to_have_attribute("data-lesson", "bright")
    card.press(card.button("Hint"))
    expect(slider).to_have_attribute("data-lesson", "glow")
    card.press(card.button("Another hint"))
    expect(hint).to_have_text(line.steps[1].hints.think)
    card.press(card.button("Do half of it"))
    expect(hint).to_have_text("Half of it is done. Go on.")
    expect(card.proceed).to_be_hidden()
    wire.loses = True
    card.press(card.button("Show me"))
    expect(card.goals).to_contain_text("done")
    page.wait_for_timeout(QUIET)
    expect(card.proceed).to_be_hidden()
    wire.loses = False
    expect(card.proceed).to_be_visible()
    expect(page.get_by_role("slider", name="b", exact=True)).to_have_value("90")
