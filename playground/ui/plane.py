"""The page Planes: choosing its columns, its buttons, its stage and what is said about it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from playground.core.datasets import DATASETS, load
from playground.core.recipe import Recipe
from playground.plane_state import MAX_INPUTS, MIN_INPUTS, Plane
from playground.stage.component import mount
from playground.stage.plane import PlaneView, plane_data, plane_view
from playground.ui import keras_work, parts
from playground.ui import session as sessions
from playground.ui.session import Session

INVITATION = (
    "Drag the weights, turn the picture with the mouse, switch inputs on and off. "
    "Every input has a weight of its own."
)
FIT = Recipe(optimizer="sgd", learning_rate=0.1, momentum=0.9, epochs=300, batch_size=1)
_STAGE = "plane_stage"
_TUTORIAL_HELP = "sugars, fiber and protein → calories: a kernel of shape (3, 1)"


def current() -> Session[Plane]:
    """The session of this page."""
    return sessions.current("plane", Plane, "plane")


def view_of(plane: Plane) -> PlaneView:
    """The columns it looks at."""
    return plane_view(plane.data, plane.inputs, plane.target, plane.axes)


# --- choosing columns -----------------------------------------------------------------------


def choose(session: Session[Plane]) -> None:
    """Data set, target, inputs, and which two of them are shown; the buttons beside them."""
    plane = session.experiment
    dataset = load(plane.data)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Data",
            DATASETS,
            format_func=lambda name: load(name).title,
            key=sessions.show_choice("plane data", plane.data),
            on_change=_data_chosen,
            width=170,
        )
        st.selectbox(
            "Target y",
            [column.name for column in dataset.columns if column.name not in plane.inputs],
            format_func=lambda name: dataset.column(name).title,
            key=sessions.show_choice("plane target", plane.target),
            on_change=_target_chosen,
            width=170,
        )
        for place, label in enumerate(("First axis", "Second axis")):
            other = plane.axes[1 - place]
            st.selectbox(
                label,
                [name for name in plane.inputs if name != other],
                key=sessions.show_choice(f"plane axis {place}", plane.axes[place]),
                on_change=_axes_chosen,
                disabled=len(plane.inputs) == MIN_INPUTS,
                width=140,
            )
        _buttons(session)
    st.pills(
        f"Inputs x ({MIN_INPUTS} to {MAX_INPUTS})",
        [column.name for column in dataset.columns if column.name != plane.target],
        selection_mode="multi",
        format_func=lambda name: dataset.column(name).title,
        key=sessions.show_choice("plane inputs", list(plane.inputs)),
        on_change=_inputs_chosen,
    )


def _data_chosen() -> None:
    sessions.change(Plane.default(sessions.choice("plane data")))


def _target_chosen() -> None:
    plane = sessions.experiment(Plane)
    sessions.change(Plane.default(plane.data, plane.inputs, sessions.choice("plane target")))


def _inputs_chosen() -> None:
    """Inputs that stay keep their weights and their order; one that comes starts at 0."""
    plane = sessions.experiment(Plane)
    chosen = sessions.choice("plane inputs")
    kept_names = [name for name in plane.inputs if name in chosen]
    names = (*kept_names, *(name for name in chosen if name not in kept_names))
    if not MIN_INPUTS <= len(names) <= MAX_INPUTS:
        sessions.notice(
            f"This page takes {MIN_INPUTS} to {MAX_INPUTS} inputs; {len(names)} chosen."
        )
        return
    start = Plane.default(plane.data, names, plane.target)
    kept = dict(zip(plane.inputs, zip(plane.w, plane.at, strict=True), strict=True))
    pairs = [
        kept.get(name, fresh)
        for name, fresh in zip(names, zip(start.w, start.at, strict=True), strict=True)
    ]
    axes = plane.axes if {*plane.axes} <= {*names} else start.axes
    w, at = (tuple(values) for values in zip(*pairs, strict=True))
    sessions.change(replace(plane, inputs=names, w=w, at=at, axes=axes))


def _axes_chosen() -> None:
    plane = sessions.experiment(Plane)
    axes = (sessions.choice("plane axis 0"), sessions.choice("plane axis 1"))
    sessions.change(replace(plane, axes=axes))


# --- buttons --------------------------------------------------------------------------------

_fit = keras_work.fit(lambda plane: view_of(plane).sample, FIT)


def _buttons(session: Session[Plane]) -> None:
    keras_work.button("Fit with Keras", _fit, keras_work.FIT_HELP, kind="primary")
    keras_work.button("Random weights", keras_work.draw, keras_work.DRAW_HELP)
    st.button("Tutorial's model", on_click=_tutorial, help=_TUTORIAL_HELP)
    parts.undo_button(session)


def _tutorial() -> None:
    plane = sessions.experiment(Plane)
    model = replace(Plane.default(), camera=plane.camera, view=plane.view)
    sessions.change(model, remark="The tutorial's model: three inputs, one unit, four numbers.")


# --- stage and words ------------------------------------------------------------------------


def stage(session: Session[Plane]) -> None:
    """The live part."""
    given = session.given
    data = plane_data(view_of(given), given, session.version, session.path)
    session.stage = _STAGE
    mount(data, key=_STAGE, on_hand=sessions.take_hand)


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


def code(session: Session[Plane]) -> None:
    """The Keras code of exactly this unit and its tensors."""
    shown = session.experiment
    parts.code(shown, shown.at, shown.inputs, shown.target)
