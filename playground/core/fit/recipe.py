"""How a network is trained: optimizer, learning rate, batches, epochs, loss and seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.validation import is_int

OPTIMIZERS = ("sgd", "adam", "rmsprop")
LOSSES = ("mse", "mae", "huber")


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a training run besides the network and the data.

    Attributes:
        optimizer: one of OPTIMIZERS.
        learning_rate: step size, above 0.
        momentum: of SGD, from 0 to below 1; other optimizers ignore it.
        batch_size: rows a step; the last batch of an epoch may be smaller.
        epochs: times through the data.
        loss: one of LOSSES.
        seed: of the order in which rows are drawn.
        l1, l2: how much large weights cost besides the loss, at least 0: l1 times the sum of
            their sizes and l2 times the sum of their squares, over all kernels; biases are free.

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
            whole = is_int(value) and value >= least
            _require(whole, name, f"a whole number, at least {least}", value)

    @property
    def regularised(self) -> bool:
        """Whether large weights cost anything."""
        return self.l1 > 0.0 or self.l2 > 0.0


def _require(true: bool, field: str, expected: str, received: object) -> None:
    if not true:
        raise ValueError(f"{field} must be {expected}; received {received!r}")


def batch_order(rows: int, epochs: int, seed: int) -> NDArray[np.int32]:
    """The order in which rows are drawn: `(epochs, rows)`, each line a fresh permutation."""
    rng = np.random.default_rng(seed)
    return np.stack([rng.permutation(rows) for _ in range(epochs)]).astype(np.int32)
