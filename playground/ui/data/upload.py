"""Own data, for the page Data: a file, pasted cells or drawn points become a data set."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

import streamlit as st

from playground.core.data.datasets import load
from playground.core.importing.errors import MAX_BYTES, MAX_ROWS
from playground.core.importing.export import csv_of
from playground.stage.component import board
from playground.ui.data import reading, upload_form
from playground.ui.data.sheet import sheet
from playground.ui.shared import dataset_choices, sessions, theme

Source = Callable[[], bytes | str]

_PRIVACY_NOTE = (
    "Your data stays in the memory of this session. It is never written to disk, nobody else sees "
    "it, and it is gone when you reload or close this tab."
)
_PLACEHOLDER = "mass [kg]\theight [cm]\n62\t171\n…"


def panel() -> None:
    """Draws the learner's data sets, the input of a new one, and what was read of it."""
    st.caption(_PRIVACY_NOTE)
    _own_datasets()
    source = st.segmented_control(
        "Where it comes from",
        [*_INPUTS],
        default="A file",
        required=True,
        key="own source",
        on_change=sessions.read,
    )
    _INPUTS[source or "A file"]()


# --- three inputs ---------------------------------------------------------------------------


def _file_input() -> None:
    file = st.file_uploader(
        "CSV or Excel file",
        max_upload_size=MAX_BYTES // 2**20,
        help="A table as text, or a workbook: what stands above and below the table is left out, "
        f"and every guess is named. At most {MAX_BYTES // 2**20} MB; of more than {MAX_ROWS:,} "
        "rows, some are taken at random.",
        key="own file",
        on_change=sessions.read,
    )
    if file is not None:
        key = ("file", file.file_id)
        _show_upload(key, PurePath(file.name).stem or "My file", file.getvalue)
        own = sessions.own_datasets()
        if own.waiting or own.upload.key == key:  # else the queue was full
            reading.give_back(file)
    elif name := reading.given_back(sessions.choice("own file")):
        _show_upload(("file", name))
    else:
        sessions.own_datasets().waiting = None


def _paste_input() -> None:
    text = st.text_area(
        "Cells copied from a spreadsheet, the names of the columns in the first row",
        placeholder=_PLACEHOLDER,
        height=190,
        key="own text",
        on_change=sessions.read,
    )
    st.button("Read the cells", help="Ctrl+Enter in the box does the same", on_click=sessions.read)
    if text:
        digest = hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
        _show_upload(("text", digest), "My cells", lambda: text)


def _drawing_input() -> None:
    own = sessions.own_datasets()
    with st.container(horizontal=True):
        names = (_name("Name of the input", "x"), _name("Name of the target", "y"))
    own.points = board(own.points, names, key="own board", on_message=sessions.read)
    if not own.points:
        return
    rows = "".join(f"{a}\t{b}\n" for a, b in own.points)
    quoted = "\t".join(f'"{name.replace(chr(34), chr(39))}"' for name in names)
    text = f"{quoted}\n{rows}"
    _show_upload(("points", text), "My points", lambda: text, preview=False)


def _name(label: str, name: str) -> str:
    """A box for the name of an axis."""
    return st.text_input(
        label, name, max_chars=40, width=260, key=f"own {name}", on_change=sessions.read
    )


_INPUTS = {
    "A file": _file_input,
    "Pasted cells": _paste_input,
    "Points drawn by hand": _drawing_input,
}
"""What draws the input of each kind of source, by its label."""

# --- what was read --------------------------------------------------------------------------


def _show_upload(
    key: object,
    title: str = "",
    source: Source | None = None,
    *,
    preview: bool = True,
) -> None:
    """Has the input read, once for each `key`, and shows the table or why it cannot be used.

    Shows the local `upload`, not `own.upload`: an older script run that is not stopped yet may
    overwrite the latter in the meantime.
    """
    own = sessions.own_datasets()
    upload = own.upload
    if upload.key != key:
        read = reading.read(own, key, title[:60], source, is_remembered=preview)
        if read is None:
            return
        upload = own.upload = read
        own.problem = ""
    elif upload.wanted is not None:
        upload = reading.read_again(own)
    if preview:
        sheet.show(upload)
    elif upload.problem:
        st.error(theme.escape_markdown(upload.problem))
    if upload.table is not None:
        upload_form.show(upload, upload.table)


# --- data sets in use -----------------------------------------------------------------------


def _own_datasets() -> None:
    """The learner's own data sets, each with links to the pages that take it."""
    own = sessions.own_datasets()
    for dataset in [load(name) for name in own.sets if name not in own.hidden]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            title = theme.escape_markdown(dataset.title)
            rows, columns = len(dataset.row_names), len(dataset.columns)
            st.markdown(
                f"**{title}** · {rows:,} rows, {columns} columns · open it in",
                width="content",
            )
            upload_form.page_links(dataset)
            st.download_button(
                "Save as CSV",
                partial(_csv_bytes, dataset.name),
                f"{dataset.title}.csv",
                "text/csv",
                key=f"save {dataset.name}",
                on_click="ignore",
                help="The numbers as they were read, for the Keras code",
            )
            st.button(
                "Forget it",
                key=f"forget {dataset.name}",
                on_click=_forget,
                args=(dataset.name,),
                help="Pages that show it go back to the cereals",
            )


@sessions.callback
def _forget(name: str) -> None:
    dataset_choices.remove(name)


def _csv_bytes(name: str) -> bytes:
    return csv_of(load(name))
