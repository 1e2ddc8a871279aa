"""How large a network on a page may be."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from playground.core.network.network import Network
from playground.core.validation import require_int

MAX_HIDDEN = 6
MAX_PARAMETERS = 1_200_000
MAX_UNITS_DRAWN = 8
"""How many neurons of a layer are drawn; of larger networks the browser gets only these."""
MAX_BROWSER_PARAMETERS = 20_000
"""Networks with more parameters are computed by Keras alone."""


def check_size(network: Network) -> None:
    """Raises ValueError if the network is larger than the pages can draw and train."""
    require_int("the number of hidden layers", len(network.layers) - 1, 0, MAX_HIDDEN)
    if network.parameter_count > MAX_PARAMETERS:
        raise ValueError(
            f"these layers have {network.parameter_count:,} parameters, and this page takes at "
            f"most {MAX_PARAMETERS:,}: take fewer units or layers"
        )


def visible_block(array: NDArray[Any]) -> NDArray[Any]:
    """The part of a network's array that is drawn: the first MAX_UNITS_DRAWN along each axis."""
    return array[(slice(MAX_UNITS_DRAWN),) * array.ndim]
