"""How a training ran away: its updates again, one by one, from the last good weights on.

A loss that runs away does so within a few updates, often within one epoch, of which the training
function returns only the end. It is pure, so its calls can be made again in smaller pieces.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.network.activations import Array
from playground.engine.dtypes import Array32
from playground.engine.plan import TrainState

MAX_UPDATES = 600
"""Updates that are made again one by one; of more, only those of the last epoch, the others by the
epoch."""
MAX_STATES = 60
"""Weights in the result, at most."""
MAX_PATH_NUMBERS = 2**18
"""Numbers in all of them, 1 MB."""
_MAX_NUMBERS = 2**22
"""Numbers in the calls that are remembered in case the loss runs away, 16 MB."""
_MAX_REPEATED = 20_000
"""Updates in them: making them again takes about as long as a second's time slice at most."""
_MAX_PARAMETERS = 2**15
"""Larger networks are not drawn from their weights, so that nobody could look at the way."""
_LARGEST_LOSS = 1e30
"""Beyond it, predictions squared are no float32 numbers."""

Run = Callable[[TrainState, NDArray[np.int32], float], tuple[TrainState, float]]
"""Trains from a state on rows in an order, `(1, rows)`, with a learning rate; returns the new
state, and the mean loss of these rows."""


@dataclass(frozen=True, eq=False)
class Call:
    """A call of the training function, so that it can be made again.

    Attributes:
        state: before it.
        order: int32 `(epochs, rows)`, the order of its rows.
        learning_rate: in it.
        start: epochs done before it, parts of one included.
        updates: how many it makes.
    """

    state: TrainState
    order: NDArray[np.int32]
    learning_rate: float
    start: float
    updates: int

    @property
    def numbers(self) -> int:
        """How many numbers it holds, those of the optimizer not counted."""
        return int(self.state.weights.size + self.order.size)

    def epochs(self) -> Iterator[tuple[int, NDArray[np.int32]]]:
        """How many whole epochs come before each of its epochs, or parts of one, and its rows."""
        yield from enumerate(self.order, start=int(self.start))


@dataclass(frozen=True, eq=False)
class Runaway:
    """The way of a training from good weights to where it was ended.

    Attributes:
        epochs: float64 `(states,)`, how many epochs were done, parts of one included, ascending.
        loss: float64 `(states,)`, of the rows that came next.
        path: float32 `(states, parameters)`, the weights then.
        batches: how many an epoch has.
    """

    epochs: Array
    loss: Array
    path: Array32
    batches: int


@dataclass(frozen=True)
class Pieces:
    """How the rows are divided.

    Attributes:
        rows: of an epoch.
        batch_size: rows of an update; the last of an epoch may have fewer.
    """

    rows: int
    batch_size: int

    @property
    def batches(self) -> int:
        """How many an epoch has."""
        return -(-self.rows // self.batch_size)

    def share(self, order: NDArray[np.int32]) -> float:
        """Which share of an epoch's batches these rows are."""
        return len(self.split(order)) / self.batches

    def split(self, order: NDArray[np.int32]) -> list[NDArray[np.int32]]:
        """The rows of an epoch, or of a part of one, batch by batch."""
        size = self.batch_size
        return [order[start : start + size] for start in range(0, len(order), size)]


class RecentCalls:
    """The calls of a training since its last good weights, as far back as there is room."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque()

    def add(self, call: Call, good_epoch: int) -> None:
        """Remembers a call, and forgets those before the one that had the last good weights.

        Args:
            call: the next one.
            good_epoch: after how many epochs the weights were good for the last time.
        """
        if call.state.weights.size > _MAX_PARAMETERS:
            return
        calls = self._calls
        calls.append(call)
        numbers = sum(call.numbers for call in calls)
        updates = sum(call.updates for call in calls)
        while len(calls) > 1 and (
            calls[1].start <= good_epoch or numbers > _MAX_NUMBERS or updates > _MAX_REPEATED
        ):
            gone = calls.popleft()
            numbers, updates = numbers - gone.numbers, updates - gone.updates

    def replay(self, run: Run, pieces: Pieces, limit: float, good_epoch: int) -> Runaway | None:
        """Makes the calls again, from the last good weights until the loss is too large.

        Args:
            run: the training function.
            pieces: how the rows are divided.
            limit: a loss above it, or weights that are not finite, ended the training.
            good_epoch: after how many epochs the weights were good for the last time.

        Returns:
            The way, or None if the network is too large.
        """
        found = list(self._states(run, pieces, limit, good_epoch))
        if not found:
            return None
        most = max(2, min(MAX_STATES, MAX_PATH_NUMBERS // found[0][2].size))
        chosen = np.unique(np.linspace(0, len(found) - 1, most).round().astype(int))
        epochs, loss, path = zip(*(found[index] for index in chosen), strict=True)
        return Runaway(np.array(epochs), np.array(loss), np.stack(path), pieces.batches)

    def _states(
        self, run: Run, pieces: Pieces, limit: float, good_epoch: int
    ) -> Iterator[tuple[float, float, Array32]]:
        """Epochs done, the loss of the rows that came next, and the weights then."""
        updates = sum(
            len(pieces.split(row))
            for call in self._calls
            for epoch, row in call.epochs()
            if epoch >= good_epoch
        )
        by_update = updates <= MAX_UPDATES
        for call in self._calls:
            state, done = call.state, call.start
            for epoch, row in call.epochs():
                parts = pieces.split(row)[:MAX_UPDATES]
                if epoch < good_epoch or not by_update:
                    after, loss = run(state, row[np.newaxis], call.learning_rate)
                    parts = [row] if _is_sound(loss, after, limit) else parts
                for part in parts:
                    after, loss = run(state, part[np.newaxis], call.learning_rate)
                    if epoch >= good_epoch and loss <= _LARGEST_LOSS:
                        yield done, loss, state.weights
                    if not _is_sound(loss, after, limit):
                        return
                    state, done = after, round(done + pieces.share(part), 9)


def _is_sound(loss: float, after: TrainState, limit: float) -> bool:
    return bool(loss <= limit and np.isfinite(after.weights).all())
