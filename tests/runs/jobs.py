"""Small jobs that share one compiled function, and an executor that tests control."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network
from playground.runs.job import Job
from playground.runs.scheduler import Task

NETWORK = Network(3, (Dense(6, "relu"), Dense(4, "tanh"), Dense(1)))
ROWS = 50


def small_job(tested: int = 20, **recipe: Any) -> Job:
    """50 rows in batches of 16 by Adam, unless `recipe` has other values."""
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


class ManualExecutor:
    """An executor whose time slices the test runs, short ones, of a call or two."""

    def __init__(self) -> None:
        self.submitted: list[Task] = []

    def submit(self, task: Task) -> None:
        """Appends the task, once."""
        if task not in self.submitted:
            self.submitted.append(task)

    def queue_position(self, task: Task) -> int:
        """Every runnable task counts as queued."""
        return self.submitted.index(task) + 1 if task.is_runnable else 0

    def run_slices(self, count: int = 1, seconds: float = 0.002) -> None:
        """Runs so many time slices of every runnable task, in turn."""
        for _ in range(count):
            for task in self.submitted:
                if task.is_runnable:
                    task.run_time_slice(seconds)

    def run_all(self) -> None:
        """Runs time slices until no task is runnable."""
        while any(task.is_runnable for task in self.submitted):
            self.run_slices()


def wait_until(condition: Callable[[], bool], seconds: float = 60.0) -> float:
    """Waits until a condition is true; returns the seconds that took."""
    start = time.perf_counter()
    while not condition():
        waited = time.perf_counter() - start
        assert waited < seconds, f"not true after {seconds} seconds"
        time.sleep(0.001)
    return time.perf_counter() - start
