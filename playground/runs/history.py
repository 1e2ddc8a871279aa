"""What a run remembers: the losses of every epoch, and the weights at a few moments."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.network.activations import Array
from playground.core.network.weights import Array32

MAX_MOMENTS = 200
MAX_NUMBERS = 2**22
"""Weights of all moments together, 16 MB: large networks keep fewer moments."""
MAX_BASE_RATIO = 3
"""How many times their memory the newest weights may keep: what Adam remembers beside them costs
less to keep until the next epoch than a copy in every epoch."""


@dataclass(frozen=True, eq=False)
class Losses:
    """The losses of some epochs.

    Attributes:
        after: how many epochs came before them.
        train: float64 `(epochs,)`, the mean loss on the way through each epoch.
        test: float64 `(epochs,)`, the loss on the test rows after each; NaN without test rows.
    """

    after: int
    train: Array
    test: Array


@dataclass(frozen=True, eq=False)
class Moments:
    """The weights on their way.

    Attributes:
        epochs: int `(moments,)`, how many epochs were done at each.
        path: float32 `(moments, parameters)`.
    """

    epochs: NDArray[np.int64]
    path: Array32


class RunHistory:
    """Grows with a run, in memory that does not: every loss, but only some of the weights.

    When the moments are full, every other one is forgotten and the steps between those to come
    are twice as long. The start and the newest are always there. Any thread may ask.

    Args:
        parameters: of the network.
        epochs: the most that will come.
        max_moments: besides the newest.
        max_numbers: of their weights.
    """

    def __init__(
        self,
        parameters: int,
        epochs: int,
        max_moments: int = MAX_MOMENTS,
        max_numbers: int = MAX_NUMBERS,
    ) -> None:
        self._lock = threading.Lock()
        self._train, self._test = np.empty(epochs), np.empty(epochs)
        self._limit = max(2, min(max_moments, max_numbers // parameters))
        self._every = 1
        self._moments: dict[int, Array32] = {}
        self._newest = 0, np.zeros(0, np.float32)
        self._mid_epoch: Array32 | None = None
        self._epoch = 0

    @property
    def epoch(self) -> int:
        """Epochs whose losses are known."""
        return self._epoch

    @property
    def newest(self) -> tuple[int, Array32]:
        """The newest weights, `(parameters,)`, after the epochs done before them.

        Empty until the run has begun.
        """
        epoch, weights = self._newest
        mid_epoch = self._mid_epoch
        return epoch, weights if mid_epoch is None else mid_epoch

    @property
    def numbers(self) -> int:
        """How many numbers it holds."""
        with self._lock:
            return 2 * len(self._train) + sum(array.size for array in self._moments.values())

    def begin(self, start: Array32) -> None:
        """Notes the weights before the first epoch; does nothing if they are known."""
        with self._lock:
            if self._moments:
                return
            self._newest = 0, _read_only(start)
            self._moments[0] = self._newest[1]

    def set_mid_epoch(self, weights: Array32) -> None:
        """The newest weights, in the middle of an epoch; they are no moment to come back to."""
        with self._lock:
            self._mid_epoch = _read_only(weights)

    def add(self, train: Array, test: Array, path: Array32) -> None:
        """Notes the next epochs: their losses `(epochs,)` and weights `(epochs, parameters)`."""
        with self._lock:
            self._mid_epoch = None if len(train) else self._mid_epoch
            for line, epoch in enumerate(range(self._epoch + 1, self._epoch + len(train) + 1)):
                self._train[epoch - 1], self._test[epoch - 1] = train[line], test[line]
                self._newest = epoch, path[line]
                if epoch % self._every == 0:
                    self._add_moment(epoch, path[line])
            self._epoch += len(train)
            self._newest = self._newest[0], _read_only(self._newest[1], MAX_BASE_RATIO)

    def rewind(self, epoch: int, weights: Array32) -> None:
        """Takes `weights`, those after `epoch`, for the newest, and forgets moments after them."""
        with self._lock:
            self._moments = {when: array for when, array in self._moments.items() if when < epoch}
            self._newest, self._mid_epoch = (epoch, _read_only(weights)), None
            self._moments.setdefault(0, self._newest[1])

    def losses(self, after: int = 0) -> Losses:
        """The losses of all epochs after so many."""
        with self._lock:
            chosen = slice(after, self._epoch)
            return Losses(after, self._train[chosen].copy(), self._test[chosen].copy())

    def moments(self) -> Moments:
        """The weights at all moments remembered, the newest the last of them."""
        with self._lock:
            known = self._moments | dict([self._newest])
        epochs = sorted(known)
        return Moments(np.array(epochs), np.stack([known[epoch] for epoch in epochs]))

    def at(self, epoch: int | None = None) -> tuple[int, Array32]:
        """The newest weights, or the last ones remembered up to an epoch, or the first."""
        with self._lock:
            earlier = [when for when in self._moments if epoch is not None and when <= epoch]
            if epoch is not None and epoch < self._newest[0] and earlier:
                return max(earlier), self._moments[max(earlier)]
        return self.newest

    def _add_moment(self, epoch: int, weights: Array32) -> None:
        self._moments[epoch] = _read_only(weights)
        while len(self._moments) > self._limit:
            self._every *= 2
            self._moments = {
                when: array for when, array in self._moments.items() if when % self._every == 0
            }


def _read_only(array: Array32, max_base_ratio: int = 1) -> Array32:
    """The array, or a copy if somebody can change it or it keeps over `spare` times its memory."""
    owner = array if array.base is None else array.base
    if (
        isinstance(owner, np.ndarray)
        and owner.nbytes <= max_base_ratio * array.nbytes
        and not (owner.flags.writeable or array.flags.writeable)
    ):
        return array
    copied = array.copy()
    copied.flags.writeable = False
    return copied
