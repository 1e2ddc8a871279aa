"""The MSE of any y = max(0, w·x + b) from running sums: as quick for many rows as for few."""

from __future__ import annotations

import numpy as np

from playground.core.network.activations import Array


class ReluErrors:
    """Sums over the rows left of every place in `x`, once; then any neuron's error in a moment.

    A ReLU is active on one side of its kink -b/w. There its squared misses are a quadratic in
    w and b, whose factors are sums over these rows; elsewhere it answers 0.

    Args:
        x, y: `(rows,)`.
    """

    def __init__(self, x: Array, y: Array) -> None:
        order = np.argsort(x, kind="stable")
        self.center = float(np.mean(x))
        self.x, self.y = x[order] - self.center, y[order]
        terms = [np.ones_like(self.x), self.x, self.y, self.x**2, self.x * self.y, self.y**2]
        self.sums = np.concatenate([np.zeros((6, 1)), np.cumsum(terms, axis=1)], axis=1)
        """`(6, rows + 1)`: of 1, x, y, x², x·y, y² over the rows before each place."""

    def mse(self, w: Array, b: Array) -> Array:
        """The MSE of neurons with weights `w` and biases `b`, of any equal shape."""
        total = self.sums[:, -1].reshape(6, *(1,) * w.ndim)
        b = b + w * self.center
        with np.errstate(divide="ignore", invalid="ignore"):
            kink = np.where(w == 0.0, np.where(b > 0.0, np.inf, -np.inf), -b / w)
        left = self.sums[:, np.searchsorted(self.x, kink)]
        active = np.where(w > 0.0, total - left, left)
        n, x, y, xx, xy, _ = active
        missed = w**2 * xx + 2.0 * w * b * x + b**2 * n - 2.0 * (w * xy + b * y)
        return np.asarray(np.maximum(total[5] + missed, 0.0) / len(self.x))

    def candidates(self) -> tuple[Array, Array]:
        """Weights and biases `(lines,)`, among which is the best ReLU neuron.

        For each side of each gap between the data's x: least squares over the rows there, and
        the best line through zero at either edge of the gap.
        """
        places = np.flatnonzero(np.concatenate([[True], np.diff(self.x) > 0.0, [True]]))
        edges = np.append(self.x, self.x[-1])[places], np.insert(self.x, 0, self.x[0])[places]
        found = []
        for side in (self.sums[:, places], self.sums[:, -1:] - self.sums[:, places]):
            n, x, y, xx, xy, _ = side
            w = _safe_divide(n * xy - x * y, n * xx - x**2)
            found.append((w, _safe_divide(y - w * x, n)))
            for kink in edges:
                w = _safe_divide(xy - kink * y, xx - 2.0 * kink * x + n * kink**2)
                found.append((w, -w * kink))
        w, b = (np.concatenate(part) for part in zip(*found, strict=True))
        return w, b - w * self.center


def _safe_divide(above: Array, below: Array) -> Array:
    """0 where nothing is left of the divisor but rounding."""
    size = 1e-12 * max(1e-300, float(np.max(np.abs(below))))
    good = below > size
    return np.where(good, above / np.where(good, below, 1.0), 0.0)
