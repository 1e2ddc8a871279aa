"""The page Planes: choosing its columns, its buttons, its stage and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.core.fit.recipe import Recipe
from playground.stage.component import mount
from playground.stage.payloads.plane import PlaneView, plane_data, plane_view
from playground.state.plane import MAX_INPUTS, MIN_INPUTS, PlaneState
from playground.ui.shared import column_picker, keras_tasks, sessions, widgets
from playground.ui.shared.error_notices import errors_as_notice
from playground.ui.shared.page_session import PageSession

INVITATION = (
    "Drag the weights, turn the picture with the mouse, switch inputs on and off. "
    "Every input has a weight of its own."
)
FIT = Recipe(optimizer="sgd", learning_rate=0.1, momentum=0.9, epochs=300, batch_size=1)
_BOUNDS = (MIN_INPUTS, MAX_INPUTS)
_STAGE = "plane_stage"
_TUTORIAL_HELP = "sugars, fiber and protein → calories: a kernel of shape (3, 1)"


def current() -> PageSession[PlaneState]:
    """The session of this page."""
    return sessions.current("plane", PlaneState, "plane")


def view_of(plane: PlaneState) -> PlaneView:
    """The columns it looks at."""
    return plane_view(plane.data, plane.inputs, plane.target, plane.axes)


# --- choosing columns -----------------------------------------------------------------------


def choose(session: PageSession[PlaneState]) -> None:
    """Data set, target, inputs, and which two of them are shown; the buttons beside them."""
    column_picker.choose(
        "plane",
        session.experiment,
        _BOUNDS,
        lambda: _buttons(session),
        on_data=_data_chosen,
        on_target=_target_chosen,
        on_axes=_axes_chosen,
        on_inputs=_inputs_chosen,
    )


@errors_as_notice
def _data_chosen() -> None:
    sessions.change(PlaneState.default(column_picker.choice("plane", "data")))


@errors_as_notice
def _target_chosen() -> None:
    plane = sessions.experiment(PlaneState)
    target = column_picker.choice("plane", "target")
    sessions.change(PlaneState.default(plane.data, plane.inputs, target))


@errors_as_notice
def _inputs_chosen() -> None:
    """Inputs that stay keep their weights and their order; one that comes starts at 0."""
    plane = sessions.experiment(PlaneState)
    names = column_picker.names("plane", plane.inputs, _BOUNDS)
    if names is None:
        return
    start = PlaneState.default(plane.data, names, plane.target)
    kept = dict(zip(plane.inputs, zip(plane.w, plane.at, strict=True), strict=True))
    pairs = [
        kept.get(name, fresh)
        for name, fresh in zip(names, zip(start.w, start.at, strict=True), strict=True)
    ]
    axes = plane.axes if {*plane.axes} <= {*names} else start.axes
    w, at = (tuple(values) for values in zip(*pairs, strict=True))
    sessions.change(replace(plane, inputs=names, w=w, at=at, axes=axes))


def _axes_chosen() -> None:
    sessions.change(replace(sessions.experiment(PlaneState), axes=column_picker.axes("plane")))


# --- buttons --------------------------------------------------------------------------------

_fit = keras_tasks.fit(lambda plane: view_of(plane).sample, FIT)


def _buttons(session: PageSession[PlaneState]) -> None:
    keras_tasks.button(session, "Fit with Keras", _fit, keras_tasks.FIT_HELP, kind="primary")
    keras_tasks.button(session, "Random weights", keras_tasks.draw, keras_tasks.DRAW_HELP)
    st.button("Tutorial's model", on_click=_tutorial, help=_TUTORIAL_HELP)
    widgets.undo_button(session)


def _tutorial() -> None:
    plane = sessions.experiment(PlaneState)
    model = replace(PlaneState.default(), camera=plane.camera, view=plane.view)
    sessions.change(model, remark="The tutorial's model: three inputs, one unit, four numbers.")


# --- stage and words ------------------------------------------------------------------------


def stage(session: PageSession[PlaneState]) -> None:
    """The live part."""
    given = session.given
    data = plane_data(view_of(given), given, session.version, session.path)
    session.stage = _STAGE
    mount(data, key=_STAGE, on_hand=partial(sessions.take_hand, PlaneState))


_EXPLANATION = """
With two inputs the neuron's answers are a **plane**: one weight tilts it along the first input,
the other along the second, and b lifts it. With three or more they are a **hyperplane**, which
nobody can draw; what you see is the slice where the other inputs are held still. **ReLU** folds
the plane along its hinge, where w·x + b is 0.

However you tilt it, a plane stays flat. That is why R² has a limit here, which more inputs raise
and no weights pass.
"""


def explanation() -> None:
    """What is on screen, in a few sentences."""
    st.markdown(_EXPLANATION)


def code(session: PageSession[PlaneState]) -> None:
    """The Keras code of exactly this unit and its tensors."""
    shown = session.experiment
    widgets.code_and_weights(shown, shown.at, shown.inputs, shown.target)
