"""A `.keras` file of plain dense layers: its configuration and its numbers, without Keras.

Keras itself would build whatever objects a file names. Here the configuration is only looked at:
a layer of another kind is refused, and the numbers are read as arrays of the shapes that the layers
must have.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from io import BytesIO
from typing import Any

import h5py
import numpy as np

from playground.core.model_files.network_file import (
    MAX_BYTES,
    NetworkFile,
    NetworkFileError,
    checked,
    dense_layer,
    network_of_layers,
    numbers,
    scaling_of_file,
)
from playground.core.network.activations import Array
from playground.core.network.network import MAX_INPUTS, MAX_LAYERS, Network

_CONFIG, _WEIGHTS = "config.json", "model.weights.h5"
_MOST = {_CONFIG: 200_000, _WEIGHTS: 2 * MAX_BYTES}
"""Bytes of a member of the archive, unpacked."""
_KNOWN = "plain layers: Dense, and Normalization before or Rescaling after them"


def read_keras_archive(data: bytes) -> NetworkFile:
    """Reads the file.

    Raises:
        NetworkFileError: if it is no model, or has something that is not known here.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            config, weights = (_member(archive, name) for name in (_CONFIG, _WEIGHTS))
    except NetworkFileError:
        raise
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
        raise NetworkFileError("This is no .keras file, or it is damaged.") from None
    inputs, layers = _layers(config)
    dense = [layer for kind, layer in layers if kind == "Dense"]
    network = network_of_layers(
        inputs, [dense_layer(each.get("units"), each.get("activation")) for each in dense]
    )
    before, after = _around(layers, inputs)
    scaling = scaling_of_file(*before, *after)
    return NetworkFile(network, _arrays(weights, network), scaling)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of the archive, never more of it than it may have."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise NetworkFileError(f"This .keras file has no {name}, so it is no model.") from None
    if info.file_size > _MOST[name]:
        raise NetworkFileError("This model is too large for the pages.")
    with archive.open(info) as member:
        content = member.read(_MOST[name] + 1)
    if len(content) > _MOST[name]:
        raise NetworkFileError("This model is too large for the pages.")
    return content


# --- the configuration --------------------------------------------------------------------------


def _layers(config: bytes) -> tuple[Any, list[tuple[str, dict[str, Any]]]]:
    """How many inputs there are, and kind and configuration of each layer."""
    try:
        model = json.loads(config)
    except (ValueError, RecursionError):
        raise NetworkFileError("The configuration of this model is no JSON.") from None
    if not isinstance(model, dict) or model.get("class_name") != "Sequential":
        raise NetworkFileError(f"Only a Sequential model of {_KNOWN} can be shown here.")
    inner = model.get("config")
    listed = inner.get("layers") if isinstance(inner, dict) else None
    if not isinstance(listed, list) or len(listed) > MAX_LAYERS + 3:
        raise NetworkFileError("This model has no list of layers, or too many.")
    layers = [_layer(entry) for entry in listed]
    if not layers or layers[0][0] != "InputLayer":
        raise NetworkFileError("This model does not say how many inputs it has.")
    shape = layers[0][1].get("batch_shape")
    if not isinstance(shape, list) or len(shape) != 2:
        raise NetworkFileError("This model must read rows of numbers.")
    if type(shape[1]) is not int or not 1 <= shape[1] <= MAX_INPUTS:
        raise NetworkFileError(f"This model must read 1 to {MAX_INPUTS} inputs.")
    return shape[1], layers[1:]


def _layer(entry: Any) -> tuple[str, dict[str, Any]]:
    kind = entry.get("class_name") if isinstance(entry, dict) else None
    config = entry.get("config") if isinstance(entry, dict) else None
    if not isinstance(kind, str) or not isinstance(config, dict):
        raise NetworkFileError("A layer of this model has no name and no configuration.")
    if entry.get("registered_name") is not None or entry.get("module") != "keras.layers":
        raise NetworkFileError(f"The layer “{kind[:30]}” is none of Keras: only {_KNOWN} are read.")
    if kind not in ("InputLayer", "Dense", "Normalization", "Rescaling"):
        raise NetworkFileError(f"This model has a layer “{kind[:30]}”: only {_KNOWN} are read.")
    if kind == "Dense" and config.get("use_bias") is not True:
        raise NetworkFileError("A dense layer of this model has no bias, and each must have one.")
    return kind, config


