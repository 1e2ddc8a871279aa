"""What a callback cannot do is said on the page, which stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from playground.ui.shared.sessions import notice


def errors_as_notice(callback: Callable[[], None]) -> Callable[[], None]:
    """A callback whose ValueError becomes a sentence on the page."""

    @wraps(callback)
    def told() -> None:
        try:
            callback()
        except ValueError as error:
            notice(f"That is not possible: {error}.")

    return told
