"""What can mislead in a data set, for the page Data: a row of buttons that mark the rows."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from playground.core.data.datasets import load
from playground.core.data.traps import Trap, traps
from playground.state.data import DataState
from playground.ui.data import findings
from playground.ui.shared import sessions, theme


def buttons(state: DataState) -> None:
    """A button for every trap: it marks the rows, and the foot tells what they are."""
    shown = findings.titles(state.data)
    every = {trap.title: trap for trap in traps(load(state.data), state.x, state.y)}
    found = [trap for title, trap in every.items() if title not in shown]
    with st.container(key="traps", horizontal=True, vertical_alignment="center"):
        is_any = found or shown
        st.markdown("**Traps**" if is_any else "This page finds no traps in these data.")
        findings.buttons(state, every)
        for trap in found:
            st.button(
                theme.escape_markdown(_label(trap)),
                key=f"data_trap {trap.title}",
                on_click=_show,
                args=(state.data, trap.title),
            )


def _label(trap: Trap) -> str:
    if not trap.rows:
        return trap.title
    return f"{trap.title}: mark {len(trap.rows):,} {'row' if len(trap.rows) == 1 else 'rows'}"


@sessions.callback
def _show(data: str, title: str) -> None:
    """Marks a trap's rows and puts its sentences into the foot.

    A trap about columns marks nothing: what is marked stays.
    """
    session = sessions.session(DataState)
    state = session.state
    found = {trap.title: trap for trap in traps(load(state.data), state.x, state.y)}
    if state.data != data or title not in found:
        raise sessions.StaleChoice("That trap is of other data, so nothing new is marked.")
    trap = found[title]
    heading, *texts = map(theme.escape_markdown, (trap.title, trap.found, trap.matters))
    status = f"**{heading}.** {' '.join(texts)}"
    if trap.rows and trap.rows != state.rows:
        session.set(replace(state, rows=trap.rows), status=status)
    else:
        session.status = status
