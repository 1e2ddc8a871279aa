"""Steps of gradient descent by NumPy: cases for the script that takes them, and for Keras."""

from __future__ import annotations

import msgspec
import numpy as np

from playground.core.fit.descent import training_scaling
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense, Network, neuron
from playground.core.network.scaling import fold, unfold
from playground.stage.payloads.scaling import scaling_info
from tests.js.networks import Case, flat


def descent_cases() -> list[Case]:
    """A step of gradient descent on standardised numbers: some rows, any rate, with and without
    ReLU."""
    random = np.random.default_rng(7)
    cases = []
    for number, (activation, rate) in enumerate(
        [(name, rate) for name in ("linear", "relu") for rate in (0.01, 0.3, 1.0, 1.1)]
    ):
        x, y = random.normal(7.0, 4.0, 40), random.normal(100.0, 20.0, 40)
        scaling = training_scaling(x[:, np.newaxis], y, activation)
        rows = random.permutation(40)[: (40, 1, 8, 32)[number % 4]]
        w, b = np.round([random.normal(0.0, 5.0), random.normal(80.0, 30.0)], 3)
        network = Network(1, (Dense(1, activation),))
        kernel, bias = unfold(network, neuron([w], b), scaling)
        inputs, target = scaling.inputs(x[rows, np.newaxis])[:, 0], scaling.target(y[rows])
        z = kernel[0, 0] * inputs + bias[0]
        one = ACTIVATIONS[activation]
        pull = 2.0 * (one.function(z) - target) * one.derivative(z)
        stepped = neuron(
            [kernel[0, 0] - rate * np.mean(pull * inputs)], bias[0] - rate * np.mean(pull)
        )
        after = fold(network, stepped, scaling)
        cases.append(
            {
                "name": f"{activation} {rate:g}",
                "activation": activation,
                "rate": rate,
                "x": flat(x),
                "y": flat(y),
                "rows": rows.tolist(),
                "place": [float(w), float(b)],
                "scaling": msgspec.to_builtins(scaling_info(scaling)),
                "after": [float(after[0][0, 0]), float(after[1][0])],
            }
        )
    return cases
