"""Finds a Chromium for the browser tests and the benchmarks; installs one if there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

VARIABLE = "PLAYGROUND_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_PLAYWRIGHT = (sys.executable, "-m", "playwright", "install", "chromium")
_APT = (
    ("apt-get", "update"),
    ("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"),
)


class NoChromium(RuntimeError):
    """There is no Chromium here, and none could be installed; the message says what to do."""


@cache
def chromium() -> str:
    """The path of a Chromium that starts.

    The first of: the one named by the environment variable PLAYGROUND_CHROMIUM, one on the
    PATH, Playwright's own, Playwright's own after installing it, Debian's after installing it.

    Raises:
        NoChromium: if none of these starts.
    """
    if chosen := os.environ.get(VARIABLE):
        if not _starts(chosen):
            raise NoChromium(f"{VARIABLE} must be the path of a Chromium; received {chosen!r}")
        return chosen
    with _alone():
        for path in _candidates():
            if path and _starts(path):
                return path
    raise NoChromium(
        f"no Chromium was found or could be installed: install one (on Debian: apt-get install "
        f"chromium), or set {VARIABLE} to the path of one"
    )


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time, so that two do not install at once; where files can be locked."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (Path(tempfile.gettempdir()) / f"playground-chromium-{os.getuid()}.lock").open(
        "w"
    ) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _candidates() -> Iterator[str | None]:
    yield from map(shutil.which, NAMES)
    yield _playwrights_own()
    if _runs(_PLAYWRIGHT):
        yield _playwrights_own()
    if shutil.which("apt-get") and os.geteuid() == 0 and all(map(_runs, _APT)):
        yield shutil.which("chromium")


def _playwrights_own() -> str | None:
    """Where Playwright keeps its browser; asked in a process of its own, as it starts a loop."""
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True)
    return answer.stdout.strip() or None


def _starts(path: str) -> bool:
    if os.name == "nt":  # there, asking for the version opens a window
        return Path(path).is_file()
    return _runs((path, "--version"), timeout=30)


def _runs(command: tuple[str, ...], timeout: int = 900) -> bool:
    """Whether the command ends well; what it prints is not shown."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    if done.returncode != 0 and len(command) > 2:
        print(f"did not work: {' '.join(command)}", file=sys.stderr)
    return done.returncode == 0
