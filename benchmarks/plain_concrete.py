"""The ladder of the page Concrete once more, in plain Keras: `python -m benchmarks.plain_concrete`.

Nothing of this product trains or measures here: the file is read with pandas, the numbers are
standardised with NumPy, `model.fit` trains, and R² is worked out by hand. Only what is drawn by
lot is taken from the product, as otherwise two runs could not be compared: the split, the weights
before training and the order of the rows.
"""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pandas as pd

from benchmarks.report import Figure, main
from playground.core.fit.recipe import batch_order
from playground.ladder.networks import LADDER, RECIPE, SPLITS, LadderNetwork, split_of
from playground.ladder.store import trained_ladder
from playground.state.concrete import training_state_of

ROWS = pd.read_csv(Path(__file__).parents[1] / "data" / "concrete.csv").to_numpy(np.float64)
X, Y = ROWS[:, :-1], ROWS[:, -1]
WITHIN = 0.01


def plain_r2(rung: LadderNetwork, split: str) -> float:
    """R² on the test rows of a split, after training with `model.fit`."""
    train, test = split_of(split)
    x, y = (X - X.mean(axis=0)) / X.std(axis=0), (Y - Y.mean()) / Y.std()
    dense = [keras.layers.Dense(n.units, activation=n.activation) for n in rung.network.layers]
    model = keras.Sequential([keras.Input((X.shape[1],)), *dense])
    model.set_weights(list(training_state_of(rung, split).weights))
    model.compile(optimizer=keras.optimizers.Adam(0.003), loss="mse")
    for order in batch_order(len(train), RECIPE.epochs, RECIPE.seed):
        rows = train[order]
        model.fit(x[rows], y[rows], batch_size=64, epochs=1, shuffle=False, verbose=0)
    predicted = model.predict(x[test], verbose=0)[:, 0] * Y.std() + Y.mean()
    return 1.0 - float(np.mean((Y[test] - predicted) ** 2) / np.var(Y[test]))


def run() -> list[Figure]:
    """Every network on both splits, beside what the page says."""
    figures = []
    for split, aside in SPLITS.items():
        for rung in LADDER.values():
            r2, told = plain_r2(rung, split), trained_ladder().metrics(rung.name, split).r2
            wanted, met = f"{told:.4f} ± {WITHIN}", abs(r2 - told) <= WITHIN
            name = f"R², {rung.label}"
            figures.append(Figure(name, r2, "", wanted, met, f"test on {aside}, seed 0"))
    return figures


if __name__ == "__main__":
    main(run)
