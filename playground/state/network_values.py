"""A network among the browser's values: its weights, or the blocks of them that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from playground.core.network.network import Dense
from playground.core.network.weights import Tensors
from playground.state.limits import visible_block
from playground.state.query import LIMIT


def weight_lists(tensors: Tensors, whole: bool) -> list[list[float]]:
    """Each array as a flat list, row by row.

    Args:
        tensors: kernel and bias of each layer.
        whole: whether the browser gets all numbers, or only the visible blocks.
    """
    arrays = tensors.arrays if whole else tuple(map(visible_block, tensors.arrays))
    return [array.ravel().tolist() for array in arrays]


def with_weight_lists(tensors: Tensors, lists: Sequence[Sequence[float]], whole: bool) -> Tensors:
    """The inverse of `weight_lists`.

    Args:
        tensors: kernel and bias of each layer; what is not in `lists` stays as it is here.
        lists: as the browser sent them.
        whole: as of `weight_lists`.

    Returns:
        New tensors, or `tensors` itself if nothing changed.

    Raises:
        ValueError: if a list has another length, or numbers beyond LIMIT.
    """
    arrays = [array.copy() for array in tensors.arrays]
    if len(lists) != len(arrays):
        raise ValueError(f"weights must hold {len(arrays)} arrays; received {len(lists)}")
    for index, (array, numbers) in enumerate(zip(arrays, lists, strict=True)):
        block = array if whole else visible_block(array)
        received = np.asarray(numbers, dtype=np.float64)
        if received.size != block.size or not np.all(np.abs(received) <= LIMIT):
            raise ValueError(f"array {index} must hold {block.size} numbers below {LIMIT:g}")
        block[...] = received.reshape(block.shape)
    changed = Tensors(arrays)
    return tensors if changed == tensors else changed


def with_activations(
    layers: Sequence[Dense], names: Sequence[str], output: str = "linear"
) -> tuple[Dense, ...]:
    """The hidden layers with other activations.

    Args:
        layers: the hidden layers.
        names: their activations, and that of the output last.
        output: the output's, which stays.

    Raises:
        ValueError: if there are more or fewer names, or one is unknown.
    """
    if len(names) != len(layers) + 1 or names[-1] != output:
        raise ValueError(
            f"activations must name {len(layers)} layers and a {output} output; received {names}"
        )
    return tuple(
        replace(layer, activation=name) for layer, name in zip(layers, names[:-1], strict=True)
    )
