"""Keras' gradient is the slope of the loss, as NumPy measures it."""

import numpy as np
import pytest

from playground.core.fit.losses import LOSSES, NUMBER_LOSSES
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network, Weights, layer_passes
from playground.engine import gradient, initial_weights

NETWORK = Network(2, (Dense(4, "tanh"), Dense(1)))
RNG = np.random.default_rng(7)
X, Y = RNG.normal(size=(20, 2)), 3.0 * RNG.normal(size=20)
STEP = 1e-6


def cost(weights: Weights, recipe: Recipe) -> tuple[float, float]:
    """The loss, and the penalty of the kernels."""
    last = layer_passes(NETWORK, weights, X)[-1]
    loss = float(np.mean(LOSSES[recipe.loss].of_rows(Y, last)))
    kernels = weights[::2]
    penalty = sum(
        recipe.l1 * float(np.abs(kernel).sum()) + recipe.l2 * float((kernel**2).sum())
        for kernel in kernels
    )
    return loss, penalty


@pytest.mark.parametrize("loss", NUMBER_LOSSES)
@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.0), (0.03, 0.0), (0.0, 0.05)])
def test_it_is_the_slope(loss: str, l1: float, l2: float) -> None:
    recipe = Recipe(loss=loss, l1=l1, l2=l2)
    weights = initial_weights(NETWORK, 2)
    loss_received, gradients = gradient(NETWORK, weights, X, Y, recipe)
    assert loss_received == pytest.approx(cost(weights, recipe)[0], rel=1e-5)
    for place, slope in enumerate(gradients):
        for spot in np.ndindex(slope.shape):
            up, down = ([array.copy() for array in weights] for _ in range(2))
            up[place][spot] += STEP
            down[place][spot] -= STEP
            high, low = (sum(cost(tuple(moved), recipe)) for moved in (up, down))
            assert slope[spot] == pytest.approx((high - low) / (2 * STEP), abs=1e-4)


def test_rows_and_targets_must_fit() -> None:
    weights = initial_weights(NETWORK, 2)
    with pytest.raises(ValueError, match="shape"):
        gradient(NETWORK, weights, X, Y[:-1], Recipe())
    with pytest.raises(ValueError, match="finite"):
        gradient(NETWORK, weights, X * np.inf, Y, Recipe())
