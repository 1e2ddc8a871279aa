"""The losses: one table that recipes, the engine and tests share, in Keras' names and in NumPy.

Cross-entropy is computed from the sums z of the last layer, not from its probabilities: those
round to 0 and 1 long before the loss stops growing. Keras does the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.network.activations import SOFTMAX, Array
from playground.core.network.network import LayerPass, Network


@dataclass(frozen=True)
class Loss:
    """A loss function, in Keras and in NumPy.

    Attributes:
        label: the name on the page.
        keras_name: of the function in `keras.losses`, which gives one loss per row.
        of_rows: the same loss in NumPy: from the targets `(rows,)` and the last layer's sums and
            outputs, both `(…, rows, units)`, to `(…, rows)`.
        power: for a large error, the loss of an error s times as large is s**power as large.
        activation: what the last layer must have; "" for any, of one unit.
    """

    label: str
    keras_name: str
    of_rows: Callable[[Array, LayerPass], Array]
    power: int
    activation: str = ""

    def check(self, network: Network) -> None:
        """Raises ValueError unless the network's last layer is one for this loss."""
        last = network.layers[-1]
        if self.activation and last.activation != self.activation:
            raise ValueError(
                f"{self.keras_name} takes a last layer with {self.activation}; received "
                f"{last.activation!r}"
            )
        if last.units != 1 and self.activation != SOFTMAX:
            raise ValueError(
                f"the last layer must have 1 unit, as there is one target; received {last.units}"
            )

    def of_constant(self, y: Array) -> float:
        """The mean loss of one answer for all rows: of the mean, or of the classes' shares.

        Args:
            y: `(rows,)`.
        """
        if self.activation:
            shares = np.bincount(y.astype(np.int64)) / len(y)
            return float(-np.sum(shares * np.log(np.where(shares > 0.0, shares, 1.0))))
        mean = np.full((len(y), 1), y.mean())
        return float(np.mean(self.of_rows(y, LayerPass(mean, mean))))


def _of_error(of_error: Callable[[Array], Array]) -> Callable[[Array, LayerPass], Array]:
    return lambda y, last: of_error(last.y[..., 0] - y)


def _huber(error: Array) -> Array:
    size = np.abs(error)
    return np.where(size <= 1.0, 0.5 * error**2, size - 0.5)


def _binary_crossentropy(y: Array, last: LayerPass) -> Array:
    """-log p where y is 1, -log(1 - p) where it is 0, of p = sigmoid(z): log(1 + exp(±z))."""
    z = last.z[..., 0]
    loss: Array = np.logaddexp(0.0, np.where(y > 0.5, -z, z))
    return loss


def _crossentropy(y: Array, last: LayerPass) -> Array:
    """-log p of the row's class, of p = softmax(z): log of the sum of exp(z), less its z."""
    z = last.z - np.max(last.z, axis=-1, keepdims=True)
    own: Any = np.take_along_axis(z, _places(y, z), axis=-1)
    loss: Array = np.log(np.sum(np.exp(z), axis=-1)) - own[..., 0]
    return loss


def _places(y: Array, z: Array) -> Any:
    """The class of each row, as indices into the last axis of `z` `(…, rows, units)`."""
    return np.broadcast_to(y.astype(np.int64)[:, np.newaxis], (*z.shape[:-1], 1))


LOSSES: dict[str, Loss] = {
    "mse": Loss("MSE", "mean_squared_error", _of_error(np.square), 2),
    "mae": Loss("MAE", "mean_absolute_error", _of_error(np.abs), 1),
    "huber": Loss("Huber", "huber", _of_error(_huber), 1),
    "binary_crossentropy": Loss(
        "cross-entropy", "binary_crossentropy", _binary_crossentropy, 1, "sigmoid"
    ),
    "sparse_categorical_crossentropy": Loss(
        "cross-entropy", "sparse_categorical_crossentropy", _crossentropy, 1, SOFTMAX
    ),
}
"""By the name in recipes and links, which `keras.Model.compile` takes, too."""
NUMBER_LOSSES = tuple(name for name, loss in LOSSES.items() if not loss.activation)
"""Of targets that are numbers; classes have one each: see `class_loss`."""


def class_loss(classes: int) -> str:
    """The loss of a classifier.

    Args:
        classes: how many there are, at least two.
    """
    return "binary_crossentropy" if classes == 2 else "sparse_categorical_crossentropy"
