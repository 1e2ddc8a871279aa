"""Errors of callbacks as notices on the page, whose state stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from playground.ui.shared.sessions import notice

P = ParamSpec("P")


def errors_as_notice(callback: Callable[P, None]) -> Callable[P, None]:
    """Decorates a callback: its ValueError becomes a notice."""

    @wraps(callback)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            callback(*args, **kwargs)
        except ValueError as error:
            notice(f"That is not possible: {error}.")

    return wrapper
