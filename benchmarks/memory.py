"""Thousands of different networks asked about, and hundreds trained: is their memory given back?

`python -m benchmarks.memory [networks asked about] [networks trained]`; each part is a process of
its own, which holds the memory of no other.
"""

from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.report import Figure, main
from playground import engine
from playground.core.fit.recipe import Recipe
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense, Network
from playground.engine import backend
from playground.runs.memory import trim_heap

ASKED, TRAINED, FIRST = 2000, 300, 60
"""Networks, and how many of them come before the first look: caches fill, pools find their size."""
WANTED = 200.0
"""MB more than after the first ones, at most."""
ROWS = 200


def networks(seed: int) -> Iterator[Network]:
    """Small networks, as + and − on Layers make them; each another one."""
    rng, seen = random.Random(seed), set[Network]()
    names = sorted(ACTIVATIONS)
    while True:
        hidden = [Dense(rng.randint(1, 32), rng.choice(names)) for _ in range(rng.randint(1, 4))]
        network = Network(rng.randint(1, 8), (*hidden, Dense(1)))
        if network not in seen:
            seen.add(network)
            yield network


def ask(network: Network) -> None:
    """Keras' predictions, as a page asks for them."""
    weights = tuple(np.full(shape, 0.1) for shape in network.shapes)
    engine.predict(network, weights, np.ones((ROWS, network.inputs)))


def train(network: Network) -> None:
    """A few epochs."""
    x = np.random.default_rng(1).normal(size=(ROWS, network.inputs))
    recipe = Recipe(optimizer="adam", batch_size=32, epochs=5)
    engine.Trainer(network, x, x[:, 0], recipe, watched=True).advance(5)


PARTS: dict[str, Callable[[Network], None]] = {"asked about": ask, "trained": train}


def memory() -> float:
    """What this process holds, MB."""
    gc.collect()
    trim_heap()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def measure(part: str, count: int) -> tuple[float, float]:
    """Memory after the first networks and after all, MB, in this process."""
    engine.disable_clear_session()
    backend.libraries()
    before = 0.0
    for number, network in zip(range(1, count + 1), networks(1), strict=False):
        PARTS[part](network)
        if number % 100 == 0 or number == FIRST:
            print(f"{number} {part}: {memory():.0f} MB", file=sys.stderr, flush=True)
        if number == FIRST:
            before = memory()
    return before, memory()


def figure(part: str, count: int) -> Figure:
    """Measured in a new process."""
    code = f"import json, benchmarks.memory as m; print(json.dumps(m.measure({part!r}, {count})))"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    before, after = json.loads(done.stdout)
    note = f"{before:.0f} MB after {FIRST}, {after:.0f} MB after {count}"
    grown = after - before
    return Figure(f"{count} networks {part}", grown, "MB", f"≤ {WANTED:g}", grown <= WANTED, note)


def run() -> list[Figure]:
    """Both parts, with the numbers of the command line."""
    counts = [*map(int, sys.argv[1:3])] if sys.argv[0].endswith("memory.py") else []
    return [
        figure(part, count)
        for part, count in zip(PARTS, [*counts, *(ASKED, TRAINED)[len(counts) :]], strict=True)
    ]


if __name__ == "__main__":
    main(run)
