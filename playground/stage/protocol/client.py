"""What the browser sends to Python: commits, and events of figures."""

from __future__ import annotations

from msgspec import Struct

from playground.stage.protocol.shared import Count, Span
from playground.state.values import Action, Values


class ClientMessage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A commit: the browser's values at rest, with what is to be done.

    Attributes:
        seq: grows with every commit of this stage.
        base: the version of Python's data that the values are based on.
        values: all values, of what still glides where it will end.
        undo: take the last change back.
        action: what a button asks for.
        refresh: only send everything again, as the server has forgotten a token.
    """

    seq: Count
    base: Count
    values: Values
    undo: bool = False
    action: Action | None = None
    refresh: bool = False


class FigureEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was chosen in a figure of the page Data; one of the fields besides `seq` and `add`.

    Attributes:
        seq: grows with every event.
        add: to what is selected already.
        row: index of a row.
        bar: index of a bar.
        cell: indices of the two columns of a cell.
        box: the ends along x and along y.
        loop: x and y of the corners of a loop.
        clear: select nothing.
    """

    seq: int
    add: bool = False
    row: int | None = None
    bar: int | None = None
    cell: tuple[int, int] | None = None
    box: tuple[list[float], list[float]] | None = None
    loop: tuple[list[float], list[float]] | None = None
    clear: bool = False


class BoardEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The points on a board on which they are drawn, `[x, y]` each."""

    points: list[Span]
