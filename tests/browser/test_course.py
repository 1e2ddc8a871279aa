"""The course in the browser: every lesson is played to its end, as it is meant and otherwise."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from playground.course.lesson import Lesson
from playground.course.read import lessons
from tests.browser.conftest import NewPage
from tests.browser.course import START_LIMIT, Card, wrong_ways

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("keyboard", [True, False], ids=["laptop, keys", "phone, taps"])
@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_every_step_is_done_by_hand_and_never_by_itself(
    lesson: Lesson, keyboard: bool, new_page: NewPage
) -> None:
    page = new_page(**(LAPTOP if keyboard else PHONE))
    card = Card(page, keyboard=keyboard)
    card.begin(lesson)
    for number, step in enumerate(lesson.steps, start=1):
        card.expect_step(lesson, number)
        if step.bet:
            card.press(card.button(step.bet.answers[0]))
            expect(card.bet).to_contain_text("Your bet: ")
        card.do(step.solution)
        expect(card.proceed).to_be_visible(timeout=START_LIMIT)
        expect(card.because).not_to_be_empty()
        card.press(card.proceed)
    expect(card.region).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_every_wrong_way_is_named_with_the_learners_own_numbers(
    lesson: Lesson, new_page: NewPage
) -> None:
    card = Card(new_page(**LAPTOP), keyboard=True)
    card.begin(lesson)
    ways = list(wrong_ways(lesson))
    assert len(ways) >= len(lesson.steps) // 2
    for way in ways:
        card.visit(lesson, way.number, way.state)
        expect(card.miss).to_have_text(way.text)
        expect(card.proceed).to_be_hidden()
