"""How a loss ran away can be seen again, update by update."""

from __future__ import annotations

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network
from playground.engine import Runaway, Trainer, runaway
from tests.engine.test_training import ROWS, data

NETWORK = Network(3, (Dense(6, "relu"), Dense(1)))
WILD = Recipe(optimizer="sgd", learning_rate=3.0, momentum=0.9, batch_size=16)
BATCHES = 4


def ran_away(trainer: Trainer, epochs: int = 1, rate: float | None = None) -> Runaway:
    """Trains until the loss runs away."""
    while not trainer.diverged:
        trainer.advance(epochs, rate)
    found = trainer.runaway()
    assert found is not None
    return found


@pytest.mark.parametrize("epochs", [1, 40])
def test_it_is_the_way_that_batches_go_one_by_one(epochs: int) -> None:
    found = ran_away(Trainer(NETWORK, *data(), WILD), epochs)
    slow = Trainer(NETWORK, *data(), WILD)
    batches = [slow.advance_batch() for _ in found.epochs[1:]]
    np.testing.assert_array_equal(found.path[0], batches[0].before)
    for after, batch in zip(found.path[1:], batches, strict=True):
        np.testing.assert_array_equal(after, batch.after)
    np.testing.assert_allclose(found.epochs, np.arange(len(found.path)) / BATCHES, atol=1e-9)
    assert found.batches == BATCHES


def test_its_loss_grows_from_a_good_one_and_all_its_numbers_are_finite() -> None:
    trainer = Trainer(NETWORK, *data(), WILD)
    found = ran_away(trainer)
    assert found.loss[0] <= 4.0 * trainer._reference
    assert found.loss[-1] > 1e3 * found.loss[0]
    assert np.isfinite(found.loss).all()
    assert np.isfinite(found.path).all()


@pytest.mark.parametrize("epochs", [1, 7])
def test_after_good_epochs_it_begins_with_the_last_good_weights(epochs: int) -> None:
    trainer = Trainer(NETWORK, *data(), Recipe("sgd", 0.05, batch_size=16))
    learned = np.concatenate([trainer.advance(epochs).path for _ in range(21 // epochs)])
    found = ran_away(trainer, 3, rate=3.0)
    assert found.epochs[0] == trainer.good_epoch >= 20
    np.testing.assert_array_equal(found.path[0], learned[trainer.good_epoch - 1])
    assert len(found.path) > 2


def test_in_the_middle_of_an_epoch_too() -> None:
    trainer = Trainer(NETWORK, *data(), Recipe("sgd", 0.05, batch_size=16))
    trainer.advance(2)
    trainer.advance_batch()
    while not trainer.diverged:
        trainer.advance_batch(3.0)
    found = trainer.runaway()
    assert found is not None
    assert found.epochs[0] == trainer.good_epoch == 1
    assert np.all(np.diff(found.epochs) > 0)
    assert found.loss[-1] > 1e3 * found.loss[0]


def test_a_long_way_is_divided_into_fewer_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Recipe("sgd", 1.15, batch_size=ROWS)
    linear = Network(3, (Dense(1),))
    fine = ran_away(Trainer(linear, *data(), slow))
    assert 20 < len(fine.path) <= runaway.MAX_STATES
    monkeypatch.setattr(runaway, "MAX_STATES", 7)
    few = ran_away(Trainer(linear, *data(), slow))
    assert len(few.path) == 7
    assert (few.epochs[0], few.epochs[-1]) == (fine.epochs[0], fine.epochs[-1])


def test_too_many_updates_go_by_the_epoch_but_for_those_of_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    linear, slow = Network(3, (Dense(1),)), Recipe("sgd", 1.15, batch_size=16)
    fine = ran_away(Trainer(linear, *data(), slow))
    monkeypatch.setattr(runaway, "MAX_UPDATES", 5)
    coarse = ran_away(Trainer(linear, *data(), slow))
    whole = coarse.epochs == np.round(coarse.epochs)
    assert whole[: int(coarse.epochs[-1]) + 1].all()
    assert 2 < len(coarse.path) < len(fine.path)
    same = np.isin(fine.epochs, coarse.epochs)
    np.testing.assert_allclose(fine.path[same], coarse.path, rtol=1e-4)


def test_who_did_not_run_away_or_is_too_large_has_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runaway, "_MAX_PARAMETERS", 10)
    trainer = Trainer(NETWORK, *data(), WILD)
    while not trainer.diverged:
        trainer.advance(1)
    assert trainer.runaway() is None


def test_only_the_calls_since_the_last_good_weights_are_remembered() -> None:
    trainer = Trainer(NETWORK, *data(), Recipe("adam", 0.01, batch_size=16))
    for _ in range(20):
        trainer.advance(3)
    assert len(trainer._calls._calls) <= 2
