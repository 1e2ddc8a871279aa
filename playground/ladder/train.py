"""Trains the ladder beforehand and keeps what comes out: `python -m playground.ladder.train`.

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
"""Values of each input's curve."""
CURVES = 60
"""Rows whose own curves are kept, evenly spread through the file."""


def train_weights(rung: LadderNetwork, split: str) -> Weights:
    """The rung's weights after training on the rows of a split, on standardised numbers."""
    train, _ = split_of(split)
    x, y = scaling().inputs(sample().x), scaling().target(sample().y)
    start = Tensors(draw_weights(rung.network, SEED)).weights
    return engine.train(rung.network, x[train], y[train], RECIPE, weights=start).weights


def predict_mpa(rung: LadderNetwork, weights: Weights, x: Array) -> Array:
    """What a rung says of raw rows `(rows, inputs)`, in MPa `(rows,)`, by Keras."""
    outputs = engine.predict(rung.network, weights, scaling().inputs(x))
    return scaling().raw_target(outputs[:, 0])


def train_ladder() -> TrainedLadder:
    """Every rung on both splits; the network of the text as its rounded weights have it."""
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
    shown = np.linspace(0, len(sample().y) - 1, CURVES).round().astype(int)
    effects = tuple(
        partial_dependence(
            lambda x: predict_mpa(DEEP, deep.weights, x), sample().x, place, GRID_SIZE, shown
        )
        for place in range(len(INPUTS))
    )
    return TrainedLadder(deep, predictions, effects)


def main() -> None:
    """Trains, writes, and says what came out."""
    trained = train_ladder()
    save(trained)
    for split, aside in SPLITS.items():
        print(f"test on {aside}, seed {RECIPE.seed}:")
        for rung in LADDER.values():
            errors = trained.metrics(rung.name, split)
            print(f"  {rung.label:<24} R² {errors.r2:.4f}  MAE {errors.mae:.3f} MPa")
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
