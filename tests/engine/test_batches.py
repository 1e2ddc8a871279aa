"""One update at a time gives the weights and losses of whole epochs."""

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.core.fit.recipe import Recipe, batch_order
from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network
from playground.engine import Batch, Trainer, gradient, initial_weights
from playground.engine.plan import LARGE

ROWS = 50
SMALL = Network(3, (Dense(6, "relu"), Dense(1)))
BIG = Network(3, (Dense(256, "relu"), Dense(256, "relu"), Dense(1)))


def data(rows: int = ROWS) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(rows, 3))
    return x, np.sin(x[:, 0]) + x[:, 1] * x[:, 2]


def new_trainer(network: Network = SMALL, optimizer: str = "adam", **more: float) -> Trainer:
    recipe = Recipe(optimizer, 0.01, batch_size=16, epochs=4, seed=3, **more)  # type: ignore[arg-type]
    return Trainer(network, *data(), recipe, weights=initial_weights(network, 1))


def epoch_in_batches(trainer: Trainer) -> list[Batch]:
    batches = [trainer.advance_batch()]
    while len(batches[-1].completed.loss) == 0:
        batches.append(trainer.advance_batch())
    return batches


def flat(trainer: Trainer) -> NDArray[np.float64]:
    return np.concatenate([array.ravel() for array in trainer.weights])


def test_the_large_network_is_large() -> None:
    assert BIG.parameter_count > LARGE >= SMALL.parameter_count


@pytest.mark.parametrize("network", [SMALL, BIG], ids=["small", "large"])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_batches_make_the_epochs_that_would_have_been(network: Network, optimizer: str) -> None:
    whole, parts = new_trainer(network, optimizer), new_trainer(network, optimizer)
    losses = np.concatenate([whole.advance(1).loss for _ in range(3)])
    first = epoch_in_batches(parts)
    parts.advance_batch()
    second = parts.advance(2)
    third = parts.advance(1)
    assert [len(batch.rows) for batch in first] == [16, 16, 16, 2]
    assert [(batch.number, batch.of) for batch in first] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert parts.epoch == whole.epoch == 3
    np.testing.assert_array_equal(flat(parts), flat(whole))
    received = np.concatenate([first[-1].completed.loss, second.loss, third.loss])
    np.testing.assert_allclose(received, losses, rtol=1e-6)


def test_its_rows_are_those_of_the_order() -> None:
    rows = np.concatenate([batch.rows for batch in epoch_in_batches(new_trainer())])
    np.testing.assert_array_equal(rows, batch_order(ROWS, 1, 3)[0])


def test_the_weights_are_those_after_the_batch() -> None:
    trainer = new_trainer()
    first, second = trainer.advance_batch(), trainer.advance_batch()
    np.testing.assert_array_equal(first.after, second.before)
    np.testing.assert_array_equal(flat(trainer).astype(np.float32), second.after)
    assert trainer.epoch == 0


def test_plain_gradient_descent_goes_against_the_gradient() -> None:
    x, y = data()
    trainer = new_trainer(optimizer="sgd", l1=0.01, l2=0.02)
    before = trainer.weights
    batch = trainer.advance_batch(0.1)
    recipe = Recipe("sgd", 0.1, l1=0.01, l2=0.02)
    _, gradients = gradient(SMALL, before, x[batch.rows], y[batch.rows], recipe)
    update = -0.1 * np.concatenate([slope.ravel() for slope in gradients])
    assert np.max(np.abs(update)) > 1e-3
    np.testing.assert_allclose(batch.after - batch.before, update, atol=1e-6)


def test_a_batch_that_runs_away_ends_it_with_the_last_good_weights() -> None:
    trainer = new_trainer(optimizer="sgd")
    first = trainer.advance(1).path[0]
    trainer.advance(1)
    while not trainer.diverged:
        trainer.advance_batch(1e6)
    assert (trainer.epoch, trainer.good_epoch) == (2, 1)
    np.testing.assert_array_equal(flat(trainer).astype(np.float32), first)
    with pytest.raises(ValueError, match="diverged"):
        trainer.advance_batch()
