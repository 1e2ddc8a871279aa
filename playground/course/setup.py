"""The links that put a page where a step begins."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import parse_qs

from playground.core.data.units import slope_unit
from playground.course.facts import FACTS
from playground.course.lesson import Lesson
from playground.ladder.networks import sample
from playground.state.concrete import ConcreteState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.samples import sample_of
from playground.state.training import TrainingState

PageState: TypeAlias = NeuronState | PlaneState | LayersState | TrainingState | ConcreteState

STATES: dict[str, type[PageState]] = {
    "neuron": NeuronState,
    "plane": PlaneState,
    "layers": LayersState,
    "training": TrainingState,
    "concrete": ConcreteState,
}
"""By the path of their page."""


def page_of(state: PageState) -> str:
    """The path of the page that a state is of."""
    return next(page for page, kind in STATES.items() if isinstance(state, kind))


def setup_of(lesson: Lesson, index: int) -> str:
    """The link that puts a step on screen: its own, or that of the last step before it with one.

    Args:
        lesson: of the step.
        index: of the step.
    """
    return next(step.setup for step in reversed(lesson.steps[: index + 1]) if step.setup)


def state_of(link: str) -> tuple[PageState, tuple[str, ...]]:
    """What a link puts on screen.

    Args:
        link: without its beginning, such as "neuron?w=1&b=80".

    Returns:
        The page's state, and a sentence for every field that was ignored.

    Raises:
        ValueError: if it leads to no page that a lesson can be on.
    """
    page, _, query = link.partition("?")
    if page not in STATES:
        raise ValueError(f"{page!r} is none of the pages {', '.join(STATES)}")
    return STATES[page].from_query(parse_qs(query, keep_blank_values=True))


def units_of(state: PageState) -> dict[str, str]:
    """The unit of every fact of a page, as on screen; "" for one that has none."""
    rows = sample() if isinstance(state, ConcreteState) else sample_of(state)
    page, target = page_of(state), rows.target.unit
    units = {}
    for fact in FACTS:
        for name in fact.names if page in fact.pages else ():
            if fact.unit in ("weight", "input"):
                place = fact.input_of(name)
                if place < len(rows.inputs):
                    column = rows.inputs[place]
                    by_weight = fact.unit == "weight"
                    units[name] = slope_unit(column, rows.target) if by_weight else column.unit
            else:
                units[name] = {"": "", "target": target, "target²": target and f"{target}²"}[
                    fact.unit
                ]
    return units
