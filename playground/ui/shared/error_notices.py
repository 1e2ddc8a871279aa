"""Errors of callbacks as notices on the page, whose state stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from playground.ui.shared.sessions import notice


def errors_as_notice(callback: Callable[[], None]) -> Callable[[], None]:
    """Decorates a callback: its ValueError becomes a notice."""

    @wraps(callback)
    def wrapper() -> None:
        try:
            callback()
        except ValueError as error:
            notice(f"That is not possible: {error}.")

    return wrapper
