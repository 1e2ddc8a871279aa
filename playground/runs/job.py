"""What a run trains: network, data and recipe; and the limits of one run."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights
from playground.engine.plan import Plan

MAX_EPOCHS = 10_000
MAX_WORK = 2_000_000_000
"""Rows times parameters of one run, and of all runs of an owner that are not over."""
MAX_EPOCH_WORK = 1_000_000_000
"""Updates per epoch times parameters: about a second, which is the longest time slice."""


@dataclass(frozen=True, eq=False)
class Job:
    """All that a training depends on: the same job always gives the same weights.

    Attributes:
        network: its last layer is one for the recipe's loss.
        x, y: float64 `(rows, inputs)` and `(rows,)`, as the network sees them: standardised if
            its weights are for standardised numbers. Stored as read-only copies.
        recipe: how it is trained.
        weights: the initial ones; None: as Keras initialises them with the recipe's seed.
        test_x, test_y: rows that the loss is measured on and that are never trained on; may be
            empty.
        frozen: arrays in the network's shapes; a weight is not trained where they are not 0.
        patience: early stopping after so many epochs without a lower loss on the test rows (or,
            if there are none, on those trained on); 0: never.
        restore_best: early stopping restores the weights of the best epoch.

    Raises:
        ValueError: if something does not fit, or is more than a server can give to one run.
    """

    network: Network
    x: Array
    y: Array
    recipe: Recipe
    weights: Weights | None = None
    test_x: Array = field(default_factory=lambda: np.empty((0, 0)))
    test_y: Array = field(default_factory=lambda: np.empty(0))
    frozen: Weights | None = None
    patience: int = 0
    restore_best: bool = True

    def __post_init__(self) -> None:
        if len(self.test_y) == 0 and self.test_x.size == 0:
            object.__setattr__(self, "test_x", np.empty((0, self.network.inputs)))
        for name in ("x", "y", "test_x", "test_y"):
            object.__setattr__(self, name, _frozen_copy(getattr(self, name)))
        for name in ("weights", "frozen"):
            arrays = getattr(self, name)
            if arrays is not None:
                self.network.check(arrays)
                object.__setattr__(self, name, tuple(map(_frozen_copy, arrays)))
        _check_rows("x", self.x, self.y, self.network, at_least=1)
        _check_rows("test_x", self.test_x, self.test_y, self.network, at_least=0)
        self._check_limits()

    @property
    def work(self) -> int:
        """Rows times parameters, which the time of an epoch grows with."""
        return len(self.y) * self.network.parameter_count

    @property
    def plan(self) -> Plan:
        """What its training function is compiled for; jobs with equal plans share one."""
        return Plan.of(self.network, self.recipe, len(self.y), watched=True)

    def _check_limits(self) -> None:
        rows, parameters = len(self.y), self.network.parameter_count
        if self.patience < 0:
            raise ValueError(f"patience must be at least 0; received {self.patience}")
        if self.recipe.epochs > MAX_EPOCHS:
            raise ValueError(
                f"a run has at most {MAX_EPOCHS:,} epochs; received {self.recipe.epochs:,}"
            )
        check_work(rows, parameters)
        updates = -(-rows // self.recipe.batch_size)
        if updates * parameters > MAX_EPOCH_WORK:
            least = -(-rows // (MAX_EPOCH_WORK // parameters))
            raise ValueError(
                f"an epoch of {updates:,} updates of {parameters:,} parameters takes too long to "
                f"be watched: take a batch of at least {least}; received {self.recipe.batch_size}"
            )


def check_work(rows: int, parameters: int) -> None:
    """Checks that an epoch is not too much for one run.

    Args:
        rows: trained on.
        parameters: of the network.

    Raises:
        ValueError: if their product is above MAX_WORK.
    """
    if rows * parameters > MAX_WORK:
        raise ValueError(
            f"{rows:,} rows and {parameters:,} parameters are too much for one run: their "
            f"product is at most {MAX_WORK:,}; take fewer rows or units"
        )


def _frozen_copy(array: Array) -> Array:
    copied = np.array(array, dtype=np.float64)
    copied.flags.writeable = False
    return copied


def _check_rows(name: str, x: Array, y: Array, network: Network, *, at_least: int) -> None:
    target = name.replace("x", "y")
    if x.ndim != 2 or x.shape[1] != network.inputs:
        raise ValueError(f"{name} must have the shape (rows, {network.inputs}); received {x.shape}")
    if len(x) < at_least or y.shape != (len(x),):
        raise ValueError(
            f"{target} must have the shape ({len(x)},), a target for each row of {name}, and at "
            f"least {at_least}; received {y.shape}"
        )
    for part, values in ((name, x), (target, y)):
        if not np.isfinite(values).all():
            raise ValueError(f"{part} must be finite numbers; received NaN or infinity")
