"""What a stack of layers on a page may be: the output, the limits, and its scaling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from playground.core.checks import require_whole
from playground.core.datasets import load
from playground.core.kept import kept
from playground.core.network import Dense, Network
from playground.core.scaling import Scaling

MAX_HIDDEN = 6
MAX_PARAMETERS = 1_200_000
DRAWN = 8
"""How many neurons of a layer are drawn; of larger networks the browser gets only these."""
IN_BROWSER = 20_000
"""Networks with more parameters are computed by Keras alone."""


def network_of(inputs: int, layers: Sequence[Dense]) -> Network:
    """The hidden layers with the output, one linear unit, after them."""
    return Network(inputs, (*layers, Dense(1)))


def require_room(network: Network) -> None:
    """Raises ValueError if the network is more than this page can draw and move."""
    require_whole("the number of hidden layers", len(network.layers) - 1, 0, MAX_HIDDEN)
    if network.parameter_count > MAX_PARAMETERS:
        raise ValueError(
            f"these layers have {network.parameter_count:,} parameters, and this page takes at "
            f"most {MAX_PARAMETERS:,}: take fewer units or layers"
        )


@kept
def scaling_of(data: str, inputs: tuple[str, ...], target: str, standardise: bool) -> Scaling:
    """The scaling of a data set's columns; without standardising, of the target alone."""
    sample = load(data).sample(inputs, target)
    scaling = Scaling.of(sample.x, sample.y)
    if standardise:
        return scaling
    count = len(inputs)
    return replace(scaling, x_mean=np.zeros(count), x_scale=np.ones(count))
