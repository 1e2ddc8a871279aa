"""Random screens of the page Layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from playground.core.data.datasets import DATASETS, load
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.initializers import INITIALIZERS
from playground.core.network.network import Dense
from playground.core.network.weights import Tensors
from playground.state.columns import VIEWS
from playground.state.layers import MAX_INPUTS, LayersState, reinitialised
from playground.state.limits import MAX_HIDDEN
from playground.state.network_query import MAX_LINK_WEIGHTS
from playground.state.query import LIMIT

_numbers = st.floats(-LIMIT, LIMIT) | st.integers(-1000, 1000).map(float)
_layers = st.lists(
    st.builds(Dense, st.integers(1, 5), st.sampled_from([*ACTIVATIONS])), max_size=MAX_HIDDEN
).map(tuple)


@st.composite
def states(draw: st.DrawFn) -> LayersState:
    """Any columns, any layers that a link can hold, initial or arbitrary weights."""
    data = draw(st.sampled_from(DATASETS))
    columns = draw(st.permutations([column.name for column in load(data).columns]))
    size = draw(st.integers(1, min(MAX_INPUTS, len(columns) - 1)))
    inputs = tuple(columns[:size])
    start = LayersState.default(data, inputs, columns[size], draw(_layers))
    state = reinitialised(start, draw(st.integers(0, 9)), draw(st.sampled_from([*INITIALIZERS])))
    if draw(st.booleans()):
        rng = np.random.default_rng(draw(st.integers(0, 99)))
        state = state.with_weights([rng.normal(size=array.shape) for array in state.weights])
    assert state.size <= MAX_LINK_WEIGHTS
    indices = st.lists(st.integers(0, state.size - 1), max_size=4, unique=True)
    return replace(
        state,
        at=draw(st.lists(_numbers, min_size=size, max_size=size).map(tuple)),
        axes=tuple(draw(st.permutations(inputs))[:2]),
        frozen=tuple(sorted(draw(indices))),
        standardise=draw(st.booleans()),
        residuals=draw(st.booleans()),
        hinges=draw(st.booleans()),
        single=draw(st.booleans()),
        view=draw(st.sampled_from(VIEWS)),
        camera=draw(st.tuples(_numbers, _numbers, _numbers)),
    )


def with_other_weights(state: LayersState) -> LayersState:
    """The state with weights that its seed does not draw, which are then in its link."""
    return replace(state, tensors=Tensors([a + np.float32(0.1) for a in state.tensors.arrays]))
