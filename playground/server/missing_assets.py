"""A file of the component that is none gets 404.

Streamlit would log a traceback for each, and answer 500 to a name that is too long for a file.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from playground.stage.routes import ASSETS_PATH

_FOLDER = Path(str(files("playground").joinpath("stage", "assets")))


class MissingAssets:
    """ASGI middleware that answers for files that are not there, and passes on all else.

    Args:
        app: what all else is for.
        base: the path that the app lives below, as `base_path` gives it.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app = app
        self._below = f"{base}/{ASSETS_PATH}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers `scope`, or passes it on."""
        app = self._app
        if scope["type"] == "http":
            path: str = scope["path"].removeprefix(scope.get("root_path", ""))
            if path.startswith(self._below) and not _is_file(path.removeprefix(self._below)):
                app = PlainTextResponse("not found", status_code=404)
        await app(scope, receive, send)


def _is_file(name: str) -> bool:
    try:
        return (_FOLDER / name).is_file()
    except (OSError, ValueError):  # the name is too long for a file, or has a null byte
        return False
