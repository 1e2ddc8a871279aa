"""Classifiers trained by the compiled function equal plain Keras, and end as others do."""

from __future__ import annotations

from dataclasses import replace

import keras
import numpy as np
import pytest

from playground.core.classes.metrics import class_metrics
from playground.core.fit.losses import LOSSES, class_loss
from playground.core.fit.recipe import OPTIMIZERS, Recipe, balanced, batch_order
from playground.core.network.activations import Array
from playground.core.network.network import Dense, LayerPass, Network, Weights, layer_passes
from playground.core.network.scaling import Scaling
from playground.engine import (
    Trainer,
    get_weights,
    gradient,
    initial_weights,
    keras_model,
    last_layer,
    train,
)
from playground.engine.plan import LARGE

ROWS, STEP = 50, 1e-5
CLASSES = pytest.mark.parametrize("classes", [2, 3])


def network_of(classes: int, units: int = 6) -> Network:
    last = Dense(1, "sigmoid") if classes == 2 else Dense(classes, "softmax")
    return Network(3, (Dense(units, "relu"), Dense(units, "tanh"), last))


def data(classes: int) -> tuple[Array, Array]:
    random = np.random.default_rng(5)
    x = random.normal(size=(ROWS, 3))
    score = np.sin(2.0 * x[:, 0]) + x[:, 1] * x[:, 2] + 0.2 * random.normal(size=ROWS)
    cuts = np.quantile(score, np.arange(1, classes) / classes)
    return x, np.digitize(score, cuts).astype(np.float64)


def recipe_of(classes: int, optimizer: str = "adam", **changes: float) -> Recipe:
    return Recipe(optimizer, 0.02, loss=class_loss(classes), batch_size=16, epochs=5, **changes)  # type: ignore[arg-type]


def by_model_fit(
    network: Network, x: Array, y: Array, recipe: Recipe, start: Weights
) -> tuple[list[float], Weights]:
    """The oracle: `compile` and `fit(shuffle=False)`, an epoch at a time in our order."""
    makers = {
        "sgd": lambda: keras.optimizers.SGD(recipe.learning_rate, momentum=recipe.momentum),
        "adam": lambda: keras.optimizers.Adam(recipe.learning_rate),
        "rmsprop": lambda: keras.optimizers.RMSprop(recipe.learning_rate),
    }
    model = keras_model(network, start)
    model.compile(optimizer=makers[recipe.optimizer](), loss=recipe.loss, metrics=["accuracy"])
    losses = []
    for order in batch_order(len(y), recipe.epochs, recipe.seed):
        rows = x[order].astype(np.float32), y[order].astype(np.float32)
        done = model.fit(
            *rows,
            batch_size=recipe.batch_size,
            shuffle=False,
            verbose=0,
            class_weight=dict(enumerate(recipe.class_weight)) or None,
        )
        losses.append(done.history["loss"][0])
    loss, accuracy = model.evaluate(x, y, verbose=0)
    last = last_layer(network, get_weights(model), x)
    scores = class_metrics(y, last, max(2, network.layers[-1].units))
    assert scores.loss == pytest.approx(loss, abs=1e-5)
    assert scores.accuracy == pytest.approx(accuracy, abs=1e-6)
    return losses, get_weights(model)


def largest_difference(one: Weights, other: Weights) -> float:
    return max(float(np.max(np.abs(a - b))) for a, b in zip(one, other, strict=True))


@CLASSES
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_it_equals_model_fit(optimizer: str, classes: int) -> None:
    network, (x, y) = network_of(classes), data(classes)
    recipe, start = recipe_of(classes, optimizer), initial_weights(network, 1)
    losses, fitted = by_model_fit(network, x, y, recipe, start)
    history = train(network, x, y, recipe, weights=start)
    assert largest_difference(start, history.weights) > 1e-3
    assert largest_difference(fitted, history.weights) <= 1e-4
    np.testing.assert_allclose(history.loss, losses, atol=1e-5)


