"""Early stopping: when the loss has not fallen for so many epochs, more will not help."""

from __future__ import annotations

import math
from dataclasses import dataclass

from playground.core.network.activations import Array
from playground.core.network.weights import Array32


@dataclass(frozen=True, eq=False)
class BestEpoch:
    """The epoch with the lowest loss.

    Attributes:
        weights: float32 `(parameters,)`, those after it.
    """

    epoch: int
    loss: float
    weights: Array32


class EarlyStopping:
    """Watches the losses of one attempt, as Keras' EarlyStopping does.

    Args:
        epochs: without a lower loss, after which it is over; 0: it never is.
    """

    def __init__(self, epochs: int) -> None:
        self._limit = epochs
        self._epoch = 0
        self._best: BestEpoch | None = None

    def update(self, losses: Array, path: Array32) -> tuple[int, BestEpoch | None]:
        """Looks at the next epochs.

        Args:
            losses: `(epochs,)`; what is NaN was not measured.
            path: float32 `(epochs, parameters)`, the weights after each.

        Returns:
            How many of them count, and the best epoch if it is over after those.
        """
        if not self._limit:
            return len(losses), None
        for line, loss in enumerate(losses.tolist()):
            self._epoch += 1
            if math.isfinite(loss) and (self._best is None or loss < self._best.loss):
                self._best = BestEpoch(self._epoch, loss, path[line].copy())
            elif self._best and self._epoch - self._best.epoch >= self._limit:
                return line + 1, self._best
        return len(losses), None
