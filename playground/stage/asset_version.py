"""The version of the component's files: part of their address, so that browsers may keep them.

Streamlit serves them without one, and a browser then fetches all seventy with every page anew.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from time import monotonic

FOLDER = Path(str(files("playground").joinpath("stage", "assets")))
ASSETS_PATH = "_stcore/bidi-components/playground.stage"
"""Where Streamlit serves the files."""
ENTRY = "index.js"
"""The script that Streamlit asks for."""


def versioned_path() -> str:
    """Where the files are served as they are now: beside ASSETS_PATH, and as deep."""
    return f"{ASSETS_PATH}.{version()}"


def version() -> str:
    """A digest of all files, read again where one has changed.

    They are looked at once a second at most: that takes as long as half a page's script, and a
    class comes all at once.
    """
    return _of_second(int(monotonic()), FOLDER)


@lru_cache(maxsize=1)
def _of_second(_second: int, folder: Path) -> str:
    paths = sorted(path for kind in ("js", "css") for path in folder.rglob(f"*.{kind}"))
    return _digest(folder, tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=1)
def _digest(folder: Path, states: tuple[tuple[Path, int], ...]) -> str:
    digest = hashlib.sha256()
    for path, _ in states:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
