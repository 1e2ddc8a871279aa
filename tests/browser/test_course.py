"""The course in the browser: every lesson is played to its end, as it is meant and otherwise."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.course.setup import state_of
from tests.browser.conftest import CheckAxe, NewPage
from tests.browser.course import START_LIMIT, Card, wrong_ways

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("keyboard", [True, False], ids=["laptop, keys", "phone, taps"])
@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_every_step_is_done_by_hand_and_never_by_itself(
    lesson: Lesson, keyboard: bool, new_page: NewPage
) -> None:
    """On the laptop, every wrong way is gone first, and named with the learner's own numbers."""
    page = new_page(**(LAPTOP if keyboard else PHONE))
    card = Card(page, keyboard=keyboard)
    ways = list(wrong_ways(lesson)) if keyboard else []
    assert not keyboard or len(ways) >= len(lesson.steps) // 2
    card.begin(lesson)
    for number, step in enumerate(lesson.steps, start=1):
        card.expect_step(lesson, number)
        for way in (way for way in ways if way.number == number):
            card.visit(lesson, number, way.state)
            expect(card.miss).to_have_text(way.text)
            expect(card.proceed).to_be_hidden()
        if step.setup and any(way.number == number for way in ways):
            card.visit(lesson, number, state_of(step.setup)[0])
        if step.bet:
            card.press(card.button(step.bet.answers[0]))
            expect(card.bet).to_contain_text("Your bet: ")
        card.do(step.solution)
        expect(card.proceed).to_be_visible(timeout=START_LIMIT)
        expect(card.because).not_to_be_empty()
        card.press(card.proceed)
    expect(card.region).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_no_rule_is_broken_in_any_state(colors: str, new_page: NewPage, axe: CheckAxe) -> None:
    line = next(lesson for lesson in lessons() if lesson.id == "line")
    page = new_page(**LAPTOP, color_scheme=colors)
    card = Card(page, keyboard=True)
    card.begin(line, 2)
    axe(page)
    card.set("b", 130)
    expect(card.miss).not_to_be_empty()
    card.press(card.button("Hint"))
    axe(page)
    card.set("b", 90)
    expect(card.proceed).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Planes", exact=True).click()
    expect(card.region).to_have_attribute("data-state", "away")
    axe(page)
    page.get_by_role("link", name="Course", exact=True).click()
    expect(page.get_by_role("button", name="Go on: A neuron is a line")).to_be_visible()
    axe(page)


def test_a_lesson_is_left_reloaded_and_gone_on_with(new_page: NewPage) -> None:
    line = next(lesson for lesson in lessons() if lesson.id == "line")
    page = new_page(**LAPTOP)
    card = Card(page, keyboard=True)
    page.goto("/course")
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


def test_help_comes_when_it_is_asked_for_and_shows_it_at_last(new_page: NewPage) -> None:
    line = next(lesson for lesson in lessons() if lesson.id == "line")
    page = new_page(**LAPTOP, reduced_motion="reduce")
    card = Card(page, keyboard=True)
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
    card.press(card.button("Show me"))
    expect(card.proceed).to_be_visible()
    expect(page.get_by_role("slider", name="b", exact=True)).to_have_value("90")
