"""L1 and L2 are those of Keras' own regularizers."""

import keras
import numpy as np
import pytest

from playground.core.fit.recipe import OPTIMIZERS, Recipe, batch_order
from playground.core.network.network import Dense, Network
from playground.engine import initial_weights, train
from playground.engine.compiled import ENGINES
from playground.engine.plan import Plan

NETWORK = Network(3, (Dense(6, "relu"), Dense(1)))
RNG = np.random.default_rng(5)
X = RNG.normal(size=(50, 3))
Y = np.sin(X[:, 0]) + X[:, 1] * X[:, 2]
MAKERS = {
    "sgd": keras.optimizers.SGD,
    "adam": keras.optimizers.Adam,
    "rmsprop": keras.optimizers.RMSprop,
}


@pytest.mark.parametrize(
    ("optimizer", "l1", "l2"),
    [("sgd", 0.01, 0.0), ("sgd", 0.0, 0.02), *((name, 0.01, 0.02) for name in OPTIMIZERS)],
)
def test_it_equals_keras(optimizer: str, l1: float, l2: float) -> None:
    """Every penalty and every optimizer: the penalty is in the gradients that it is given."""
    recipe = Recipe(optimizer, 0.01, batch_size=16, epochs=4, seed=2, l1=l1, l2=l2)
    weights = initial_weights(NETWORK, 1)
    model = keras.Sequential([keras.Input((3,))])
    for layer in NETWORK.layers:
        keep = keras.regularizers.L1L2(l1, l2)
        model.add(keras.layers.Dense(layer.units, layer.activation, kernel_regularizer=keep))
    model.set_weights([array.astype(np.float32) for array in weights])
    model.compile(optimizer=MAKERS[optimizer](0.01), loss="mse")
    for order in batch_order(len(Y), recipe.epochs, recipe.seed):
        model.fit(X[order], Y[order], batch_size=16, shuffle=False, verbose=0)
    fitted = train(NETWORK, X, Y, recipe, weights=weights).weights
    free = train(NETWORK, X, Y, Recipe(optimizer, 0.01, 0.0, 16, 4, seed=2), weights=weights)
    for ours, theirs in zip(fitted, model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)
    assert max(np.abs(a - b).max() for a, b in zip(fitted, free.weights, strict=True)) > 1e-3


def test_how_much_it_costs_needs_no_compilation() -> None:
    one, other = Recipe(l2=0.1, batch_size=16, epochs=1), Recipe(l1=0.2, batch_size=16, epochs=1)
    assert Plan.of(NETWORK, one, 50) == Plan.of(NETWORK, other, 50)
    assert Plan.of(NETWORK, one, 50) != Plan.of(NETWORK, Recipe(batch_size=16, epochs=1), 50)
    train(NETWORK, X, Y, one)
    engine = ENGINES[Plan.of(NETWORK, one, 50)]
    train(NETWORK, X, Y, other)
    assert engine.traces == 1


@pytest.mark.parametrize("name", ["l1", "l2"])
@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_only_costs(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name} must be at least 0"):
        Recipe(**{name: value})  # type: ignore[arg-type]
