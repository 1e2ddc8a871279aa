"""How often somebody may do something: a bucket that fills up again, for each of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

Clock = Callable[[], float]
_MOST_KEYS = 10_000


class Rate:
    """So many times in a period, for each key by itself.

    A key begins with all of its turns. Of many keys, those are forgotten that came longest ago.

    Args:
        turns: how often, in a period.
        period: in s.
        clock: returns the time in seconds.
    """

    def __init__(self, turns: float, period: float, clock: Clock) -> None:
        self._turns, self._period, self._clock = turns, period, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Seconds until the key has a turn; 0: it has one now."""
        missing = 1.0 - self._left(key)
        return max(0.0, missing * self._period / self._turns)

    def take(self, key: str) -> float:
        """Takes a turn if there is one, and returns what `wait` did before."""
        wait = self.wait(key)
        if not wait:
            self._buckets[key] = (self._left(key) - 1.0, self._clock())
            self._buckets.move_to_end(key)
            if len(self._buckets) > _MOST_KEYS:
                self._buckets.popitem(last=False)
        return wait

    def _left(self, key: str) -> float:
        left, seen = self._buckets.get(key, (self._turns, 0.0))
        return min(self._turns, left + (self._clock() - seen) * self._turns / self._period)
