"""The card of the step that is on, over every page."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import Any

import msgspec
import streamlit as st

from playground.course.lesson import Lesson
from playground.course.setup import units_of
from playground.site import LESSON, LOCK, ONLY, PAGES, PRESENT
from playground.stage import component
from playground.stage.protocol import LessonEvent, LessonPayload
from playground.ui.course.session import LATE, CourseSession, given, known, session_of
from playground.ui.shared import commits, navigation, sessions
from playground.ui.shared.page_session import PageSession
from playground.ui.training.runs import set_aside
from playground.ui.training.session import TrainingSession

KEY = "lesson card"


def follow(path: str) -> None:
    """Takes a learner to the step that the address names, or that was chosen.

    Called before the page in view is drawn; goes to the step's page where that is another one.

    Args:
        path: of the page in view.
    """
    course = sessions.remembered(CourseSession)
    link = st.query_params.get(LESSON, "")
    if course.wanted:
        _arrive(course, *course.wanted, link, path)
    if link in ("", course.link):
        return
    found = course.find(link)
    if found is None or course.has_just_left(link):
        del st.query_params[LESSON]
    elif set(st.query_params) - {LESSON, PRESENT, ONLY, LOCK}:
        course.begin(*found)
    else:
        _go_to(course, *found, path)


def draw(path: str) -> None:
    """Draws the card, once the page in view is drawn.

    Args:
        path: of that page.
    """
    course = sessions.remembered(CourseSession)
    commits.watch(lambda _: _payload(course, path))
    payload = _payload(course, path)
    if payload is None:
        return
    if st.query_params.get(LESSON) != course.link:
        st.query_params[LESSON] = course.link
    component.course(payload, key=KEY, on_message=partial(receive, KEY))


def _payload(course: CourseSession, path: str) -> LessonPayload | None:
    """What the card shows; None: no lesson is on."""
    lesson, began = course.lesson, course.began
    if lesson is None or began is None:
        return None
    step = lesson.steps[course.index]
    page, session = course.page, session_of(began)
    here = page == path and session is not None
    facts = course.facts(session) if here and session else course.start
    return LessonPayload(
        lesson=lesson.id,
        revision=lesson.revision,
        title=lesson.title,
        number=course.index + 1,
        steps=len(lesson.steps),
        step=step,
        page=next(spec.title for spec in PAGES if spec.path == page),
        here=here,
        start=known(course.start),
        given=known(given(facts)),
        units=units_of(session.state if here and session else began),
        confirmed=here and session is not None and course.is_met(session),
    )


@sessions.callback
def receive(key: str) -> None:
    """Callback of card and map: the learner wants to go somewhere, or has done something.

    Args:
        key: of the component that sent a message.
    """
    course = sessions.remembered(CourseSession)
    try:
        event = msgspec.convert(sessions.message_of(key), LessonEvent)
    except msgspec.ValidationError:
        return
    if event.seq <= course.last_seq:
        return
    course.last_seq = event.seq
    if event.go == "leave":
        course.leave()
        st.query_params.pop(LESSON, None)
    elif event.go == "arrived":
        course.want(None)
    elif event.go == "check":
        course.epoch = event.epoch
    else:
        is_here = event.go == "here"
        course.want(course.find(course.link if is_here else f"{event.lesson}.{event.step}"))
        course.is_going = is_here  # what was done in the step stays


def _arrive(course: CourseSession, lesson: Lesson, index: int, link: str, path: str) -> None:
    """Goes to the step that is wanted, until it is there to stay, or another page was chosen."""
    now, is_there = monotonic(), (link, path) == (course.link, course.page)
    if course.came_from is None:
        course.came_from = path
    if course.is_going and path not in (course.page, course.came_from):
        course.want(None)
        return
    if course.is_going and is_there:  # to stay, even if its card never says that it is shown
        course.settled = min(course.settled, now + LATE)
    if now >= course.settled:
        course.wanted = None
    elif not (course.is_going and is_there):
        _go_to(course, lesson, index, path)


def _go_to(course: CourseSession, lesson: Lesson, index: int, path: str) -> None:
    """Puts a step on screen; what was there can be had again by undo.

    What the browser sends meanwhile, from the page that it still shows, takes the place of the run
    that goes there, or follows it. So the step stays wanted until its card says that it is shown:
    what came before that message was sent from the page before.
    """
    if course.wanted != (lesson, index) or not course.is_going:
        course.want((lesson, index))
        began = course.begin(lesson, index)
        before = session_of(began)
        if before and lesson.steps[index].setup:
            _replace(before, began)
        course.is_going, course.came_from = True, path
    assert course.began is not None
    session = session_of(course.began)
    state = session.state if session else course.began
    along = {PRESENT: st.query_params[PRESENT]} if PRESENT in st.query_params else {}
    link = state.to_query()
    if session:
        session.link = link  # it is no news there
    link = {**link, **along, LESSON: course.link}
    st.switch_page(navigation.page(course.page), query_params=link)


def _replace(session: PageSession[Any], state: Any) -> None:
    """Shows another state, on Training without the runs that were there."""
    session.set(state)
    session.link = state.to_query()
    session.notices = ()
    if isinstance(session, TrainingSession):
        set_aside(session)
