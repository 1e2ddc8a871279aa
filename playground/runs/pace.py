"""How many epochs fit into a given time, measured while training."""

from __future__ import annotations

MAX_GROWTH = 4
"""How many times as many epochs as the last call the next one may take."""


class Pace:
    """Estimates from every call how long an epoch takes.

    The first call may have waited for a compilation, so its time is ignored. A call has a fixed
    cost, so that an epoch among many takes less time than one alone: the number grows step by
    step.
    """

    def __init__(self) -> None:
        self._epochs = 0
        self._seconds: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether the first call is over."""
        return self._epochs > 0

    def epochs(self, seconds: float) -> int:
        """How many epochs the next call should take to last about so long; at least 1."""
        if self._seconds is None:
            return 1
        return max(1, min(round(seconds / self._seconds), MAX_GROWTH * self._epochs))

    def record(self, epochs: int, seconds: float) -> None:
        """Notes how long a call took.

        Args:
            epochs: how many it trained for, at least 1.
            seconds: how long it lasted.
        """
        if self._epochs:
            self._seconds = max(seconds, 1e-6) / epochs
        self._epochs = epochs