@pytest.mark.parametrize(
    ("optimizer", "weights"),
    [("adam", (1.0, 20.0)), ("sgd", (0.5, 3.0)), ("rmsprop", (2.0, 0.0, 0.3))],
)
def test_class_weights_are_those_of_model_fit(optimizer: str, weights: tuple[float, ...]) -> None:
    """A loss and its gradient are weighted, and divided by the number of rows, as Keras does."""
    classes = len(weights)
    network, (x, y) = network_of(classes), data(classes)
    alike, start = recipe_of(classes, optimizer), initial_weights(network, 1)
    recipe = replace(alike, class_weight=weights)
    losses, fitted = by_model_fit(network, x, y, recipe, start)
    history = train(network, x, y, recipe, weights=start)
    assert largest_difference(fitted, history.weights) <= 1e-4
    np.testing.assert_allclose(history.loss, losses, rtol=1e-5)
    free = train(network, x, y, alike, weights=start)
    assert largest_difference(free.weights, history.weights) > 1e-3
    loss, slope = gradient(network, start, x, y, replace(alike, class_weight=(2.0,) * classes))
    once, slope_once = gradient(network, start, x, y, alike)
    assert loss == pytest.approx(2.0 * once, rel=1e-6)
    np.testing.assert_allclose(slope[0], 2.0 * slope_once[0], rtol=1e-5, atol=1e-7)


def test_a_recipe_has_a_weight_for_every_class() -> None:
    network, (x, y) = network_of(3), data(3)
    with pytest.raises(ValueError, match="class_weight must have 3 numbers; received 2"):
        train(network, x, y, replace(recipe_of(3), class_weight=(1.0, 2.0)))
    for weights in ((0.0, 0.0), (-1.0, 1.0), (float("nan"), 1.0)):
        with pytest.raises(ValueError, match="class_weight must be numbers of at least 0"):
            replace(recipe_of(2), class_weight=weights)
    with pytest.raises(ValueError, match="with a loss of classes"):
        Recipe(class_weight=(1.0, 2.0))


@CLASSES
def test_balanced_classes_count_alike(classes: int) -> None:
    y = np.repeat(np.arange(classes), np.arange(classes) + 1).astype(np.float64)
    weights = np.array(balanced(y, classes))
    np.testing.assert_allclose(weights * np.bincount(y.astype(int)), len(y) / classes)
    assert weights[y.astype(int)].mean() == pytest.approx(1.0), "the loss keeps its size"


@CLASSES
def test_a_large_network_equals_model_fit(classes: int) -> None:
    network, (x, y) = network_of(classes, units=300), data(classes)
    assert network.parameter_count > LARGE
    recipe, start = recipe_of(classes, "sgd"), initial_weights(network, 1)
    losses, fitted = by_model_fit(network, x, y, recipe, start)
    history = train(network, x, y, recipe, weights=start)
    assert largest_difference(fitted, history.weights) <= 1e-4
    np.testing.assert_allclose(history.loss, losses, atol=1e-5)


@CLASSES
def test_the_losses_in_numpy_are_those_of_keras_however_sure_it_is(classes: int) -> None:
    network, random = network_of(classes), np.random.default_rng(3)
    x = random.normal(size=(40, 3))
    y = random.integers(0, classes, 40).astype(np.float64)
    for size in (1.0, 30.0, 1000.0):
        weights = tuple(size * array for array in initial_weights(network, 2))
        model = keras_model(network, weights)
        model.compile(loss=class_loss(classes))
        expected = model.evaluate(x, y, verbose=0)
        by_sums = LOSSES[class_loss(classes)].of_rows(y, last_layer(network, weights, x)).mean()
        assert by_sums == pytest.approx(expected, rel=1e-5)
        in_numpy = LOSSES[class_loss(classes)].of_rows(y, layer_passes(network, weights, x)[-1])
        assert in_numpy.mean() == pytest.approx(expected, rel=1e-4)
    assert expected > 100.0, "probabilities alone could not tell such a loss"


