"""Compiling a training function before somebody presses Train."""

from __future__ import annotations

import time
from collections.abc import Hashable

from playground import engine
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Network
from playground.engine.plan import Plan

PAUSE = 0.5
"""Seconds between two looks whether Keras is there."""


class Precompile:
    """One turn that compiles what a training will need, as soon as Keras is there.

    It never starts Keras itself, and runs that need the same function wait for it, as they
    share its lane.

    Args:
        network: what will be trained.
        recipe: how.
        rows: how many rows.
    """

    def __init__(self, network: Network, recipe: Recipe, rows: int) -> None:
        self._network, self._recipe, self._rows = network, recipe, rows
        self.compile_group: Hashable = Plan.of(network, recipe, rows, watched=True)
        self._done = False

    @property
    def is_runnable(self) -> bool:
        """Until it is compiled, or Keras cannot be had."""
        return not self._done and engine.status() != "failed"

    @property
    def ready_at(self) -> float:
        """Not before Keras is there."""
        return 0.0 if engine.status() == "ready" else time.monotonic() + PAUSE

    def run_time_slice(self, seconds: float) -> None:
        """Compiles, however long that takes."""
        self._done = True
        engine.precompile(self._network, self._recipe, self._rows)
