"""What a classifier is compared with, as the stage takes it."""

from __future__ import annotations

from playground.core.classes.best import best_accuracy
from playground.core.classes.metrics import commonest
from playground.core.data.datasets import Sample
from playground.stage.protocol import Benchmarks


def benchmarks_of(sample: Sample) -> Benchmarks | None:
    """What a classifier of a sample has to beat; None where a number is predicted."""
    if not sample.classes:
        return None
    answer, share = commonest(sample.y)
    best = best_accuracy(sample.x, sample.y, len(sample.classes))
    return Benchmarks(commonest=sample.classes[answer], always=share, unit=best)
