"""What is read of a network's file, and why one is refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.network.activations import ACTIVATIONS, SOFTMAX, Array
from playground.core.network.network import MAX_LAYERS, MAX_UNITS, Dense, Network, Weights
from playground.core.network.scaling import Scaling

MAX_BYTES = 20_000_000
"""Of a file: three layers of 512 units take a tenth of it."""


class NetworkFileError(ValueError):
    """A file is refused; the message is a whole sentence."""


@dataclass(frozen=True, eq=False)
class NetworkFile:
    """A network as it was read.

    Attributes:
        network, weights: the dense layers.
        scaling: around them; None: they read and give the data's units.
        inputs: names of the inputs, where the file has them; otherwise ().
    """

    network: Network
    weights: Weights
    scaling: Scaling | None
    inputs: tuple[str, ...] = ()


def dense_layer(units: Any, activation: Any) -> Dense:
    """A layer, or raises NetworkFileError saying what it may be.

    Args:
        units: as the file has it.
        activation: as the file has it.
    """
    if type(units) is not int or not 1 <= units <= MAX_UNITS:
        raise NetworkFileError(
            f"A layer of this network has {_shown(units)} units, and there may be 1 to {MAX_UNITS}."
        )
    if not isinstance(activation, str) or activation not in (*ACTIVATIONS, SOFTMAX):
        raise NetworkFileError(
            f"The activation {_shown(activation)} is not known here. These are: "
            f"{', '.join(ACTIVATIONS)}."
        )
    return Dense(units, activation)


def network_of_layers(inputs: Any, layers: Sequence[Dense]) -> Network:
    """The network, or raises NetworkFileError saying what does not fit.

    Args:
        inputs: how many numbers it reads, as the file has it.
        layers: its dense layers.
    """
    if not 1 <= len(layers) <= MAX_LAYERS:
        raise NetworkFileError(
            f"This network has {len(layers)} dense layers, and there may be 1 to {MAX_LAYERS}."
        )
    try:
        return Network(inputs, tuple(layers))
    except (TypeError, ValueError) as error:
        raise NetworkFileError(f"This network cannot be shown here: {error}.") from None


def numbers(name: str, values: Any, shape: tuple[int, ...]) -> Array:
    """Finite numbers of a shape, as float64, or raises NetworkFileError.

    Args:
        name: of what they are.
        values: nested lists, as the file has them.
        shape: that they must have.
    """
    _check_lists(name, values, shape)
    try:
        array = np.array(values, dtype=np.float64)
    except (OverflowError, TypeError, ValueError):
        raise NetworkFileError(f"The {name} of this network are no numbers.") from None
    return checked(name, array, shape)


def checked(name: str, array: Array, shape: tuple[int, ...]) -> Array:
    """The array, if its numbers are finite and it has the shape.

    Args:
        name: of what they are.
        array: as it was read.
        shape: that it must have.
    """
    if array.shape != shape:
        raise NetworkFileError(
            f"The {name} of this network have the shape {array.shape}; its layers need {shape}."
        )
    with np.errstate(over="ignore"):
        if not np.isfinite(array.astype(np.float32)).all():
            raise NetworkFileError(f"The {name} of this network are not all finite numbers.")
    return array


def scaling_of_file(x_mean: Array, x_scale: Array, y_mean: float, y_scale: float) -> Scaling | None:
    """The scaling, None where it changes nothing, or raises NetworkFileError.

    Args:
        x_mean: `(inputs,)`, what is subtracted of the inputs.
        x_scale: `(inputs,)`, what they are divided by then.
        y_mean: what is added to the output in the end.
        y_scale: what it is multiplied with before.
    """
    if not (x_mean.any() or np.any(x_scale != 1.0) or y_mean != 0.0 or y_scale != 1.0):
        return None
    if not (math.isfinite(y_mean) and math.isfinite(y_scale)):
        raise NetworkFileError("The scaling of this network is not all finite numbers.")
    try:
        return Scaling(x_mean, x_scale, y_mean, y_scale)
    except ValueError:
        raise NetworkFileError("Every scale of this network must be above 0.") from None


def _check_lists(name: str, values: Any, shape: tuple[int, ...]) -> None:
    """Before an array is made of them: lists as long as the shape says, and no deeper."""
    if not shape:
        if type(values) not in (int, float):
            raise NetworkFileError(f"The {name} of this network are no numbers.")
        return
    if not isinstance(values, list) or len(values) != shape[0]:
        received = len(values) if isinstance(values, list) else "no list"
        raise NetworkFileError(
            f"The {name} of this network must be a list of {shape[0]}; received {received}."
        )
    for value in values:
        _check_lists(name, value, shape[1:])


def _shown(value: Any) -> str:
    """What came, shortened for a sentence."""
    text = repr(value) if isinstance(value, (int, float, str)) else type(value).__name__
    return text if len(text) <= 30 else f"{text[:29]}…"
