from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.fit.losses import NUMBER_LOSSES
from playground.core.fit.recipe import OPTIMIZERS, Recipe, batch_order


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("loss", NUMBER_LOSSES)
def test_every_optimizer_and_loss_is_accepted(optimizer: str, loss: str) -> None:
    assert Recipe(optimizer=optimizer, loss=loss).loss == loss


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("optimizer", "adamax2", "optimizer must be one of .*'adam'.*; received 'adamax2'"),
        ("loss", "mse2", "loss must be one of .*'mae'.*; received 'mse2'"),
        ("learning_rate", 0.0, "learning_rate must be > 0; received 0.0"),
        ("learning_rate", float("nan"), "learning_rate must be > 0; received nan"),
        ("learning_rate", float("inf"), "learning_rate must be > 0; received inf"),
        ("momentum", 1.0, "momentum must be from 0 to below 1; received 1.0"),
        ("momentum", -0.1, "momentum must be from 0 to below 1; received -0.1"),
        ("batch_size", 0, "batch_size must be a whole number, at least 1; received 0"),
        ("batch_size", 2.5, "batch_size must be a whole number, at least 1; received 2.5"),
        ("epochs", 0, "epochs must be a whole number, at least 1; received 0"),
        ("epochs", "9", "epochs must be a whole number, at least 1; received '9'"),
        ("seed", -1, "seed must be a whole number, at least 0; received -1"),
    ],
)
def test_messages(field: str, value: Any, expected: str) -> None:
    with pytest.raises(ValueError, match=f"^{expected}$"):
        Recipe(**{field: value})


@given(st.integers(1, 50), st.integers(1, 5), st.integers(0, 2**31))
def test_every_epoch_draws_every_row_once(rows: int, epochs: int, seed: int) -> None:
    order = batch_order(rows, epochs, seed)
    assert order.shape == (epochs, rows)
    assert np.array_equal(np.sort(order, axis=1), np.tile(np.arange(rows), (epochs, 1)))
    assert np.array_equal(order, batch_order(rows, epochs, seed))


def test_epochs_and_seeds_differ() -> None:
    order = batch_order(40, 2, seed=0)
    assert not np.array_equal(order[0], order[1])
    assert not np.array_equal(order, batch_order(40, 2, seed=1))
