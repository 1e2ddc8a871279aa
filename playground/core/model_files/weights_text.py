"""A network's weights as JSON, as "Weights as JSON" gives them."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from playground.core.model_files.network_file import (
    NetworkFile,
    NetworkFileError,
    dense_layer,
    network_of_layers,
    numbers,
    scaling_of_file,
)
from playground.core.network.network import MAX_INPUTS, MAX_LAYERS
from playground.core.network.scaling import Scaling

FORMAT = "dense layers"
"""What the field `format` says, so that the file is known again."""
_MAX_DEPTH = 8
"""Lists and objects within each other: an honest file has four."""


def read_weights_text(data: bytes) -> NetworkFile:
    """Reads the file.

    Raises:
        NetworkFileError: if it is not such a file, or has something that is not known here.
    """
    text = _parsed(data)
    if not isinstance(text, dict) or text.get("format") != FORMAT:
        raise NetworkFileError(
            "This JSON has no network: take a file that “Weights as JSON” has made."
        )
    columns, layers = text.get("inputs"), text.get("layers")
    if not isinstance(columns, list) or not 1 <= len(columns) <= MAX_INPUTS:
        raise NetworkFileError(f"This network must read 1 to {MAX_INPUTS} inputs.")
    if not isinstance(layers, list) or not 1 <= len(layers) <= MAX_LAYERS:
        raise NetworkFileError(f"This network must have 1 to {MAX_LAYERS} layers.")
    if not all(isinstance(layer, dict) for layer in layers):
        raise NetworkFileError("A layer of this network has no units and weights.")
    dense = [dense_layer(layer.get("units"), layer.get("activation")) for layer in layers]
    network = network_of_layers(len(columns), dense)
    weights = [
        numbers(part, layer.get(part), shape)
        for layer, shapes in zip(layers, _pairs(network.shapes), strict=True)
        for part, shape in zip(("kernel", "bias"), shapes, strict=True)
    ]
    names = tuple(str(c.get("name"))[:200] if isinstance(c, dict) else "" for c in columns)
    return NetworkFile(network, tuple(weights), _scaling(text.get("scaling"), len(columns)), names)


def _parsed(data: bytes) -> Any:
    if _depth(data) > _MAX_DEPTH:
        raise NetworkFileError("This JSON has lists within lists, too many for a network.")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise NetworkFileError("This is no JSON, so no network can be read from it.") from None


def _depth(data: bytes) -> int:
    """How many brackets are open at once; brackets in texts count, too, as they are few."""
    codes = np.frombuffer(data, np.uint8)
    opened = np.isin(codes, (ord("["), ord("{"))).astype(np.int64)
    closed = np.isin(codes, (ord("]"), ord("}"))).astype(np.int64)
    return int(np.max(np.cumsum(opened - closed), initial=0))


def _pairs(shapes: tuple[tuple[int, ...], ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return list(zip(shapes[::2], shapes[1::2], strict=True))


def _scaling(text: Any, inputs: int) -> Scaling | None:
    if text is None:
        return None
    if not isinstance(text, dict):
        raise NetworkFileError("The scaling of this network has no means and scales.")
    return scaling_of_file(
        numbers("means", text.get("x_mean"), (inputs,)),
        numbers("scales", text.get("x_scale"), (inputs,)),
        float(numbers("mean of the target", text.get("y_mean"), ())),
        float(numbers("scale of the target", text.get("y_scale"), ())),
    )
