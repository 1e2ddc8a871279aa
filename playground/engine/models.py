"""Networks as Keras models, and their weights."""

from __future__ import annotations

import itertools
import random
from typing import Any

import numpy as np

from playground.core.network.initializers import initializer
from playground.core.network.network import Network, Weights
from playground.engine.backend import clear_kernel_cache, libraries
from playground.engine.dtypes import weights_to_float32

_MODELS_BETWEEN_CLEARINGS = 16
_models_built = itertools.count(1)


def keras_model(network: Network, weights: Weights | None = None) -> Any:
    """Builds the `keras.Sequential` of a network: an Input and one Dense for each layer.

    Args:
        network: the layers; the last is named "output", the ones before "hidden_1", ….
        weights: its initial weights, shapes as `network.shapes`; None: as Keras initialises.

    Raises:
        ValueError: if the weights do not have the network's shapes.
    """
    keras = libraries().keras
    if next(_models_built) % _MODELS_BETWEEN_CLEARINGS == 0:
        clear_kernel_cache()
    names = [*(f"hidden_{number}" for number in range(1, len(network.layers))), "output"]
    dense = [
        keras.layers.Dense(layer.units, activation=layer.activation, name=name)
        for layer, name in zip(network.layers, names, strict=True)
    ]
    model = keras.Sequential([keras.Input((network.inputs,)), *dense])
    if weights is not None:
        set_weights(model, network, weights)
    return model


def set_weights(model: Any, network: Network, weights: Weights) -> None:
    """Sets the weights of a Keras model.

    Args:
        model: built by `keras_model(network)`.
        network: its layers.
        weights: shapes as `network.shapes`.

    Raises:
        ValueError: if the weights do not have the network's shapes or do not fit float32.
    """
    model.set_weights(weights_to_float32(network, weights))


def get_weights(model: Any) -> Weights:
    """The weights of a Keras model as float64 arrays, in Keras' order."""
    return tuple(np.asarray(array, dtype=np.float64) for array in model.get_weights())


def initial_weights(
    network: Network, seed: int, initializer_name: str = "glorot_uniform"
) -> Weights:
    """The weights before training, as Keras initialises them; biases are 0.0.

    They are those of a model built right after `keras.utils.set_random_seed(seed)`, which gives
    each layer's initializer a seed from Python's generator; no global state is changed here.

    Args:
        network: the layers.
        seed: of the random numbers; no matter for initializers without any.
        initializer_name: one of `playground.core.network.initializers.INITIALIZERS`.

    Raises:
        ValueError: if there is no such initializer.
    """
    is_random = initializer(initializer_name).random
    keras_initializer = getattr(libraries().keras.initializers, initializer_name)
    layer_seeds = random.Random(seed)
    weights = []
    for kernel, bias in zip(network.shapes[::2], network.shapes[1::2], strict=True):
        arguments = {"seed": layer_seeds.randint(1, int(1e9))} if is_random else {}
        weights.append(np.asarray(keras_initializer(**arguments)(kernel), dtype=np.float64))
        weights.append(np.zeros(bias))
    return tuple(weights)
