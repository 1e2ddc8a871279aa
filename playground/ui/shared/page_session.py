"""What a learner has made on a page: what is on screen, what came before it, and its link."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, Self, TypeAlias, TypeVar

from playground.core.network.network import Network, Weights
from playground.runs.registry import new_owner


class PageState(Protocol):
    """What is on screen on a page: a frozen value with a link.

    Its `size` is how many numbers it holds.
    """

    @property
    def size(self) -> int: ...
    def moved(self, hand: Mapping[str, Any]) -> Self: ...
    def to_query(self) -> dict[str, str]: ...
    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]]
    ) -> tuple[Self, tuple[str, ...]]: ...


class NetworkState(PageState, Protocol):
    """What is on screen where there is a network."""

    @property
    def network(self) -> Network: ...
    @property
    def weights(self) -> Weights: ...


S = TypeVar("S", bound=PageState)

Task: TypeAlias = "Callable[[PageSession[Any]], None]"
"""Something that takes time and changes a session."""

Build: TypeAlias = Callable[[S, Mapping[str, Any]], tuple[S, str]]
"""Does what a button on the stage asks for: the screen after it, and a sentence about it."""

_PAST = 100
_PAST_NUMBERS = 2**23
"""32 MB of weights for each learner to go back to."""


@dataclass
class PageSession(Generic[S]):
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
    owner: str = field(default_factory=new_owner)
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
