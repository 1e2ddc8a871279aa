"""Has what a learner brought read: small texts at once, files in turn, showing how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile

from playground.core.importing.attempt import Refused, attempt
from playground.core.importing.errors import TableError
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Settings
from playground.core.importing.to_table import table_of
from playground.limits import READ_HERE_BYTES
from playground.ui.shared import sessions
from playground.ui.shared.own_datasets import OwnDatasets, Upload, Waiting
from playground.uploads.process import CRASHED, ReaderFailed
from playground.uploads.queue import QUEUE, QueueFull
from playground.uploads.sources import SOURCES

_LOOK_EVERY = 0.5
"""Seconds between two looks at the queue."""
_ARCHIVE = b"PK"
"""How a zip file begins, in which much more can be than its size says."""
GONE = (
    "The file itself is not here any more, as newer ones took its room: choose it again to read it "
    "in another way. The table stays as it was read."
)
_log = logging.getLogger(__name__)


def read(
    own: OwnDatasets,
    key: object,
    title: str,
    source: Callable[[], bytes | str] | None,
    *,
    is_remembered: bool = True,
) -> Upload | None:
    """Reads an input, or says how far it is.

    Args:
        own: where the learner's place in the queue is remembered.
        key: identifies the input; another one than before leaves the queue.
        title: of the data set to be made.
        source: gives a file's bytes, or text; None: only what is being read already goes on.
        is_remembered: whether it can be read again in another way.

    Returns:
        What was read; None: not yet, and the page is drawn again when it is there, or not at all.
    """
    if own.waiting is None or own.waiting.upload.key != key:
        own.waiting = None
        if source is None:
            return None
        data = source()
        upload = Upload(key, title)
        if is_remembered:
            upload.source = SOURCES.put(data, own.owner)
        try:
            with st.spinner("Reading …"):
                begun = begin(upload, data, None)
        except QueueFull as full:
            st.error(str(full))
            return None
        if isinstance(begun, Upload):
            return begun
        own.waiting = begun
    return _finished(own)


def read_again(own: OwnDatasets) -> Upload:
    """Reads the last input as it is wanted by now; until it is there, it is as before.

    Args:
        own: where the input and the place in the queue are remembered.
    """
    upload = own.upload
    wanted = upload.wanted
    if wanted is None:
        return upload
    if own.waiting is None or (own.waiting.upload.key, own.waiting.settings) != (
        upload.key,
        wanted,
    ):
        own.waiting = None
        data = SOURCES.use(upload.source) if upload.source else None
        if data is None:
            return _take(own, wanted, replace(upload, problem=GONE))
        try:
            with st.spinner("Reading …"):
                begun = begin(upload, data, wanted)
        except QueueFull as full:
            return _take(own, wanted, replace(upload, problem=str(full)))
        if isinstance(begun, Upload):
            return _take(own, wanted, begun)
        own.waiting = begun
    found = _finished(own)
    return upload if found is None else _take(own, wanted, found)


def _take(own: OwnDatasets, wanted: Settings, found: Upload) -> Upload:
    """Makes an upload the one that is shown, unless another one is wanted already."""
    before = own.upload
    if before.key == found.key:
        found.wanted = None if before.wanted is wanted else before.wanted
        own.upload = found
    return found


def _finished(own: OwnDatasets) -> Upload | None:
    """What was read, once it is there; None: how far it is was drawn."""
    waiting = own.waiting
    if waiting is None:
        return None
    if not waiting.ticket.wait(0):
        progress("waiting")
        return None
    own.waiting = None
    return outcome(waiting.upload, waiting.ticket.result)


def begin(upload: Upload, data: bytes | str, settings: Settings | None) -> Upload | Waiting:
    """Reads what is small at once, and puts what is large into the queue.

    Args:
        upload: what is known of it so far.
        data: a file's bytes, or text.
        settings: how it is to be read; None: all is guessed.

    Raises:
        QueueFull: if there is no room for it; a whole sentence.
    """
    if _is_light(data):
        return outcome(upload, lambda: attempt(data, upload.title, settings))
    return Waiting(upload, settings, QUEUE.submit(attempt, data, upload.title, settings))


def _is_light(data: bytes | str) -> bool:
    """Whether it takes less time to read it than to start a process for that."""
    is_archive = isinstance(data, bytes) and data.startswith(_ARCHIVE)
    return len(data) <= READ_HERE_BYTES and not is_archive


def outcome(upload: Upload, result: Callable[[], Reading | Refused]) -> Upload:
    """The upload with what came of reading it; where no table did, with the one before.

    Args:
        upload: as it was before.
        result: what came of it.
    """
    found: Reading | Refused | None = None
    try:
        found = result()
        if isinstance(found, Refused):
            return replace(upload, attempt=found, problem=found.problem)
        table = table_of(found)
    except (TableError, ReaderFailed) as error:
        return replace(upload, attempt=found or upload.attempt, problem=str(error))
    except Exception:
        _log.exception("A table could not be read")
        return replace(upload, problem=CRASHED)
    return replace(upload, attempt=found, reading=found, table=table, problem="", inputs={})


@st.fragment(run_every=_LOOK_EVERY)
def progress(which: str) -> None:
    """The place in the queue, and how far it is; the rest of the page is free meanwhile.

    Args:
        which: "waiting" or "correction" of the learner's own data.
    """
    own = sessions.own_datasets()
    correction = own.correction.waiting if own.correction else None
    waiting = own.waiting if which == "waiting" else correction
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
