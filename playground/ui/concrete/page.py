"""The page Concrete: its toolbar, its stage, and the tabs below it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from playground.export.ladder_code import ladder_code
from playground.ladder.networks import (
    DEEP,
    LADDER,
    RECIPE,
    LadderNetwork,
    mix_groups,
    sample,
    split_of,
)
from playground.ladder.store import trained_ladder
from playground.stage.component import mount
from playground.stage.payloads.concrete import concrete_payload
from playground.state.concrete import ConcreteState, training_state_of
from playground.state.values import Action, OpenTraining
from playground.ui.shared import sessions, theme, widgets
from playground.ui.shared.navigation import page
from playground.ui.shared.page_session import PageSession

TITLE = "strength = network(age, cement, water, …)"
INVITATION = "Drag a slider. The network says how strong the concrete gets."
_STATUS_WIDTH = 320
"""Of one or two lines beside the buttons, in pixels: what is said there moves nothing."""
_STAGE = "concrete_stage"
_MIX_KEY = "concrete row"


def current() -> PageSession[ConcreteState]:
    """The session of this page; goes to Training where the stage asked for that."""
    session = sessions.current("concrete", ConcreteState, "concrete")
    session.apply_action = partial(_open_training, session)
    if (task := session.pending) is not None:
        session.pending = None
        task(session)
    return session


def _open_training(
    session: PageSession[ConcreteState], state: ConcreteState, action: Action
) -> tuple[ConcreteState, str]:
    if not isinstance(action, OpenTraining):
        raise ValueError(f"this page has no such button; received {action}")
    link = training_state_of(LADDER[state.rung], state.split).to_query()
    session.pending = lambda left: sessions.switch_page(left, page("training"), link)
    return state, ""


def toolbar(session: PageSession[ConcreteState]) -> None:
    """One row: the title, a box of the real mixes, undo, and what was done last."""
    rows = sample()
    with st.container(horizontal=True, vertical_alignment="center", key="concrete toolbar"):
        st.title(TITLE, width="content", anchor=False)
        st.selectbox(
            "Start from a real mix",
            range(len(rows.y)),
            index=None,
            format_func=lambda row: f"{rows.names[row]}: {rows.y[row]:g} MPa",
            placeholder="Start from a real mix",
            label_visibility="collapsed",
            key=sessions.show_choice(_MIX_KEY, None),
            on_change=_on_mix_select,
            width=230,
        )
        widgets.undo_button(session)
        st.caption(theme.escape_markdown(session.status) or INVITATION, width=_STATUS_WIDTH)


@sessions.callback
def _on_mix_select() -> None:
    row = sessions.choice(_MIX_KEY, (None, *range(len(sample().y))))
    if row is None:
        return
    at = ConcreteState.of_row(row).at
    name, strength = sample().names[row], sample().y[row]
    remark = f"This is {name}. It was measured at {strength:g} MPa."
    sessions.change(replace(sessions.state(ConcreteState), at=at, part="mix"), status=remark)


def shown_network(state: ConcreteState) -> LadderNetwork:
    """The network in view: one of the ladder, or the one that predicts the mix."""
    return LADDER[state.rung] if state.part == "ladder" else DEEP


def stage(session: PageSession[ConcreteState]) -> None:
    """Mounts the stage."""
    session.stage_key = _STAGE
    mount(
        concrete_payload(session.pushed, session.sync),
        key=_STAGE,
        on_message=partial(sessions.receive, ConcreteState),
    )


def tabs(session: PageSession[ConcreteState]) -> None:
    """What is on screen in words, and the Keras code of the network in view."""
    widgets.tabs(
        "concrete tabs",
        {
            "In words": lambda: widgets.words(explanation()),
            "Keras code": partial(_code, shown_network(session.state)),
        },
    )


def count_repeated_rows() -> int:
    """How many rows of the data set repeat another one exactly."""
    rows = np.column_stack([sample().x, sample().y])
    return len(rows) - len(np.unique(rows, axis=0))


def explanation() -> str:
    """What is on screen in words, with the figures of the trained networks."""
    train, test = split_of("random")
    linear, stacked, relu, _, deep = (
        trained_ladder().metrics(name, "random").r2 for name in LADDER
    )
    by_mix = trained_ladder().metrics("deep", "mix").r2
    columns = (*sample().inputs, sample().target)
    names = ", ".join(f"{c.labelled.name} is `{c.name}`" for c in columns if c.label)
    return f"""
**ReLU pays, depth does not.** R² on the test rows: {linear:.2f} for one linear unit, {stacked:.2f}
for three in a row without ReLU, {relu:.2f} with ReLU. The network with three times 512 units has
{deep:.2f}.

**Which rows are put aside matters.** The {len(sample().y):,} rows are only
{len(np.unique(mix_groups()))} mixes, most of them tested at several ages, and
{count_repeated_rows()} rows are there twice. At random, the network has seen most mixes of its
test: {deep:.2f}. With whole mixes put aside it has seen none: {by_mix:.2f}.

**The same for all five:** {len(train)} rows to train on, {len(test)} to test, standardised
numbers, Adam with learning rate {RECIPE.learning_rate:g}, loss MSE, batches of
{RECIPE.batch_size}, {RECIPE.epochs} epochs, seed {RECIPE.seed}. The tick on the bars is least
squares, the best that a linear unit can do.

**Close and far:** each input is counted in its standard deviation. 95 of 100 real mixes have
another one that is close.

**Names in the file:** {names}.
"""


def _code(network: LadderNetwork) -> None:
    st.markdown(f"**{network.label}, {network.network.parameter_count:,} parameters**")
    st.code(ladder_code(network), language="python", wrap_lines=True)
    st.caption("R² differs a little from run to run: Keras draws other first weights each time.")
