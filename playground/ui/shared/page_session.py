"""What a visitor has made on a page: what is on screen, what came before it, and its link."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, Self, TypeAlias, TypeVar

import msgspec

from playground.core.network.network import Network, Weights
from playground.stage.predict import scenes
from playground.stage.protocol import ClientMessage, SyncState
from playground.state.values import Action, Values


class PageState(Protocol):
    """What is on screen on a page: a frozen value with a link.

    Its `size` is how many numbers it holds.
    """

    @property
    def size(self) -> int: ...
    @property
    def values(self) -> Values: ...
    def with_values(self, values: Values) -> Self: ...
    def to_query(self) -> dict[str, str]: ...
    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]]
    ) -> tuple[Self, tuple[str, ...]]: ...


class NetworkState(PageState, Protocol):
    """The state of a page where there is a network."""

    @property
    def network(self) -> Network: ...
    @property
    def weights(self) -> Weights: ...


S = TypeVar("S", bound=PageState)

Task: TypeAlias = "Callable[[PageSession[Any]], None]"
"""Something that takes time and changes a session."""

ApplyAction: TypeAlias = Callable[[S, Action], tuple[S, str]]
"""Does what a button on the stage asks for: the state after it, and a sentence about it."""

Path: TypeAlias = list[list[list[float]]]
"""Weights at each moment of a fit, each array flat."""

Watched: TypeAlias = "tuple[Callable[[PageSession[Any]], object], object]"
"""What a part of a page shows of a session, and what it was when it was drawn."""

_MAX_UNDO = 100
_MAX_UNDO_NUMBERS = 2**23
"""32 MB of weights for each visitor to go back to."""


@dataclass
class PageSession(Generic[S]):
    """What a visitor has made on a page.

    Attributes:
        state: what is on screen now.
        pushed: what Python set last; what the browser changed since is in `state` alone.
        link: the fields of the page's address.
        name: of this session; a server that was started again gives another one.
        version: grows with everything that Python sets, so that the stage takes it over.
        last_seq: the browser's message that was handled last.
        ack: `last_seq` when Python last set something or handled an action. Plain commits do not
            raise it: they need no reply, and the stage's payload stays as it is.
        path: the weights along the last fit, or None.
        status: one sentence about what was done last.
        notices: what was wrong, a sentence each.
        unseen: whether the notices have not been on the page yet; a change leaves them then.
        refused: hash of the last message that was none: Streamlit hands it over again with every
            callback.
        undo_stack: states to go back to, the latest last.
        fits: how often Train has finished.
        files: how many networks came as files; the box for the next one is another.
        pending: what Keras was asked for, to be done once the page is drawn.
        dirty: whether a callback changed the session in this run of the script.
        apply_action: what the stage's own buttons do, on pages that have some.
        stage_key: of the stage in view; its last message is in `st.session_state`.
        watched: what the page around the stage shows of the session, as it was drawn last.
        partitions: of what the stage asks Keras about, on the server; freed with the session.
    """

    state: S
    pushed: S
    link: dict[str, str]
    name: str = field(default_factory=lambda: secrets.token_hex(4))
    version: int = 0
    last_seq: int = 0
    ack: int = 0
    path: Path | None = None
    status: str = ""
    notices: tuple[str, ...] = ()
    unseen: bool = False
    refused: int | None = None
    undo_stack: list[S] = field(default_factory=list)
    fits: int = 0
    files: int = 0
    pending: Task | None = None
    dirty: bool = False
    apply_action: ApplyAction[S] | None = None
    stage_key: str = ""
    watched: list[Watched] = field(default_factory=list, repr=False, compare=False)
    partitions: tuple[object, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Makes partitions on the server, under the name that goes to the browser."""
        self.partitions = scenes.partitions(self.name)

    @property
    def sync(self) -> SyncState:
        """What the stage must know to stay in step."""
        return SyncState(self.name, self.version, self.ack)

    def push(self, state: S) -> None:
        """Has the stage show a state; nothing to undo."""
        self.state = self.pushed = state
        self.version += 1
        self.ack = self.last_seq
        self.dirty = True

    def set(self, state: S, *, status: str = "", path: Path | None = None) -> None:
        """Sets what is on screen; the stage glides there, and it can be undone.

        Args:
            state: what is shown.
            status: one sentence about it.
            path: weights to glide along.
        """
        self._remember()
        self.push(state)
        self.path, self.status = path, status
        self.fits += path is not None
        self._clear_notices()

    def undo(self) -> None:
        """Goes one change back, if there is one. Where one looks from stays as it is."""
        if self.undo_stack:
            self.push(_seen_as(self.state, self.undo_stack.pop()))
            self.path, self.status = None, "Taken back."

    def notify(self, text: str) -> None:
        """Says what was not done, and why, in a sentence that is shown once at least."""
        self.notices, self.unseen, self.dirty = (text,), True, True

    def _clear_notices(self) -> None:
        if not self.unseen:
            self.notices = ()

    def receive(self, data: object) -> None:
        """Handles the browser's last message, once.

        Args:
            data: a `ClientMessage` as it came; one that is none is left out with a notice.
        """
        try:
            message = msgspec.convert(data, ClientMessage)
        except msgspec.ValidationError as error:
            if hash(repr(data)) != self.refused:
                self.refused = hash(repr(data))
                self._leave_out(error)
            return
        if message.seq <= self.last_seq:
            return
        self.last_seq = message.seq
        if message.refresh:
            return
        if message.base == self.version:
            self._take_values(message.values)
            if message.action is not None:
                self._act(message.action)
        elif message.action is not None:
            self.ack = self.last_seq
        if message.undo:
            self.undo()

    def _take_values(self, values: Values) -> None:
        try:
            state = self.state.with_values(values)
        except (KeyError, ValueError) as error:
            self._leave_out(error)
            return
        if state != self.state:
            if _seen_as(state, self.state) != state:
                self._remember()
            self.state = state
            self._clear_notices()

    def _leave_out(self, error: Exception) -> None:
        reason = f"{error} is missing" if isinstance(error, KeyError) else error
        self.notify(f"The last change was not understood and is left out: {reason}.")

    def _act(self, action: Action) -> None:
        self.ack = self.last_seq
        if self.apply_action is None:
            return
        try:
            state, status = self.apply_action(self.state, action)
        except (KeyError, TypeError, ValueError) as error:
            self.notify(f"That is not possible: {error}.")
        else:
            if state is not self.state:
                self.set(state, status=status)
            elif status:
                self.status = status

    def _remember(self) -> None:
        """Keeps the state for undo; of large networks only as many as have room."""
        self.undo_stack = [*self.undo_stack, self.state][-_MAX_UNDO:]
        while (
            len(self.undo_stack) > 1
            and sum(state.size for state in self.undo_stack) > _MAX_UNDO_NUMBERS
        ):
            del self.undo_stack[0]


def _seen_as(seen: S, state: S) -> S:
    """A state with the camera of another: turning a picture is no change to be undone."""
    camera = seen.values.camera
    values = state.values
    if camera == values.camera:
        return state
    return state.with_values(msgspec.structs.replace(values, camera=camera))
