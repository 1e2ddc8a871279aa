"""Uploads: how many of a session, and how many bytes of all, may be on their way or wait."""

from __future__ import annotations

import re
from collections import Counter

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from playground.core.importing.errors import MAX_BYTES
from playground.limits import FILES_AT_ONCE, FILES_BYTES
from playground.uploads.queue import FULL, QUEUE

_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")


class UploadLimits:
    """ASGI middleware: Streamlit holds every file that a session sends until the session ends.

    A page takes one file at a time, and gives it back when it was read. More of them come from a
    client that does what no page does: then the oldest make room, and too many at the same moment
    are refused. So is a file for which all sessions together have left no room.

    Args:
        app: what comes behind.
        max_bytes: of all files that are on their way or wait to be read.
    """

    def __init__(self, app: ASGIApp, max_bytes: int = FILES_BYTES) -> None:
        self._app, self._max_bytes = app, max_bytes
        self._on_their_way: Counter[str] = Counter()
        self._bytes_on_their_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes `scope` on, or refuses the file."""
        session = _session_of(scope)
        if not session:
            await self._app(scope, receive, send)
        elif self._on_their_way[session] >= FILES_AT_ONCE:
            await PlainTextResponse("Too many at once", 429)(scope, receive, send)
        elif self._bytes_on_their_way + _size(scope) + _waiting_bytes() > self._max_bytes:
            await PlainTextResponse(FULL, 507)(scope, receive, send)
        else:
            await self._receive(session, scope, receive, send)

    async def _receive(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        self._on_their_way[session] += 1
        self._bytes_on_their_way += _size(scope)
        try:
            _make_room(session)
            await self._app(scope, receive, send)
        finally:
            self._bytes_on_their_way -= _size(scope)
            self._on_their_way[session] -= 1
            if not self._on_their_way[session]:
                del self._on_their_way[session]


def _session_of(scope: Scope) -> str:
    """The session that sends a file; "" for any other request."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return ""
    found = _UPLOAD.search(scope["path"])
    return found["session"] if found else ""


def _size(scope: Scope) -> int:
    """Bytes that come; the most that a file may have where that is not said."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else MAX_BYTES


def _manager() -> MemoryUploadedFileManager:
    """Where Streamlit holds what was uploaded."""
    manager = Runtime.instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return manager


def _waiting_bytes() -> int:
    """Bytes of all files that have arrived and are not read yet."""
    stored = [file for files in [*_manager().file_storage.values()] for file in [*files.values()]]
    return QUEUE.bytes + sum(len(file.data) for file in stored)


def _make_room(session: str) -> None:
    """Drops the oldest files of a session, so that one more makes FILES_AT_ONCE at most."""
    manager = _manager()
    stored = list(manager.file_storage.get(session, {}))
    for file in stored[: max(0, len(stored) + 1 - FILES_AT_ONCE)]:
        manager.remove_file(session, file)
