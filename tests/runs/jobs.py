"""Small jobs that share one compiled function, and ways to have them worked on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network
from playground.runs.job import Job
from playground.runs.scheduler import Work

NETWORK = Network(3, (Dense(6, "relu"), Dense(4, "tanh"), Dense(1)))
ROWS = 50


def small_job(tested: int = 20, **recipe: Any) -> Job:
    """50 rows in batches of 16 by Adam, as far as the recipe given does not say otherwise."""
    x = np.random.default_rng(5).normal(size=(ROWS + tested, 3))
    y = np.sin(x[:, 0]) + x[:, 1] * x[:, 2]
    return Job(
        NETWORK,
        x[:ROWS],
        y[:ROWS],
        Recipe(**{"batch_size": 16, "epochs": 40, **recipe}),
        test_x=x[ROWS:],
        test_y=y[ROWS:],
    )


class ByHand:
    """An executor whose turns the test gives, short ones, of a call or two."""

    def __init__(self) -> None:
        self.enrolled: list[Work] = []

    def enrol(self, work: Work) -> None:
        """Remembers it."""
        if work not in self.enrolled:
            self.enrolled.append(work)

    def place(self, work: Work) -> int:
        """Nobody has a seat until his turn comes."""
        return self.enrolled.index(work) + 1 if work.wants_turn else 0

    def turns(self, count: int = 1, seconds: float = 0.002) -> None:
        """Gives everybody who wants some so many turns, one after another."""
        for _ in range(count):
            for work in self.enrolled:
                if work.wants_turn:
                    work.turn(seconds)

    def all_turns(self) -> None:
        """Gives turns until nobody wants any more."""
        while any(work.wants_turn for work in self.enrolled):
            self.turns()


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> float:
    """Waits until something is so, and returns for how long it was waited."""
    start = time.perf_counter()
    while not true():
        waited = time.perf_counter() - start
        assert waited < seconds, f"not so after {seconds} seconds"
        time.sleep(0.001)
    return time.perf_counter() - start
