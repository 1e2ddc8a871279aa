"""Layers and weights as short texts for links, and back."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

import numpy as np

from playground.core.formatting import quote, read_int
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import MAX_UNITS, Dense
from playground.core.network.weight_store import WEIGHT_STORE
from playground.core.network.weights import Tensors, unflatten
from playground.state.query import LIMIT

NO_LAYERS = "none"
MAX_LINK_WEIGHTS = 1_000
"""A link has room for so many weights; more are left with the server, and the link names them."""
_STORED = "held."
"""Before a name; base64 has no point in it."""


def write_layers(layers: Sequence[Dense]) -> str:
    """Units and activation of each layer: "8-relu,8-relu"; "none" without any."""
    return ",".join(f"{layer.units}-{layer.activation}" for layer in layers) or NO_LAYERS


def read_layers(text: str, most: int) -> tuple[Dense, ...]:
    """Reads at most `most` layers; raises ValueError with the reason."""
    if text == NO_LAYERS:
        return ()
    parts = text.split(",")
    if len(parts) > most:
        raise ValueError(f"it takes at most {most} layers, received {len(parts)}")
    return tuple(map(_read_layer, parts))


def _read_layer(text: str) -> Dense:
    units, _, name = text.partition("-")
    if name not in ACTIVATIONS:
        raise ValueError(f"{quote(text)} is no layer such as 8-relu")
    count = read_int(units, MAX_UNITS)
    if count == 0:
        raise ValueError(f"{quote(text)} has no units")
    return Dense(count, name)


def write_weights(tensors: Tensors) -> str:
    """All numbers in float32, little endian, as base64 for addresses.

    If there are more than LINKED: the name under which they are left with the server.
    """
    if tensors.count > MAX_LINK_WEIGHTS:
        return _STORED + WEIGHT_STORE.put(tensors)
    packed = tensors.flatten().astype("<f4").tobytes()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_weights(text: str, shapes: Sequence[tuple[int, ...]]) -> Tensors:
    """Reads what `write_weights` wrote; raises ValueError with the reason."""
    tensors = _stored(text) if text.startswith(_STORED) else _unpacked(text, shapes)
    if [array.shape for array in tensors.arrays] != [*shapes]:
        raise ValueError("they belong to other layers")
    return tensors


def _stored(text: str) -> Tensors:
    try:
        return WEIGHT_STORE.get(text.removeprefix(_STORED))
    except KeyError:
        raise ValueError(
            f"a link has room for {MAX_LINK_WEIGHTS:,}, these are more, and this server does not have them "
            "(any more), so that the network is as its seed draws it"
        ) from None


def _unpacked(text: str, shapes: Sequence[tuple[int, ...]]) -> Tensors:
    try:
        padding = "=" * (-len(text) % 4)
        packed = base64.b64decode((text + padding).encode(), altchars=b"-_", validate=True)
        flat = np.frombuffer(packed, dtype="<f4")
    except (binascii.Error, ValueError):
        raise ValueError(f"{quote(text)} is not what a link's weights look like") from None
    if not np.all(np.abs(flat) <= LIMIT):
        raise ValueError(f"weights must be between -{LIMIT:,.0f} and {LIMIT:,.0f}")
    return Tensors(unflatten(flat, shapes))


def write_indices(places: Sequence[int]) -> str:
    """Places apart by points: "0.5.12"."""
    return ".".join(map(str, places))


def read_indices(text: str, count: int) -> tuple[int, ...]:
    """Reads different places below `count`, in order; raises ValueError with the reason."""
    parts = text.split(".") if text else []
    if len(parts) > count:
        raise ValueError(f"there are only {count} weights, received {len(parts)}")
    return tuple(sorted({read_int(part, count - 1) for part in parts}))
