"""The history of a run: the losses of every epoch, and the weights at up to 200 moments."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.network.activations import Array
from playground.core.network.weights import Array32
from playground.engine import Runaway

MAX_MOMENTS = 200
"""Moments stored besides the newest."""
MAX_NUMBERS = 2**22
"""Numbers in the weights of all moments, 16 MB: fewer moments are stored of large networks."""
MAX_BASE_RATIO = 3
"""The newest weights are a view, not a copy, if the array behind it is at most 3 times as large:
as large as it is with Adam's two moments. Copying in every epoch would cost more."""


@dataclass(frozen=True, eq=False)
class Losses:
    """The losses of some epochs.

    Attributes:
        after: how many epochs came before them.
        train: float64 `(epochs,)`, the mean loss of each epoch's batches.
        test: float64 `(epochs,)`, the loss on the test rows after each epoch; NaN without any.
    """

    after: int
    train: Array
    test: Array


@dataclass(frozen=True, eq=False)
class Moments:
    """The weights at some moments of the training.

    Attributes:
        epochs: int64 `(moments,)`, how many epochs were done at each moment, ascending from 0.
        path: float32 `(moments, parameters)`, the weights then.
    """

    epochs: NDArray[np.int64]
    path: Array32


class RunHistory:
    """Losses and weights of a run, in bounded memory: every loss, but only some of the weights.

    When there are too many moments, every other one is dropped, and from then on half as many are
    stored. The initial and the newest weights are always there. Thread-safe.

    Args:
        parameters: how many the network has.
        epochs: the most that will be added.
        max_moments: the most stored besides the newest.
        max_numbers: the most numbers in their weights.

    Attributes:
        runaway: how the loss ran away at the end, if it did.
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
        self.runaway: Runaway | None = None

    @property
    def epoch(self) -> int:
        """Epochs done."""
        return self._epoch

    @property
    def newest(self) -> tuple[int, Array32]:
        """How many epochs were done, and the newest weights `(parameters,)`, read-only.

        The weights are empty before `begin`, and may be those in the middle of the next epoch.
        """
        epoch, weights = self._newest
        mid_epoch = self._mid_epoch
        return epoch, weights if mid_epoch is None else mid_epoch

    @property
    def numbers(self) -> int:
        """How many numbers it holds."""
        runaway = self.runaway.path.size if self.runaway else 0
        with self._lock:
            moments = sum(array.size for array in self._moments.values())
            return 2 * len(self._train) + moments + runaway

    def begin(self, initial: Array32) -> None:
        """Stores the initial weights `(parameters,)`; does nothing if it has them."""
        with self._lock:
            if self._moments:
                return
            self._newest = 0, _read_only(initial)
            self._moments[0] = self._newest[1]

    def set_mid_epoch(self, weights: Array32) -> None:
        """Sets the newest weights to those in the middle of an epoch, which are never stored."""
        with self._lock:
            self._mid_epoch = _read_only(weights)

    def add(self, train: Array, test: Array, path: Array32) -> None:
        """Adds the next epochs.

        Args:
            train, test: float64 `(epochs,)`, their losses.
            path: float32 `(epochs, parameters)`, the weights after each.
        """
        with self._lock:
            self._mid_epoch = None if len(train) else self._mid_epoch
            for row, epoch in enumerate(range(self._epoch + 1, self._epoch + len(train) + 1)):
                self._train[epoch - 1], self._test[epoch - 1] = train[row], test[row]
                self._newest = epoch, path[row]
                if epoch % self._every == 0:
                    self._add_moment(epoch, path[row])
            self._epoch += len(train)
            self._newest = self._newest[0], _read_only(self._newest[1], MAX_BASE_RATIO)

    def rewind(self, epoch: int, weights: Array32) -> None:
        """Restores earlier weights as the newest and drops later moments; the losses stay.

        Args:
            epoch: after which the weights were those.
            weights: float32 `(parameters,)`.
        """
        with self._lock:
            self._moments = {when: array for when, array in self._moments.items() if when < epoch}
            self._newest, self._mid_epoch = (epoch, _read_only(weights)), None
            self._moments.setdefault(0, self._newest[1])

    def losses(self, after: int = 0) -> Losses:
        """The losses of all epochs after epoch `after`."""
        with self._lock:
            chosen = slice(after, self._epoch)
            return Losses(after, self._train[chosen].copy(), self._test[chosen].copy())

    def moments(self) -> Moments:
        """The weights at all stored moments, the newest the last of them."""
        with self._lock:
            known = self._moments | dict([self._newest])
        epochs = sorted(known)
        return Moments(np.array(epochs), np.stack([known[epoch] for epoch in epochs]))

    def at(self, epoch: int | None = None) -> tuple[int, Array32]:
        """The newest weights, or the last ones stored up to an epoch, and their epoch."""
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
    """Returns the array if it is read-only and its base is at most `max_base_ratio` times as large;
    otherwise a read-only copy.
    """
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
