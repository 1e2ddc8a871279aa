"""The card of a lesson, and a learner who does what a step asks, on the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

from playground.course.goals import judge
from playground.course.lesson import Act, Bet, Lesson
from playground.course.measure import Since, facts_of
from playground.course.setup import PageState, page_of, state_of, units_of
from playground.course.texts import fill
from tests.browser.wrong_turns import turns_of
from tests.course.wrong_states import wrong_states

START_LIMIT = 90_000
"""Milliseconds for what needs Keras, while it is being loaded."""


MOVES_ADDRESS = ("Random start", "ReLU", "Undo")
"""Presses after which there is another address; before it, the next one could come too soon."""


class Card:
    """The card over a page.

    Args:
        page: with a lesson.
        keyboard: whether everything is done with keys; with taps and touches otherwise.
    """

    def __init__(self, page: Page, *, keyboard: bool) -> None:
        self.page = page
        page.add_init_script(SOONER)
        self.keyboard = keyboard
        self.region = page.locator(".np-lesson")
        self.proceed = self.button("Continue").or_(self.button("Finish"))
        self.goals = page.locator(".np-lesson-goals")
        self.miss = page.locator(".np-lesson-miss")
        self.because = page.locator(".np-lesson-because")
        self.bet = page.locator(".np-lesson-bet")

    def begin(self, lesson: Lesson, number: int = 1) -> None:
        """Goes to a step by its link, and waits until it is there."""
        page = lesson.steps[number - 1].setup.partition("?")[0]
        self.page.goto(f"/{page}?lesson={lesson.id}.{number}")
        self.expect_step(lesson, number)

    def expect_step(self, lesson: Lesson, number: int) -> None:
        """The step is on, on its page, with nothing done."""
        name = f"Lesson {lesson.title}, step {number} of {len(lesson.steps)}"
        expect(self.region).to_have_attribute("aria-label", name, timeout=START_LIMIT)
        expect(self.region).to_have_attribute("data-state", "open")
        expect(self.proceed).to_be_hidden()
        page = next(s.setup for s in reversed(lesson.steps[:number]) if s.setup).partition("?")[0]
        expect(self.page).to_have_url(re.compile(rf"/{page}\?.*lesson={lesson.id}\.{number}"))
        self.page.locator("[data-test-script-state=notRunning]").wait_for()
        expect(self.page.get_by_test_id("keras-agreement")).to_have_attribute(
            "data-state", "agrees", timeout=START_LIMIT
        )

    def button(self, name: str) -> Locator:
        """A button of the card."""
        return self.region.get_by_role("button", name=name, exact=True)

    def press(self, target: Locator) -> None:
        """Presses a button the learner's way."""
        if self.keyboard:
            role = target.get_attribute("role") or target.get_attribute("type")
            target.press("Space" if role in ("switch", "checkbox", "radio") else "Enter")
        else:
            target.tap()

    def do(self, acts: Sequence[Act]) -> None:
        """Does what acts say, on the page's controls."""
        for act in acts:
            if act.to is None:
                self.page.locator("[data-test-script-state=notRunning]").first.wait_for()
                before = self.page.url
                self.press(self.control(act.control))
                if act.control in MOVES_ADDRESS and "neuron" not in before:
                    expect(self.page).not_to_have_url(before, timeout=START_LIMIT)
                self.page.locator("[data-test-script-state=notRunning]").wait_for()
            else:
                self.set(act.control, act.to)

    def control(self, name: str) -> Locator:
        """A button, switch or choice of the page; a part of the diagram, too."""
        found = [
            self.page.get_by_role(role, name=name, exact=True)
            for role in ("button", "switch", "radio", "checkbox", "tab")
        ]
        either = found[0]
        for other in found[1:]:
            either = either.or_(other)
        return either.and_(self.page.locator(":not(.np-term, .np-lesson *)")).first

    def set(self, name: str, to: float | str) -> None:
        """Moves a slider: by typing into its box, or by a finger on its track."""
        box = self.page.get_by_role("spinbutton", name=name, exact=True)
        if self.keyboard and box.count():
            box.fill(str(to))
            box.press("Enter")
        else:
            self.page.get_by_role("slider", name=name, exact=True).fill(str(to))

    def bet_on(self, bet: Bet) -> None:
        """Bets: on the first answer, or that the line will lie a little higher and be steeper."""
        if bet.draws:
            line = self.page.locator(".np-bet-line")
            before = line.get_attribute("d")
            for name in ("Your bet: higher or lower", "Your bet: steeper or flatter"):
                slider = self.region.get_by_role("slider", name=name)
                slider.press("ArrowUp")
                expect(line).not_to_have_attribute("d", before or "")
            self.press(self.button("That is my bet"))
        else:
            self.press(self.button(bet.answers[0]))
        expect(self.bet).to_contain_text("Your bet")

    def go_wrong(self, lesson: Lesson, number: int) -> Iterator[int]:
        """Goes every wrong way of a step that a hand can go, and says which miss has been named.

        Args:
            lesson: of the step.
            number: of the step, which is on, counted from 1.
        """
        step = lesson.steps[number - 1]
        ways = [way for way in wrong_ways(lesson) if way.number == number]
        for way in ways:
            self.visit(lesson, number, way.state)
            expect(self.miss).to_have_text(way.text)
            yield way.miss
        if ways:
            self.visit(lesson, number, state_of(step.setup)[0])
            expect(self.miss).to_have_text("")
        for turn in turns_of(lesson, number):
            if turn.from_setup:
                self.visit(lesson, number, state_of(step.setup)[0])
            if turn.fields:
                self.change_address(dict(turn.fields))
                if turn.acts:
                    expect(self.miss).to_have_text("")
            if turn.until:
                expect(self.page.locator("body")).to_contain_text(re.compile(turn.until))
            self.do([*turn.moves])
            if turn.miss:
                said = re.split(r"\{[^}]*\}", step.misses[turn.miss - 1].say)
                text = re.compile(f"^{'[^–]+'.join(map(re.escape, said))}$")
                expect(self.miss).to_have_text(text, timeout=START_LIMIT)
                yield turn.miss

    def change_address(self, fields: Mapping[str, str | None]) -> None:
        """Goes to the address with other fields; None takes one away."""
        parts = urlsplit(self.page.url)
        now = {**dict(parse_qsl(parts.query)), **fields}
        kept = {name: value for name, value in now.items() if value is not None}
        self._go_to(f"{parts.path}?{urlencode(kept, safe=',')}")

    def visit(self, lesson: Lesson, number: int, state: PageState) -> None:
        """Goes to a state in a step, by an address."""
        fields = {**state.to_query(), "lesson": f"{lesson.id}.{number}"}
        self._go_to(f"/{page_of(state)}?{urlencode(fields, safe=',')}")

    def _go_to(self, address: str) -> None:
        """As the back button does, without loading the page."""
        self.page.evaluate(
            "address => { history.pushState({}, '', address);"
            " dispatchEvent(new PopStateEvent('popstate', { state: {} })); }",
            address,
        )


SOONER = """(() => {
    const later = window.setTimeout;
    window.setTimeout = (then, delay, ...given) =>
        later(then, delay === 600 ? 60 : delay, ...given);
})()"""
"""The card waits for a tenth of the time that a hand has to rest before it says what it sees."""


@dataclass(frozen=True)
class WrongWay:
    """A state that a lesson has a sentence for.

    Attributes:
        number: of the step, counted from 1.
        miss: of the step, counted from 1.
        state: what is on screen.
        text: the sentence, with the numbers of that state.
    """

    number: int
    miss: int
    state: PageState
    text: str


def wrong_ways(lesson: Lesson) -> Iterator[WrongWay]:
    """A state for each miss that an address can lead to: without training, from a step's setup."""
    for number, step in enumerate(lesson.steps, start=1):
        if not step.setup:
            continue
        began, _ = state_of(step.setup)
        start, found = facts_of(began), set[int]()
        for state in wrong_states(step, began):
            facts = facts_of(state, Since(changed=state != began))
            miss = judge(step.goals, step.misses, facts, start).miss
            if miss is not None and miss not in found:
                found.add(miss)
                text = fill(step.misses[miss].say, facts, start, units_of(state))
                yield WrongWay(number, miss + 1, state, text)
