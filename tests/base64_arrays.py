"""Numbers as the browser reads them."""

from __future__ import annotations

import base64

import numpy as np

from playground.core.network.weights import Array32


def unpacked(text: object) -> Array32:
    """What `core.tensors.packed` has packed."""
    assert isinstance(text, str)
    return np.frombuffer(base64.b64decode(text), "<f4")
