"""Weights too large for a link: the server stores them, and the link carries their key."""

from __future__ import annotations

import hashlib

from playground.core.lru_store import LruStore
from playground.core.network.weights import Tensors

MAX_NUMBERS = 2**25
"""128 MB of weights."""


class WeightStore:
    """Tensors by a hash of their content: equal tensors have the same key on every server.

    The newest are stored, older ones only as long as they are referenced elsewhere.

    Args:
        limit: the most numbers stored in all; the newest tensors may exceed it alone.
    """

    def __init__(self, limit: int = MAX_NUMBERS) -> None:
        self._tensors: LruStore[str, Tensors] = LruStore(limit)

    def put(self, tensors: Tensors) -> str:
        """Stores the tensors and returns their key, 32 hexadecimal digits."""
        key = _key(tensors)
        self._tensors.put(key, tensors, tensors.count)
        return key

    def get(self, key: str) -> Tensors:
        """Returns the tensors of a key.

        Raises:
            KeyError: if they were dropped, or stored on another server.
        """
        return self._tensors.get(key)

    @property
    def size(self) -> int:
        """The number of numbers stored, not counting those referenced elsewhere only."""
        return self._tensors.size


def _key(tensors: Tensors) -> str:
    digest = hashlib.sha256(repr([array.shape for array in tensors.arrays]).encode())
    for array in tensors.arrays:
        digest.update(array.astype("<f4", copy=False).tobytes())
    return digest.hexdigest()[:32]


WEIGHT_STORE = WeightStore()
