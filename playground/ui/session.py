"""One learner's session: what is on screen, what came before it, and its link.

The only module that touches `st.session_state`. Callbacks change the session before the script
runs; the script then only shows it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, Self, TypeAlias, TypeVar, cast

import streamlit as st

from playground.core.network import Network, Weights
from playground.runs.registry import new_owner
from playground.ui.belongings import Belongings


class Screen(Protocol):
    """What is on screen on a page: a frozen value with a link.

    Its `size` is how many numbers it holds.
    """

    @property
    def network(self) -> Network: ...
    @property
    def weights(self) -> Weights: ...
    @property
    def size(self) -> int: ...
    def moved(self, hand: Mapping[str, Any]) -> Self: ...
    def to_query(self) -> dict[str, str]: ...
    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]]
    ) -> tuple[Self, tuple[str, ...]]: ...


S = TypeVar("S", bound=Screen)

Task: TypeAlias = "Callable[[Session[Any]], None]"
"""Something that takes time and changes a session."""

Build: TypeAlias = Callable[[S, Mapping[str, Any]], tuple[S, str]]
"""Does what a button on the stage asks for: the screen after it, and a sentence about it."""

COOKIE = "playground"
"""Where a browser keeps the token of its trainings, so that a reload finds them again."""
_TOKEN = re.compile(r"[\w-]{22}")
_KEY = "playground"
_PAGE = "playground page"
_OWN = "playground belongings"
_PAST = 100
_PAST_NUMBERS = 2**23
"""32 MB of weights for each learner to go back to."""


@dataclass
class Session(Generic[S]):
    """What a learner has made on a page.

    Attributes:
        experiment: what is on screen now.
        given: what Python set last; the hand's changes since then are in `experiment` alone.
        version: raised with `given`, so that the stage takes it over.
        path: the way of the last fit: what each of the stage's weights was at each moment.
        remark: one sentence about what was done last.
        notices: what was wrong with the link, a sentence each.
        past: experiments to go back to, the latest last.
        task: what Keras was asked for, to be done once the page is drawn.
        build: what the stage's own buttons do, on pages where something is built.
        owner, run: who starts trainings here, and the one in view, or "".
        began: what that training was started with.
        asked: how often the training in view was told something.
        refused: how often they asked for something impossible; the stage is told of it.
        stage: key of the stage in view; what its hand left is in `st.session_state`.
        heard: which of the hand's messages was taken last.
    """

    experiment: S
    given: S
    link: dict[str, str]
    nonce: str = field(default_factory=lambda: secrets.token_hex(4))
    count: int = 0
    path: list[list[Any]] | None = None
    remark: str = ""
    notices: tuple[str, ...] = ()
    past: list[S] = field(default_factory=list)
    task: Task | None = None
    touched: bool = False
    build: Build[S] | None = None
    owner: str = field(default_factory=lambda: visitor())
    run: str = ""
    began: object = None
    asked: int = 0
    refused: int = 0
    stage: str = ""
    heard: Mapping[str, Any] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Another one for everything Python sets."""
        return f"{self.nonce}-{self.count}"

    def put(
        self,
        experiment: S,
        *,
        remark: str = "",
        path: list[list[Any]] | None = None,
    ) -> None:
        """Sets what is on screen; the stage glides there, and it can be undone."""
        self._remember()
        self.give(experiment)
        self.path, self.remark, self.notices = path, remark, ()

    def undo(self) -> None:
        """Goes one change back, if there is one."""
        if self.past:
            self.give(self.past.pop())
            self.path, self.remark = None, "Taken back."

    def hand(self, state: Mapping[str, Any]) -> None:
        """Takes what the hand left, once, unless Python has set something since; then undoes, if
        asked.
        """
        if state == self.heard:
            return
        self.heard = dict(state)
        if state.get("version") == self.version:
            try:
                self._move(state)
            except (KeyError, TypeError, ValueError) as error:
                self.notices = (f"The last change was not understood and is left out: {error}.",)
            if state.get("action"):
                self._act(state["action"])
        if state.get("undo"):
            self.undo()

    def _move(self, state: Mapping[str, Any]) -> None:
        moved = self.experiment.moved(state)
        if moved != self.experiment:
            self._remember()
            self.experiment, self.notices = moved, ()

    def _act(self, action: Mapping[str, Any]) -> None:
        if self.build is None:
            return
        try:
            built, remark = self.build(self.experiment, action)
        except (KeyError, TypeError, ValueError) as error:
            self.notices = (f"That is not possible: {error}.",)
            self.refused += 1
        else:
            if built is not self.experiment:
                self.put(built, remark=remark)
            elif remark:
                self.remark = remark

    def _remember(self) -> None:
        """Keeps what is on screen for undo; of large networks only as many as have room."""
        self.past = [*self.past, self.experiment][-_PAST:]
        while len(self.past) > 1 and sum(screen.size for screen in self.past) > _PAST_NUMBERS:
            del self.past[0]

    def give(self, experiment: S) -> None:
        """Has the stage show an experiment; nothing to undo."""
        self.experiment = self.given = experiment
        self.count += 1
        self.touched = True


