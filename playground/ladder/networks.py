"""The exercise of the tutorial as a ladder: five networks for Concrete, one recipe, two splits.

From a linear unit to three hidden layers of 512 ReLU units. Everything else is the same, so that
the networks can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from playground.core.data.catalogue import CONCRETE
from playground.core.data.datasets import RowIndices, Sample, load
from playground.core.data.samples import cached_sample
from playground.core.data.scalings import scaling_of
from playground.core.data.splitting import row_groups, train_test_split
from playground.core.fit.least_squares import fit_linear_unit
from playground.core.fit.metrics import Metrics
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network, network_of
from playground.core.network.scaling import Scaling

DATA = "concrete"
TARGET = CONCRETE.target
INPUTS = tuple(name for name in CONCRETE.columns if name != TARGET)
"""Seven ingredients and the age, in the file's order."""
TEST_SHARE = 0.3
"""The share of the rows that are test rows."""
SEED = 0
"""Of the initial weights, of the split, and of the order of the rows."""
RECIPE = Recipe(
    optimizer="adam", learning_rate=0.003, batch_size=64, epochs=100, loss="mse", seed=SEED
)
"""One for all. R² counts squared misses, so that is the loss; and at this learning rate 100 epochs
are enough for the linear unit to reach least squares, so that ReLU's gain is not borrowed from an
unfinished baseline."""
SPLITS = {"random": "rows at random", "mix": "whole mixes"}
"""How the test rows are chosen, with the label on the page."""
EXAMPLE_AGES = (3.0, 7.0, 28.0, 90.0)
"""Days, at which the mix was tested that shows what the splits do."""


@dataclass(frozen=True)
class LadderNetwork:
    """One network of the ladder.

    Attributes:
        name: the key in links and files.
        label: the name on the page.
        layers: its hidden layers; one linear unit comes after them.
        about: a sentence on what it shows.
    """

    name: str
    label: str
    layers: tuple[Dense, ...]
    about: str

    @property
    def network(self) -> Network:
        """The hidden layers and the output."""
        return network_of(len(INPUTS), self.layers)


LADDER = {
    rung.name: rung
    for rung in (
        LadderNetwork(
            "linear", "Linear unit", (), "One weight for each input, and a bias. It cannot bend."
        ),
        LadderNetwork(
            "stacked",
            "16-16 without ReLU",
            (Dense(16), Dense(16)),
            "Two layers with nothing in between are one linear unit again.",
        ),
        LadderNetwork(
            "relu",
            "16-16 with ReLU",
            (Dense(16, "relu"), Dense(16, "relu")),
            "As many weights, and ReLU lets the answer bend: here is the jump.",
        ),
        LadderNetwork(
            "wide",
            "64-64 with ReLU",
            (Dense(64, "relu"), Dense(64, "relu")),
            "More units bend it in more places. It gains little.",
        ),
        LadderNetwork(
            "deep",
            "512-512-512 with ReLU",
            (Dense(512, "relu"), Dense(512, "relu"), Dense(512, "relu")),
            "Half a million numbers. The jump was ReLU, not depth.",
        ),
    )
}
DEEP = LADDER["deep"]
"""The network of the text, and the one that predicts the user's own mixes."""


@cache
def sample() -> Sample:
    """All rows of Concrete."""
    return cached_sample(DATA, INPUTS, TARGET)


def scaling() -> Scaling:
    """Between the data's units and the networks' numbers, from all rows as on Training."""
    return scaling_of(DATA, INPUTS, TARGET, True)


@cache
def mix_groups() -> RowIndices:
    """The number of each row's mix `(rows,)`; rows of one mix differ at most in age."""
    return row_groups(load(DATA), INPUTS, TARGET)


@cache
def split_of(split: str) -> tuple[RowIndices, RowIndices]:
    """Indices of the training rows and of the test rows, as Training splits them.

    Args:
        split: one of SPLITS.

    Raises:
        ValueError: if there is no such split.
    """
    if split not in SPLITS:
        raise ValueError(f"split must be one of {', '.join(SPLITS)}; received {split!r}")
    groups = mix_groups() if split == "mix" else np.arange(len(sample().y))
    return train_test_split(groups, TEST_SHARE, SEED)


@cache
def best_linear(split: str) -> Metrics:
    """The errors on the test rows, in MPa, of the linear unit with the least training MSE."""
    train, test = split_of(split)
    x, y = sample().x, sample().y
    return fit_linear_unit(x[train], y[train], (x[test], y[test]))[1]


@cache
def split_example() -> RowIndices:
    """The rows of one mix, by age: half of them test rows at random, all of them by mix.

    It is the first mix in the data that was tested at EXAMPLE_AGES and is split so.
    """
    groups, age = mix_groups(), sample().x[:, INPUTS.index("Age")]
    at_random, by_mix = (split_of(split)[1] for split in SPLITS)
    for group in groups[by_mix]:
        rows = np.flatnonzero(groups == group)
        rows = rows[np.argsort(age[rows])]
        torn = np.isin(rows, at_random).sum() == len(rows) / 2
        if tuple(age[rows]) == EXAMPLE_AGES and torn:
            return rows
    raise LookupError(f"no mix was tested at {EXAMPLE_AGES} days and is torn by chance")
