"""What all tests share: quiet TensorFlow, and properties that try the same cases every time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

settings.register_profile("playground", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("playground")

_BROWSER = Path(__file__).parent / "browser"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks the browser tests, before `-m` chooses among all tests."""
    if item.path.is_relative_to(_BROWSER):
        item.add_marker(pytest.mark.browser)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs the browser tests last.

    Playwright keeps an event loop running in the thread of the tests until it is closed, and
    nothing that brings its own loop can run beside it.
    """
    items.sort(key=lambda item: item.path.is_relative_to(_BROWSER))
