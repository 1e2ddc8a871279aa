"""Has what a learner brought read: small texts at once, files in turn, showing how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile

from playground.core.importing.errors import TableError
from playground.core.importing.read import read as read_table
from playground.core.importing.reading import Reading
from playground.core.importing.to_table import table_of
from playground.limits import READ_HERE_BYTES
from playground.ui.shared import sessions
from playground.ui.shared.own_datasets import OwnDatasets, Upload, Waiting
from playground.uploads.process import CRASHED, ReaderFailed
from playground.uploads.queue import QUEUE

_LOOK_EVERY = 0.5
"""Seconds between two looks at the queue."""
_ARCHIVE = b"PK"
"""How a zip file begins, in which much more can be than its size says."""
_log = logging.getLogger(__name__)


def read(
    own: OwnDatasets, key: object, title: str, source: Callable[[], bytes | str] | None
) -> Upload | None:
    """Reads an input, or says how far it is.

    Args:
        own: where the learner's place in the queue is remembered.
        key: identifies the input; another one than before leaves the queue.
        title: of the data set to be made.
        source: gives a file's bytes, or text; None: only what is being read already goes on.

    Returns:
        What was read; None: not yet, and the page is drawn again when it is there, or not at all.
    """
    waiting = own.waiting
    if waiting is None or waiting.key != key:
        own.waiting = waiting = None
        if source is None:
            return None
        data = source()
        if _is_light(data):
            with st.spinner("Reading …"):
                return _upload(key, title, lambda: read_table(data, title))
        own.waiting = waiting = Waiting(key, title, QUEUE.submit(read_table, data, title))
    if not waiting.ticket.wait(0):
        _progress()
        return None
    own.waiting = None
    return _upload(key, waiting.title, waiting.ticket.result)


def _is_light(data: bytes | str) -> bool:
    """Whether it takes less time to read it than to start a process for that."""
    is_archive = isinstance(data, bytes) and data.startswith(_ARCHIVE)
    return len(data) <= READ_HERE_BYTES and not is_archive


def _upload(key: object, title: str, result: Callable[[], Reading]) -> Upload:
    try:
        reading = result()
        return Upload(key, title, table_of(reading), reading=reading)
    except (TableError, ReaderFailed) as error:
        return Upload(key, title, problem=str(error))
    except Exception:
        _log.exception("A table could not be read")
        return Upload(key, title, problem=CRASHED)


@st.fragment(run_every=_LOOK_EVERY)
def _progress() -> None:
    """The place in the queue, and how far it is; the rest of the page is free meanwhile."""
    waiting = sessions.own_datasets().waiting
    if waiting is None:
        return
    ticket = waiting.ticket
    if ticket.wait(0):
        st.rerun()
    st.progress(ticket.share, progress_text(ticket.before, ticket.seconds_left))


def progress_text(before: int, seconds: float) -> str:
    """How far reading is.

    Args:
        before: how many files are read before.
        seconds: how long it will still take.
    """
    left = f"about {max(1, round(seconds)):,} s" if seconds < 90 else f"{seconds / 60:.0f} min"
    if not before:
        return f"Reading … {left} left"
    files = "file is" if before == 1 else "files are"
    return f"{before} {files} read before yours: {left} until yours is there"


def give_back(file: UploadedFile) -> None:
    """Frees what the server has of a file that was read; the page goes on with the table."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    file.truncate(0)


def given_back(value: object) -> str:
    """The id of a file that is still named on the page and was given back; "" for any other value.

    Args:
        value: of the uploader.
    """
    return value.file_id if isinstance(value, DeletedFile) else ""
