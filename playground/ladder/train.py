"""Trains the ladder in advance and saves the results: `python -m playground.ladder.train`.

Takes about half a minute on two cores. The same seed, split and order give the same weights;
another machine may round differently, and a metric move in its third digit.
"""

from __future__ import annotations

import numpy as np

from playground import engine
from playground.core.fit.partial_dependence import partial_dependence
from playground.core.network.activations import Array
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Weights
from playground.core.network.weights import Tensors
from playground.ladder.networks import (
    DEEP,
    INPUTS,
    LADDER,
    RECIPE,
    SEED,
    SPLITS,
    LadderNetwork,
    sample,
    scaling,
    split_of,
)
from playground.ladder.store import FILE, TrainedLadder, save, to_float16_precision

GRID_SIZE = 25
"""The number of values of each input's curve."""
CURVES = 60
"""The number of rows whose own curves are saved, evenly spread through the file."""


def train_weights(rung: LadderNetwork, split: str) -> Weights:
    """Trains one network of the ladder on standardised numbers.

    Args:
        rung: the network.
        split: one of SPLITS, whose training rows it is trained on.

    Returns:
        Its weights after training, for standardised numbers.
    """
    train, _ = split_of(split)
    x, y = scaling().inputs(sample().x), scaling().target(sample().y)
    start = Tensors(draw_weights(rung.network, SEED)).weights
    return engine.train(rung.network, x[train], y[train], RECIPE, weights=start).weights


def predict_mpa(rung: LadderNetwork, weights: Weights, x: Array) -> Array:
    """A network's predictions, computed by Keras.

    Args:
        rung: the network.
        weights: for standardised numbers.
        x: `(rows, inputs)`, in the data's units.

    Returns:
        `(rows,)`, in MPa.
    """
    outputs = engine.predict(rung.network, weights, scaling().inputs(x))
    return scaling().raw_target(outputs[:, 0])


def train_ladder() -> TrainedLadder:
    """Trains every network on both splits; "deep" predicts with weights rounded to float16."""
    predictions, deep = {}, None
    for split in SPLITS:
        test = split_of(split)[1]
        for rung in LADDER.values():
            weights = train_weights(rung, split)
            if rung is DEEP:
                tensors = to_float16_precision(Tensors(weights))
                weights, deep = tensors.weights, deep or tensors
            predictions[rung.name, split] = predict_mpa(rung, weights, sample().x[test])
    assert deep is not None
    rows = np.linspace(0, len(sample().y) - 1, CURVES).round().astype(int)
    effects = tuple(
        partial_dependence(
            lambda x: predict_mpa(DEEP, deep.weights, x), sample().x, column, GRID_SIZE, rows
        )
        for column in range(len(INPUTS))
    )
    return TrainedLadder(deep, predictions, effects)


def main() -> None:
    """Trains the ladder, saves it and prints the metrics."""
    trained = train_ladder()
    save(trained)
    for split, label in SPLITS.items():
        print(f"test on {label}, seed {RECIPE.seed}:")
        for rung in LADDER.values():
            errors = trained.metrics(rung.name, split)
            print(f"  {rung.label:<24} R² {errors.r2:.4f}  MAE {errors.mae:.3f} MPa")
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
