"""The way back: a network's file is brought in on Layers."""

from __future__ import annotations

import threading
from typing import Any

import streamlit as st

from playground.core.model_files.network_file import MAX_BYTES, NetworkFile, NetworkFileError
from playground.core.model_files.read import read_network_file
from playground.state.brought import with_network_file
from playground.state.layers import LayersState
from playground.ui.data.reading import give_back
from playground.ui.shared import sessions
from playground.ui.shared.page_session import PageSession
from playground.uploads import process

_ONE_AT_A_TIME = threading.Lock()
"""Files are read in a process of their own, one after another."""
_DAMAGED = "This file cannot be read as a network: save the model once more, and bring it again."


def uploader(session: PageSession[LayersState]) -> None:
    """A box that takes the file; after each, another one, which is empty."""
    key = f"brought network {session.files}"
    st.file_uploader(
        "Bring a network back",
        type=["keras", "json"],
        max_upload_size=MAX_BYTES // 1_000_000,
        help="A .keras file of plain dense layers, or weights as JSON. Numbers are read from it, "
        "and nothing in it is run.",
        key=key,
        on_change=_on_file,
        args=(key,),
    )


@sessions.callback
def _on_file(key: str) -> None:
    file = sessions.choice(key)
    if file is None:
        return
    data = file.getvalue()
    give_back(file)
    sessions.session(LayersState).files += 1
    try:
        network = _read(data)
        state = with_network_file(sessions.state(LayersState), network)
    except NetworkFileError as error:
        sessions.notice(str(error))
    except process.ReaderFailed:
        sessions.notice(_DAMAGED)
    except ValueError as error:
        sessions.notice(f"That network does not fit here: {error}.")
    else:
        sessions.change(
            state, status="This network came from a file. It predicts what it did there."
        )


def _read(data: bytes) -> NetworkFile:
    """In another process: what a file does to it, it does to nobody else."""
    if len(data) > MAX_BYTES:
        return read_network_file(data)  # which refuses it
    with _ONE_AT_A_TIME:
        read: Any = process.call(read_network_file, data)
    assert isinstance(read, NetworkFile)
    return read
