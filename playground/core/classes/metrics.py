"""How good a classifier is: accuracy, the table of right and wrong answers, precision, recall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.fit.losses import LOSSES, class_loss
from playground.core.network.activations import Array
from playground.core.network.network import LayerPass

Counts = NDArray[np.int64]
THRESHOLD = 0.5
"""From this probability on, the answer of a classifier of two classes is yes."""


def answers(probabilities: Array, threshold: float = THRESHOLD) -> Array:
    """The class that is answered for each row.

    Args:
        probabilities: `(rows, units)`: of yes, or of each class.
        threshold: of one unit, from where on the answer is yes, 1.

    Returns:
        float64 `(rows,)`, 0, 1, …: of several units the most probable class, the first of equals.
    """
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] >= threshold).astype(np.float64)
    likeliest: Array = np.argmax(probabilities, axis=1).astype(np.float64)
    return likeliest


def confusion(y: Array, answered: Array, classes: int) -> Counts:
    """How often each class was answered for each.

    Args:
        y: `(rows,)`, the true classes, 0, 1, …
        answered: `(rows,)`, those answered.
        classes: how many there are.

    Returns:
        int64 `(classes, classes)`: a row for each true class, a column for each answer.

    Raises:
        ValueError: if the shapes differ.
    """
    if y.ndim != 1 or y.shape != answered.shape:
        raise ValueError(
            f"y and answered must both have the shape (rows,); received {y.shape} and "
            f"{answered.shape}"
        )
    cells = y.astype(np.int64) * classes + answered.astype(np.int64)
    return np.bincount(cells, minlength=classes**2).reshape(classes, classes)


@dataclass(frozen=True, eq=False)
class ClassMetrics:
    """Of a classifier over all rows.

    Attributes:
        loss: the mean cross-entropy; NaN where only answers are known.
        confusion: as of `confusion`.
    """

    loss: float
    confusion: Counts

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.confusion.sum())

    @property
    def right(self) -> int:
        """How many answers are right."""
        return int(np.trace(self.confusion))

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return self.right / self.rows if self.rows else float("nan")

    def precision(self, of: int = 1) -> float:
        """Of the rows that were answered with this class, the share that are; NaN without any."""
        return _share(self.confusion[of, of], self.confusion[:, of].sum())

    def recall(self, of: int = 1) -> float:
        """Of the rows of this class, the share that were answered so; NaN without any."""
        return _share(self.confusion[of, of], self.confusion[of].sum())


def _share(part: np.int64, whole: np.int64) -> float:
    return float(part / whole) if whole else float("nan")


def class_metrics(
    y: Array, last: LayerPass, classes: int, threshold: float = THRESHOLD
) -> ClassMetrics:
    """Compares a classifier's answers with the true classes.

    Args:
        y: `(rows,)`, the true classes, 0, 1, …
        last: sums and probabilities of its last layer, `(rows, units)`.
        classes: how many there are; of two, the layer has one unit.
        threshold: of one unit, from where on the answer is yes.
    """
    loss = float(np.mean(LOSSES[class_loss(classes)].of_rows(y, last)))
    return ClassMetrics(loss, confusion(y, answers(last.y, threshold), classes))


def commonest(y: Array) -> tuple[int, float]:
    """The commonest class, and the accuracy of always answering it: what a model must beat.

    Args:
        y: `(rows,)`, the true classes, 0, 1, …; the first of equally common ones is taken.
    """
    counts = np.bincount(y.astype(np.int64))
    return int(np.argmax(counts)), float(np.max(counts) / len(y))
