"""What a teacher wants to know before a lesson; printed, it is one page a lesson."""

from __future__ import annotations

import streamlit as st

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.course.step_texts import step_texts
from playground.ui.shared import theme


def show() -> None:
    """Draws the notes of all lessons."""
    st.caption("Print this page (Ctrl+P): each lesson starts on a sheet of its own.")
    for number, lesson in enumerate(lessons(), start=1):
        with st.container(key=f"notes_{lesson.id}"):
            st.markdown(notes(lesson, number))


def notes(lesson: Lesson, number: int) -> str:
    """The notes of a lesson as Markdown.

    Args:
        lesson: with its notes.
        number: of the lesson in the course.
    """
    escape = theme.escape_markdown
    parts = [
        f"#### {number}. {escape(lesson.title)} · {lesson.minutes} minutes",
        f"**The idea.** {escape(lesson.idea)}",
        "**Ask the class**",
        _list(lesson.teacher.ask),
        "**Usual wrong answers, and what helps**",
        _list(lesson.teacher.wrong_answers),
        "**Steps**",
        _list(_steps(lesson), "1."),
    ]
    return "\n\n".join(parts)


def _steps(lesson: Lesson) -> list[str]:
    """What each step says, with the numbers that are on screen then."""
    return [
        f"{texts.say} Bet: {texts.ask}" if texts.ask else texts.say for texts in step_texts(lesson)
    ]


def _list(texts: list[str], mark: str = "-") -> str:
    return "\n".join(f"{mark} {theme.escape_markdown(text)}" for text in texts)
