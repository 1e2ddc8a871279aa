"""The course in the browser: the card of a step over every page, and the map of the lessons."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from playground.course.lesson import Step
from playground.stage.protocol.shared import Count


class LessonPayload(Struct, frozen=True, kw_only=True, tag_field="kind", tag="lesson"):
    """The card of a step.

    Attributes:
        lesson, revision, title: of the lesson.
        number, steps: it is step `number` of `steps`, counted from 1.
        step: all of it.
        page: title of the page that the step is on.
        here: whether that page is in view.
        start: the facts when the step began; those that were not known are left out.
        given: facts that only the server knows, such as how often Train has finished.
        units: of the facts, as on screen; "" for none.
        confirmed: whether the goals are met by the values at rest, as the server computes them.
    """

    lesson: str
    revision: int
    title: str
    number: int
    steps: int
    step: Step
    page: str
    here: bool
    start: dict[str, float]
    given: dict[str, float]
    units: dict[str, str]
    confirmed: bool


class LessonInfo(Struct, frozen=True, kw_only=True):
    """A lesson on the map.

    Attributes:
        id, revision, title, idea, minutes: of the lesson.
        steps: how many.
        page: path of the page that it begins on.
        own: whether it came from a file of this session.
    """

    id: str
    revision: int
    title: str
    idea: str
    minutes: int
    steps: int
    page: str
    own: bool


class CoursePayload(Struct, frozen=True, kw_only=True, tag_field="kind", tag="course"):
    """The map of the lessons.

    Attributes:
        lessons: in their order.
    """

    lessons: list[LessonInfo]


class OnwardPayload(Struct, frozen=True, kw_only=True, tag_field="kind", tag="onward"):
    """The way into the course from the foot of a page.

    Attributes:
        page: path of the page.
        lessons: in their order.
    """

    page: str
    lessons: list[LessonInfo]


class LessonEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the learner wants, or has done.

    Attributes:
        seq: grows with every event, as Streamlit drops a message that equals the one before.
        go: "to" the step of `lesson` and `step`, back to the page of the step that is on ("here"),
            or out of the lesson ("leave"). Nowhere: the card shows another step now ("arrived"), or
            the goals seem to be met ("check").
        lesson: its id.
        step: counted from 1.
        epoch: on Training, the one in view.
    """

    seq: Count
    go: Literal["to", "here", "leave", "arrived", "check"]
    lesson: str = ""
    step: Count = 1
    epoch: Count = 0
