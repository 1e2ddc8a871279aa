"""The single neuron with the smallest MSE, with or without ReLU."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.fit.least_squares import least_squares
from playground.core.fit.relu_errors import ReluErrors
from playground.core.network.activations import Array, activation

NEURON_ACTIVATIONS = ("linear", "relu")
"""The activations whose best neuron is known: those of the page One neuron."""

_FINALISTS = 8
"""The MSE of this many candidates, the best by running sums, is computed again in full."""


@dataclass(frozen=True)
class BestNeuron:
    """y = f(w·x + b) with the smallest MSE, which is in the target's unit squared."""

    w: float
    b: float
    mse: float


def best_neuron(x: Array, y: Array, activation_name: str = "linear") -> BestNeuron:
    """Finds the neuron with the smallest MSE, exactly.

    A linear neuron's weights are least squares. A ReLU neuron is active on one side of its kink;
    on each side of each gap between the data's x, its best active line is least squares over the
    rows there, or, where that would put the kink beyond the gap, the best line through zero at
    the gap's edge. All of these are tried, so nothing better exists.

    Args:
        x: `(rows,)`, in the input's unit.
        y: `(rows,)`, in the target's unit.
        activation_name: one of NEURON_ACTIVATIONS.

    Raises:
        ValueError: if the activation is none of NEURON_ACTIVATIONS.
    """
    if activation_name not in NEURON_ACTIVATIONS:
        known = ", ".join(NEURON_ACTIVATIONS)
        raise ValueError(f"the best neuron is known for {known}; received {activation_name!r}")
    lines = [_line(x, y)]
    if activation_name == "relu":
        errors = ReluErrors(x, y)
        ws, bs = errors.candidates()
        finalists = np.argsort(errors.mse(ws, bs), kind="stable")[:_FINALISTS]
        lines += zip(ws[finalists].tolist(), bs[finalists].tolist(), strict=True)
    f = activation(activation_name).function
    mse = [float(np.mean((f(w * x + b) - y) ** 2)) for w, b in lines]
    best = int(np.argmin(mse))
    return BestNeuron(*lines[best], mse[best])


def _line(x: Array, y: Array) -> tuple[float, float]:
    kernel, bias = least_squares(x[:, np.newaxis], y)
    return float(kernel[0, 0]), float(bias[0])
