"""The page Planes: its bar, its stage, and the tabs below it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TypeAlias

import streamlit as st

from playground.core.fit.recipe import Recipe
from playground.stage.component import mount
from playground.stage.payloads.class_plane import class_plane_payload
from playground.stage.payloads.plane import PlaneView, plane_payload, plane_view
from playground.stage.protocol import PlanePayload, SyncState
from playground.state.plane import MAX_INPUTS, MIN_INPUTS, PlaneState
from playground.state.samples import sample_of
from playground.ui.shared import (
    commits,
    frame,
    keras_tasks,
    random_start,
    sessions,
    share,
    take_away,
    takeaways,
    widgets,
)
from playground.ui.shared.column_picker import ColumnPicker
from playground.ui.shared.page_session import PageSession

_OF_NUMBERS = (
    "Drag the weights, and turn the picture. Every input has a weight of its own, which tilts the "
    "plane along it."
)
_OF_LINE = "Drag the weights: they turn the line where the answer changes."
FIT = Recipe(optimizer="sgd", learning_rate=0.1, momentum=0.9, epochs=300, batch_size=1)
_STAGE = "plane_stage"

Path: TypeAlias = list[list[list[float]]] | None
"""Weights at each moment of a fit, or None."""


def current() -> PageSession[PlaneState]:
    """The session of this page."""
    return sessions.current("plane", PlaneState, "plane")


def invitation(plane: PlaneState) -> str:
    """What there is to do."""
    return _OF_LINE if plane.classes else _OF_NUMBERS


def view_of(plane: PlaneState) -> PlaneView:
    """The figures of its columns."""
    return plane_view(plane.data, plane.inputs, plane.target, plane.axes)


# --- columns --------------------------------------------------------------------------------


def _with_inputs(plane: PlaneState, inputs: tuple[str, ...]) -> PlaneState:
    """Inputs that stay keep their weight and slice value; new ones start at weight 0."""
    start = PlaneState.default(plane.data, inputs, plane.target)
    inputs = start.inputs
    before = dict(zip(plane.inputs, zip(plane.w, plane.at, strict=True), strict=True))
    pairs = [
        before.get(name, new)
        for name, new in zip(inputs, zip(start.w, start.at, strict=True), strict=True)
    ]
    axes = plane.axes if {*plane.axes} <= {*inputs} else start.axes
    w, at = (tuple(values) for values in zip(*pairs, strict=True))
    return replace(plane, inputs=inputs, w=w, at=at, axes=axes)


COLUMNS = ColumnPicker(
    "plane",
    PlaneState,
    (MIN_INPUTS, MAX_INPUTS),
    with_data=lambda _, data: PlaneState.default(data),
    with_inputs=_with_inputs,
    with_target=lambda plane, target: PlaneState.default(plane.data, plane.inputs, target),
    classes=True,
)


def bar(session: PageSession[PlaneState]) -> None:
    """The columns in view, and the page's buttons."""
    state = session.state
    frame.bar(COLUMNS.pill(state), lambda: COLUMNS.draw(state), lambda: _buttons(session))


# --- buttons --------------------------------------------------------------------------------

_fit = keras_tasks.fit(FIT)


def _recipe(plane: PlaneState) -> Recipe:
    return keras_tasks.on_all_rows(FIT, sample_of(plane))


def _buttons(session: PageSession[PlaneState]) -> None:
    keras_tasks.button(session, "Train", _fit, kind="primary")
    keras_tasks.button(session, "Random start", random_start.draw)
    st.button("sugars, fiber, protein", on_click=_show_three_inputs)
    widgets.undo_button(session)
    share.button(session)
    take_away.button(session, lambda: takeaways.of_unit(session.state, _recipe(session.state)))


@sessions.callback
def _show_three_inputs() -> None:
    plane = sessions.state(PlaneState)
    model = replace(PlaneState.default(), camera=plane.camera, view=plane.view)
    sessions.change(model, status="Three inputs, one neuron: three weights and a bias.")


# --- stage, explanation and code ------------------------------------------------------------


@commits.stage
def stage(session: PageSession[PlaneState]) -> None:
    """Mounts the stage."""
    pushed = session.pushed
    payload = (class_plane_payload if pushed.classes else _number_payload)(
        pushed, session.sync, session.path
    )
    session.stage_key = _STAGE
    mount(payload, key=_STAGE, on_message=partial(commits.receive, PlaneState))


def _number_payload(pushed: PlaneState, sync: SyncState, path: Path) -> PlanePayload:
    return plane_payload(view_of(pushed), pushed, sync, path)


_EXPLANATION = """
With two inputs the neuron's answers are a **plane**: one weight tilts it along the first input,
the other along the second, and b lifts it. With three or more they are a **hyperplane**, which
nobody can draw. What you see is a slice of it: the other inputs stay as they are. **ReLU** folds
the plane where w·x + b is 0.

However you tilt it, a plane stays flat. So there is a best R², and no weights do better. More
inputs raise it.
"""


_OF_CLASSES = """
The neuron multiplies every input by its **weight** and adds all up with the **bias** b. **Sigmoid**
turns this sum into a probability. Where the sum is 0, the probability is one half: from above, that
is a **straight line**. The weights turn it, b moves it. On one side of it the answer is yes.

However you turn it, it stays straight. So classes that no line parts need more: a hidden layer, on
the page Layers.
"""


def tabs(session: PageSession[PlaneState]) -> None:
    """What is on screen in words, its Keras code and its weights."""
    shown = session.state
    text = _OF_CLASSES if shown.classes else _EXPLANATION
    widgets.tabs(
        "plane tabs",
        {
            "In words": lambda: widgets.words(text),
            **widgets.code_tabs(shown, shown.at, shown.inputs, shown.target),
            **widgets.weights_tab(shown),
        },
    )
