"""The Keras script that trains one network of the ladder, in a few plain lines."""

from __future__ import annotations

from playground.core.network.network import Dense
from playground.ladder.networks import RECIPE, TARGET, TEST_SHARE, LadderNetwork

_SCRIPT = """\
import keras
import pandas as pd
from keras import layers

keras.utils.set_random_seed({seed})
rows = pd.read_csv("data/concrete.csv")
rows = rows.sample(frac=1, random_state={seed})
y = rows.pop("{target}")
x, y = (rows - rows.mean()) / rows.std(), (y - y.mean()) / y.std()
test = round({share} * len(rows))

model = keras.Sequential([
    keras.Input(shape=(8,)),
{layers}
])
model.compile(optimizer=keras.optimizers.Adam({rate}), loss="{loss}")
model.fit(
    x[test:], y[test:], batch_size={batch}, epochs={epochs}, verbose=0
)

miss = y[:test] - model.predict(x[:test], verbose=0)[:, 0]
print("R²", round(1 - (miss**2).mean() / y[:test].var(ddof=0), 2))
"""


def ladder_code(rung: LadderNetwork) -> str:
    """The script; it runs without changes where `data/concrete.csv` exists, and prints R²."""
    return _SCRIPT.format(
        seed=RECIPE.seed,
        target=TARGET,
        share=TEST_SHARE,
        layers="\n".join(map(_line, rung.network.layers)),
        rate=RECIPE.learning_rate,
        loss=RECIPE.loss,
        batch=RECIPE.batch_size,
        epochs=RECIPE.epochs,
    )


def _line(layer: Dense) -> str:
    activation = "" if layer.activation == "linear" else f', activation="{layer.activation}"'
    return f"    layers.Dense(units={layer.units}{activation}),"
