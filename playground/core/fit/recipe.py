"""The settings of a training run: optimizer, learning rate, batches, epochs, loss and seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.fit.losses import LOSSES
from playground.core.validation import is_int

OPTIMIZERS = ("sgd", "adam", "rmsprop")


@dataclass(frozen=True)
class Recipe:
    """Everything that determines a training run besides the network and the data.

    Attributes:
        optimizer: one of OPTIMIZERS.
        learning_rate: step size, above 0.
        momentum: of SGD, from 0 to below 1; other optimizers ignore it.
        batch_size: rows per step; the last batch of an epoch may be smaller.
        epochs: passes over the data.
        loss: one of LOSSES; the target and the last layer decide which of them fit.
        seed: of the order of the rows.
        l1, l2: factors of the penalty that is added to the loss, at least 0: l1 times the sum of
            |w| plus l2 times the sum of w², over all kernels; biases are not penalised.
        class_weight: how much the loss of a row of each class counts, at least 0, as Keras' `fit`
            takes it; () for all classes alike.

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
    class_weight: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _require(self.optimizer in OPTIMIZERS, "optimizer", f"one of {OPTIMIZERS}", self.optimizer)
        _require(self.loss in LOSSES, "loss", f"one of {tuple(LOSSES)}", self.loss)
        _require(0.0 < self.learning_rate < np.inf, "learning_rate", "> 0", self.learning_rate)
        _require(0.0 <= self.momentum < 1.0, "momentum", "from 0 to below 1", self.momentum)
        for name in ("l1", "l2"):
            value = getattr(self, name)
            _require(0.0 <= value < np.inf, name, "at least 0", value)
        _require(
            not self.class_weight
            or (bool(LOSSES[self.loss].activation) and _are_weights(self.class_weight)),
            "class_weight",
            "numbers of at least 0, not all 0, with a loss of classes",
            self.class_weight,
        )
        for name, least in (("batch_size", 1), ("epochs", 1), ("seed", 0)):
            value = getattr(self, name)
            valid = is_int(value) and value >= least
            _require(valid, name, f"a whole number, at least {least}", value)

    @property
    def regularised(self) -> bool:
        """Whether l1 or l2 adds a penalty to the loss."""
        return self.l1 > 0.0 or self.l2 > 0.0


def _are_weights(weights: tuple[float, ...]) -> bool:
    return any(weights) and all(0.0 <= weight < np.inf for weight in weights)


def _require(valid: bool, field: str, expected: str, received: object) -> None:
    if not valid:
        raise ValueError(f"{field} must be {expected}; received {received!r}")


def balanced(y: ArrayLike, classes: int) -> tuple[float, ...]:
    """Class weights with which all classes count alike: rows / (classes × rows of the class).

    Args:
        y: `(rows,)`, classes 0, 1, …
        classes: how many there are; one without rows counts as one with a single row.
    """
    counts = np.bincount(np.asarray(y, dtype=np.int64), minlength=classes)
    weights = counts.sum() / (classes * np.maximum(counts, 1))
    return tuple(weights.tolist())


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
