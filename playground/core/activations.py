"""The activation functions: one table that controls, links, tests and the browser iterate over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Activation:
    """What a neuron does with its sum z = w·x + b.

    Attributes:
        name: the Keras name, also used in links and in the browser's arithmetic.
        label: how people write it.
        formula: y as a function of z.
        function: elementwise, float64, any shape.
        derivative: elementwise dy/dz; at a kink, the value Keras uses for its gradient.
    """

    name: str
    label: str
    formula: str
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


def _linear(z: Array) -> Array:
    return z


def _linear_derivative(z: Array) -> Array:
    return np.ones_like(z)


def _relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def _relu_derivative(z: Array) -> Array:
    return (z > 0.0).astype(np.float64)


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation("linear", "none (linear)", "y = z", _linear, _linear_derivative),
        Activation("relu", "ReLU", "y = max(0, z)", _relu, _relu_derivative),
    )
}


def activation(name: str) -> Activation:
    """Returns the activation called `name`.

    Raises:
        ValueError: if there is none of that name.
    """
    try:
        return ACTIVATIONS[name]
    except KeyError:
        known = ", ".join(ACTIVATIONS)
        raise ValueError(f"activation must be one of {known}; received {name!r}") from None
