"""Two hundred trainings on one server, one after another: does its memory stay flat?"""

from __future__ import annotations

import time

from benchmarks.browser import Server, running
from benchmarks.learner import Learner
from benchmarks.report import Figure, main
from benchmarks.training import ALL

RUNS = 200
BEFORE = 40
"""Runs before the first look: caches fill, and the memory allocator finds its size."""
REST = 3.0
"""Seconds until the threads that train have gone, and given back what is free."""
CASES = {"8-16-8-1": "16-relu,8-relu", "8-64-64-1": "64-relu,64-relu"}
"""Of the first, a run keeps a quarter of a MB, so that the server never has to forget one; of the
second, four, so that the first 40 fill what all runs together may keep."""


def train(server: Server, layers: str, runs: int) -> float:
    """So many learners come, train and go; returns the server's memory then, MB."""
    recipe = "batch=64&epochs=100&speed=0"
    query = f"data=concrete&inputs={','.join(ALL)}&layers={layers}&{recipe}"
    for _ in range(runs):
        with Learner(server.address, query) as learner:
            learner.press("play")
            learner.listen()
    time.sleep(REST)
    return server.memory


def run() -> list[Figure]:
    """Memory after the first runs, after half of the others, and after all; a server each."""
    figures = []
    for name, layers in CASES.items():
        with running() as server:
            first, half, last = (train(server, layers, n) for n in (BEFORE, RUNS // 2, RUNS // 2))
        how = f"after {BEFORE} runs before"
        figures += [
            Figure(f"{name}: memory before", first, "MB", note=f"after {BEFORE} runs"),
            Figure(f"{name}: more after {RUNS // 2} runs", half - first, "MB", note=how),
            Figure(f"{name}: more after {RUNS} runs", last - first, "MB", note=how),
        ]
    return figures


if __name__ == "__main__":
    main(run)
