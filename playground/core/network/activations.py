"""The activation functions: one table that controls, links, tests and the browser iterate over.

Each is what Keras computes for its name with its default arguments (`keras.activations`, 3.15).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Activation:
    """A function y = f(z) of a neuron's sum z = w·x + b.

    Attributes:
        name: the Keras name, also used in links and in the browser's arithmetic.
        label: the name on the page.
        formula: y as a function of z.
        function: elementwise, float64, any shape; exact to rounding, however large z is.
        derivative: elementwise dy/dz; at a kink, the value of Keras' compiled gradient.
    """

    name: str
    label: str
    formula: str
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


LEAK = 0.2
"""Slope of leaky ReLU below 0, Keras' default."""

SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805
"""With these, SELU keeps mean 0 and variance 1 (Klambauer et al., 2017)."""

_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def _linear(z: Array) -> Array:
    return z


def _linear_derivative(z: Array) -> Array:
    return np.ones_like(z)


def _relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def _relu_derivative(z: Array) -> Array:
    return (z > 0.0).astype(np.float64)


def _leaky_relu(z: Array) -> Array:
    return np.where(z > 0.0, z, LEAK * z)


def _leaky_relu_derivative(z: Array) -> Array:
    return np.where(z > 0.0, 1.0, LEAK)


def _elu(z: Array) -> Array:
    return np.where(z > 0.0, z, np.expm1(np.minimum(z, 0.0)))


def _elu_derivative(z: Array) -> Array:
    return np.exp(np.minimum(z, 0.0))


def _selu(z: Array) -> Array:
    return SELU_SCALE * np.where(z > 0.0, z, SELU_ALPHA * np.expm1(np.minimum(z, 0.0)))


def _selu_derivative(z: Array) -> Array:
    return SELU_SCALE * np.where(z > 0.0, 1.0, SELU_ALPHA * np.exp(np.minimum(z, 0.0)))


def _sigmoid(z: Array) -> Array:
    decay = np.exp(-np.abs(z))
    return np.where(z >= 0.0, 1.0, decay) / (1.0 + decay)


def _sigmoid_derivative(z: Array) -> Array:
    return _sigmoid(z) * _sigmoid(-z)


def _tanh(z: Array) -> Array:
    return np.tanh(z)


def _tanh_derivative(z: Array) -> Array:
    return 4.0 * _sigmoid_derivative(2.0 * z)


def _softplus(z: Array) -> Array:
    return np.logaddexp(0.0, z)


def _silu(z: Array) -> Array:
    return z * _sigmoid(z)


def _silu_derivative(z: Array) -> Array:
    return _sigmoid(z) + z * _sigmoid_derivative(z)


def _normal_cdf(z: Array) -> Array:
    """The standard normal distribution function Φ(z)."""
    return 0.5 * np.asarray(_erfc(-z / math.sqrt(2.0)))


def _gelu(z: Array) -> Array:
    return z * _normal_cdf(z)


def _gelu_derivative(z: Array) -> Array:
    clipped = np.clip(z, -40.0, 40.0)  # beyond, the density is 0 in float64, and z² can overflow
    return _normal_cdf(z) + clipped * np.exp(-0.5 * clipped**2) / math.sqrt(2.0 * math.pi)


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation("linear", "none (linear)", "y = z", _linear, _linear_derivative),
        Activation("relu", "ReLU", "y = max(0, z)", _relu, _relu_derivative),
        Activation("elu", "ELU", "y = z if z > 0, else exp(z) - 1", _elu, _elu_derivative),
        Activation(
            "selu",
            "SELU",
            "y = 1.0507 · (z if z > 0, else 1.6733 · (exp(z) - 1))",
            _selu,
            _selu_derivative,
        ),
        Activation("silu", "swish / SiLU", "y = z / (1 + exp(-z))", _silu, _silu_derivative),
        Activation("tanh", "tanh", "y = tanh(z)", _tanh, _tanh_derivative),
        Activation("sigmoid", "sigmoid", "y = 1 / (1 + exp(-z))", _sigmoid, _sigmoid_derivative),
        Activation("softplus", "softplus", "y = log(1 + exp(z))", _softplus, _sigmoid),
        Activation(
            "leaky_relu",
            "leaky ReLU",
            "y = z if z > 0, else 0.2 · z",
            _leaky_relu,
            _leaky_relu_derivative,
        ),
        Activation(
            "gelu",
            "GELU",
            "y = z · Φ(z), Φ the normal distribution",
            _gelu,
            _gelu_derivative,
        ),
    )
}


SOFTMAX = "softmax"
"""Of a last layer only: there, every unit's output depends on the sums of all units."""


def softmax(z: Array) -> Array:
    """Probabilities of classes: exp(z) / sum of exp(z), along the last axis, of any shape."""
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    probabilities: Array = powers / np.sum(powers, axis=-1, keepdims=True)
    return probabilities


def layer_function(name: str) -> Callable[[Array], Array]:
    """What a layer makes of its sums `(…, units)`: an activation, or softmax.

    Raises:
        ValueError: if there is none of that name.
    """
    return softmax if name == SOFTMAX else activation(name).function


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
