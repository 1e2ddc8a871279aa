"""The best single neuron there is, with or without ReLU: the line to chase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.fit.least_squares import least_squares
from playground.core.fit.relu_errors import ReluErrors
from playground.core.network.activations import Array, activation

NEURON_ACTIVATIONS = ("linear", "relu")
"""The activations whose best neuron is known, which are those of the page of one neuron."""

_FINALISTS = 8
"""Of those that look best by running sums, the errors are computed to the last digit."""


@dataclass(frozen=True)
class BestNeuron:
    """y = f(w·x + b) with the smallest MSE, which is in the target's unit squared."""

    w: float
    b: float
    mse: float


def best_neuron(x: Array, y: Array, activation_name: str = "linear") -> BestNeuron:
    """Finds the neuron with the smallest MSE on `x` `(rows,)`, `y` `(rows,)`.

    A linear neuron's is least squares. A ReLU neuron is active on one side of its kink; on each
    side of each gap between the data's x, its best active line is least squares over the rows
    there, or, where that would put the kink beyond the gap, the best line through zero at the
    gap's edge. All of these are tried, so nothing better exists.

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
        promising = np.argsort(errors.mse(ws, bs), kind="stable")[:_FINALISTS]
        lines += zip(ws[promising].tolist(), bs[promising].tolist(), strict=True)
    f = activation(activation_name).function
    mse = [float(np.mean((f(w * x + b) - y) ** 2)) for w, b in lines]
    winner = int(np.argmin(mse))
    return BestNeuron(*lines[winner], mse[winner])


def _line(x: Array, y: Array) -> tuple[float, float]:
    kernel, bias = least_squares(x[:, np.newaxis], y)
    return float(kernel[0, 0]), float(bias[0])
