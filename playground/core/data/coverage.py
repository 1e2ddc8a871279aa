"""How near a row is to the data: its nearest rows, and whether it lies within the data.

Distances are Euclidean, each input in units of its own standard deviation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.data.datasets import RowIndices
from playground.core.network.activations import Array

NEAR = 0.95
"""The share of the rows that have a row of another group within `Coverage.radius`."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """Rows, and how far from each other they lie.

    Attributes:
        x: `(rows, inputs)`, in raw units.
        spread: `(inputs,)`, the standard deviation of each; 1 where nothing varies.
        radius: within this distance, NEAR of all rows have a row of another group. A row farther
            away from all data is less like it than the test rows, so test errors do not apply.
    """

    x: Array
    spread: Array
    radius: float

    @classmethod
    def of(cls, x: Array, groups: RowIndices) -> Coverage:
        """Measures the distances between the data's own rows.

        Args:
            x: `(rows, inputs)`, in the inputs' units.
            groups: `(rows,)`; rows of one group are not neighbours of each other, because a new
                row belongs to none of the groups.

        Raises:
            ValueError: if there is only one group.
        """
        if len(np.unique(groups)) < 2:
            raise ValueError("it takes rows of at least two groups to measure distances")
        deviation = np.std(x, axis=0)
        spread = np.where(deviation > 0.0, deviation, 1.0)
        z = x / spread
        squares = np.sum(z**2, axis=1)
        squared_distances = np.maximum(squares[:, None] + squares - 2.0 * z @ z.T, 0.0)
        squared_distances[groups[:, None] == groups] = np.inf
        nearest = np.sqrt(np.min(squared_distances, axis=1))
        return cls(x, spread, float(np.quantile(nearest, NEAR)))

    def distances(self, row: Array) -> Array:
        """`(rows,)`, the distance of each row of the data from `row` `(inputs,)`."""
        return np.asarray(np.sqrt(np.sum(((self.x - row) / self.spread) ** 2, axis=1)))

    def nearest(self, row: Array, count: int) -> RowIndices:
        """The rows of the data that are nearest to a row.

        Args:
            row: `(inputs,)`, in the inputs' units.
            count: how many rows.

        Returns:
            `(count,)`, the nearest first; ties in the order of the data.
        """
        return np.argsort(self.distances(row), kind="stable")[:count]

    def outside(self, row: Array) -> RowIndices:
        """Indices of the inputs whose value in `row` `(inputs,)` is beyond all the data."""
        low, high = np.min(self.x, axis=0), np.max(self.x, axis=0)
        return np.flatnonzero((row < low) | (row > high))

    def is_covered(self, row: Array) -> bool:
        """Whether `row` `(inputs,)` is within `radius` of the data and the range of each input."""
        near = float(np.min(self.distances(row))) <= self.radius
        return near and not len(self.outside(row))
