"""Partial dependence of functions whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from playground.core.fit.partial_dependence import partial_dependence
from playground.core.network.activations import Array

X = np.random.default_rng(4).normal(size=(30, 2))


def product(x: Array) -> Array:
    return np.asarray(x[:, 0] ** 2 * x[:, 1])


def test_curves_move_one_input_alone_and_their_mean_is_the_partial_dependence() -> None:
    effect = partial_dependence(product, X, 0, 7, np.array([3, 11]))
    np.testing.assert_allclose(effect.grid, np.linspace(X[:, 0].min(), X[:, 0].max(), 7))
    np.testing.assert_allclose(effect.mean, effect.grid**2 * X[:, 1].mean())
    np.testing.assert_allclose(effect.curves, np.outer(X[[3, 11], 1], effect.grid**2))


def test_a_curve_has_two_ends() -> None:
    with pytest.raises(ValueError, match="at least 2; received 1"):
        partial_dependence(product, X, 0, 1, np.array([0]))
