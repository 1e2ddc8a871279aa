"""The compiled training equals `model.fit`, and divergence ends it with good weights."""

import threading

import keras
import numpy as np
import pytest

from playground.core.data.datasets import load
from playground.core.fit.least_squares import least_squares
from playground.core.fit.losses import NUMBER_LOSSES
from playground.core.fit.recipe import OPTIMIZERS, Recipe, batch_order
from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network, Weights, forward, neuron
from playground.core.network.scaling import Scaling, fold
from playground.engine import Trainer, get_weights, initial_weights, keras_model, train, training
from playground.engine.compiled import Engine
from playground.engine.plan import LARGE, Plan
from playground.engine.training import MAX_PATH_LENGTH

NETWORK = Network(3, (Dense(6, "relu"), Dense(4, "relu"), Dense(1)))
ROWS = 50


def data(rows: int = ROWS) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(rows, 3))
    return x, np.sin(x[:, 0]) + x[:, 1] * x[:, 2] + 0.1 * rng.normal(size=rows)


def by_model_fit(
    recipe: Recipe, x: Array, y: Array, weights: Weights, network: Network = NETWORK
) -> tuple[list[float], Weights]:
    """The oracle: `fit(shuffle=False)`, fed one epoch at a time with the rows in our order."""
    makers = {
        "sgd": lambda: keras.optimizers.SGD(recipe.learning_rate, momentum=recipe.momentum),
        "adam": lambda: keras.optimizers.Adam(recipe.learning_rate),
        "rmsprop": lambda: keras.optimizers.RMSprop(recipe.learning_rate),
    }
    model = keras_model(network, weights)
    model.compile(optimizer=makers[recipe.optimizer](), loss=recipe.loss)
    losses = []
    for order in batch_order(len(y), recipe.epochs, recipe.seed):
        rows = x[order].astype(np.float32), y[order].astype(np.float32)
        done = model.fit(*rows, batch_size=recipe.batch_size, shuffle=False, verbose=0)
        losses.append(done.history["loss"][0])
    return losses, get_weights(model)


def largest_difference(one: Weights, other: Weights) -> float:
    return max(float(np.max(np.abs(a - b))) for a, b in zip(one, other, strict=True))


# --- parity -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("optimizer", "momentum", "loss"),
    [
        ("sgd", 0.0, "mse"),
        ("sgd", 0.9, "mse"),
        ("rmsprop", 0.0, "mse"),
        *(("adam", 0.0, loss) for loss in NUMBER_LOSSES),
    ],
)
def test_it_equals_model_fit(optimizer: str, momentum: float, loss: str) -> None:
    """Every optimizer and every loss; an update uses them one after the other."""
    x, y = data()
    recipe = Recipe(optimizer, 0.01, momentum, batch_size=16, epochs=5, loss=loss, seed=2)
    weights = initial_weights(NETWORK, 1)
    losses, fitted = by_model_fit(recipe, x, y, weights)
    history = train(NETWORK, x, y, recipe, weights=weights)
    assert ROWS % recipe.batch_size != 0, "the last batch must be a short one"
    assert largest_difference(weights, history.weights) > 1e-3
    assert largest_difference(fitted, history.weights) <= 1e-5
    np.testing.assert_allclose(history.loss, losses, atol=1e-5)


@pytest.mark.parametrize("batch_size", [1, 7, ROWS - 1, ROWS, 10 * ROWS])
def test_it_equals_model_fit_for_batches_of_any_size(batch_size: int) -> None:
    x, y = data()
    recipe = Recipe("adam", 0.01, batch_size=batch_size, epochs=2)
    weights = initial_weights(NETWORK, 1)
    losses, fitted = by_model_fit(recipe, x, y, weights)
    history = train(NETWORK, x, y, recipe, weights=weights)
    assert largest_difference(fitted, history.weights) <= 1e-5
    np.testing.assert_allclose(history.loss, losses, atol=1e-5)


@pytest.mark.parametrize("batch_size", [16, 25])
def test_it_equals_model_fit_for_a_large_network(batch_size: int) -> None:
    network = Network(3, (Dense(300, "relu"), Dense(300, "relu"), Dense(1)))
    assert network.parameter_count > LARGE
    x, y = data()
    recipe = Recipe("sgd", 0.01, batch_size=batch_size, epochs=3)
    weights = initial_weights(network, 1)
    losses, fitted = by_model_fit(recipe, x, y, weights, network)
    history = train(network, x, y, recipe, weights=weights)
    assert largest_difference(weights, history.weights) > 1e-3
    assert largest_difference(fitted, history.weights) <= 1e-5
    np.testing.assert_allclose(history.loss, losses, atol=1e-5)


