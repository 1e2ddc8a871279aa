"""What the reader has to say about a file, each with the buttons that read it otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from playground.core.importing.notes import Note
from playground.core.importing.table import Table
from playground.ui.data.sheet import changes
from playground.ui.shared import theme
from playground.ui.shared.own_datasets import Upload

_MAX_NOTES = 6


def show(upload: Upload, table: Table) -> None:
    """How the file was read, and what was changed; what is in question first.

    Args:
        upload: whose table it is.
        table: as it was read.
    """
    read = (
        f"{len(table.frame):,} rows, {table.delimiter}, {table.encoding}, decimal {table.decimal}"
    )
    open_ones = [*(note for note in table.notes if note.unsure), *table.findings]
    others = [note for note in table.notes if not note.unsure]
    if not open_ones and not others:
        st.success(f"Read without a change: {read}.")
        return
    for index, note in enumerate(open_ones[:_MAX_NOTES]):
        _with_buttons(upload, note, f"open {index}", is_open=True)
    if len(open_ones) > _MAX_NOTES:
        st.caption(f"{len(open_ones) - _MAX_NOTES:,} more like these come after them.")
    if not others:
        st.info(f"Read: {read}.")
        return
    st.info(f"Read: {read}. What was changed:\n\n{_listed(others[:_MAX_NOTES])}")
    if len(others) > _MAX_NOTES:
        with st.expander(f"{len(others) - _MAX_NOTES} more"):
            st.markdown(_listed(others[_MAX_NOTES:]))
    _buttons(upload, [note for note in others if note.remedies])


def _listed(notes: Sequence[Note]) -> str:
    return "\n".join(f"- {theme.escape_markdown(note.text)}" for note in notes)


def _with_buttons(upload: Upload, note: Note, key: str, *, is_open: bool) -> None:
    with st.container(key=f"sheet_note_{key}", horizontal=True, vertical_alignment="center"):
        mark = "**In question:** " if note.unsure else "**Worth a look:** " if is_open else ""
        st.markdown(f"{mark}{theme.escape_markdown(note.text)}")
        for index, remedy in enumerate(note.remedies):
            st.button(
                theme.escape_markdown(remedy.label),
                key=f"sheet {key} {index}",
                on_click=changes.on_press,
                args=(upload.key, remedy.settings),
            )


def _buttons(upload: Upload, notes: Sequence[Note]) -> None:
    """What was decided without a doubt can still be decided otherwise."""
    if notes:
        with st.expander("Decide otherwise"):
            for index, note in enumerate(notes):
                _with_buttons(upload, note, f"done {index}", is_open=False)
