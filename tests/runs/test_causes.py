"""Keras confirms the causes: without the one that is named, the same training learns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.fit.causes import Cause
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network
from playground.runs.job import Job
from playground.runs.run import Run
from playground.runs.snapshot import Snapshot
from tests.runs.jobs import ManualExecutor

pytestmark = pytest.mark.keras

X = np.random.default_rng(1).normal(size=(64, 2))
RAW = X * [40.0, 4.0] + [100.0, 5.0]
Y = X @ [0.8, -0.5]
RECIPE = Recipe(optimizer="sgd", learning_rate=0.05, batch_size=32, epochs=60)


def trained(x: Any, **recipe: Any) -> Snapshot:
    executor = ManualExecutor()
    job = Job(Network(2, (Dense(1),)), x, Y, replace(RECIPE, **recipe))
    run = Run(job, executor)
    executor.run_all()
    return run.snapshot()


@pytest.mark.parametrize(
    ("cause", "x", "recipe", "reason", "repaired"),
    [
        ("rate", X, {"learning_rate": 3.0}, "a learning rate below 3.", {"learning_rate": 0.3}),
        ("penalty", X, {"l2": 50.0}, "The penalty, L2 = 50, pulls every weight", {"l2": 0.0}),
        ("scale", RAW, {}, "The inputs are not standardised", {}),
    ],
)
def test_a_run_names_what_made_it_diverge_and_learns_without_it(
    cause: Cause, x: Any, recipe: dict[str, Any], reason: str, repaired: dict[str, Any]
) -> None:
    wild = trained(x, **recipe)
    assert (wild.state, wild.cause) == ("diverged", cause)
    assert reason in wild.reason
    tame = trained(X, **{**recipe, **repaired})
    assert (tame.state, tame.cause) == ("finished", None)
    assert tame.losses.train[-1] < 0.1 * np.var(Y)
    assert tame.reason == "All 60 epochs are done."


def test_a_run_that_crawled_on_raw_inputs_names_their_scale() -> None:
    slow = trained(RAW, learning_rate=1e-5)
    assert (slow.state, slow.cause) == ("finished", "scale")
    assert "brought little: the inputs are not standardised" in slow.reason
    assert slow.losses.train[-1] > 0.5 * np.var(Y)