def visitor() -> str:
    """The token of whoever looks at the page: the one in their browser, or a new one."""
    token = st.context.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(str(token)) else new_owner()


def current(name: str, kind: type[S], page: str) -> Session[S]:
    """The session called `name`, made from the link at first.

    A link that changed since (back, forward, typed) is taken over; a page that is come to without
    a link goes on where the session is.

    Args:
        name: pages that give the same share their session.
        kind: what the session holds.
        page: which page is shown.
    """
    query = {field: ",".join(st.query_params.get_all(field)) for field in st.query_params}
    sessions = st.session_state.setdefault(_KEY, {})
    session = cast("Session[S] | None", sessions.get(name))
    stayed = st.session_state.get(_PAGE) == (name, page)
    if session is None:
        experiment, notices = _read(kind, query)
        session = sessions[name] = Session(experiment, experiment, link=query, notices=notices)
    elif query != session.link and not session.touched and (query or stayed):
        experiment, notices = _read(kind, query)
        session.put(experiment)
        session.notices = notices
    elif not stayed:
        session.give(session.experiment)  # the stage is mounted anew: it gets what the hand left
    session.link, session.touched = query, False
    st.session_state[_PAGE] = (name, page)
    return session


def _read(kind: type[S], query: Mapping[str, str]) -> tuple[S, tuple[str, ...]]:
    """Reads a link; one to own data that is not this session's falls back to the default."""
    strange = belongings().stranger(query)
    return (kind.from_query({})[0], strange) if strange else kind.from_query(query)


def arrive(page: str) -> None:
    """A page without a stage of its own is in view; a stage that is come back to starts anew."""
    st.session_state[_PAGE] = (page, page)


def belongings() -> Belongings:
    """What this learner holds for all pages."""
    return cast(Belongings, st.session_state.setdefault(_OWN, Belongings()))


def everything() -> list[Session[Any]]:
    """The sessions of all pages that the learner has been to."""
    return list(st.session_state.get(_KEY, {}).values())


def publish(session: Session[S]) -> None:
    """Writes the session's link into the address, where it has changed."""
    link = session.experiment.to_query()
    if link != session.link:
        st.query_params.from_dict(link)
        session.link = link


def take_hand() -> None:
    """Callback of a stage: the hand came to rest."""
    _touched()


def undo() -> None:
    """Callback: one change back."""
    _touched().undo()


def plan(task: Task) -> None:
    """Callback: has a task done once the page is drawn."""
    _touched().task = task


def notice(text: str) -> None:
    """For callbacks: says what was not done, and why."""
    _touched().notices = (text,)


def experiment(kind: type[S]) -> S:
    """For callbacks: what is on screen now."""
    return cast(S, _touched().experiment)


def session(kind: type[S]) -> Session[S]:
    """For callbacks: the session of the page in view."""
    return cast("Session[S]", _touched())


def show_choice(key: str, value: object) -> str:
    """Makes the widget called `key` show `value`, before it is drawn; returns the key."""
    st.session_state[key] = value
    return key


def choice(key: str) -> Any:
    """What the widget called `key` was just set to."""
    return st.session_state[key]


def change(experiment: Screen, **how: Any) -> None:
    """For callbacks: puts an experiment into the session."""
    _touched().put(experiment, **how)


def _touched() -> Session[Any]:
    """The session of the page in view, for a callback.

    First takes what the hand left, whichever callback comes first: letting go of the stage and
    pressing a button can reach the server together.
    """
    name, _ = st.session_state[_PAGE]
    session = cast("Session[Any]", st.session_state[_KEY][name])
    session.touched = True
    session.hand((st.session_state.get(session.stage) or {}).get("hand") or {})
    return session
