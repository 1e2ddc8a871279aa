"""The import sheet: the file as it is, the table as it was read, and every guess as a control."""

from __future__ import annotations

from functools import partial

import streamlit as st

from playground.core.importing.attempt import Refused
from playground.core.importing.export import csv_as_read
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Settings
from playground.ui.data.sheet import (
    changes,
    column_controls,
    columns_taken,
    file_controls,
    lines,
    notes,
    table,
)
from playground.ui.shared import theme
from playground.ui.shared.own_datasets import Upload


def show(upload: Upload) -> None:
    """Draws what there is of an upload.

    Args:
        upload: what was read last, well or not.
    """
    # One place for all notes, however many: what stands below them is not drawn anew, and keeps
    # the focus.
    with st.container(key="sheet_notes"):
        if upload.problem:
            _problem(upload)
        elif upload.table is not None:
            notes.show(upload, upload.table)
    if upload.attempt is None:
        return
    with st.container(key="sheet"):
        with st.container(key="sheet_lines"):
            st.markdown("**The file as it is**")
            lines.show(upload.attempt)
        with st.container(key="sheet_how"):
            _controls(upload, upload.attempt)
        if upload.reading is not None:
            with st.container(key="sheet_table"):
                before = " before" if upload.problem else ""
                st.markdown(f"**The table as it was read{before}**")
                table.show(upload.reading, in_question(upload.reading))
                _download(upload, upload.reading)


def in_question(reading: Reading) -> frozenset[int]:
    """Numbers of the columns that somebody should look at."""
    notes = (*reading.notes, *reading.findings)
    return frozenset(number for note in notes if note.unsure for number in note.columns)


def _is_unsure(reading: Reading) -> bool:
    return any(note.unsure for note in (*reading.notes, *reading.findings))


def _problem(upload: Upload) -> None:
    """Why it could not be read, and the way back to the table before."""
    st.error(theme.escape_markdown(upload.problem))
    if upload.reading is not None:
        st.button(
            "Take that back",
            key="sheet back",
            on_click=changes.on_press,
            args=(upload.key, upload.reading.settings),
            help="The file is read as it was for the table below",
        )


def _controls(upload: Upload, read: Reading | Refused) -> None:
    if upload.is_open is None:
        upload.is_open = bool(upload.problem) or isinstance(read, Refused) or _is_unsure(read)
    with st.expander("How it is read", expanded=upload.is_open, key=_name("how", upload)):
        file_controls.draw(upload)
        if isinstance(read, Reading):
            columns_taken.draw(upload, read)
            column_controls.draw(upload, read, in_question(read))
        # Never disabled: the focus would leave it, and with it the popover.
        st.button(
            "Read again as guessed",
            on_click=changes.on_press,
            args=(upload.key, Settings()),
        )


def _name(what: str, upload: Upload) -> str:
    return f"sheet {what} {hash(upload.key)}"


def _download(upload: Upload, reading: Reading) -> None:
    """A button that saves the table as it was read, before numbers are counted in millions."""
    st.download_button(
        "Save the table as read",
        partial(csv_as_read, reading),
        f"{upload.title}.csv",
        "text/csv",
        key=_name("save", upload),
        on_click="ignore",
        help="CSV in UTF-8, with what was found out about units, dates and unknown cells",
    )
