"""Gradient descent of one neuron by the step: learning rates, batches, and where a walk ends.

On standardised inputs, the MSE of a linear neuron is a round bowl whose curvature is 2 in every
direction (see `causes.py`). A step on all rows then multiplies the distance to the bottom by
1 - 2 · rate: at 0.5 one step is enough, at 1 it jumps to the other side for ever, and above 1 it
ends farther away than it began.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from playground.core.network.activations import Array
from playground.core.network.scaling import Scaling

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0, 1.1, 1.2, 1.5, 2.0, 3.0)
"""Learning rates that are offered; a state may have another one, such as a tenth of one of them."""
MAX_RATE = 10.0
ALL_ROWS = "all"
BATCHES = ("1", "8", "32", ALL_ROWS)
"""Rows of a batch, as they are chosen."""

Moment = TypeVar("Moment")


def batch_size(batch: str, rows: int) -> int:
    """Rows of a batch.

    Args:
        batch: one of BATCHES.
        rows: how many there are.
    """
    return rows if batch == ALL_ROWS else min(int(batch), rows)


def training_scaling(x: Array, y: Array, activation: str) -> Scaling:
    """Through which training sees the rows.

    The target's zero stays in its place before a ReLU; classes, before a sigmoid, are not scaled.

    Args:
        x: `(rows, inputs)`, in the inputs' units.
        y: `(rows,)`, in the target's unit.
        activation: of the unit.
    """
    if activation == "sigmoid":
        return Scaling.of_inputs(x)
    return Scaling.of(x, y, center_target=activation == "linear")


def require_rate(rate: float) -> None:
    """Checks a learning rate.

    Raises:
        ValueError: if it is not above 0 and at most MAX_RATE.
    """
    if not 0.0 < rate <= MAX_RATE:
        raise ValueError(f"rate must be above 0 and at most {MAX_RATE:g}; received {rate:g}")


def until_runaway(
    moments: Sequence[Moment], mse: Callable[[Moment], float], highest: float
) -> tuple[list[Moment], bool]:
    """A walk up to where it has run away, and whether it has.

    It has where the error is larger than anywhere on the map, and than where the walk began: what
    follows are ever larger numbers.

    Args:
        moments: where the walk comes to, at least one.
        mse: of a moment.
        highest: the largest MSE on the map.
    """
    limit = max(highest, mse(moments[0]))
    for index, moment in enumerate(moments):
        if not mse(moment) <= limit:
            return list(moments[: index + 1]), True
    return list(moments), False
