"""The page Planes: its bar, its stage, and the tabs below it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.core.fit.recipe import Recipe
from playground.stage.component import mount
from playground.stage.payloads.plane import PlaneView, plane_payload, plane_view
from playground.state.plane import MAX_INPUTS, MIN_INPUTS, PlaneState
from playground.ui.shared import frame, keras_tasks, random_start, sessions, share, widgets
from playground.ui.shared.column_picker import ColumnPicker
from playground.ui.shared.page_session import PageSession

INVITATION = (
    "Drag the weights, and turn the picture. Every input has a weight of its own, which tilts the "
    "plane along it."
)
FIT = Recipe(optimizer="sgd", learning_rate=0.1, momentum=0.9, epochs=300, batch_size=1)
_STAGE = "plane_stage"


def current() -> PageSession[PlaneState]:
    """The session of this page."""
    return sessions.current("plane", PlaneState, "plane")


def view_of(plane: PlaneState) -> PlaneView:
    """The figures of its columns."""
    return plane_view(plane.data, plane.inputs, plane.target, plane.axes)


# --- columns --------------------------------------------------------------------------------


def _with_inputs(plane: PlaneState, inputs: tuple[str, ...]) -> PlaneState:
    """Inputs that stay keep their weight and slice value; new ones start at weight 0."""
    start = PlaneState.default(plane.data, inputs, plane.target)
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
)


def bar(session: PageSession[PlaneState]) -> None:
    """The columns in view, and the page's buttons."""
    state = session.state
    frame.bar(COLUMNS.pill(state), lambda: COLUMNS.draw(state), lambda: _buttons(session))


# --- buttons --------------------------------------------------------------------------------

_fit = keras_tasks.fit(FIT)


def _buttons(session: PageSession[PlaneState]) -> None:
    keras_tasks.button(session, "Train", _fit, kind="primary")
    keras_tasks.button(session, "Random start", random_start.draw)
    st.button("sugars, fiber, protein", on_click=_show_three_inputs)
    widgets.undo_button(session)
    share.button(session)


@sessions.callback
def _show_three_inputs() -> None:
    plane = sessions.state(PlaneState)
    model = replace(PlaneState.default(), camera=plane.camera, view=plane.view)
    sessions.change(model, status="Three inputs, one neuron: three weights and a bias.")


# --- stage, explanation and code ------------------------------------------------------------


def stage(session: PageSession[PlaneState]) -> None:
    """Mounts the stage."""
    pushed = session.pushed
    payload = plane_payload(view_of(pushed), pushed, session.sync, session.path)
    session.stage_key = _STAGE
    mount(payload, key=_STAGE, on_message=partial(sessions.receive, PlaneState))


_EXPLANATION = """
With two inputs the neuron's answers are a **plane**: one weight tilts it along the first input,
the other along the second, and b lifts it. With three or more they are a **hyperplane**, which
nobody can draw. What you see is a slice of it: the other inputs stay as they are. **ReLU** folds
the plane where w·x + b is 0.

However you tilt it, a plane stays flat. So there is a best R², and no weights do better. More
inputs raise it.
"""


def tabs(session: PageSession[PlaneState]) -> None:
    """What is on screen in words, its Keras code and its weights."""
    shown = session.state
    widgets.tabs(
        "plane tabs",
        {
            "In words": lambda: widgets.words(_EXPLANATION),
            **widgets.code_tabs(shown, shown.at, shown.inputs, shown.target),
            **widgets.weights_tab(shown),
        },
    )
