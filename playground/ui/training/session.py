"""The session of the page Training: what is on screen, and the run in view."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.state.training import TrainingState
from playground.ui.shared import sessions
from playground.ui.shared.page_session import PageSession


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

    owner: str = field(default_factory=sessions.visitor)
    run_id: str = ""
    run_key: object = None
    aside: frozenset[str] = frozenset()
    started: int = 0


def in_view() -> TrainingSession:
    """For callbacks: the session, if the page is in view."""
    session = sessions.session(TrainingState)
    assert isinstance(session, TrainingSession)
    return session
