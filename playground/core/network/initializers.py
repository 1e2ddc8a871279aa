"""Weights before training: the distributions Keras draws kernels from, in NumPy.

They have Keras' names, bounds and deviations (`keras.initializers`, 3.15), but not its numbers:
`playground.engine.initial_weights` gives those. Adding a neuron here does not load Keras.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights

_TRUNCATED_DEVIATION = 0.87962566103423978
"""Standard deviation of a standard normal distribution that is cut at -2 and 2."""

NORMAL_DEVIATION = 0.05
"""Of `random_normal`, Keras' default."""


@dataclass(frozen=True)
class Initializer:
    """A distribution for kernels.

    Attributes:
        name: the Keras name, also used in links.
        label: the name on the page.
        about: the distribution, in a sentence.
        draw: makes a kernel `(inputs, units)` with a random generator.
        random: whether the seed matters.
    """

    name: str
    label: str
    about: str
    draw: Callable[[np.random.Generator, tuple[int, int]], Array]
    random: bool = True


def _uniform(rng: np.random.Generator, shape: tuple[int, int], fan: float) -> Array:
    limit = math.sqrt(6.0 / fan)
    return rng.uniform(-limit, limit, shape)


def _glorot_uniform(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return _uniform(rng, shape, shape[0] + shape[1])


def _he_uniform(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return _uniform(rng, shape, shape[0])


def _he_normal(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Normal, drawn again beyond two deviations, and widened to a variance of 2 / n_in."""
    values = rng.standard_normal(shape)
    while (beyond := np.abs(values) > 2.0).any():
        values[beyond] = rng.standard_normal(int(beyond.sum()))
    return values * math.sqrt(2.0 / shape[0]) / _TRUNCATED_DEVIATION


def _zeros(_: np.random.Generator, shape: tuple[int, int]) -> Array:
    return np.zeros(shape)


def _random_normal(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return rng.normal(0.0, NORMAL_DEVIATION, shape)


INITIALIZERS: dict[str, Initializer] = {
    initializer.name: initializer
    for initializer in (
        Initializer(
            "glorot_uniform",
            "Glorot uniform",
            "Evenly between −limit and limit, which is √(6 / (inputs + neurons)).",
            _glorot_uniform,
        ),
        Initializer(
            "he_normal",
            "He normal",
            "From a bell curve around 0 with variance 2 / inputs; its tails are cut off.",
            _he_normal,
        ),
        Initializer(
            "he_uniform",
            "He uniform",
            "Evenly between −limit and limit, which is √(6 / inputs).",
            _he_uniform,
        ),
        Initializer(
            "random_normal",
            "normal",
            "From a bell curve around 0 with standard deviation 0.05.",
            _random_normal,
        ),
        Initializer("zeros", "zeros", "Every weight is 0.", _zeros, random=False),
    )
}


def initializer(name: str) -> Initializer:
    """Returns the initializer called `name`.

    Raises:
        ValueError: if there is none of that name.
    """
    try:
        return INITIALIZERS[name]
    except KeyError:
        known = ", ".join(INITIALIZERS)
        raise ValueError(f"initializer must be one of {known}; received {name!r}") from None


def draw_weights(network: Network, seed: int, initializer_name: str = "glorot_uniform") -> Weights:
    """Kernels drawn with NumPy, biases 0.0; the same for the same seed.

    Args:
        network: gives the shapes.
        seed: of the random generator, at least 0.
        initializer_name: one of INITIALIZERS.

    Returns:
        Kernel `(inputs, units)` and bias `(units,)` of each layer.

    Raises:
        ValueError: if there is no such initializer.
    """
    draw, rng = initializer(initializer_name).draw, np.random.default_rng(seed)
    kernels = [draw(rng, (inputs, units)) for inputs, units in network.shapes[::2]]
    return tuple(array for kernel in kernels for array in (kernel, np.zeros(kernel.shape[1])))
