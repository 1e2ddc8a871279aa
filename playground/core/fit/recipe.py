"""The settings of a training run: optimizer, learning rate, batches, epochs, loss and seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.validation import is_int

OPTIMIZERS = ("sgd", "adam", "rmsprop")
LOSSES = ("mse", "mae", "huber")


@dataclass(frozen=True)
class Recipe:
    """Everything that determines a training run besides the network and the data.

    Attributes:
        optimizer: one of OPTIMIZERS.
        learning_rate: step size, above 0.
        momentum: of SGD, from 0 to below 1; other optimizers ignore it.
        batch_size: rows per step; the last batch of an epoch may be smaller.
        epochs: passes over the data.
        loss: one of LOSSES.
        seed: of the order of the rows.
        l1, l2: factors of the penalty that is added to the loss, at least 0: l1 times the sum of
            |w| plus l2 times the sum of w², over all kernels; biases are not penalised.

    Raises:
        ValueError: if a value is out of range.
    """

    optimizer: str = "adam"
    learning_rate: float = 0.01
    momentum: float = 0.0
    batch_size: int = 64
    epochs: int = 100
    loss: str = "mse"
    seed: int = 0
    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        _require(self.optimizer in OPTIMIZERS, "optimizer", f"one of {OPTIMIZERS}", self.optimizer)
        _require(self.loss in LOSSES, "loss", f"one of {LOSSES}", self.loss)
        _require(0.0 < self.learning_rate < np.inf, "learning_rate", "> 0", self.learning_rate)
        _require(0.0 <= self.momentum < 1.0, "momentum", "from 0 to below 1", self.momentum)
        for name in ("l1", "l2"):
            value = getattr(self, name)
            _require(0.0 <= value < np.inf, name, "at least 0", value)
        for name, least in (("batch_size", 1), ("epochs", 1), ("seed", 0)):
            value = getattr(self, name)
            valid = is_int(value) and value >= least
            _require(valid, name, f"a whole number, at least {least}", value)

    @property
    def regularised(self) -> bool:
        """Whether l1 or l2 adds a penalty to the loss."""
        return self.l1 > 0.0 or self.l2 > 0.0


def _require(valid: bool, field: str, expected: str, received: object) -> None:
    if not valid:
        raise ValueError(f"{field} must be {expected}; received {received!r}")


def batch_order(rows: int, epochs: int, seed: int) -> NDArray[np.int32]:
    """The order of the rows in each epoch.

    Args:
        rows: the number of rows.
        epochs: the number of epochs.
        seed: of the random generator.

    Returns:
        int32 `(epochs, rows)`, each line a new permutation of the rows' indices.
    """
    rng = np.random.default_rng(seed)
    return np.stack([rng.permutation(rows) for _ in range(epochs)]).astype(np.int32)
