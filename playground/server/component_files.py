"""The component's files: kept by browsers, compressed once, and 404 where there is none.

An address with the files' version may be kept for ever. Streamlit knows none of these: its address
of the entry script answers with a line that leads to it. A page that was opened before the files
changed still asks for the old version; it gets the files as they are, and keeps none of them.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from playground.stage.asset_version import ASSETS_PATH, ENTRY, FOLDER, version, versioned_path

_NAME = re.compile(r"(?:\.(?P<version>[0-9a-f]{16}))?/(?P<name>.+)", re.DOTALL)
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_KEPT = "public, max-age=31536000, immutable"


class ComponentFiles:
    """ASGI middleware that answers for files with a version, and for files that are not there.

    Streamlit would log a traceback for each of these, and answer 500 to a name that is too long
    for a file.

    Args:
        app: what all else is for.
        base: the path that the app lives below, as `base_path` gives it.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app = app
        self._below = f"{base}/{ASSETS_PATH}"
        self._version = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers `scope`, or passes it on."""
        await (self._answer(scope) or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        """None: it is for the app."""
        if scope["type"] != "http":
            return None
        path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        request = path.startswith(self._below) and _NAME.fullmatch(path, len(self._below))
        if not request:
            return None
        name = request["name"]
        if not _is_file(name):
            return PlainTextResponse("not found", status_code=404)
        if request["version"]:
            return self._file(name, request["version"], "gzip" in _encodings(scope))
        return _entry() if name == ENTRY else None

    def _file(self, name: str, requested: str, packed: bool) -> Response:
        if requested != self._version:  # looking at all files takes as long as sending many
            self._version = version()
        path = FOLDER / name
        headers = {
            "Cache-Control": _KEPT if requested == self._version else "no-cache",
            "Content-Encoding": "gzip" if packed else "identity",
            "Vary": "Accept-Encoding",
        }
        content = _packed(name, path.stat().st_mtime_ns) if packed else path.read_bytes()
        return Response(content, media_type=_TYPES[path.suffix], headers=headers)


def _is_file(name: str) -> bool:
    try:
        path = (FOLDER / name).resolve()
        return path.is_relative_to(FOLDER.resolve()) and path.suffix in _TYPES and path.is_file()
    except (OSError, ValueError):  # the name is too long for a file, or has a null byte
        return False


def _encodings(scope: Scope) -> str:
    return Headers(scope=scope).get("accept-encoding", "")


def _entry() -> Response:
    """The entry script of the newest version, from beside that version's folder."""
    script = f'export {{ default }} from "../{versioned_path().rpartition("/")[2]}/{ENTRY}";\n'
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=512)  # there are 230 of them, half a megabyte when compressed
def _packed(name: str, changed: int) -> bytes:
    """A file's content, compressed.

    Args:
        name: below the folder.
        changed: when it was written, so that what is kept is what is there.
    """
    return gzip.compress((FOLDER / name).read_bytes(), compresslevel=6)
