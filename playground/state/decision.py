"""From where on a classifier says yes, and what its two mistakes cost: fields of a page's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from playground.core.classes.metrics import THRESHOLD
from playground.core.formatting import format_number, read_number
from playground.state.query import QueryField
from playground.state.values import Values

MAX_COST = 1e6


@dataclass(frozen=True)
class Decision:
    """What is made of the probabilities of two classes; other targets have no use for it.

    Attributes:
        threshold: from this probability on, the answer is yes; from 0 to 1.
        false_alarm: what a yes costs where no is right, from 0 to MAX_COST.
        miss: what a no costs where yes is right, the same.

    Raises:
        ValueError: if a number is out of range.
    """

    threshold: float = THRESHOLD
    false_alarm: float = 1.0
    miss: float = 1.0

    def __post_init__(self) -> None:
        for name, most in _MOST.items():
            value = getattr(self, name)
            if not 0.0 <= value <= most:
                raise ValueError(f"{name} must be from 0 to {most:g}; received {value:g}")

    @property
    def choices(self) -> dict[str, str]:
        """As the browser gets it, among its choices."""
        return {name: format_number(getattr(self, name)) for name in _MOST}


_MOST = {"threshold": 1.0, "false_alarm": MAX_COST, "miss": MAX_COST}
FIRST = Decision()
"""As a page begins: the likelier class, and both mistakes cost the same."""


def decision_of(values: Values) -> Decision:
    """The browser's; raises KeyError or ValueError."""
    return Decision(**{name: read_number(values.choices[name], MAX_COST) for name in _MOST})


def decision_fields(default: Callable[[Any], Any]) -> tuple[QueryField[Any], ...]:
    """The fields `threshold`, `false_alarm` and `miss`; `default` is as of `QueryField`."""
    return tuple(_field(name, default) for name in _MOST)


def _field(name: str, default: Callable[[Any], Any]) -> QueryField[Any]:
    def read(state: Any, text: str) -> Any:
        number = read_number(text, MAX_COST)
        return replace(state, decision=replace(state.decision, **{name: number}))

    return QueryField(name, lambda s: s.decision.choices[name], read, default)