def test_every_optimizer_of_a_recipe_is_known() -> None:
    x, y = data(20)
    for optimizer in OPTIMIZERS:
        recipe = Recipe(optimizer, 1e-3, batch_size=20, epochs=1)
        assert train(NETWORK, x, y, recipe).loss.shape == (1,)


# --- replay, slices, weights that come out ----------------------------------------------------


def test_the_same_seed_replays_and_another_does_not() -> None:
    x, y = data()
    recipe = Recipe(batch_size=8, epochs=3, seed=4)
    first, again = (train(NETWORK, x, y, recipe) for _ in range(2))
    other = train(NETWORK, x, y, Recipe(batch_size=8, epochs=3, seed=5))
    assert largest_difference(first.weights, again.weights) == 0.0
    assert np.array_equal(first.loss, again.loss)
    assert largest_difference(first.weights, other.weights) > 0.0


def test_without_weights_it_starts_from_those_that_keras_initialises() -> None:
    x, y = data()
    start = train(NETWORK, x, y, Recipe(epochs=1, seed=9)).path[0]
    assert largest_difference(start, initial_weights(NETWORK, 9)) == 0.0


@pytest.mark.parametrize("slice_epochs", [1, 3, 64])
def test_slices_add_up_to_the_whole(slice_epochs: int) -> None:
    x, y = data()
    recipe = Recipe(batch_size=16, epochs=7)
    whole = train(NETWORK, x, y, recipe)
    slices = list(training(NETWORK, x, y, recipe, slice_epochs=slice_epochs))
    assert [piece.epoch for piece in slices] == [*range(slice_epochs, 7, slice_epochs), 7]
    assert np.array_equal(np.concatenate([piece.loss for piece in slices]), whole.loss)
    assert largest_difference(slices[-1].weights, whole.weights) == 0.0
    for piece in slices:
        assert largest_difference(piece.weights, whole.path[piece.epoch]) == 0.0


def test_the_path_of_a_long_history_is_evenly_spread() -> None:
    x, y = data(20)
    history = train(Network(3), x, y, Recipe(batch_size=20, epochs=1000))
    assert history.loss.shape == (1000,)
    assert len(history.path) == MAX_PATH_LENGTH + 1
    assert history.epochs[[0, 1, -1]].tolist() == [0, 1, 1000]
    assert set(np.diff(history.epochs)) <= {1, 5, 6}
    assert largest_difference(history.path[-1], history.weights) == 0.0


def test_the_path_of_a_large_network_is_short() -> None:
    network = Network(3, (Dense(512, "relu"), Dense(512, "relu"), Dense(1)))
    history = train(network, *data(20), Recipe(batch_size=20, epochs=40))
    assert history.loss.shape == (40,)
    assert 2 <= len(history.path) <= 20
    assert history.epochs[-1] == 40


# --- units --------------------------------------------------------------------------------------

COLUMNS = [
    ("cereal", "sugars", "calories"),
    ("cereal", "fiber", "potass"),
    ("cereal", "sodium", "rating"),
    ("concrete", "Cement", "CompressiveStrength"),
    ("concrete", "Water", "CompressiveStrength"),
    ("concrete", "Age", "FineAggregate"),
]


@pytest.mark.parametrize("columns", COLUMNS, ids="-".join)
def test_fitting_one_neuron_reaches_least_squares(columns: tuple[str, str, str]) -> None:
    name, column, target = columns
    sample = load(name).sample([column], target)
    best_w, best_b = least_squares(sample.x, sample.y)
    recipe = Recipe("sgd", 0.1, batch_size=len(sample.y), epochs=60)
    history = train(
        Network(1),
        sample.x,
        sample.y,
        recipe,
        weights=neuron([0.0], round(float(np.mean(sample.y)), -1)),
        scaling=Scaling.of(sample.x, sample.y),
    )
    w, b = history.weights
    assert w[0, 0] == pytest.approx(best_w[0, 0], rel=0.01)
    assert b[0] == pytest.approx(best_b[0], rel=0.01)


