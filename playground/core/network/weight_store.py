"""Weights too many for a link: the server has them, and the link their name."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock
from weakref import WeakValueDictionary

from playground.core.network.weights import Tensors

MAX_NUMBERS = 2**25
"""128 MB of weights."""


class WeightStore:
    """Tensors by name; the same numbers in the same shapes have the same name on every server.

    The latest are kept, older ones as long as somebody else holds them. Any thread may ask.

    Args:
        limit: how many numbers are kept; of the last tensors left there, all are.
    """

    def __init__(self, limit: int = MAX_NUMBERS) -> None:
        self._limit = limit
        self._known: WeakValueDictionary[str, Tensors] = WeakValueDictionary()
        self._latest: OrderedDict[str, Tensors] = OrderedDict()
        self._lock = Lock()

    def put(self, tensors: Tensors) -> str:
        """Remembers the tensors and returns their name, 32 hexadecimal digits."""
        name = _digest(tensors)
        with self._lock:
            self._known[name] = self._latest[name] = tensors
            self._latest.move_to_end(name)
            while len(self._latest) > 1 and self.numbers > self._limit:
                self._latest.popitem(last=False)
        return name

    def get(self, name: str) -> Tensors:
        """Returns the tensors of a name, or raises KeyError: they are forgotten, or elsewhere."""
        with self._lock:
            return self._known[name]

    @property
    def numbers(self) -> int:
        """How many numbers are kept, whoever else holds them."""
        return sum(tensors.count for tensors in self._latest.values())


def _digest(tensors: Tensors) -> str:
    digest = hashlib.sha256(repr([array.shape for array in tensors.arrays]).encode())
    for array in tensors.arrays:
        digest.update(array.astype("<f4", copy=False).tobytes())
    return digest.hexdigest()[:32]


WEIGHT_STORE = WeightStore()
