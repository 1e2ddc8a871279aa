"""What each input does to a model's answer: one moves, the others stay where they are.

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
    """What one input does.

    Attributes:
        grid: `(cells,)`, where the input is put, in its unit.
        mean: `(cells,)`, the partial dependence: the mean of all rows' curves.
        curves: `(rows shown, cells)`, of single rows.
    """

    grid: Array
    mean: Array
    curves: Array


def partial_dependence(
    predict: Callable[[Array], Array], x: Array, place: int, cells: int, shown: Array
) -> PartialDependence:
    """Puts one input to each value of a grid over its range, in every row.

    Args:
        predict: `(rows, inputs)` to `(rows,)`.
        x: `(rows, inputs)`, the data.
        place: which input moves.
        cells: how many values it takes, at least 2.
        shown: places of the rows whose own curves are kept.

    Raises:
        ValueError: if there are fewer than 2 cells.
    """
    if cells < 2:
        raise ValueError(f"cells must be at least 2; received {cells}")
    grid = np.linspace(np.min(x[:, place]), np.max(x[:, place]), cells)
    moved, mean, curves = x.copy(), np.empty(cells), np.empty((len(shown), cells))
    for cell, value in enumerate(grid):
        moved[:, place] = value
        answers = predict(moved)
        mean[cell], curves[:, cell] = np.mean(answers), answers[shown]
    return PartialDependence(grid, mean, curves)
