"""The session of the page Training: what is on screen, and the run in view."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import streamlit as st

from playground.runs.registry import new_owner
from playground.state.training import TrainingState
from playground.ui.shared import sessions
from playground.ui.shared.page_session import PageSession

COOKIE = "playground"
"""Where a browser keeps the token of its trainings, so that a reload finds them again."""
_TOKEN = re.compile(r"[\w-]{22}")


def visitor() -> str:
    """The token of whoever looks at the page: the one in their browser, or a new one."""
    token = st.context.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(str(token)) else new_owner()


@dataclass
class TrainingSession(PageSession[TrainingState]):
    """The session of the page Training.

    Attributes:
        owner: token that starts and controls its runs; the browser keeps it.
        run_id: of the run in view, or "".
        run_key: what that run depends on.
        aside: ids of runs that are not taken into view by themselves.
        started: how many runs were started.
    """

    owner: str = field(default_factory=visitor)
    run_id: str = ""
    run_key: object = None
    aside: frozenset[str] = frozenset()
    started: int = 0


def in_view() -> TrainingSession:
    """For callbacks: the session, if the page is in view."""
    session = sessions.session(TrainingState)
    assert isinstance(session, TrainingSession)
    return session
