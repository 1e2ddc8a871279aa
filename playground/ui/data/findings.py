"""What there is to take care of in own data, among the traps on Data: a button for each remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from playground.core.data.traps import Trap
from playground.core.importing.notes import Note, Topic
from playground.state.data import DataState
from playground.ui.data import corrections, page, reading
from playground.ui.shared import sessions, theme
from playground.ui.shared.own_datasets import Made

TITLES = {
    Topic.TOTAL: "Rows that sum up others",
    Topic.ID: "IDs among the inputs",
    Topic.STAND_IN: "Numbers that may mean “unknown”",
    Topic.NEARLY_EQUAL: "Columns that say nearly the same",
}
_DONE = {
    Topic.TOTAL: "Sums left out",
    Topic.ID: "Row names told apart",
    Topic.STAND_IN: "Numbers that mean “unknown”",
    Topic.NEARLY_EQUAL: "Columns nearly the same",
}
"""What they are called once they are taken care of."""
_MAX_NOTES = 6


def buttons(state: DataState, same: Mapping[str, Trap]) -> None:
    """A button for every matter; it opens what was found, and what can be done about it.

    Args:
        state: of the page.
        same: traps about the same matters, by title.
    """
    own = sessions.own_datasets()
    made = own.made.get(state.data)
    if own.correction is not None and own.correction.data == state.data:
        reading.progress("correction")
    if made is None:
        return
    for topic, title in TITLES.items():
        found = [note for note in made.findings if note.topic is topic]
        done = [note for note in made.notes if note.topic is topic]
        if found or done:
            label = title if found else f"{_DONE[topic]} ✓"
            with st.popover(
                label, key=f"finding {topic}", type="primary" if found else "secondary"
            ):
                _matter(state.data, made, [*found, *done])


def titles(data: str) -> frozenset[str]:
    """What is said here of a data set, and need not be said twice."""
    made = sessions.own_datasets().made.get(data)
    return frozenset(TITLES[note.topic] for note in made.findings) if made else frozenset()


def _matter(data: str, made: Made, notes: Sequence[Note]) -> None:
    for index, note in enumerate(notes[:_MAX_NOTES]):
        st.markdown(theme.escape_markdown(note.text))
        with st.container(horizontal=True):
            for remedy in note.remedies:
                st.button(
                    theme.escape_markdown(remedy.label),
                    key=f"finding {note.topic} {index} {remedy.label}",
                    on_click=corrections.on_press,
                    args=(data, remedy),
                )
            rows = np.flatnonzero(np.isin(made.numbers, note.rows))
            if len(rows):
                st.button(
                    f"Mark {len(rows):,} {'row' if len(rows) == 1 else 'rows'}",
                    key=f"finding {note.topic} {index} mark",
                    on_click=_mark,
                    args=(data, tuple(rows.tolist())),
                )
    if len(notes) > _MAX_NOTES:
        st.caption(f"{len(notes) - _MAX_NOTES:,} more like these come after them.")


@sessions.callback
def _mark(data: str, rows: tuple[int, ...]) -> None:
    if sessions.state(DataState).data != data:
        raise sessions.StaleChoice("Those rows are of other data, so nothing new is marked.")
    page.select_rows(np.asarray(rows, dtype=np.int64))
