"""A lesson of the course led by a teacher, with two learners, from joining to the table."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from playground.course.read import lessons
from tests.browser.classes import LATE_REPORT, join, open_class
from tests.browser.conftest import CheckAxe, Complaints, NewPage
from tests.browser.course import Card

LINE = next(lesson for lesson in lessons() if lesson.id == "line")
AT_ONCE = {"viewport": {"width": 1366, "height": 768}, "reduced_motion": "reduce"}
CLOSED = "Your teacher opens the next step."


def test_a_lesson_is_led_from_joining_to_the_table(
    new_page: NewPage, axe: CheckAxe, complaints: Complaints
) -> None:
    teacher, first, second = new_page(**AT_ONCE), new_page(**AT_ONCE), new_page(**AT_ONCE)
    cards = [Card(first, keyboard=True), Card(second, keyboard=True)]
    code = open_class(teacher)
    names = [join(first, code), join(second, code)]
    board = teacher.get_by_role("region", name="Learners")

    # All together on a step; nobody goes on alone, also not by an address.
    choose(teacher, "1", "All on this step")
    expect(teacher.get_by_text("Everybody is on step 1 of “A neuron is a line”.")).to_be_visible()
    for card in cards:
        card.expect_step(LINE, 1)
    done(cards[0], 1)
    expect(cards[0].region).to_contain_text(CLOSED)
    expect(cards[0].proceed).to_be_disabled()
    expect(cards[0].proceed).to_have_accessible_description(CLOSED)
    expect(board.get_by_text("1 · done · line.1 · 1 done")).to_be_visible()
    first.reload()
    expect(cards[0].region).to_have_attribute("aria-label", re.compile("step 1 of"))
    first.goto("/neuron?lesson=line.3")
    cards[0].expect_step(LINE, 1)

    # The next step has a line to be drawn as a bet.
    teacher.get_by_role("button", name="Open the next step").click()
    for card in cards:
        card.expect_step(LINE, 2)
        done(card, 2)
    expect(board.get_by_text("2 · done · line.2 · 1 done")).to_be_visible()
    tile(board, 1).get_by_role("button").first.click()
    tile(board, 1).get_by_role("button", name="Show to everybody").click()
    expect(second.get_by_text("One picture of the class")).to_be_visible()
    expect(second.get_by_role("img", name="1 line of the class")).to_be_visible()
    axe(teacher)
    axe(second)
    wall(teacher, code)

    # Up to a step: what is open can be gone through, and what the teacher opens is said.
    choose(teacher, "2", "Open up to this step")
    expect(cards[1].button("Back")).to_be_visible()
    expect(cards[1].region).to_contain_text(CLOSED)
    teacher.get_by_role("button", name="Open the next step").click()
    expect(cards[1].region).not_to_contain_text(CLOSED)
    cards[1].press(cards[1].proceed)
    cards[1].expect_step(LINE, 3)
    expect(cards[0].region).to_have_attribute("aria-label", re.compile("step 2 of"))

    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Progress as CSV").click()
    table = Path(download.value.path()).read_text(encoding="utf-8")
    rows = [*csv.DictReader(table.splitlines())]
    assert [row["learner"] for row in rows] == names
    assert [row["steps"] for row in rows] == ["line.1 line.2", "line.2"]
    complaints.expected = LATE_REPORT
    teacher.get_by_role("button", name="End the class").click()
    teacher.get_by_role("button", name="End it, and forget everything?").click()
    expect(second.get_by_text("The class is over.")).to_be_visible()


def choose(teacher: Page, step: str, pace: str) -> None:
    """Sets a pace on the board."""
    form = teacher.get_by_role("region", name="Lesson")
    form.get_by_label("Lesson").select_option(LINE.title)
    form.get_by_label("Step").select_option(step)
    form.get_by_role("button", name=pace).click()


def done(card: Card, number: int) -> None:
    """Bets, and does a step."""
    step = LINE.steps[number - 1]
    assert step.bet
    card.bet_on(step.bet)
    card.do(step.solution)
    expect(card.because).not_to_be_empty()


def tile(board: Locator, number: int) -> Locator:
    """A learner's, counted from 1."""
    return board.get_by_role("listitem").nth(number - 1)


def wall(teacher: Page, code: str) -> None:
    """The picture that is shown, then all lines with what was bet, and back to the board."""
    teacher.goto("/class?view=wall")
    expect(teacher.get_by_text("One picture of the class")).to_be_visible()
    teacher.goto("/class")
    teacher.get_by_role("button", name="Show no single picture").click()
    teacher.goto("/class?view=wall")
    expect(teacher.get_by_text("Dashed: what the class bet before trying.")).to_be_visible()
    expect(teacher.locator(".np-lines-bet")).to_have_count(2)
    teacher.goto("/class")
    expect(teacher.locator(".np-wall-code")).to_have_text(code)
