"""What pages have on the server for Keras: points, and the weights of large networks."""

from __future__ import annotations

from playground.stage.predict.models import MODELS
from playground.stage.predict.points import EVAL_POINTS


def partitions(owner: str) -> tuple[object, ...]:
    """Partitions for what an owner registers; it is freed with the returned objects."""
    return EVAL_POINTS.partition(owner), MODELS.partition(owner)
