"""A teacher's own lesson: a file that is read, checked, and played in this session."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from playground.course.read import LessonRefused, lessons, parse
from playground.ui.course.handout import handout
from playground.ui.course.session import CourseSession
from playground.ui.course.teacher_notes import notes
from playground.ui.shared import sessions, theme

MAX_BYTES = 200_000
MAX_LESSONS = 10
"""Own lessons of one session."""


def show() -> None:
    """Draws the place for a file, what is wrong with it, or what is in it."""
    st.caption(
        "A lesson is one TOML file; `docs/LESSONS.md` says what is in it. It is kept for this "
        "session only: after a reload it is gone."
    )
    file = st.file_uploader(
        "Lesson file",
        type="toml",
        max_upload_size=1,
        key="lesson file",
        on_change=sessions.read,
    )
    course = sessions.remembered(CourseSession)
    if file is None:
        return
    data = file.getvalue()
    if len(data) > MAX_BYTES:
        st.error(f"A lesson has at most {MAX_BYTES:,} bytes; this file has {len(data):,}.")
        return
    try:
        lesson = parse(data.decode("utf-8-sig", errors="replace"), PurePath(file.name).name)
    except LessonRefused as refused:
        st.error("This file is no lesson yet:")
        st.code("\n".join(map(str, refused.reasons)), language=None)
        return
    st.success(f"{theme.escape_markdown(lesson.title)}: {len(lesson.steps)} steps, nothing wrong.")
    if lesson.id in course.own or len(course.own) < MAX_LESSONS:
        if course.own.get(lesson.id) != lesson:
            course.own[lesson.id] = lesson
            st.rerun()
    else:
        st.warning(f"There is room for {MAX_LESSONS} own lessons; this one is only shown here.")
    number = len(lessons()) + len(course.own)
    st.download_button(
        "Handout for paper",
        lambda: handout(lesson, number).encode(),
        f"{lesson.id}.html",
        "text/html",
        on_click="ignore",
    )
    with st.expander("What is in it"):
        st.markdown(notes(lesson, number))
