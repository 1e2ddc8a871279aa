"""One learner's session: what is on screen, what came before it, and its link.

The only module that touches `st.session_state`. Callbacks change the session before the script
runs; the script then only shows it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, cast

import streamlit as st

from playground.state import Experiment

Task: TypeAlias = "Callable[[Session], None]"
"""Something that takes time and changes a session."""

_KEY = "playground"
_PAST = 100


@dataclass
class Session:
    """What a learner has made.

    Attributes:
        experiment: what is on screen now.
        given: what Python set last; the hand's changes since then are in `experiment` alone.
        version: raised with `given`, so that the stage takes it over.
        path: the way of the last fit, `{"w": […], "b": […]}`.
        remark: one sentence about what was done last.
        notices: what was wrong with the link, a sentence each.
        past: experiments to go back to, the latest last.
        task: what Keras was asked for, to be done once the page is drawn.
    """

    experiment: Experiment
    given: Experiment
    link: dict[str, str]
    nonce: str = field(default_factory=lambda: secrets.token_hex(4))
    count: int = 0
    path: dict[str, list[float]] | None = None
    remark: str = ""
    notices: tuple[str, ...] = ()
    past: list[Experiment] = field(default_factory=list)
    task: Task | None = None
    touched: bool = False

    @property
    def version(self) -> str:
        """Another one for everything Python sets."""
        return f"{self.nonce}-{self.count}"

    def put(
        self,
        experiment: Experiment,
        *,
        remark: str = "",
        path: dict[str, list[float]] | None = None,
    ) -> None:
        """Sets what is on screen; the stage glides there, and it can be undone."""
        self._remember()
        self._give(experiment)
        self.path, self.remark, self.notices = path, remark, ()

    def undo(self) -> None:
        """Goes one change back, if there is one."""
        if self.past:
            self._give(self.past.pop())
            self.path, self.remark = None, "Taken back."

    def hand(self, state: Mapping[str, Any]) -> None:
        """Takes what the hand left, unless Python has set something since; undoes, if asked."""
        if state.get("version") == self.version:
            try:
                self._move(state)
            except (KeyError, TypeError, ValueError) as error:
                self.notices = (f"The last change was not understood and is left out: {error}.",)
        if state.get("undo"):
            self.undo()

    def _move(self, state: Mapping[str, Any]) -> None:
        moved = replace(
            self.experiment,
            w=(float(state["w"]),),
            b=float(state["b"]),
            probe=float(state["probe"]),
            activation="relu" if state["relu"] else "linear",
            residuals=bool(state["residuals"]),
            best=bool(state["best"]),
        )
        if moved != self.experiment:
            self._remember()
            self.experiment, self.notices = moved, ()

    def _remember(self) -> None:
        self.past = [*self.past, self.experiment][-_PAST:]

    def _give(self, experiment: Experiment) -> None:
        self.experiment = self.given = experiment
        self.count += 1
        self.touched = True


def current() -> Session:
    """The session, made from the link at first; a link that changed since (back, forward, typed)
    is taken over.
    """
    query = {name: ",".join(st.query_params.get_all(name)) for name in st.query_params}
    session = cast("Session | None", st.session_state.get(_KEY))
    if session is None:
        experiment, notices = Experiment.from_query(query)
        session = Session(experiment, experiment, link=query, notices=notices)
        st.session_state[_KEY] = session
    elif query and query != session.link and not session.touched:
        experiment, notices = Experiment.from_query(query)
        session.put(experiment)
        session.link, session.notices = query, notices
    session.touched = False
    return session


def publish(session: Session) -> None:
    """Writes the session's link into the address, where it has changed."""
    link = session.experiment.to_query()
    if link != session.link:
        st.query_params.from_dict(link)
        session.link = link


def take_hand(key: str) -> None:
    """Callback of the stage called `key`: the hand came to rest."""
    session = _existing()
    session.touched = True
    session.hand(st.session_state[key].get("hand") or {})


def undo() -> None:
    """Callback: one change back."""
    session = _existing()
    session.touched = True
    session.undo()


def plan(task: Task) -> None:
    """Callback: has a task done once the page is drawn."""
    session = _existing()
    session.touched = True
    session.task = task


def experiment() -> Experiment:
    """For callbacks: what is on screen now."""
    return _existing().experiment


def show_choice(key: str, value: object) -> str:
    """Makes the widget called `key` show `value`, before it is drawn; returns the key."""
    st.session_state[key] = value
    return key


def choice(key: str) -> Any:
    """What the widget called `key` was just set to."""
    return st.session_state[key]


def change(experiment: Experiment, **how: Any) -> None:
    """For callbacks: puts an experiment into the session."""
    _existing().put(experiment, **how)


def _existing() -> Session:
    return cast(Session, st.session_state[_KEY])
