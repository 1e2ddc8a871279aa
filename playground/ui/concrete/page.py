"""The page Concrete: its toolbar, stage, explanation and code."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from playground.export.ladder_code import ladder_code
from playground.ladder.networks import DEEP, LADDER, SPLITS, LadderNetwork, mix_groups, sample
from playground.ladder.store import trained_ladder
from playground.stage.component import mount
from playground.stage.payloads.concrete import concrete_payload
from playground.state.concrete import ConcreteState, training_state_of
from playground.ui.shared import sessions, widgets
from playground.ui.shared.navigation import page
from playground.ui.shared.page_session import PageSession

INVITATION = (
    "Mix a concrete: drag the ingredients and the age, and the network of the tutorial says how "
    "strong it gets."
)
_STAGE = "concrete_stage"
_MIX_KEY = "concrete row"


def current() -> PageSession[ConcreteState]:
    """The session of this page."""
    return sessions.current("concrete", ConcreteState, "concrete")


def toolbar(session: PageSession[ConcreteState]) -> None:
    """A box of the real mixes, undo, and links that open the network on Training."""
    rows = sample()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Start from a real mix",
            range(len(rows.y)),
            index=None,
            format_func=lambda row: f"{rows.names[row]}: {rows.y[row]:g} MPa",
            placeholder=f"{rows.names[0]} to {rows.names[-1]}",
            key=sessions.show_choice(_MIX_KEY, None),
            on_change=_on_mix_select,
            width=220,
        )
        widgets.undo_button(session)
        network = shown_network(session.state)
        for split, test_rows in SPLITS.items():
            st.page_link(
                page("training"),
                label=f"Train it yourself, tested on {test_rows}",
                query_params=training_state_of(network, split).to_query(),
                help=f"{network.label}, with the recipe, seed and split of this page",
            )


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


def count_repeated_rows() -> int:
    """How many rows of the data set repeat another one exactly."""
    rows = np.column_stack([sample().x, sample().y])
    return len(rows) - len(np.unique(rows, axis=0))


def explanation() -> None:
    """Explains what is on screen, with the metrics of the trained networks."""
    ladder = trained_ladder()
    random, mix = (ladder.metrics("deep", split) for split in SPLITS)
    linear, stacked, relu = (
        ladder.metrics(name, "random").r2 for name in ("linear", "stacked", "relu")
    )
    repeated, mixes = count_repeated_rows(), len(np.unique(mix_groups()))
    st.markdown(
        f"""
**Two dense layers with nothing in between are no better than one:** R² {linear:.2f} for the
linear unit, {stacked:.2f} for 16-16 without ReLU. The same layers with ReLU reach {relu:.2f}.

**Which rows are put aside matters.** {repeated} of the {len(sample().y):,} rows repeat another
one exactly, and there are only {mixes} distinct mixes, most of them tested at
several ages. With rows put aside at random, the network has usually seen the mix it is tested on,
at another age: R² {random.r2:.2f}, MAE {random.mae:.1f} MPa. With whole mixes put aside it has
not: R² {mix.r2:.2f}, MAE {mix.mae:.1f} MPa. The second figure is the honest one for a mix of
your own. The network that predicts it here is the first one, as it was trained beforehand.

**What the data covers** is judged by distance, each input in units of its standard deviation: a
mix is covered if a real one is as near as 95 of 100 real mixes are to the next other mix, and no
ingredient lies beyond its range.
"""
    )


def code(session: PageSession[ConcreteState]) -> None:
    """The Keras code that trains the network in view."""
    network = shown_network(session.state)
    st.markdown(f"**In Keras: {network.label}, {network.network.parameter_count:,} parameters**")
    st.code(ladder_code(network), language="python", wrap_lines=True)
    st.caption(
        "Keras draws other first weights and another order than this page, so that R² differs by "
        "a few hundredths, as it does from seed to seed."
    )
