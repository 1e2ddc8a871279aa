"""The version of the component's files: part of their address, so that browsers may keep them.

Streamlit serves them without one, and a browser then fetches all seventy with every page anew.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

FOLDER = Path(str(files("playground").joinpath("stage", "assets")))
ASSETS_PATH = "_stcore/bidi-components/playground.stage"
"""Where Streamlit serves the files."""
ENTRY = "index.js"
"""The script that Streamlit asks for."""


def versioned_path() -> str:
    """Where the files are served as they are now: beside ASSETS_PATH, and as deep."""
    return f"{ASSETS_PATH}.{version()}"


def version() -> str:
    """A digest of all files, read again where one has changed since the last time."""
    paths = sorted(path for kind in ("js", "css") for path in FOLDER.rglob(f"*.{kind}"))
    return _digest(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=1)
def _digest(states: tuple[tuple[Path, int], ...]) -> str:
    digest = hashlib.sha256()
    for path, _ in states:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(FOLDER).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
