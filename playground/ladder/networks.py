"""The exercise of the tutorial as a ladder: five networks for Concrete, one recipe, two splits.

From a linear unit to three hidden layers of 512 ReLU units, so that what each step brings can be
compared: everything else is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from playground.core.data.catalogue import CONCRETE
from playground.core.data.datasets import Sample, load
from playground.core.data.scalings import scaling_of
from playground.core.data.splitting import RowIndices, groups_of, train_test_split
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
"""Of the rows, only tested on."""
SEED = 0
"""Of the weights before training, of the split, and of the order of the rows."""
RECIPE = Recipe(
    optimizer="adam", learning_rate=0.001, batch_size=64, epochs=100, loss="mae", seed=SEED
)
SPLITS = {"random": "rows at random", "mix": "whole mixes"}
"""What is put aside for the test."""


@dataclass(frozen=True)
class LadderNetwork:
    """One network of the ladder.

    Attributes:
        name: in links and files.
        label: how people write it.
        layers: its hidden layers; one linear unit comes after them.
        about: what it shows.
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
            "linear", "Linear unit", (), "One weight for each input, and a bias: a hyperplane."
        ),
        LadderNetwork(
            "stacked",
            "16-16 without ReLU",
            (Dense(16), Dense(16)),
            "Two dense layers with nothing in between are one linear unit again: no better.",
        ),
        LadderNetwork(
            "relu",
            "16-16 with ReLU",
            (Dense(16, "relu"), Dense(16, "relu")),
            "The same weights to train, but ReLU lets the answer bend: here is the jump.",
        ),
        LadderNetwork(
            "wide",
            "64-64 with ReLU",
            (Dense(64, "relu"), Dense(64, "relu")),
            "More units bend it in more places.",
        ),
        LadderNetwork(
            "deep",
            "512-512-512 with ReLU",
            (Dense(512, "relu"), Dense(512, "relu"), Dense(512, "relu")),
            "The network of the tutorial. It gains little more: the jump was ReLU.",
        ),
    )
}
DEEP = LADDER["deep"]
"""The network of the text: the one that mixes concrete."""


@cache
def sample() -> Sample:
    """All rows of Concrete."""
    return load(DATA).sample(INPUTS, TARGET)


def scaling() -> Scaling:
    """Between the data's units and the networks' numbers: of all rows, as on Training."""
    return scaling_of(DATA, INPUTS, TARGET, True)


@cache
def mix_groups() -> RowIndices:
    """The mix of each row, counted: rows of one mix differ in age alone, or not at all."""
    return groups_of(sample().x[:, : INPUTS.index("Age")])


@cache
def split_of(split: str) -> tuple[RowIndices, RowIndices]:
    """The places of the rows to train on and of those to test on, as Training splits them.

    Args:
        split: one of SPLITS.
    """
    if split not in SPLITS:
        raise ValueError(f"split must be one of {', '.join(SPLITS)}; received {split!r}")
    groups = mix_groups() if split == "mix" else np.arange(len(sample().y))
    return train_test_split(groups, TEST_SHARE, SEED)


@cache
def best_linear(split: str) -> Metrics:
    """Errors on the test rows, in MPa, of the linear unit with the least MSE on the others."""
    train, test = split_of(split)
    x, y = sample().x, sample().y
    return fit_linear_unit(x[train], y[train], (x[test], y[test]))[1]
