"""Runs of classifiers look back, end early and keep frozen weights as plain Keras does."""

from __future__ import annotations

from dataclasses import replace

import keras
import numpy as np
import pytest

from playground.core.classes.metrics import class_metrics
from playground.core.fit.losses import class_loss
from playground.core.fit.recipe import Recipe, batch_order
from playground.core.network.network import Dense, Network, Weights, layer_passes, output_layer
from playground.core.network.weights import Array32, flatten, unflatten
from playground.engine import get_weights, initial_weights, keras_model
from playground.runs.job import Job
from playground.runs.run import Run
from tests.runs.jobs import ManualExecutor

pytestmark = pytest.mark.keras

ROWS, TESTED = 60, 40
CLASSES = pytest.mark.parametrize("classes", [2, 3])


def job_of(classes: int, **recipe: object) -> Job:
    """Classes that cannot be told apart for certain, so that the test loss rises in the end."""
    random = np.random.default_rng(7)
    x = random.normal(size=(ROWS + TESTED, 3))
    score = x[:, 0] + x[:, 1] * x[:, 2] + random.normal(size=len(x))
    y = np.digitize(score, np.quantile(score, np.arange(1, classes) / classes)).astype(np.float64)
    network = Network(3, (Dense(8, "relu"), Dense(6, "tanh"), output_layer(classes)))
    given = {"learning_rate": 0.02, "batch_size": 16, "epochs": 12, **recipe}
    return Job(
        network,
        x[:ROWS],
        y[:ROWS],
        Recipe("adam", loss=class_loss(classes), **given),  # type: ignore[arg-type]
        weights=initial_weights(network, 3),
        test_x=x[ROWS:],
        test_y=y[ROWS:],
    )


def ended(job: Job) -> Run:
    """The run of a job, at its end."""
    executor = ManualExecutor()
    run = Run(job, executor)
    executor.run_all()
    return run


def compiled(job: Job, trainable: tuple[bool, ...] = ()) -> keras.Model:
    """Plain Keras, before training."""
    assert job.weights is not None
    model = keras_model(job.network, job.weights)
    for layer, on in zip(model.layers, trainable, strict=False):
        layer.trainable = on
    optimizer = keras.optimizers.Adam(job.recipe.learning_rate)
    model.compile(optimizer=optimizer, loss=job.recipe.loss, metrics=["accuracy"])
    return model


def after_each_epoch(job: Job, model: keras.Model) -> list[Weights]:
    """The weights that `fit` has after each epoch, with our order of the rows."""
    weights = []
    for order in batch_order(len(job.y), job.recipe.epochs, job.recipe.seed):
        rows = job.x[order].astype(np.float32), job.y[order].astype(np.float32)
        model.fit(*rows, batch_size=job.recipe.batch_size, shuffle=False, verbose=0)
        weights.append(get_weights(model))
    return weights


def assert_close(flat: Array32, weights: Weights) -> None:
    np.testing.assert_allclose(flat, flatten(weights), atol=1e-4)


@CLASSES
def test_looking_back_finds_the_weights_that_keras_had_at_every_epoch(classes: int) -> None:
    job = job_of(classes)
    moments, model = ended(job).moments(), compiled(job)
    expected = after_each_epoch(job, model)
    assert moments.epochs.tolist() == list(range(job.recipe.epochs + 1))
    for flat, weights in zip(moments.path[1:], expected, strict=True):
        assert_close(flat, weights)
    loss, accuracy = model.evaluate(job.test_x, job.test_y, verbose=0)
    last = layer_passes(job.network, unflatten(moments.path[-1], job.network.shapes), job.test_x)
    scores = class_metrics(job.test_y, last[-1], classes)
    assert scores.accuracy == pytest.approx(accuracy, abs=1e-6)
    assert ended(job).snapshot().losses.test[-1] == pytest.approx(loss, abs=1e-4)
    assert np.abs(moments.path[-1] - moments.path[0]).max() > 0.01


@CLASSES
def test_it_ends_early_where_keras_ends_and_with_its_best_weights(classes: int) -> None:
    job = job_of(classes, batch_size=ROWS, epochs=400)  # one batch: the order makes no difference
    end = ended(replace(job, patience=8)).snapshot()
    model = compiled(job)
    stopping = keras.callbacks.EarlyStopping("val_loss", patience=8, restore_best_weights=True)
    done = model.fit(
        *(job.x.astype(np.float32), job.y.astype(np.float32)),
        validation_data=(job.test_x, job.test_y),
        epochs=job.recipe.epochs,
        batch_size=ROWS,
        shuffle=False,
        callbacks=[stopping],
        verbose=0,
    )
    epochs = len(done.history["loss"])
    assert 9 <= epochs < 400
    assert len(end.losses.test) == epochs
    assert end.weights_epoch == epochs - 8
    np.testing.assert_allclose(end.losses.test, done.history["val_loss"], atol=1e-4)
    assert_close(end.weights, get_weights(model))


@CLASSES
def test_frozen_weights_stay_and_the_others_go_where_keras_takes_them(classes: int) -> None:
    job = job_of(classes)
    assert job.weights is not None
    frozen = tuple(np.full(shape, float(n < 2)) for n, shape in enumerate(job.network.shapes))
    end = ended(replace(job, frozen=frozen)).snapshot()
    expected = after_each_epoch(job, compiled(job, trainable=(False, True, True)))[-1]
    assert_close(end.weights, expected)
    first = flatten(job.weights[:2])
    np.testing.assert_array_equal(end.weights[: len(first)], first.astype(np.float32))
    free = ended(job).snapshot()
    assert np.abs(free.weights - end.weights).max() > 0.01