def test_scaled_training_is_training_on_scaled_numbers_folded_back() -> None:
    x, y = data()
    x, y = x * [10.0, 0.1, 3.0] + [5.0, -1.0, 100.0], y * 20.0 + 300.0
    scaling, recipe = Scaling.of(x, y), Recipe(batch_size=16, epochs=4)
    inside = train(NETWORK, scaling.inputs(x), scaling.target(y), recipe)
    outside = train(NETWORK, x, y, recipe, scaling=scaling)
    assert np.array_equal(inside.loss, outside.loss)
    for within, without in zip(inside.path, outside.path, strict=True):
        assert largest_difference(fold(NETWORK, within, scaling), without) <= 1e-9


def test_the_path_begins_with_the_very_weights_given() -> None:
    x, y = data()
    weights = tuple(array / 3.0 for array in initial_weights(NETWORK, 1))
    history = train(NETWORK, x, y, Recipe(epochs=1), weights=weights, scaling=Scaling.of(x, y))
    assert all(a is b for a, b in zip(history.path[0], weights, strict=True))


def test_a_relu_neuron_is_fitted_without_shifting_its_target() -> None:
    x = np.linspace(-1.0, 1.0, 40)[:, np.newaxis]
    y = np.maximum(0.0, 3.0 * x[:, 0] + 0.5)
    network = Network(1, (Dense(1, "relu"),))
    recipe = Recipe("sgd", 0.3, batch_size=40, epochs=300)
    scaling = Scaling.of(x, y, center_target=False)
    history = train(network, x, y, recipe, weights=neuron([1.0], 1.0), scaling=scaling)
    np.testing.assert_allclose(forward(network, history.weights, x)[:, 0], y, atol=0.02)
    with pytest.raises(ValueError, match="folds into a linear last layer"):
        train(network, x, y, recipe, weights=neuron([1.0], 1.0), scaling=Scaling.of(x, y))


# --- engines are shared -------------------------------------------------------------------------


def test_neither_learning_rate_nor_epochs_nor_a_second_user_compile_again() -> None:
    network = Network(3, (Dense(11, "relu"), Dense(1)))
    x, y = data(30)
    trainers = [
        Trainer(network, x, y, Recipe(learning_rate=0.01, batch_size=30, epochs=3)),
        Trainer(network, x[:26], y[:26], Recipe(learning_rate=0.5, batch_size=26, epochs=9)),
    ]
    engine = trainers[0].engine
    assert isinstance(engine, Engine)
    assert engine.traces == 0
    for epochs, learning_rate in [(1, None), (5, 0.3), (64, 1e-4)]:
        for trainer in trainers:
            trainer.advance(epochs, learning_rate)
    assert trainers[1].engine is engine
    assert engine.traces == 1


def test_a_learning_rate_changed_on_the_way_takes_effect() -> None:
    x, y = data()
    recipe = Recipe("sgd", 0.01, batch_size=ROWS)
    steady, changed = (Trainer(NETWORK, x, y, recipe) for _ in range(2))
    start = steady.initial
    steady.advance(1)
    changed.advance(1, learning_rate=0.02)
    for begin, one, two in zip(start, steady.weights, changed.weights, strict=True):
        np.testing.assert_allclose(two - begin, 2 * (one - begin), atol=1e-6)


