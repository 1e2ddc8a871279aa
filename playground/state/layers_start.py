"""What the page Layers opens with: a stack without activations, trained beforehand by Keras."""

from __future__ import annotations

import numpy as np

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network, network_of
from playground.core.network.weights import Tensors, unflatten
from playground.state.network_query import initial_tensors

FIRST_LAYERS = (Dense(3), Dense(3))
FIRST_DRAW = (0, "glorot_uniform")
"""Seed and initializer that a state begins with. No neuron of these layers is dead then: not before
training, not after it, and not when ReLU is put between the trained layers."""
TRAINED_WITH = Recipe(optimizer="adam", learning_rate=0.01, epochs=1000, batch_size=1024)
"""How the stored weights came from those of the seed; a test does it again."""

_FIRST_COLUMNS = (DEFAULT_DATASET, ("sugars",), "calories")
_FIRST_NETWORK = network_of(1, FIRST_LAYERS)
# fmt: off
_TRAINED = Tensors(unflatten(np.array([
    0.3094, -0.567, -1.1292,
    0.0021, -0.0036, -0.0032,
    -0.939, 0.6021, 0.8485, 0.1949, 0.4738, 0.074, 0.85, 0.6482, -1.0096,
    -0.0009, 0.0, 0.0004,
    0.8531, -1.1534, 0.5794,
    -0.0004,
]), _FIRST_NETWORK.shapes))
# fmt: on


def first_tensors(
    columns: tuple[str, tuple[str, ...], str],
    network: Network,
    seed: int = FIRST_DRAW[0],
    initializer: str = FIRST_DRAW[1],
) -> Tensors:
    """The weights that need not be in a link: what the seed draws, or the stored ones.

    Args:
        columns: the data set, the inputs and the target.
        network: the hidden layers and the output.
        seed: of the random numbers.
        initializer: its name, as in Keras.
    """
    if (seed, initializer, columns, network) == (*FIRST_DRAW, _FIRST_COLUMNS, _FIRST_NETWORK):
        return _TRAINED
    return initial_tensors(network, seed, initializer)