_Around = tuple[tuple[Array, Array], tuple[float, float]]


def _around(layers: list[tuple[str, dict[str, Any]]], inputs: int) -> _Around:
    """Means and scales of the inputs, and offset and scale of the output."""
    kinds = [kind for kind, _ in layers]
    if kinds.count("Normalization") > kinds[:1].count("Normalization"):
        raise NetworkFileError("A Normalization layer must stand before all dense layers.")
    if kinds.count("Rescaling") > kinds[-1:].count("Rescaling") or kinds == ["Rescaling"]:
        raise NetworkFileError("A Rescaling layer must stand after all dense layers.")
    before, after = (np.zeros(inputs), np.ones(inputs)), (0.0, 1.0)
    if kinds and kinds[0] == "Normalization":
        before = _normalization(layers[0][1], inputs)
    if kinds and kinds[-1] == "Rescaling":
        offset, scale = (
            float(numbers(f"{name} of the output", layers[-1][1].get(name), ()))
            for name in ("offset", "scale")
        )
        after = (offset, scale)
    return before, after


def _normalization(config: dict[str, Any], inputs: int) -> tuple[Array, Array]:
    if config.get("invert") or config.get("axis") not in (-1, [-1], 1, [1]):
        raise NetworkFileError("The Normalization layer of this model is of another form.")
    parts = []
    for name in ("mean", "variance"):
        values = config.get(name)
        if isinstance(values, list) and len(values) == 1 and isinstance(values[0], list):
            (values,) = values  # Keras writes a row of numbers
        parts.append(numbers(f"{name}s of the inputs", values, (inputs,)))
    if not (parts[1] > 0.0).all():
        raise NetworkFileError("Every variance of the inputs must be above 0.")
    return parts[0], np.sqrt(parts[1])


# --- the numbers --------------------------------------------------------------------------------


def _arrays(weights: bytes, network: Network) -> tuple[Array, ...]:
    """Kernels and biases, from where Keras puts them: `layers/dense_1/vars/0`."""
    try:
        with h5py.File(BytesIO(weights), "r") as file:
            names = ["dense", *(f"dense_{number}" for number in range(1, len(network.layers)))]
            shapes = zip(network.shapes[::2], network.shapes[1::2], strict=True)
            return tuple(
                _array(file, f"layers/{name}/vars/{place}", shape)
                for name, pair in zip(names, shapes, strict=True)
                for place, shape in enumerate(pair)
            )
    except NetworkFileError:
        raise
    except (KeyError, OSError, RuntimeError, TypeError, ValueError) as error:
        raise NetworkFileError("The weights of this model cannot be read.") from error


def _array(file: Any, path: str, shape: tuple[int, ...]) -> Array:
    """An array that lies in this file as it is: no link elsewhere, and nothing to be unpacked."""
    place = file
    for step in path.split("/"):
        if type(place) is not h5py.Group and type(place) is not h5py.File:
            raise NetworkFileError("The weights of this model lie at another place.")
        if not isinstance(place.get(step, getlink=True), h5py.HardLink):
            raise NetworkFileError("The weights of this model lie at another place.")
        place = place[step]
    if type(place) is not h5py.Dataset or place.dtype.kind != "f" or place.dtype.itemsize > 8:
        raise NetworkFileError("The weights of this model are no numbers.")
    settings = place.id.get_create_plist()
    if settings.get_nfilters() or settings.get_external_count() or place.is_virtual:
        raise NetworkFileError("The weights of this model are packed: only plain ones are read.")
    if place.shape != shape:
        raise NetworkFileError(
            f"The weights of this model have the shape {place.shape}; its layers need {shape}."
        )
    return checked("weights", np.array(place[()], dtype=np.float64), shape)
