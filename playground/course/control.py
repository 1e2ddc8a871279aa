"""What a control on a page is, and the controls of a classifier's answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from playground.course.setup import PageState

To: TypeAlias = float | str | None
Change: TypeAlias = Callable[[Any, Any], PageState]
"""The state after an act, from the state before it and from what the act sets."""


@dataclass(frozen=True)
class Control:
    """A control on a page.

    Attributes:
        name: its accessible name.
        kind: a slider takes a number, a choice a text or a number; others are pressed.
        change: what it does; None: only the page itself can tell.
    """

    name: str
    kind: Literal["slider", "choice", "press"]
    change: Change | None = None

    def takes(self, to: To) -> bool:
        """Whether an act can set it to that."""
        match self.kind:
            case "slider":
                return isinstance(to, int | float)
            case "choice":
                return to is not None
            case "press":
                return to is None


def press(*names: str) -> Iterator[Control]:
    """Buttons and switches of which only the page itself can tell what they do."""
    return (Control(name, "press") for name in names)


def choices(*names: str) -> Iterator[Control]:
    """Choices of which only the page itself can tell what they do."""
    return (Control(name, "choice") for name in names)


def switch(name: str, attribute: str) -> Control:
    """A switch.

    Args:
        name: its accessible name.
        attribute: of the state, which it turns on and off.
    """

    def change(state: Any, _: To) -> PageState:
        switched: PageState = replace(state, **{attribute: not getattr(state, attribute)})
        return switched

    return Control(name, "press", change)


def number(name: str, attribute: str) -> Control:
    """A slider.

    Args:
        name: its accessible name.
        attribute: of the state, which it sets.
    """
    return Control(name, "slider", lambda state, to: replace(state, **{attribute: float(to)}))


# --- of a classifier -------------------------------------------------------------------------


def of_answers(state: Any) -> Iterator[Control]:
    """What is made of the probabilities of two classes; of other targets nothing.

    Args:
        state: of a page with a model.
    """
    if len(state.classes) != 2:
        return
    yield Control("threshold", "slider", _with_threshold)
    yield from press("Right and wrong answers", "Use it")


def _with_threshold(state: Any, to: float) -> PageState:
    other: PageState = replace(state, decision=replace(state.decision, threshold=float(to)))
    return other
