"""`.keras` files, made without Keras: an honest one, and what can be changed in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import h5py
import numpy as np

Change = Callable[[Any], None]

KERNELS = (np.arange(6.0).reshape(2, 3) / 8, np.array([[0.5], [-1.0], [2.0]]))
BIASES = (np.array([0.25, -0.5, 0.0]), np.array([3.0]))


def layer(kind: str, **config: Any) -> dict[str, Any]:
    """A layer as Keras writes it."""
    return {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}


def honest_config() -> dict[str, Any]:
    """Two inputs, a layer of three units with ReLU, a linear output, and a scaling around them."""
    layers = [
        layer("InputLayer", batch_shape=[None, 2]),
        layer("Normalization", axis=[-1], invert=False, mean=[[1.0, 2.0]], variance=[[4.0, 9.0]]),
        layer("Dense", units=3, activation="relu", use_bias=True),
        layer("Dense", units=1, activation="linear", use_bias=True),
        layer("Rescaling", scale=20.0, offset=100.0),
    ]
    return {"module": "keras", "class_name": "Sequential", "config": {"layers": layers}}


def weights_file(change: Change = lambda _: None) -> bytes:
    """The HDF5 file, changed before it is closed."""
    memory = BytesIO()
    with h5py.File(memory, "w") as file:
        for name, kernel, bias in zip(("dense", "dense_1"), KERNELS, BIASES, strict=True):
            file[f"layers/{name}/vars/0"] = kernel.astype(np.float32)
            file[f"layers/{name}/vars/1"] = bias.astype(np.float32)
        change(file)
    return memory.getvalue()


def archive(
    config: Any = None,
    weights: bytes | None = None,
    *,
    compression: int = zipfile.ZIP_STORED,
    names: tuple[str, str] = ("config.json", "model.weights.h5"),
) -> bytes:
    """A file, of an honest model where nothing else is given.

    Args:
        config: of the model, or text as it stands in the file.
        weights: the HDF5 file.
        compression: of the archive.
        names: of its members.
    """
    memory = BytesIO()
    text = config if isinstance(config, (str, bytes)) else json.dumps(config or honest_config())
    with zipfile.ZipFile(memory, "w", compression) as zipped:
        zipped.writestr("metadata.json", "{}")
        zipped.writestr(names[0], text)
        zipped.writestr(names[1], weights_file() if weights is None else weights)
    return memory.getvalue()


def changed(change: Change) -> bytes:
    """The honest file with another configuration.

    Args:
        change: of the list of layers.
    """
    config = honest_config()
    change(config["config"]["layers"])
    return archive(config)
