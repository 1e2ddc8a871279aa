"""Deeper networks than one neuron needs, of any activation, with rows to send through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from playground.core.network.activations import ACTIVATIONS, Array
from playground.core.network.network import Dense, Network, Weights


@dataclass(frozen=True, eq=False)
class Stack:
    """A network with weights, and 20 rows `(rows, inputs)`."""

    network: Network
    weights: Weights
    x: Array


@st.composite
def stacks(
    draw: st.DrawFn, hidden: Sequence[str] = tuple(ACTIVATIONS), least: int = 1, width: int = 16
) -> Stack:
    """One to six layers of up to 16 units and up to 8 inputs, with any activation at the end."""
    depth, inputs = draw(st.integers(least, 6)), draw(st.integers(1, 8))
    units = st.integers(1, width)
    layers = [Dense(draw(units), draw(st.sampled_from(hidden))) for _ in range(depth - 1)]
    layers.append(Dense(draw(units), draw(st.sampled_from(tuple(ACTIVATIONS)))))
    network = Network(inputs, tuple(layers))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    spread = [np.sqrt(2.0 / shape[0]) if len(shape) == 2 else 0.5 for shape in network.shapes]
    pairs = zip(network.shapes, spread, strict=True)
    weights = tuple(random.normal(0.0, size, shape) for shape, size in pairs)
    return Stack(network, weights, random.normal(size=(20, inputs)))
