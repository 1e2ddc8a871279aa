"""The loss on the test rows is Keras' loss of the weights after the epoch."""

from dataclasses import replace

import numpy as np
import pytest

from playground.core.fit.losses import NUMBER_LOSSES
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network
from playground.core.network.weights import flatten, unflatten
from playground.engine import keras_model
from playground.runs import evaluation
from playground.runs.job import Job
from tests.runs.jobs import NETWORK, small_job

pytestmark = pytest.mark.keras

PATH = np.stack([flatten(draw_weights(NETWORK, seed)) for seed in range(5)]).astype(np.float32)


def by_keras(job: Job) -> list[float]:
    """The oracle: `keras.Model.evaluate`."""
    losses = []
    for line in PATH:
        weights = unflatten(line.astype(np.float64), job.network.shapes)
        model = keras_model(job.network, weights)
        model.compile(loss=job.recipe.loss)
        losses.append(model.evaluate(job.test_x, job.test_y, verbose=0))
    return losses


@pytest.mark.parametrize("loss", NUMBER_LOSSES)
def test_each_loss_is_what_keras_evaluates(loss: str) -> None:
    job = small_job(loss=loss)
    np.testing.assert_allclose(evaluation.test_losses(job, PATH), by_keras(job), rtol=1e-5)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_in_pieces_or_by_keras_it_is_the_same_for_every_activation(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = (Dense(6, name), Dense(4, name), Dense(1))
    job = replace(small_job(), network=Network(3, layers))
    whole = evaluation.test_losses(job, PATH)
    monkeypatch.setattr(evaluation, "_ROWS", 7)
    monkeypatch.setattr(evaluation, "_NUMBERS", 50)
    pieces = evaluation.test_losses(job, PATH)
    monkeypatch.setattr(evaluation, "LARGE", 0)
    np.testing.assert_allclose(pieces, whole, rtol=1e-6)
    np.testing.assert_allclose(evaluation.test_losses(job, PATH), whole, rtol=1e-4)


def test_without_test_rows_there_is_no_loss_and_without_epochs_none_either() -> None:
    losses = evaluation.test_losses(small_job(tested=0), PATH)
    assert losses.shape == (5,)
    assert np.isnan(losses).all()
    assert evaluation.test_losses(small_job(), PATH[:0]).shape == (0,)


def test_weights_beyond_all_bounds_give_no_warning() -> None:
    job = replace(small_job(), network=Network(3, (Dense(6), Dense(4), Dense(1))))
    assert not np.isfinite(evaluation.test_losses(job, PATH * np.float32(1e30))).any()
