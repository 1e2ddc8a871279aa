"""Layers and weights as short texts for links, and back."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from playground.core.formatting import quote, read_int
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.initializers import draw_weights
from playground.core.network.network import MAX_UNITS, Dense, Network
from playground.core.network.weight_store import WEIGHT_STORE
from playground.core.network.weights import Tensors, unflatten
from playground.state.query import LIMIT

NO_LAYERS = "none"
MAX_LINK_WEIGHTS = 1_000
"""A link holds so many weights; more are stored on the server, and the link has their name."""
_STORED = "held."
"""Prefix of such a name; base64 has no point in it."""


def write_layers(layers: Sequence[Dense]) -> str:
    """Units and activation of each layer: "8-relu,8-relu"; "none" without any."""
    return ",".join(f"{layer.units}-{layer.activation}" for layer in layers) or NO_LAYERS


def read_layers(text: str, most: int) -> tuple[Dense, ...]:
    """Reads what `write_layers` wrote.

    Args:
        text: as it stands in the link; anything.
        most: how many layers there can be.

    Raises:
        ValueError: with the reason.
    """
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

    If there are more than MAX_LINK_WEIGHTS: the name under which the server stores them.
    """
    if tensors.count > MAX_LINK_WEIGHTS:
        return _STORED + WEIGHT_STORE.put(tensors)
    packed = tensors.flatten().astype("<f4").tobytes()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_stored(text: str) -> bool:
    """Whether a field of a link only names weights that the server stores."""
    return text.startswith(_STORED)


def read_weights(text: str, shapes: Sequence[tuple[int, ...]]) -> Tensors:
    """Reads what `write_weights` wrote.

    Args:
        text: as it stands in the link; anything.
        shapes: of the arrays, as `Network.shapes`.

    Raises:
        ValueError: with the reason.
    """
    tensors = _stored(text) if is_stored(text) else _unpacked(text, shapes)
    if [array.shape for array in tensors.arrays] != [*shapes]:
        raise ValueError("they belong to other layers")
    return tensors


def _stored(text: str) -> Tensors:
    try:
        return WEIGHT_STORE.get(text.removeprefix(_STORED))
    except KeyError:
        raise ValueError(
            f"a link has room for {MAX_LINK_WEIGHTS:,}, these are more, and this server does not "
            "have them (any more), so that the network is as its seed draws it"
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


@lru_cache(maxsize=4)
def initial_tensors(network: Network, seed: int, name: str) -> Tensors:
    """The weights that need not be in a link, as the seed and the initializer give them.

    Args:
        network: the layers.
        seed: of the random numbers.
        name: of the initializer.
    """
    return Tensors(draw_weights(network, seed, name))


def write_indices(indices: Sequence[int]) -> str:
    """Indices with points between them: "0.5.12"."""
    return ".".join(map(str, indices))


def read_indices(text: str, count: int) -> tuple[int, ...]:
    """Reads what `write_indices` wrote.

    Args:
        text: as it stands in the link; anything.
        count: every index must be below it.

    Returns:
        The different indices, in ascending order.

    Raises:
        ValueError: with the reason.
    """
    parts = text.split(".") if text else []
    if len(parts) > count:
        raise ValueError(f"there are only {count} weights, received {len(parts)}")
    return tuple(sorted({read_int(part, count - 1) for part in parts}))
