"""How many epochs fit into a piece of time, found out on the way."""

from __future__ import annotations

MAX_GROWTH = 4


class Pace:
    """Learns from every call how long an epoch takes.

    The first call may have waited for a compilation, so it says nothing. A call has a cost of
    its own, so that more epochs are quicker than few: it grows step by step.
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
        """Learns that a call of `epochs` lasted `seconds`."""
        if self._epochs:
            self._seconds = max(seconds, 1e-6) / epochs
        self._epochs = epochs
