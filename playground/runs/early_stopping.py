"""Early stopping: training ends when the loss has not improved for a number of epochs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from playground.core.network.activations import Array
from playground.core.network.weights import Array32


@dataclass(frozen=True, eq=False)
class BestEpoch:
    """The epoch with the lowest loss.

    Attributes:
        epoch: its number, from 1 on.
        loss: its loss.
        weights: float32 `(parameters,)`, the weights after it.
    """

    epoch: int
    loss: float
    weights: Array32


class EarlyStopping:
    """Monitors the losses of one attempt, as Keras' callback of that name does.

    Args:
        patience: epochs without a lower loss after which training stops; 0: never.
    """

    def __init__(self, patience: int) -> None:
        self._patience = patience
        self._epoch = 0
        self._best: BestEpoch | None = None

    def update(self, losses: Array, path: Array32) -> tuple[int, BestEpoch | None]:
        """Takes the next epochs into account.

        Args:
            losses: float64 `(epochs,)`; NaN where the loss is not known.
            path: float32 `(epochs, parameters)`, the weights after each epoch.

        Returns:
            How many of these epochs count, and the best epoch if training stops after them.
        """
        if not self._patience:
            return len(losses), None
        for row, loss in enumerate(losses.tolist()):
            self._epoch += 1
            if math.isfinite(loss) and (self._best is None or loss < self._best.loss):
                self._best = BestEpoch(self._epoch, loss, path[row].copy())
            elif self._best and self._epoch - self._best.epoch >= self._patience:
                return row + 1, self._best
        return len(losses), None