@CLASSES
def test_the_gradient_is_the_slope(classes: int) -> None:
    network, (x, y) = network_of(classes), data(classes)
    weights, recipe = initial_weights(network, 2), recipe_of(classes, l2=0.05)

    def cost(weights: Weights) -> float:
        loss = LOSSES[recipe.loss].of_rows(y, layer_passes(network, weights, x)[-1]).mean()
        return float(loss + recipe.l2 * sum((kernel**2).sum() for kernel in weights[::2]))

    loss, gradients = gradient(network, weights, x, y, recipe)
    penalty = cost(weights) - loss
    assert penalty == pytest.approx(0.05 * sum((k**2).sum() for k in weights[::2]), rel=1e-4)
    for place, slope in enumerate(gradients):
        for spot in list(np.ndindex(slope.shape))[:6]:
            up, down = ([array.copy() for array in weights] for _ in range(2))
            up[place][spot] += STEP
            down[place][spot] -= STEP
            expected = (cost(tuple(up)) - cost(tuple(down))) / (2 * STEP)
            assert slope[spot] == pytest.approx(expected, abs=1e-4)


@CLASSES
def test_frozen_weights_stay_and_a_scaling_of_the_inputs_folds(classes: int) -> None:
    network, (x, y) = network_of(classes), data(classes)
    start = initial_weights(network, 4)
    frozen = tuple(np.zeros_like(array) for array in start)
    frozen[0][1, :2] = 1.0
    history = train(network, x, y, recipe_of(classes), weights=start, frozen=frozen)
    assert np.array_equal(
        history.weights[0][1, :2].astype(np.float32), start[0][1, :2].astype(np.float32)
    )
    assert largest_difference(start, history.weights) > 1e-3
    raw, scaling = 300.0 + 40.0 * x, Scaling.of_inputs(300.0 + 40.0 * x)
    folded = train(network, raw, y, recipe_of(classes), scaling=scaling)
    seen = train(network, scaling.inputs(raw), y, recipe_of(classes))
    by_fold = layer_passes(network, folded.weights, raw)[-1].y
    assert by_fold == pytest.approx(layer_passes(network, seen.weights, scaling.inputs(raw))[-1].y)


@CLASSES
def test_a_rate_that_is_too_large_ends_it_with_good_weights(classes: int) -> None:
    network, (x, y) = network_of(classes), data(classes)
    history = train(
        network, x, y, Recipe("sgd", 1e6, epochs=30, batch_size=16, loss=class_loss(classes))
    )
    assert history.diverged
    assert np.isfinite(history.loss).all()

    def loss(weights: Weights) -> float:
        last = layer_passes(network, weights, x)[-1]
        return float(LOSSES[class_loss(classes)].of_rows(y, last).mean())

    assert loss(history.weights) <= 2.0 * loss(history.path[0])


def test_targets_that_are_no_classes_are_refused() -> None:
    x, y = data(3)
    with pytest.raises(ValueError, match=r"y must be whole numbers from 0 to 1; received 2"):
        Trainer(network_of(2), x, y, recipe_of(2))
    with pytest.raises(ValueError, match="takes a last layer with softmax; received 'sigmoid'"):
        Trainer(network_of(2), x, y, recipe_of(3))
    with pytest.raises(ValueError, match="takes a last layer with softmax; received 'sigmoid'"):
        gradient(network_of(2), initial_weights(network_of(2), 0), x, y, recipe_of(3))


def test_the_sums_are_those_of_numpy() -> None:
    network = network_of(3)
    x, weights = data(3)[0], initial_weights(network, 0)
    found, expected = last_layer(network, weights, x), layer_passes(network, weights, x)[-1]
    assert isinstance(found, LayerPass)
    assert found.z == pytest.approx(expected.z, abs=1e-5)
    assert found.y == pytest.approx(expected.y, abs=1e-6)
