"""Why a training ran away or crawled, told from its recipe and its inputs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from playground.core.fit.causes import Cause, crawled, runaway_cause
from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array

STANDARDISED: Array = np.random.default_rng(0).normal(size=(200, 2))
RAW = 300.0 + 100.0 * STANDARDISED
SMALL = 0.01 * STANDARDISED
SGD: dict[str, Any] = {"optimizer": "sgd", "batch_size": 20}


@pytest.mark.parametrize(
    ("x", "changes", "cause"),
    [
        (STANDARDISED, {"learning_rate": 3.0}, "rate"),
        (STANDARDISED, {"learning_rate": 3.0, "l2": 0.1}, "rate"),
        (STANDARDISED, {"learning_rate": 3.0, "momentum": 0.9}, "rate"),
        (STANDARDISED, {"learning_rate": 0.1, "l2": 10.0}, "penalty"),
        (STANDARDISED, {"learning_rate": 0.3, "l1": 10.0}, "penalty"),
        (STANDARDISED, {"learning_rate": 10.0, "l2": 10.0, "optimizer": "adam"}, "rate"),
        (RAW, {"learning_rate": 0.001}, "scale"),
        (RAW, {"learning_rate": 0.001, "l2": 10.0}, "scale"),
        (RAW, {"learning_rate": 10.0, "optimizer": "rmsprop"}, "scale"),
        (SMALL, {"learning_rate": 3.0}, "rate"),
        (np.ones((5, 1)), {"learning_rate": 3.0}, "rate"),
        (np.array([[2.0]]), {"learning_rate": 1.0}, "scale"),
    ],
)
def test_the_largest_part_of_rate_times_curvature_is_the_cause(
    x: Array, changes: dict[str, Any], cause: Cause
) -> None:
    recipe = Recipe(**{**SGD, **changes})
    assert runaway_cause(recipe, recipe.learning_rate, x) == cause


@pytest.mark.parametrize(
    ("x", "changes", "loss", "expected"),
    [
        (RAW, {"learning_rate": 1e-6}, 0.9, True),  # the flattest direction has hardly moved
        (RAW, {"learning_rate": 1e-3}, 1.0, True),  # the steepest one overshoots
        (RAW, {"learning_rate": 0.01, "optimizer": "adam"}, 0.7, True),
        (RAW, {"learning_rate": 1e-6}, 0.4, False),  # it has learned
        (RAW, {"learning_rate": 10.0}, 1.0, False),  # standardised, it would overshoot too
        (STANDARDISED, {"learning_rate": 1e-6}, 0.9, False),
        (STANDARDISED, {"learning_rate": 0.01, "optimizer": "adam"}, 0.9, False),
        (1.5 * STANDARDISED + 2.0, {"learning_rate": 0.05}, 0.9, False),  # a mild ravine
        (RAW, {"learning_rate": 1e-6}, float("nan"), False),
    ],
)
def test_it_crawled_if_it_learned_little_and_the_scale_is_why(
    x: Array, changes: dict[str, Any], loss: float, expected: bool
) -> None:
    recipe = Recipe(**{**SGD, **changes})
    assert crawled(recipe, x, updates=1000, loss=loss, loss_of_constant=1.0) is expected


def test_a_direction_of_half_its_way_is_the_limit() -> None:
    """One input that hardly varies around 2: curvatures of 10 and of nearly 0."""
    x = np.array([[1.9], [2.1]])
    flat = 2.0 * np.linalg.eigvalsh([[np.square(x).mean(), 2.0], [2.0, 1.0]])[0]
    rate, half = 0.01, np.log(2.0)

    def slow(updates: float) -> bool:
        recipe = Recipe(**SGD, learning_rate=rate)
        return crawled(recipe, x, updates=round(updates), loss=1.0, loss_of_constant=1.0)

    assert slow(0.99 * half / (rate * flat))
    assert not slow(1.01 * half / (rate * flat))