def test_threads_on_the_same_engine_do_not_disturb_each_other() -> None:
    x, y = data()
    recipes = [Recipe(learning_rate=rate, batch_size=16, epochs=40) for rate in (0.001, 0.02)]
    alone = [train(NETWORK, x, y, recipe) for recipe in recipes]
    together: dict[int, list[Weights]] = {0: [], 1: []}

    def learn(which: int) -> None:
        pieces = training(NETWORK, x, y, recipes[which], slice_epochs=1)
        together[which] += [piece.weights for piece in pieces]

    threads = [threading.Thread(target=learn, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for which, history in enumerate(alone):
        assert len(together[which]) == 40
        assert largest_difference(together[which][-1], history.weights) == 0.0


def test_a_large_network_gives_each_call_fewer_epochs() -> None:
    def slices(*units: int) -> int:
        layers = tuple(Dense(u) for u in (*units, 1))
        return Plan(Network(8, layers), "adam", 0.0, "mse", 1280, 64, 64).slice_epochs

    assert slices() == 64
    assert slices(16, 8) == 64
    assert slices(512, 512, 512) == 15


# --- divergence and refusals -------------------------------------------------------------------


@pytest.mark.parametrize("loss", NUMBER_LOSSES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_learning_rate_of_a_million_never_leaves_bad_weights(optimizer: str, loss: str) -> None:
    x, y = data()
    recipe = Recipe(optimizer, 1e6, batch_size=16, epochs=30, loss=loss)
    history = train(NETWORK, x, y, recipe)
    start = history.path[0]
    assert history.diverged
    assert np.isfinite(history.loss).all()
    assert len(history.loss) < 30
    assert all(np.isfinite(array).all() for weights in history.path for array in weights)
    before = np.mean((forward(NETWORK, start, x)[:, 0] - y) ** 2)
    after = np.mean((forward(NETWORK, history.weights, x)[:, 0] - y) ** 2)
    assert after <= 2.0 * before


def test_divergence_on_the_way_keeps_what_was_learned() -> None:
    x, y = data()
    trainer = Trainer(NETWORK, x, y, Recipe("sgd", 0.05, batch_size=ROWS))
    trainer.advance(20)
    learned = trainer.weights
    piece = trainer.advance(20, learning_rate=1e6)
    assert trainer.diverged
    assert trainer.epoch == 20 + len(piece.loss) < 40
    assert trainer.good_epoch == 20
    assert largest_difference(trainer.weights, learned) == 0.0
    assert trainer.advance(5).loss.shape == (0,)
    assert trainer.epoch == 20 + len(piece.loss)


def test_iterating_over_a_divergence_ends_with_a_slice_that_is_marked() -> None:
    x, y = data()
    recipe = Recipe("sgd", 1e6, batch_size=ROWS, epochs=50)
    slices = list(training(NETWORK, x, y, recipe, slice_epochs=1))
    assert [piece.diverged for piece in slices] == [False] * (len(slices) - 1) + [True]
    assert largest_difference(slices[-1].weights, initial_weights(NETWORK, 0)) == 0.0


@pytest.mark.parametrize(
    ("target", "w"), [(np.zeros(ROWS), 0.0), (np.full(ROWS, 7.0), 1.0)], ids=["perfect", "constant"]
)
def test_a_perfect_start_and_a_constant_target_are_no_divergence(target: Array, w: float) -> None:
    x, _ = data()
    recipe = Recipe("sgd", 0.01, epochs=20)
    history = train(Network(3), x, target, recipe, weights=neuron([w] * 3, 0.0))
    assert not history.diverged
    assert history.loss[-1] <= history.loss[0]


def test_what_cannot_be_trained_is_refused_with_words() -> None:
    x, y = data()
    recipe = Recipe(epochs=1)
    with pytest.raises(ValueError, match=r"x must have the shape \(rows, 3\)"):
        train(NETWORK, x[:, :2], y, recipe)
    with pytest.raises(ValueError, match=r"y must have the shape \(50,\).*received \(49,\)"):
        train(NETWORK, x, y[:-1], recipe)
    with pytest.raises(ValueError, match="at least one row"):
        train(NETWORK, x[:0], y[:0], recipe)
    with pytest.raises(ValueError, match="the last layer must have 1 unit"):
        train(Network(3, (Dense(2),)), x, y, recipe)
    with pytest.raises(ValueError, match="weights must have the shapes"):
        train(NETWORK, x, y, recipe, weights=neuron([1.0], 0.0))
    with pytest.raises(ValueError, match=r"x must be finite numbers.*received 1e\+50"):
        train(Network(3), x + 1e50, y, recipe, weights=neuron([0.0] * 3, 0.0))
    with pytest.raises(ValueError, match=r"the loss at the start .* smaller weights"):
        train(Network(3), x, y, recipe, weights=neuron([1e30] * 3, 0.0))
    with pytest.raises(ValueError, match=r"learning_rate must be finite.*received 1e\+200"):
        train(NETWORK, x, y, Recipe(learning_rate=1e200, epochs=1))


def test_training_refuses_at_once_not_at_the_first_slice() -> None:
    with pytest.raises(ValueError, match="x must have the shape"):
        training(NETWORK, np.zeros((5, 1)), np.zeros(5), Recipe())
