"""The page Concrete: its bar, its stage, and the tabs below it."""

from __future__ import annotations

import weakref
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from playground.core.data.datasets import load
from playground.export.ladder_code import ladder_code
from playground.ladder.networks import (
    DATA,
    DEEP,
    INPUTS,
    LADDER,
    RECIPE,
    TARGET,
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
from playground.ui.course import onward
from playground.ui.shared import commits, frame, sessions, share, take_away, takeaways, widgets
from playground.ui.shared.navigation import page
from playground.ui.shared.page_session import PageSession

TITLE = "Concrete: strength = network(age, seven ingredients)"
INVITATIONS = {
    "mix": "Drag **Age** and **Cement**. Can you get 60 MPa after 28 days?",
    "ladder": "Press one network after the other. Which step pays?",
    "inputs": "Each picture moves one input. Which ones make the concrete weaker?",
}
_STAGE = "concrete_stage"
_MIX_KEY = "concrete row"


def current() -> PageSession[ConcreteState]:
    """The session of this page; goes to Training where the stage asked for that."""
    session = sessions.current("concrete", ConcreteState, "concrete")
    # A session that referred to itself would stay, with all it has, when its visitor has left.
    session.apply_action = partial(_open_training, weakref.proxy(session))
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


def bar(session: PageSession[ConcreteState]) -> None:
    """What the data is, a box of the real mixes, and undo."""
    frame.bar("Concrete: age, ingredients → strength", _sheet, partial(_buttons, session))


def _sheet() -> None:
    dataset = load(DATA)
    columns = map(dataset.column, (*INPUTS, TARGET))
    st.markdown(f"{len(sample().y):,} rows, {len(np.unique(mix_groups()))} mixes. {dataset.about}")
    lines = (f"| {c.labelled.name} | `{c.name}` | {c.unit} |" for c in columns)
    st.markdown("\n".join(("| name | in the file | unit |", "|---|---|---|", *lines)))
    st.caption(f"{dataset.source}. {dataset.licence}. [{dataset.url}]({dataset.url})")


def _buttons(session: PageSession[ConcreteState]) -> None:
    rows = sample()
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
    share.button(session)
    take_away.button(session, lambda: takeaways.of_concrete(session.state))


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


@commits.stage
def stage(session: PageSession[ConcreteState]) -> None:
    """Mounts the stage."""
    session.stage_key = _STAGE
    mount(
        concrete_payload(session.pushed, session.sync),
        key=_STAGE,
        on_message=partial(commits.receive, ConcreteState),
    )


def foot(session: PageSession[ConcreteState]) -> None:
    """What was done or what there is to do, and the next page."""
    commits.watch(lambda session: session.state.part)
    onward.foot(session, INVITATIONS[session.state.part], "concrete")


def tabs(session: PageSession[ConcreteState]) -> None:
    """What is on screen in words, and the Keras code of the network in view."""
    commits.watch(lambda session: shown_network(session.state))
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
"""


def _code(network: LadderNetwork) -> None:
    st.markdown(f"**{network.label}, {network.network.parameter_count:,} parameters**")
    st.code(ladder_code(network), language="python", wrap_lines=True)
    st.caption("R² differs a little from run to run: Keras draws other first weights each time.")
