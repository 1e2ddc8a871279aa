"""Epochs per second of the compiled training against `model.fit`, side by side in one run.

Both train the same network on the same standardised rows of Concrete, with the same batch size,
optimizer and loss, both drawing the rows in a new order each epoch, for the same number of
epochs; both are warm. They take turns, so that a busy machine troubles both.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.report import Figure, main
from playground.core.data.datasets import load
from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network
from playground.core.network.scaling import Scaling
from playground.engine import Trainer, keras_model

RECIPE = Recipe(optimizer="adam", learning_rate=0.001, batch_size=64, loss="mse")
TARGET = "CompressiveStrength"


@dataclass(frozen=True)
class Case:
    """A network to train, and how long a turn is.

    Attributes:
        units: of the hidden layers, which are ReLU.
        wanted: how many times as fast as `model.fit`, or None.
    """

    columns: tuple[str, ...]
    units: tuple[int, ...]
    epochs: int
    turns: int
    wanted: float | None

    @property
    def name(self) -> str:
        """As people write it: 8-16-8-1."""
        return "-".join(map(str, (len(self.columns), *self.units, 1)))

    @property
    def network(self) -> Network:
        """The network described."""
        hidden = tuple(Dense(units, "relu") for units in self.units)
        return Network(len(self.columns), (*hidden, Dense(1)))

    def data(self) -> tuple[Array, Array]:
        """Standardised rows of Concrete."""
        sample = load("concrete").sample(self.columns, TARGET)
        scaling = Scaling.of(sample.x, sample.y)
        return scaling.inputs(sample.x), scaling.target(sample.y)


ALL = tuple(column.name for column in load("concrete").columns if column.name != TARGET)
CASES = (
    Case(("Cement",), (), epochs=64, turns=7, wanted=None),
    Case(ALL, (16, 8), epochs=64, turns=7, wanted=100.0),
    Case(ALL, (512, 512, 512), epochs=20, turns=7, wanted=4.0),
)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compiled(case: Case) -> Callable[[], None]:
    """A turn of the compiled engine, as the pages use it: slice by slice, weights out each time."""
    run = Trainer(case.network, *case.data(), RECIPE)

    def turn() -> None:
        goal = run.epoch + case.epochs
        while run.epoch < goal:
            run.advance(goal - run.epoch)
        assert not run.diverged

    return turn


def by_fit(case: Case) -> Callable[[], None]:
    """A turn of `model.fit`: one call for all epochs, silent."""
    import keras

    model: Any = keras_model(case.network)
    model.compile(optimizer=keras.optimizers.Adam(RECIPE.learning_rate), loss=RECIPE.loss)
    x, y = (array.astype(np.float32) for array in case.data())

    def turn() -> None:
        model.fit(x, y, batch_size=RECIPE.batch_size, epochs=case.epochs, verbose=0)

    return turn


def race(case: Case) -> list[Figure]:
    """Both in turns; medians over the turns."""
    turns = (compiled(case), by_fit(case))
    for turn in turns:
        turn()
    times = [[seconds(turn) for turn in turns] for _ in range(case.turns)]
    engine, fit = (case.epochs / statistics.median(column) for column in zip(*times, strict=True))
    ratios = [theirs / ours for ours, theirs in times]
    ratio = engine / fit
    how = f"median of {case.turns} turns of {case.epochs} epochs, batch {RECIPE.batch_size}"
    spread = f"turn by turn {min(ratios):.3g} to {max(ratios):.3g}"
    wanted, met = (f"≥ {case.wanted:g}", ratio >= case.wanted) if case.wanted else (None, None)
    return [
        Figure(f"{case.name}: compiled engine", engine, "epochs/s", note=how),
        Figure(f"{case.name}: model.fit", fit, "epochs/s", note=how),
        Figure(f"{case.name}: engine / model.fit", ratio, "times", wanted, met, spread),
    ]


def first_steps(case: Case) -> list[Figure]:
    """What the first and the second user of an architecture wait for their first epoch."""
    x, y = case.data()
    runs: list[Trainer] = []

    def learn() -> None:
        runs.append(Trainer(case.network, x, y, RECIPE))
        runs[-1].advance(1)

    waits, traces = [], []
    for _ in range(2):
        waits.append(seconds(learn))
        traces.append(runs[-1].engine.traces)
    return [
        Figure(f"{case.name}: first user's first epoch", 1e3 * waits[0], "ms", note="compiles"),
        Figure(f"{case.name}: second user's first epoch", 1e3 * waits[1], "ms", note="once"),
        Figure(
            f"{case.name}: compilations after both", traces[1], "", "= 1", traces == [1, 1], "once"
        ),
    ]


def run() -> list[Figure]:
    """Start-up first, while nothing is compiled, then the races."""
    keras_model(CASES[0].network)
    figures = [figure for case in CASES for figure in first_steps(case)]
    return figures + [figure for case in CASES for figure in race(case)]


if __name__ == "__main__":
    main(run)
