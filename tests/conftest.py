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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the browser tests, and runs them last.

    Last, because Playwright keeps an event loop running in the thread of the tests until it is
    closed, and nothing that brings its own loop can run beside it.
    """
    for item in items:
        if item.path.is_relative_to(_BROWSER):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.is_relative_to(_BROWSER))
