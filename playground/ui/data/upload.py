"""Somebody's own data, for the page Data: given, looked at, and used on every page."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import PurePath

import streamlit as st

from playground.core.data.datasets import load
from playground.core.importing.errors import MAX_BYTES, MAX_ROWS, TableError
from playground.core.importing.export import csv_of
from playground.core.importing.read import read_table
from playground.stage.component import board
from playground.ui.data import upload_preview
from playground.ui.shared import dataset_choices, sessions, theme
from playground.ui.shared.own_datasets import Upload

_WAYS = ("A file", "Pasted cells", "Points drawn by hand")
_PRIVATE = (
    "Your data stays in this session's memory: it is never written to disk, nobody else sees it, "
    "and it is gone with the session, which a reload or a closed tab ends."
)
_EXAMPLE = "mass [kg]\theight [cm]\n62\t171\n…"


def panel() -> None:
    """The whole way: a file, pasted cells or drawn points; what was read of them; and its use."""
    st.caption(_PRIVATE)
    _in_use()
    way = st.segmented_control(
        "Where it comes from", _WAYS, default=_WAYS[0], required=True, key="own way"
    )
    {_WAYS[0]: _file, _WAYS[1]: _pasted, _WAYS[2]: _drawn}[way or _WAYS[0]]()


# --- three ways -----------------------------------------------------------------------------


def _file() -> None:
    file = st.file_uploader(
        "CSV file",
        max_upload_size=MAX_BYTES // 2**20,
        help="Columns apart by comma, semicolon or tab, their names in the first row, units in "
        f"brackets: mass [kg]. At most {MAX_BYTES // 2**20} MB; of more than {MAX_ROWS:,} rows, "
        "some are taken at random.",
        key="own file",
    )
    if file is not None:
        _show(("file", file.file_id), PurePath(file.name).stem or "My file", file.getvalue)


def _pasted() -> None:
    text = st.text_area(
        "Cells, as they are copied from a spreadsheet, with the names of the columns first",
        placeholder=_EXAMPLE,
        height=190,
        key="own text",
    )
    st.button("Read the cells", help="Ctrl+Enter in the box does the same")
    if text:
        digest = hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
        _show(("text", digest), "My cells", lambda: text)


def _drawn() -> None:
    mine = sessions.belongings()
    with st.container(horizontal=True):
        names = (
            st.text_input("Name of the input", "x", max_chars=40, width=260, key="own x"),
            st.text_input("Name of the target", "y", max_chars=40, width=260, key="own y"),
        )
    mine.points = board(mine.points, names, key="own board")
    if not mine.points:
        return
    rows = "".join(f"{a}\t{b}\n" for a, b in mine.points)
    quoted = "\t".join(f'"{name.replace(chr(34), chr(39))}"' for name in names)
    text = f"{quoted}\n{rows}"
    _show(("points", text), "My points", lambda: text, preview=False)


# --- what was read --------------------------------------------------------------------------


def _show(key: object, title: str, source: upload_preview.Source, *, preview: bool = True) -> None:
    """Reads what was given, once, and shows it, or says why it cannot be used.

    Shows what this script has read: one that is not stopped yet may put its own in the meantime.
    """
    mine = sessions.belongings()
    reading = mine.reading
    if reading.key != key:
        with st.spinner("Reading …"):
            reading = mine.reading = _read(key, title[:60], source)
            mine.remark = ""
    if reading.table is None:
        st.error(theme.escape_markdown(reading.problem))
        return
    upload_preview.show(reading, preview=preview)


def _read(key: object, title: str, source: upload_preview.Source) -> Upload:
    try:
        return Upload(key, title, read_table(source()))
    except TableError as problem:
        return Upload(key, title, problem=str(problem))


# --- what is in use -------------------------------------------------------------------------


def _in_use() -> None:
    """The learner's own sets, each with the pages that take it."""
    for dataset in list(sessions.belongings().sets.values()):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            rows, columns = len(dataset.row_names), len(dataset.columns)
            st.markdown(
                f"**{theme.escape_markdown(dataset.title)}** · {rows:,} rows, {columns} columns · open it in",
                width="content",
            )
            upload_preview.links(dataset)
            st.download_button(
                "Save as CSV",
                partial(_saved, dataset.name),
                f"{dataset.title}.csv",
                "text/csv",
                key=f"save {dataset.name}",
                on_click="ignore",
                help="The numbers as they were read, for the Keras code to read",
            )
            st.button(
                "Forget it",
                key=f"forget {dataset.name}",
                on_click=dataset_choices.remove,
                args=(dataset.name,),
                help="Its memory is given back; pages that show it go back to the cereals",
            )


def _saved(name: str) -> bytes:
    return csv_of(load(name))
