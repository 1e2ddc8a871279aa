"""A network as a `.keras` file: layers of Keras alone, in the data's units."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from playground.core.network.network import Network, Weights
from playground.core.network.scaling import Scaling
from playground.engine.backend import libraries
from playground.engine.models import keras_model


def keras_file(network: Network, weights: Weights, scaling: Scaling | None = None) -> bytes:
    """The file of a `keras.Sequential`, which `keras.saving.load_model` reads anywhere.

    Its inputs and outputs are in the data's units: a Normalization layer in front and a Rescaling
    layer at the end are the scaling, where there is one.

    Args:
        network: the layers.
        weights: on the numbers of the scaling, shapes as `network.shapes`.
        scaling: of inputs and target; None: the weights are in the data's units.

    Raises:
        ValueError: if something does not fit.
    """
    keras = libraries().keras
    dense = keras_model(network, weights).layers
    before, after = ([], []) if scaling is None else _around(keras, scaling)
    model = keras.Sequential([keras.Input((network.inputs,)), *before, *dense, *after])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return path.read_bytes()


def _around(keras: Any, scaling: Scaling) -> tuple[list[Any], list[Any]]:
    """Layers before and after the network; none that would change nothing."""
    before, after = list[Any](), list[Any]()
    if np.any(scaling.x_mean != 0.0) or np.any(scaling.x_scale != 1.0):
        mean, variance = scaling.x_mean.tolist(), np.square(scaling.x_scale).tolist()
        layer = keras.layers.Normalization(mean=mean, variance=variance, name="standardise")
        before.append(layer)
    if (scaling.y_mean, scaling.y_scale) != (0.0, 1.0):
        units = {"scale": scaling.y_scale, "offset": scaling.y_mean}
        after.append(keras.layers.Rescaling(**units, name="units"))
    return before, after
