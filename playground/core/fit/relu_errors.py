"""The MSE of any y = max(0, w·x + b) from running sums, in O(log rows) per neuron."""

from __future__ import annotations

import numpy as np

from playground.core.network.activations import Array


class ReluErrors:
    """Sums over the rows left of every value of `x`, computed once for the errors of any neuron.

    A ReLU is active on one side of its kink -b/w. There its squared residuals are a quadratic in
    w and b, whose factors are sums over these rows; elsewhere its output is 0.

    Args:
        x: `(rows,)`, in the input's unit.
        y: `(rows,)`, in the target's unit.
    """

    def __init__(self, x: Array, y: Array) -> None:
        order = np.argsort(x, kind="stable")
        self.center = float(np.mean(x))
        self.x, self.y = x[order] - self.center, y[order]
        terms = [np.ones_like(self.x), self.x, self.y, self.x**2, self.x * self.y, self.y**2]
        self.sums = np.concatenate([np.zeros((6, 1)), np.cumsum(terms, axis=1)], axis=1)
        """`(6, rows + 1)`: of 1, x, y, x², x·y, y² over the rows before each index."""

    def mse(self, w: Array, b: Array) -> Array:
        """The MSE of several neurons.

        Args:
            w: their weights, of any shape.
            b: their biases, of the same shape.

        Returns:
            The MSE of each neuron, of the same shape, in the target's unit squared.
        """
        total = self.sums[:, -1].reshape(6, *(1,) * w.ndim)
        b = b + w * self.center
        with np.errstate(divide="ignore", invalid="ignore"):
            kink = np.where(w == 0.0, np.where(b > 0.0, np.inf, -np.inf), -b / w)
        left = self.sums[:, np.searchsorted(self.x, kink)]
        active = np.where(w > 0.0, total - left, left)
        n, x, y, xx, xy, _ = active
        change = w**2 * xx + 2.0 * w * b * x + b**2 * n - 2.0 * (w * xy + b * y)
        return np.asarray(np.maximum(total[5] + change, 0.0) / len(self.x))

    def candidates(self) -> tuple[Array, Array]:
        """Weights and biases `(candidates,)`, among which is the best ReLU neuron.

        For each side of each gap between the data's x: least squares over the rows there, and
        the best line through zero at either edge of the gap.
        """
        gaps = np.flatnonzero(np.concatenate([[True], np.diff(self.x) > 0.0, [True]]))
        edges = np.append(self.x, self.x[-1])[gaps], np.insert(self.x, 0, self.x[0])[gaps]
        lines = []
        for side in (self.sums[:, gaps], self.sums[:, -1:] - self.sums[:, gaps]):
            n, x, y, xx, xy, _ = side
            w = _safe_divide(n * xy - x * y, n * xx - x**2)
            lines.append((w, _safe_divide(y - w * x, n)))
            for kink in edges:
                w = _safe_divide(xy - kink * y, xx - 2.0 * kink * x + n * kink**2)
                lines.append((w, -w * kink))
        w, b = (np.concatenate(part) for part in zip(*lines, strict=True))
        return w, b - w * self.center


def _safe_divide(numerator: Array, denominator: Array) -> Array:
    """0 where the denominator is 0 but for rounding."""
    smallest = 1e-12 * max(1e-300, float(np.max(np.abs(denominator))))
    valid = denominator > smallest
    return np.where(valid, numerator / np.where(valid, denominator, 1.0), 0.0)
