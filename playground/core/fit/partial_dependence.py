"""The effect of one input on a model's predictions, while the others stay as they are.

Individual conditional expectation: a curve for each row. Their mean is the partial dependence
(Friedman, Greedy function approximation: a gradient boosting machine, 2001; Goldstein et al.,
Peeking inside the black box, 2015).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array


@dataclass(frozen=True, eq=False)
class PartialDependence:
    """The effect of one input.

    Attributes:
        grid: `(size,)`, values of the input, in its unit.
        mean: `(size,)`, the partial dependence: the mean of all rows' curves.
        curves: `(rows, size)`, the curves of some rows, in the target's unit.
    """

    grid: Array
    mean: Array
    curves: Array


def partial_dependence(
    predict: Callable[[Array], Array], x: Array, column: int, size: int, rows: Array
) -> PartialDependence:
    """Sets one input to each value of a grid over its range, in every row.

    Args:
        predict: `(rows, inputs)` to `(rows,)`.
        x: `(rows, inputs)`, the data.
        column: index of the input that is varied.
        size: the number of values it takes, at least 2.
        rows: indices of the rows whose own curves are returned.

    Raises:
        ValueError: if `size` is below 2.
    """
    if size < 2:
        raise ValueError(f"size must be at least 2; received {size}")
    grid = np.linspace(np.min(x[:, column]), np.max(x[:, column]), size)
    varied, mean, curves = x.copy(), np.empty(size), np.empty((len(rows), size))
    for index, value in enumerate(grid):
        varied[:, column] = value
        predictions = predict(varied)
        mean[index], curves[:, index] = np.mean(predictions), predictions[rows]
    return PartialDependence(grid, mean, curves)
