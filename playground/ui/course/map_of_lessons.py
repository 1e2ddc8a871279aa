"""The map of the lessons, on the page Course."""

from __future__ import annotations

from functools import partial

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.stage import component
from playground.stage.protocol import CoursePayload, LessonInfo
from playground.ui.course.card import receive
from playground.ui.course.session import CourseSession
from playground.ui.shared import sessions

_KEY = "course map"


def show() -> None:
    """Draws the map."""
    component.course(CoursePayload(lessons=infos()), key=_KEY, on_message=partial(receive, _KEY))


def infos() -> list[LessonInfo]:
    """The lessons of the course and the learner's own, in their order."""
    own = sessions.remembered(CourseSession).own
    return [
        *(_info(lesson, own=False) for lesson in lessons() if lesson.id not in own),
        *(_info(lesson, own=True) for lesson in own.values()),
    ]


def _info(lesson: Lesson, *, own: bool) -> LessonInfo:
    return LessonInfo(
        id=lesson.id,
        revision=lesson.revision,
        title=lesson.title,
        idea=lesson.idea,
        minutes=lesson.minutes,
        steps=len(lesson.steps),
        page=lesson.steps[0].setup.partition("?")[0],
        own=own,
    )
