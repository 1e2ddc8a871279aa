"""What a run trains: network, numbers, recipe; and how much of that one server takes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights
from playground.engine.plan import Plan

MAX_EPOCHS = 10_000
MAX_WORK = 2_000_000_000
"""Rows times parameters of one run, and of all runs that a session has going."""
MAX_EPOCH_WORK = 1_000_000_000
"""Updates an epoch times parameters: about a second, which is how long a turn can get."""


@dataclass(frozen=True, eq=False)
class Job:
    """A training, described in full: the same job always gives the same weights.

    Attributes:
        network: its last layer has one unit.
        x, y: `(rows, inputs)` and `(rows,)`, the numbers that the network sees, standardised if
            it lives on standardised numbers. Kept as copies that nobody can change.
        recipe: how it is trained.
        weights: where it starts; None: as Keras draws them for the recipe's seed.
        test_x, test_y: rows that are measured and never trained on; there may be none.
        frozen: arrays in the network's shapes; a weight does not move where they are not 0.
        patience: epochs without a lower loss on the test rows (without any, on those trained
            on) after which it ends early; 0: never.
        restore_best: at an early end, the weights of the best epoch come back.

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
        """Rows times parameters: what an epoch costs."""
        return len(self.y) * self.network.parameter_count

    @property
    def plan(self) -> Plan:
        """What its training function is compiled for; runs with equal plans share one."""
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
    """Raises ValueError if an epoch is more than a server can give to one run."""
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
