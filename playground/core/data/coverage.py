"""How near a row is to the data: its nearest rows, and whether the data says anything about it.

Distances are Euclidean, each input in units of its own standard deviation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.data.datasets import RowIndices
from playground.core.network.activations import Array

NEAR = 0.95
"""The share of the data's own groups that lie within `Coverage.reach` of another one."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """Rows, and how far from each other they lie.

    Attributes:
        x: `(rows, inputs)`, in raw units.
        spread: `(inputs,)`, the standard deviation of each; 1 where nothing varies.
        reach: the distance within which NEAR of all rows find a row of another group. Farther
            away, a row is lonelier than those that a model's errors were measured on.
    """

    x: Array
    spread: Array
    radius: float

    @classmethod
    def of(cls, x: Array, groups: RowIndices) -> Coverage:
        """Measures the data against itself.

        Args:
            groups: `(rows,)`; rows of one group do not count as neighbours of each other, as a
                mix that is asked about is in no group yet.

        Raises:
            ValueError: if there is only one group.
        """
        if len(np.unique(groups)) < 2:
            raise ValueError("it takes rows of at least two groups to measure distances")
        deviation = np.std(x, axis=0)
        spread = np.where(deviation > 0.0, deviation, 1.0)
        z = x / spread
        squares = np.sum(z**2, axis=1)
        apart = np.maximum(squares[:, None] + squares - 2.0 * z @ z.T, 0.0)
        apart[groups[:, None] == groups] = np.inf
        nearest = np.sqrt(np.min(apart, axis=1))
        return cls(x, spread, float(np.quantile(nearest, NEAR)))

    def distances(self, row: Array) -> Array:
        """How far each of the rows is from `row` `(inputs,)`, `(rows,)`."""
        return np.asarray(np.sqrt(np.sum(((self.x - row) / self.spread) ** 2, axis=1)))

    def nearest(self, row: Array, count: int) -> RowIndices:
        """The places of the `count` nearest rows, the nearest first; equals in their order."""
        return np.argsort(self.distances(row), kind="stable")[:count]

    def outside(self, row: Array) -> RowIndices:
        """The places of the inputs that lie beyond all the data."""
        low, high = np.min(self.x, axis=0), np.max(self.x, axis=0)
        return np.flatnonzero((row < low) | (row > high))

    def is_covered(self, row: Array) -> bool:
        """Whether the row is within reach of the data, and no input beyond it."""
        near = float(np.min(self.distances(row))) <= self.radius
        return near and not len(self.outside(row))
