"""Compiling a training function before somebody presses Train."""

from __future__ import annotations

import time
from collections.abc import Hashable

from playground import engine
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Network
from playground.engine.plan import Plan

POLL = 0.5
"""Seconds between two checks whether Keras is imported."""


class Precompile:
    """A task of one time slice that compiles what a run will need, once Keras is imported.

    It never imports Keras itself. Runs that need the same function wait for it, as they are of
    the same compile group.

    Args:
        network: what will be trained.
        recipe: how; learning rate, epochs and seed do not matter.
        rows: on how many rows.
    """

    def __init__(self, network: Network, recipe: Recipe, rows: int) -> None:
        self._network, self._recipe, self._rows = network, recipe, rows
        self.compile_group: Hashable = Plan.of(network, recipe, rows, watched=True)
        self.client: Hashable = ""
        self._done = False

    @property
    def is_runnable(self) -> bool:
        """Until it has run, unless Keras cannot be imported."""
        return not self._done and engine.status() != "failed"

    @property
    def ready_at(self) -> float:
        """Not before Keras is imported."""
        return 0.0 if engine.status() == "ready" else time.monotonic() + POLL

    def run_time_slice(self, seconds: float) -> None:
        """Compiles, however long that takes."""
        self._done = True
        engine.precompile(self._network, self._recipe, self._rows)
