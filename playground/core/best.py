"""The best single neuron there is, with or without ReLU: the line to chase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.activations import Array, activation
from playground.core.least_squares import least_squares

NEURON_ACTIVATIONS = ("linear", "relu")
"""The activations whose best neuron is known, which are those of the page of one neuron."""

_CHUNK = 4_000_000


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
        lines += [line for side in _sides(x, y) for line in side]
    w, b = np.array(lines).T
    mse = _mse(x, y, w, b, activation_name)
    winner = int(np.argmin(mse))
    return BestNeuron(float(w[winner]), float(b[winner]), float(mse[winner]))


def _line(x: Array, y: Array) -> tuple[float, float]:
    kernel, bias = least_squares(x[:, np.newaxis], y)
    return float(kernel[0, 0]), float(bias[0])


def _sides(x: Array, y: Array) -> list[list[tuple[float, float]]]:
    """For every place of the kink: the candidates that are active left or right of it."""
    candidates = []
    for kink in np.unique(x):
        for active in (x >= kink, x > kink, x <= kink, x < kink):
            if not active.any():
                continue
            reach = x[active] - kink
            slope = float(reach @ y[active] / max(float(reach @ reach), 1e-300))
            candidates.append([_line(x[active], y[active]), (slope, -slope * float(kink))])
    return candidates


def _mse(x: Array, y: Array, w: Array, b: Array, activation_name: str) -> Array:
    f = activation(activation_name).function
    rows = max(1, _CHUNK // len(x))
    parts = [
        np.mean((f(np.outer(w[i : i + rows], x) + b[i : i + rows, np.newaxis]) - y) ** 2, axis=1)
        for i in range(0, len(w), rows)
    ]
    return np.concatenate(parts)
