"""Two hundred trainings on one server, one after another: does its memory stay flat?"""

from __future__ import annotations

from benchmarks.browser import Server, running
from benchmarks.learner import Learner
from benchmarks.report import Figure, main
from benchmarks.training import ALL

RUNS = 200
BEFORE = 40
"""Runs before the first look: caches fill, and the memory allocator finds its size."""
QUERY = f"data=concrete&inputs={','.join(ALL)}&layers=16-relu,8-relu&batch=64&epochs=100&speed=0"


def train(server: Server, runs: int) -> float:
    """So many learners come, train and go; returns the server's memory then, MB."""
    for _ in range(runs):
        with Learner(server.address, QUERY) as learner:
            learner.press("play")
            learner.listen()
    return server.memory


def run() -> list[Figure]:
    """Memory after the first runs, after half of the others, and after all."""
    with running() as server:
        first, half, last = (train(server, runs) for runs in (BEFORE, RUNS // 2, RUNS // 2))
    how = f"after {BEFORE} runs before"
    return [
        Figure("many runs: memory before", first, "MB", note=f"after {BEFORE} runs"),
        Figure(f"many runs: more after {RUNS // 2}", half - first, "MB", note=how),
        Figure(f"many runs: more after {RUNS}", last - first, "MB", note=how),
    ]


if __name__ == "__main__":
    main(run)
