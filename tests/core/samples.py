"""Hypothesis strategies for the core: networks with weights, and points to fit."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network, Weights

Points: TypeAlias = tuple[Array, Array]
"""x `(rows,)` and y `(rows,)`."""

PIECEWISE = ("linear", "relu")
"""The activations made of straight pieces, those of a neuron on its own."""

sizes = st.floats(-100.0, 100.0).map(lambda value: round(value, 6))
"""As measured: no two differ by less than a millionth, so that no slope overflows."""


def vectors(rows: int, elements: st.SearchStrategy[float] = sizes) -> st.SearchStrategy[Array]:
    return arrays(np.float64, rows, elements=elements)


@st.composite
def networks(draw: st.DrawFn, last: str | None = None) -> tuple[Network, Weights]:
    """One to four layers of up to five units, linear or ReLU."""
    inputs, depth = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    names = st.sampled_from(PIECEWISE)
    layers = [Dense(draw(st.integers(1, 5)), draw(names)) for _ in range(depth)]
    if last:
        layers[-1] = Dense(layers[-1].units, last)
    network = Network(inputs, tuple(layers))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    return network, tuple(random.normal(0.0, 2.0, shape) for shape in network.shapes)


@st.composite
def points(draw: st.DrawFn, least: int = 1, most: int = 30) -> Points:
    """Points of any arrangement: spread out, or on a coarse grid where many coincide."""
    rows = draw(st.integers(least, most))
    grid = st.integers(-5, 5).map(float)
    elements = draw(st.sampled_from([sizes, grid]))
    return draw(vectors(rows, elements)), draw(vectors(rows, elements))
