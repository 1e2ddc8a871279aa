"""What all tests share: quiet TensorFlow, properties that try the same cases every time, lanes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from playground import engine

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

settings.register_profile("playground", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("fast", settings.get_profile("playground"), max_examples=20)
settings.load_profile("playground")

# As in the server: after every script of a page, Streamlit would otherwise clear Keras' session
# and collect all garbage, a quarter of a second with TensorFlow in the process.
engine.disable_clear_session()

_BROWSER = Path(__file__).parent / "browser"
_WITH_KERAS = [Path(__file__).parent / name for name in ("engine", "pages")]
"""The engine, and whole pages, which start Keras in the background."""
_KERAS = {"tensorflow", "keras"}


def _is_fast(config: pytest.Config) -> bool:
    return bool(config.getoption("markexpr") == "not keras and not browser")


def pytest_configure(config: pytest.Config) -> None:
    """In the fast lane properties are tried on fewer cases, and no file can import Keras."""
    if _is_fast(config):
        settings.load_profile("fast")
        sys.meta_path.insert(0, _NoKeras())


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The fast lane does not even import what it leaves out."""
    if _is_fast(config) and collection_path in (_BROWSER, *_WITH_KERAS):
        return True
    return None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks whole folders, before `-m` chooses among all tests.

    A test in Chromium that fails is tried once more, as a busy machine may be late by more than the
    test waits. The summary names it: it wants to be looked at.
    """
    if item.path.is_relative_to(_BROWSER):
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.flaky(reruns=1))
    if any(map(item.path.is_relative_to, _WITH_KERAS)):
        item.add_marker(pytest.mark.keras)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs the browser tests last, and the Keras tests of a file in one process.

    Playwright keeps an event loop running in the thread of the tests until it is closed, and
    nothing that brings its own loop can run beside it. Tests of a file often share what Keras has
    compiled.
    """
    items.sort(key=lambda item: item.path.is_relative_to(_BROWSER))
    for item in items:
        if item.get_closest_marker("keras"):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """In a lane without Keras nothing can import it, so that no mark is forgotten."""
    marks = ("keras", "browser")
    if session.items and not any(
        item.get_closest_marker(m) for item in session.items for m in marks
    ):
        sys.meta_path.insert(0, _NoKeras())
    if "streamlit.testing.v1" in sys.modules:
        _scan_for_components_once()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the tests failed on that were tried again."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"tried again: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)


def _scan_for_components_once() -> None:
    """`AppTest` looks through all installed packages in every run, which takes 0.6 s of CPU."""
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


class _NoKeras(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuses Keras and TensorFlow; knows no other module."""
        if fullname.partition(".")[0] in _KERAS:
            raise ImportError(
                "a test that needs Keras must be marked `keras`, and import it inside",
                name=fullname,
            )
        return None
