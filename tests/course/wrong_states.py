"""States that a learner can come to from where a step begins, other than by its solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from playground.core.fit.ranges import Range
from playground.course.controls import controls_of
from playground.course.lesson import Step
from playground.course.measure import NO_RUN, RunInView, Since
from playground.course.setup import PageState
from playground.ladder.networks import sample
from playground.stage.payloads.neuron import neuron_view
from playground.stage.payloads.plane import plane_view
from playground.state.concrete import ConcreteState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.training import TrainingState
from tests.js.lessons import payload_of

Move = tuple[str, float | str | None]
"""A control, and where it is set."""

POSITIONS = 11
"""Of a slider, from one end to the other."""


def slider_ranges(state: PageState) -> dict[str, Range]:
    """The range of each slider of a page that moves the model or the probe."""
    if isinstance(state, NeuronState | PlaneState) and state.classes:
        shown = {slider.name: slider for slider in payload_of(state).sliders}
        known = {name: Range(one.low, one.high, one.step) for name, one in shown.items()}
        return known | {"threshold": Range(0.0, 1.0, 0.01)}
    names = [name for name, control in controls_of(state).items() if control.kind == "slider"]
    if isinstance(state, NeuronState):
        line = neuron_view(state.data, state.inputs[0], state.target)
        return dict(zip(names, (line.w, line.b, line.probe), strict=True))
    if isinstance(state, PlaneState):
        plane = plane_view(state.data, state.inputs, state.target, state.axes)
        return dict(zip(names, (*plane.w, plane.b, *plane.at), strict=True))
    if isinstance(state, ConcreteState):
        spans = (Range(column.low, column.high, 1.0) for column in sample().inputs)
        return dict(zip(names, spans, strict=True))
    return {}


def wrong_states(step: Step, state: PageState) -> Iterator[PageState]:
    """States one move away by any control, or two moves by the step's own.

    Of a unit, one move away from a random start, too; and where training would leave it.

    Args:
        step: whose controls are moved.
        state: where it begins.
    """
    moves = list(_moves(state))
    own = [move for move in moves if move[0] in step.controls]
    ways: Iterator[Sequence[Move]] = iter([(move,) for move in moves])
    yield state
    for way in (*ways, *((move, move) for move in moves), *combinations(own, 2)):
        moved = state
        try:
            for name, to in way:
                change = controls_of(moved)[name].change
                assert change is not None
                moved = change(moved, to)
        except (KeyError, ValueError):
            continue
        yield moved
        if isinstance(moved, PlaneState) and len(way) == 1:
            yield replace(moved, seed=moved.seed + 1)
    if isinstance(state, NeuronState) and not state.classes:  # as training would leave it
        best = neuron_view(state.data, state.inputs[0], state.target).best["linear"]
        yield replace(state, w=(best.w,), b=best.b)
    if isinstance(state, TrainingState):
        for recipe in ({"batch_size": 32}, {"learning_rate": 0.3}, {"learning_rate": 0.001}):
            yield replace(state, recipe=replace(state.recipe, **recipe))


def _moves(state: PageState) -> Iterator[Move]:
    ranges = slider_ranges(state)
    for name, control in controls_of(state).items():
        if control.change is None:
            continue
        if control.kind == "press":
            yield name, None
        elif name in ranges:
            span = ranges[name]
            yield from ((name, float(to)) for to in np.linspace(span.low, span.high, POSITIONS))
        elif control.kind == "choice" and name.startswith("Activation"):
            yield from ((name, to) for to in ("ReLU", "tanh", "linear"))


def histories(state: PageState) -> Iterator[tuple[Since, RunInView]]:
    """What may have happened since the step began."""
    touched = Since(changed=True)
    yield touched, NO_RUN
    if not isinstance(state, TrainingState):
        if not isinstance(state, ConcreteState):
            yield replace(touched, fits=1), NO_RUN
        return
    started, rate = replace(touched, runs=1), state.recipe.learning_rate
    yield started, RunInView(epoch=0, rate=rate)
    yield started, RunInView(epoch=5, rate=rate)
    yield started, RunInView(epoch=1, rate=rate, diverged=True)
    yield started, RunInView(epoch=state.recipe.epochs, rate=rate, finished=True)
