"""Standardising, and folding it into a network's first and last layer, which is exact.

Inside, a network maps x' = (x - x_mean) / x_scale to y' = (y - y_mean) / y_scale. Folding moves
that arithmetic into the weights, so that the same function maps x to y in the data's own units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights


@dataclass(frozen=True, eq=False)
class Scaling:
    """x' = (x - x_mean) / x_scale and y' = (y - y_mean) / y_scale.

    Attributes:
        x_mean, x_scale: `(inputs,)`, in the inputs' units; every scale is above 0.
        y_mean, y_scale: in the target's unit; the scale is above 0.

    Raises:
        ValueError: if a scale is not above 0, or the means and scales are not as many.
    """

    x_mean: Array
    x_scale: Array
    y_mean: float
    y_scale: float

    def __post_init__(self) -> None:
        if self.x_mean.shape != self.x_scale.shape or self.x_mean.ndim != 1:
            raise ValueError(
                f"x_mean and x_scale must both have the shape (inputs,); received "
                f"{self.x_mean.shape} and {self.x_scale.shape}"
            )
        if not (np.all(self.x_scale > 0.0) and self.y_scale > 0.0):
            raise ValueError(
                f"every scale must be above 0; received {self.x_scale} and {self.y_scale}"
            )

    @classmethod
    def of(cls, x: Array, y: Array, *, center_target: bool = True) -> Scaling:
        """Means and standard deviations of `x` `(rows, inputs)` and `y` `(rows,)`.

        A column that never varies is only centred.

        Args:
            x: `(rows, inputs)`, in the inputs' units.
            y: `(rows,)`, in the target's unit.
            center_target: False leaves the target's zero where it is, as a network that ends
                in ReLU needs.
        """
        return cls(
            x_mean=np.mean(x, axis=0),
            x_scale=_deviations(x),
            y_mean=float(np.mean(y)) if center_target else 0.0,
            y_scale=float(_deviations(y)),
        )

    @classmethod
    def of_inputs(cls, x: Array) -> Scaling:
        """That of the inputs `x` `(rows, inputs)` alone: the target stays, as classes must."""
        return cls(np.mean(x, axis=0), _deviations(x), 0.0, 1.0)

    def inputs(self, x: Array) -> Array:
        """Raw `x` `(rows, inputs)` to standardised."""
        return (x - self.x_mean) / self.x_scale

    def target(self, y: Array) -> Array:
        """Raw `y` to standardised, any shape."""
        return (y - self.y_mean) / self.y_scale

    def raw_target(self, y: Array) -> Array:
        """Standardised `y` back to the target's unit, any shape."""
        return y * self.y_scale + self.y_mean


def _deviations(values: Array) -> Array:
    """Standard deviations down the rows; 1 where nothing varies but by rounding."""
    deviation = np.std(values, axis=0)
    varies = (np.ptp(values, axis=0) > 0.0) & (deviation > 0.0)
    return np.where(varies, deviation, 1.0)


def fold(network: Network, weights: Weights, scaling: Scaling) -> Weights:
    """Weights on standardised numbers → weights of the same function on raw numbers.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`, on standardised numbers.
        scaling: of the network's inputs and target.

    Raises:
        ValueError: if the last layer is not linear, unless the target is not scaled, or it is a
            ReLU and the target is not shifted; or if the scaling is of another number of inputs.
    """
    _check_target(network, scaling)
    arrays = list(fold_inputs(network, weights, scaling))
    arrays[-2] = arrays[-2] * scaling.y_scale
    arrays[-1] = arrays[-1] * scaling.y_scale + scaling.y_mean
    return tuple(arrays)


def fold_inputs(network: Network, weights: Weights, scaling: Scaling) -> Weights:
    """Weights on standardised inputs → weights of the same function on raw inputs.

    The target is left as it is, so this works for every activation.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`, on standardised inputs.
        scaling: of the network's inputs; its target is ignored.

    Raises:
        ValueError: if the scaling is of another number of inputs.
    """
    kernel, bias, *rest = _checked(network, weights, scaling)
    kernel = kernel / scaling.x_scale[:, np.newaxis]
    return (kernel, bias - scaling.x_mean @ kernel, *rest)


def unfold(network: Network, weights: Weights, scaling: Scaling) -> Weights:
    """The inverse of `fold`: raw weights → weights on standardised numbers.

    Args:
        network: the layers.
        weights: shapes as `network.shapes`, on raw numbers.
        scaling: of the network's inputs and target.

    Raises:
        ValueError: as `fold`.
    """
    _check_target(network, scaling)
    arrays = list(_checked(network, weights, scaling))
    arrays[-1] = (arrays[-1] - scaling.y_mean) / scaling.y_scale
    arrays[-2] = arrays[-2] / scaling.y_scale
    arrays[1] = arrays[1] + scaling.x_mean @ arrays[0]
    arrays[0] = arrays[0] * scaling.x_scale[:, np.newaxis]
    return tuple(arrays)


def _checked(network: Network, weights: Weights, scaling: Scaling) -> Weights:
    network.check(weights)
    if len(scaling.x_mean) != network.inputs:
        raise ValueError(
            f"the scaling must be of {network.inputs} inputs; received one of {len(scaling.x_mean)}"
        )
    return weights


def _check_target(network: Network, scaling: Scaling) -> None:
    last = network.layers[-1].activation
    keeps_factors = last in ("relu", "leaky_relu") and scaling.y_mean == 0.0  # f(k·z) = k·f(z)
    untouched = (scaling.y_mean, scaling.y_scale) == (0.0, 1.0)
    if not (last == "linear" or keeps_factors or untouched):
        raise ValueError(
            f"the scaling of the target folds into a linear last layer, or without a shift into "
            f"a ReLU one; received activation {last!r} and a shift of {scaling.y_mean:g}"
        )
