"""What pages have on the server for Keras: points, and the weights of large networks."""

from __future__ import annotations

from playground.stage.predict.models import MODELS
from playground.stage.predict.points import EVAL_POINTS


def rooms(owner: str) -> tuple[object, ...]:
    """Room for what an owner registers; it is freed with the returned objects."""
    return EVAL_POINTS.room(owner), MODELS.room(owner)
