"""Uploads of one session: how many may be on their way, and how many wait to be read."""

from __future__ import annotations

import re
from collections import Counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from playground.limits import FILES_AT_ONCE

_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")


class UploadLimits:
    """ASGI middleware: Streamlit holds every file that a session sends until the session ends.

    A page takes one file at a time, and gives it back when it was read. More of them come from a
    client that does what no page does: then the oldest make room, and too many at the same moment
    are refused.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._on_their_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes `scope` on, or refuses the file."""
        session = _session_of(scope)
        if not session:
            await self._app(scope, receive, send)
        elif self._on_their_way[session] >= FILES_AT_ONCE:
            await PlainTextResponse("Too many at once", 429)(scope, receive, send)
        else:
            await self._receive(session, scope, receive, send)

    async def _receive(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        self._on_their_way[session] += 1
        try:
            _make_room(session)
            await self._app(scope, receive, send)
        finally:
            self._on_their_way[session] -= 1
            if not self._on_their_way[session]:
                del self._on_their_way[session]


def _session_of(scope: Scope) -> str:
    """The session that sends a file; "" for any other request."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return ""
    found = _UPLOAD.search(scope["path"])
    return found["session"] if found else ""


def _make_room(session: str) -> None:
    """Drops the oldest files of a session, so that one more makes FILES_AT_ONCE at most."""
    manager = Runtime.instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    stored = list(manager.file_storage.get(session, {}))
    for file in stored[: max(0, len(stored) + 1 - FILES_AT_ONCE)]:
        manager.remove_file(session, file)
