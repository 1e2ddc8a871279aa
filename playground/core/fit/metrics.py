"""Errors of predictions: MSE, MAE and R²."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array


@dataclass(frozen=True)
class Metrics:
    """Errors over all rows.

    Attributes:
        mse: mean squared error, in the target's unit squared.
        mae: mean absolute error, in the target's unit.
        r2: 1 - MSE / variance of the target: 1 is perfect, 0 no better than always
            predicting the mean, below 0 worse than that; NaN if the target never varies.
    """

    mse: float
    mae: float
    r2: float


def metrics(y: Array, predictions: Array) -> Metrics:
    """Compares predictions with the true values.

    Args:
        y: `(rows,)`, the true values.
        predictions: `(rows,)`, in the same unit.

    Raises:
        ValueError: if the shapes differ, as NumPy would broadcast them without an error.
    """
    if y.ndim != 1 or y.shape != predictions.shape:
        raise ValueError(
            f"y and predictions must both have the shape (rows,); received {y.shape} and "
            f"{predictions.shape}: take a network's predictions[:, 0]"
        )
    error = y - predictions
    mse = float(np.mean(error**2))
    variance = float(np.var(y))
    varies = variance > 0.0 and np.ptp(y) > 0.0
    r2 = 1.0 - mse / variance if varies else float("nan")
    return Metrics(mse=mse, mae=float(np.mean(np.abs(error))), r2=r2)
