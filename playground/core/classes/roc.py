"""What each threshold makes of a classifier of two classes: the ROC curve, its area, and costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array


@dataclass(frozen=True, eq=False)
class Roc:
    """Every threshold that gives other answers, from "never yes" to "always yes".

    Attributes:
        thresholds: `(points,)`, descending, the first infinite: from there on the answer is yes.
        false_alarms, hits: `(points,)`, how many rows of "no", and of "yes", are answered yes.
        negatives, positives: how many rows there are of each.
    """

    thresholds: Array
    false_alarms: Array
    hits: Array
    negatives: int
    positives: int

    @property
    def false_positive_rate(self) -> Array:
        """Of the rows that are no, the share answered yes, `(points,)`."""
        return self.false_alarms / self.negatives

    @property
    def true_positive_rate(self) -> Array:
        """Of the rows that are yes, the share answered yes, `(points,)`; the recall."""
        return self.hits / self.positives

    @property
    def area(self) -> float:
        """Below the curve (AUC): how often a yes scores above a no, ties counted half."""
        return float(np.trapezoid(self.true_positive_rate, self.false_positive_rate))

    def costs(self, false_alarm: float, miss: float) -> Array:
        """What the mistakes cost at each threshold, `(points,)`.

        Args:
            false_alarm: what a yes costs where no is right.
            miss: what a no costs where yes is right.
        """
        return self.false_alarms * false_alarm + (self.positives - self.hits) * miss

    def cheapest(self, false_alarm: float, miss: float) -> float:
        """The threshold whose mistakes cost least; the highest of equals.

        Args:
            false_alarm: what a yes costs where no is right.
            miss: what a no costs where yes is right.
        """
        return float(self.thresholds[np.argmin(self.costs(false_alarm, miss))])


def roc(y: Array, scores: Array) -> Roc:
    """The ROC curve (Fawcett, An introduction to ROC analysis, 2006, algorithm 1).

    Args:
        y: `(rows,)`, 1 for yes and 0 for no, both among them.
        scores: `(rows,)`, higher for a likelier yes: probabilities, or the sums before them.

    Raises:
        ValueError: if shapes differ, or one class is missing.
    """
    if y.ndim != 1 or y.shape != scores.shape:
        raise ValueError(
            f"y and scores must both have the shape (rows,); received {y.shape} and {scores.shape}"
        )
    positives = int(np.sum(y > 0.5))
    if not 0 < positives < len(y):
        raise ValueError("a ROC curve takes rows of both classes; received rows of one")
    order = np.argsort(-scores, kind="stable")
    sorted_scores, hits = scores[order], np.cumsum(y[order] > 0.5)
    ends = np.flatnonzero(np.append(np.diff(sorted_scores) != 0.0, True))
    return Roc(
        thresholds=np.append(np.inf, sorted_scores[ends]),
        false_alarms=np.append(0.0, ends + 1 - hits[ends]),
        hits=np.append(0.0, hits[ends]),
        negatives=len(y) - positives,
        positives=positives,
    )
