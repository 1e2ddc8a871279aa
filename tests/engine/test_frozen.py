"""A frozen weight keeps its value to the last bit; all others train as if it were a constant."""

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network, Weights, neuron
from playground.core.network.scaling import Scaling
from playground.engine import Trainer, initial_weights, train, training

NETWORK = Network(3, (Dense(6, "relu"), Dense(4, "tanh"), Dense(1)))
OPTIMIZERS = [("sgd", 0.0), ("sgd", 0.9), ("adam", 0.0), ("rmsprop", 0.0)]


def data(rows: int = 50) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(rows, 3))
    return x, np.sin(x[:, 0]) + x[:, 1] * x[:, 2]


def frozen_mask(network: Network, seed: int = 3) -> Weights:
    """Every other weight, at random."""
    rng = np.random.default_rng(seed)
    return tuple(rng.integers(0, 2, size=shape).astype(np.float64) for shape in network.shapes)


def float32(weights: Weights) -> Weights:
    return tuple(array.astype(np.float32).astype(np.float64) for array in weights)


@pytest.mark.parametrize(("optimizer", "momentum"), OPTIMIZERS)
def test_frozen_weights_keep_every_bit_and_the_others_move(optimizer: str, momentum: float) -> None:
    frozen, start = frozen_mask(NETWORK), float32(initial_weights(NETWORK, 1))
    recipe = Recipe(optimizer, 0.01, momentum, batch_size=16, epochs=9)
    history = train(NETWORK, *data(), recipe, weights=start, frozen=frozen)
    free = train(NETWORK, *data(), recipe, weights=start)
    for moment in history.path:
        for mark, before, after in zip(frozen, start, moment, strict=True):
            assert after[mark != 0].tobytes() == before[mark != 0].tobytes()
    for mark, before, after, other in zip(
        frozen, start, history.weights, free.weights, strict=True
    ):
        assert np.array_equal(after != before, (mark == 0) & (other != before))
        assert not np.array_equal(after, other)
    assert history.loss[-1] < history.loss[0]


@pytest.mark.parametrize(("optimizer", "momentum"), OPTIMIZERS)
def test_nothing_frozen_is_ordinary_training(optimizer: str, momentum: float) -> None:
    nothing = tuple(np.zeros(shape) for shape in NETWORK.shapes)
    recipe = Recipe(optimizer, 0.01, momentum, batch_size=16, epochs=3)
    one = train(NETWORK, *data(), recipe)
    other = train(NETWORK, *data(), recipe, frozen=nothing)
    assert np.array_equal(one.loss, other.loss)
    assert all(np.array_equal(a, b) for a, b in zip(one.weights, other.weights, strict=True))


def test_a_kernel_trains_beside_a_frozen_bias_as_in_the_formula() -> None:
    x, y = np.array([[1.0], [2.0], [4.0]]), np.array([3.0, 5.0, 9.0])
    recipe = Recipe("sgd", 0.01, batch_size=3, epochs=1)
    frozen = neuron([0.0], 1.0)
    w, b = train(Network(1), x, y, recipe, weights=neuron([0.5], 0.25), frozen=frozen).weights
    errors = 0.5 * x[:, 0] + 0.25 - y
    assert w[0, 0] == pytest.approx(0.5 - 0.01 * 2.0 * np.mean(errors * x[:, 0]), rel=1e-6)
    assert b[0] == 0.25


def test_everything_frozen_changes_nothing() -> None:
    everything = tuple(np.ones(shape) for shape in NETWORK.shapes)
    start = float32(initial_weights(NETWORK, 1))
    pieces = list(training(NETWORK, *data(), Recipe(epochs=3), weights=start, frozen=everything))
    assert all(np.array_equal(a, b) for a, b in zip(pieces[-1].weights, start, strict=True))


def test_a_gradient_beyond_all_bounds_does_not_reach_a_frozen_weight() -> None:
    frozen, start = frozen_mask(NETWORK), float32(initial_weights(NETWORK, 1))
    trainer = Trainer(NETWORK, *data(), Recipe("sgd", 1e6, epochs=9), weights=start, frozen=frozen)
    trainer.advance(9)
    assert trainer.diverged
    assert all(np.isfinite(array).all() for array in trainer.weights)
    values = [after[mark != 0] for mark, after in zip(frozen, trainer.weights, strict=True)]
    assert all(
        np.array_equal(after, before[mark != 0])
        for mark, before, after in zip(frozen, start, values, strict=True)
    )


def test_freezing_compiles_nothing_anew() -> None:
    network = Network(3, (Dense(13, "relu"), Dense(1)))
    recipe = Recipe(batch_size=25)
    trainers = [
        Trainer(network, *data(), recipe, frozen=f) for f in (None, frozen_mask(network), None)
    ]
    for trainer in trainers:
        trainer.advance(2)
    assert trainers[0].engine is trainers[1].engine
    assert trainers[0].engine.traces == 1


def test_with_a_scaling_weights_are_frozen_on_standardised_numbers() -> None:
    x, y = data()
    x, y = x * 10.0 + 5.0, y * 20.0 + 300.0
    frozen, start = frozen_mask(NETWORK), initial_weights(NETWORK, 1)
    scaling = Scaling.of(x, y)
    history = train(NETWORK, x, y, Recipe(epochs=3), weights=start, scaling=scaling, frozen=frozen)
    kernels = zip(frozen[::2], start[::2], history.weights[::2], strict=True)
    for mark, before, after in kernels:
        np.testing.assert_allclose(after[mark != 0], before[mark != 0], rtol=1e-6)


def test_marks_of_other_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"frozen must have the shapes \(\(3, 6\).*received"):
        train(NETWORK, *data(), Recipe(epochs=1), frozen=neuron([1.0], 0.0))
