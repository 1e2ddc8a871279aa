"""The step of the course that a learner is on, over all pages."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import numpy as np

from playground.core.network.weights import unflatten
from playground.course.fact import Facts
from playground.course.facts import GIVEN
from playground.course.goals import judge
from playground.course.lesson import Lesson, Step
from playground.course.measure import NO_RUN, RunInView, Since, facts_of
from playground.course.read import lessons
from playground.course.setup import PageState, page_of, setup_of, state_of
from playground.runs.snapshot import ACTIVE
from playground.ui.shared import sessions
from playground.ui.shared.page_session import PageSession
from playground.ui.training.runs import run_of
from playground.ui.training.session import TrainingSession

SINCE = ("fits", "runs")
"""Facts that count from when the step began."""
LATE = 10.0
"""Seconds in which a message may still say what was on screen before a step was shown or left."""


@dataclass
class CourseSession:
    """Where a learner is in the course.

    Attributes:
        lesson: that is on; None: none is.
        index: of its step.
        began: what was on screen when the step began.
        start: its facts.
        counts: how often was trained before the step began, and how many runs were started.
        epoch: on Training, the one in view, as the card says; 0: the newest.
        wanted: where a press on the card leads, until the page is there.
        is_going: whether the way there has begun.
        came_from: path of the page where it began; None: not yet.
        settled: when it is no longer wanted, on the clock of `time.monotonic`.
        left: the step that was left, as an address holds it; "": none was.
        left_at: when, on the same clock.
        last_seq: of the browser's message that was handled last.
        own: lessons from the learner's own files, by id.
    """

    lesson: Lesson | None = None
    index: int = 0
    began: PageState | None = None
    start: Facts = field(default_factory=dict)
    counts: tuple[int, int] = (0, 0)
    epoch: int = 0
    wanted: tuple[Lesson, int] | None = None
    is_going: bool = False
    came_from: str | None = None
    settled: float = math.inf
    left: str = ""
    left_at: float = -math.inf
    last_seq: int = 0
    own: dict[str, Lesson] = field(default_factory=dict)

    @property
    def step(self) -> Step | None:
        """The step that is on."""
        return self.lesson.steps[self.index] if self.lesson else None

    @property
    def link(self) -> str:
        """The step as an address holds it: "line.2"; "" if none is on."""
        return f"{self.lesson.id}.{self.index + 1}" if self.lesson else ""

    @property
    def page(self) -> str:
        """Path of the step's page; "" if none is on."""
        return page_of(self.began) if self.began else ""

    def find(self, link: str) -> tuple[Lesson, int] | None:
        """The lesson and the index of the step that an address names; None if there is none."""
        name, _, number = link.partition(".")
        lesson = ({lesson.id: lesson for lesson in lessons()} | self.own).get(name)
        numbers = [str(place) for place in range(1, len(lesson.steps) + 1)] if lesson else []
        return (lesson, numbers.index(number)) if lesson and number in numbers else None

    def want(self, step: tuple[Lesson, int] | None) -> None:
        """Has the learner taken to a lesson's step, by its index; None: nowhere."""
        self.wanted, self.is_going, self.came_from, self.settled = step, False, None, math.inf

    def begin(self, lesson: Lesson, index: int) -> PageState:
        """Makes a step the one that is on.

        Args:
            lesson: of the step.
            index: of the step.

        Returns:
            What is on screen when it begins.
        """
        self.lesson, self.index, self.epoch = lesson, index, 0
        began, _ = state_of(setup_of(lesson, index))
        session, run = session_of(began), NO_RUN
        if session and not lesson.steps[index].setup:
            began, run = session.state, run_in_view(session)
        self.began, self.start = began, facts_of(began, run=run)
        self.counts = _counts(session) if session else (0, 0)
        return began

    def leave(self) -> None:
        """No lesson is on any more."""
        if self.lesson:
            self.left, self.left_at = self.link, monotonic()
        self.lesson, self.began = None, None
        self.want(None)

    def has_just_left(self, link: str) -> bool:
        """Whether an address names the step that was just left: it was sent before that was known.

        Args:
            link: a step as the address holds it.
        """
        return link == self.left and monotonic() < self.left_at + LATE

    def facts(self, session: PageSession[Any]) -> Facts:
        """What is on screen, of the step's page.

        Args:
            session: of that page.
        """
        fits, runs = (now - then for now, then in zip(_counts(session), self.counts, strict=True))
        touched = session.state != self.began or fits > 0 or runs > 0 or self.epoch > 0
        since = Since(touched, fits, runs)
        return facts_of(session.state, since, run_in_view(session, self.epoch))

    def is_met(self, session: PageSession[Any]) -> bool:
        """Whether what is on screen meets the step's goals.

        Args:
            session: of the step's page.
        """
        step = self.step
        return step is not None and judge(step.goals, (), self.facts(session), self.start).met


def session_of(state: PageState) -> PageSession[Any] | None:
    """The session of a state's page, if the learner has been there."""
    return sessions.peek(page_of(state), type(state))


def given(facts: Facts) -> Facts:
    """Of the facts, those that the browser cannot know itself."""
    return {name: facts[name] for name in (*GIVEN, *SINCE) if name in facts}


def known(facts: Facts) -> Facts:
    """The facts that are numbers; the others are not known."""
    return {name: value for name, value in facts.items() if math.isfinite(value)}


def run_in_view(session: PageSession[Any], epoch: int = 0) -> RunInView:
    """How the training on screen stands.

    Args:
        session: of any page; only Training has one.
        epoch: in view; 0: the newest.
    """
    if not isinstance(session, TrainingSession) or (run := run_of(session)) is None:
        return NO_RUN
    now, shapes = run.snapshot(), session.state.network.shapes
    done, numbers = run.weights_at(epoch if 0 < epoch < now.epoch else None)
    return RunInView(
        epoch=done,
        rate=now.learning_rate,
        train_loss=_loss_at(now.losses.train, done),
        test_loss=_loss_at(now.losses.test, done),
        weights=unflatten(numbers.astype(np.float64), shapes) if numbers.size else None,
        running=now.state in ACTIVE,
        finished=now.state == "finished",
        diverged=now.state == "diverged",
    )


def _loss_at(losses: Any, epoch: int) -> float:
    return float(losses[epoch - 1]) if 0 < epoch <= len(losses) else math.nan


def _counts(session: PageSession[Any]) -> tuple[int, int]:
    return session.fits, getattr(session, "started", 0)
