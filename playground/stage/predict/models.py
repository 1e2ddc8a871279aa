"""Networks too large for the browser: the server has all weights, the browser those drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.core.network.network import Network
from playground.core.network.weights import Array32
from playground.stage.predict.token_store import TokenStore
from playground.state.limits import MAX_PARAMETERS, visible_block

MAX_MODEL_PARAMETERS = MAX_PARAMETERS


@dataclass(frozen=True, eq=False)
class Model:
    """A network with its weights.

    Attributes:
        arrays: float32, which nobody may change: kernel `(inputs, units)`, bias `(units,)`, …
    """

    network: Network
    arrays: tuple[Array32, ...]

    @property
    def visible_blocks(self) -> tuple[Array32, ...]:
        """Of each array the part that the browser draws and moves."""
        return tuple(map(visible_block, self.arrays))


@dataclass(frozen=True, eq=False)
class TrainingModel:
    """A network in training.

    Attributes:
        source: gives after how many epochs, and the arrays then: the newest, or for an epoch
            the last known up to it. May raise LookupError, if there are none any more.
    """

    network: Network
    source: Callable[[int | None], tuple[int, tuple[Array32, ...]]]


class Models(TokenStore[Model | TrainingModel]):
    """The models in use; the same network with the same weights shares a token."""

    def register(
        self, network: Network, weights: Sequence[NDArray[Any]], *, owner: str = ""
    ) -> str:
        """Stores the model and returns its token, 32 hexadecimal digits.

        Args:
            network: its layers.
            weights: shapes as `network.shapes`; not copied if float32 and read-only.
            owner: whose page shows it, as `TokenStore.put`.

        Raises:
            ValueError: if the network is too large or the weights do not have its shapes.
        """
        if network.parameter_count > MAX_MODEL_PARAMETERS:
            raise ValueError(
                f"a network has at most {MAX_MODEL_PARAMETERS} parameters; "
                f"received {network.parameter_count}"
            )
        network.check(weights)
        arrays = tuple(map(_frozen_copy, weights))
        content = [repr(network).encode(), *(array.tobytes() for array in arrays)]
        size = sum(array.nbytes for array in arrays)
        return self.put(Model(network, arrays), content, size, owner)

    def follow(
        self,
        name: str,
        network: Network,
        source: Callable[[int | None], tuple[int, tuple[Array32, ...]]],
        *,
        owner: str = "",
    ) -> str:
        """Stores where the weights of a run are found, and returns the token.

        Args:
            name: the same name gets the same token.
            network: what is trained.
            source: as `TrainingModel.source`.
            owner: whose page shows it, as `TokenStore.put`.
        """
        return self.put(TrainingModel(network, source), [b"live", name.encode()], 0, owner)


def _frozen_copy(array: NDArray[Any]) -> Array32:
    if array.dtype == np.float32 and not array.flags.writeable:
        return array
    copied = np.array(array, dtype=np.float32)
    copied.flags.writeable = False
    return copied


MODELS = Models()
