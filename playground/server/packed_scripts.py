"""Streamlit's own scripts, compressed once: it sends them as they are, 2.7 MB of a page's 4.5."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FOLDER = Path(str(files("streamlit").joinpath("static", "static")))
_NAME = re.compile(r"(js|css)/[\w.-]+\.(js|css)")
_TYPES = {"js": "text/javascript", "css": "text/css"}
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",  # the names hold a hash of the content
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
}
_LEFT_TO_STREAMLIT = ("range", "if-none-match", "if-modified-since")


class PackedScripts:
    """ASGI middleware that sends Streamlit's scripts and styles compressed, and passes on the rest.

    Args:
        app: what the rest is for.
        base: the path that the app lives below, as `base_path` gives it.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app = app
        self._below = f"{base}/static/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers `scope`, or passes it on."""
        app = self._app
        if scope["type"] == "http" and scope["method"] == "GET":
            path: str = scope["path"].removeprefix(scope.get("root_path", ""))
            name = path.removeprefix(self._below)
            if name != path and _NAME.fullmatch(name) and _takes_gzip(Headers(scope=scope)):
                packed = await run_in_threadpool(_packed, name)
                if packed:
                    kind = _TYPES[name.rpartition(".")[2]]
                    app = Response(packed, media_type=kind, headers=_HEADERS)
        await app(scope, receive, send)


def _takes_gzip(headers: Headers) -> bool:
    if any(name in headers for name in _LEFT_TO_STREAMLIT):
        return False
    return "gzip" in headers.get("accept-encoding", "")


@lru_cache(maxsize=128)  # a page needs about 60 of them, 1 MB when compressed
def _packed(name: str) -> bytes | None:
    """The file's bytes, compressed; `None` if there is no such file."""
    try:
        return gzip.compress((_FOLDER / name).read_bytes(), compresslevel=6)
    except OSError:
        return None
