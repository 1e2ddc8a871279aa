"""Random screens of the page Layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from playground.column_fields import VIEWS
from playground.core.activations import ACTIVATIONS
from playground.core.datasets import DATASETS, load
from playground.core.initializers import INITIALIZERS
from playground.core.network import Dense
from playground.layers_state import MAX_INPUTS, Stack, drawn
from playground.links import LIMIT
from playground.network_texts import LINKED
from playground.stacks import MAX_HIDDEN

_numbers = st.floats(-LIMIT, LIMIT) | st.integers(-1000, 1000).map(float)
_layers = st.lists(
    st.builds(Dense, st.integers(1, 5), st.sampled_from([*ACTIVATIONS])), max_size=MAX_HIDDEN
).map(tuple)


@st.composite
def stacks(draw: st.DrawFn) -> Stack:
    """Any columns, any layers that a link can hold, weights drawn or set by hand."""
    data = draw(st.sampled_from(DATASETS))
    columns = draw(st.permutations([column.name for column in load(data).columns]))
    size = draw(st.integers(1, min(MAX_INPUTS, len(columns) - 1)))
    inputs = tuple(columns[:size])
    start = Stack.default(data, inputs, columns[size], draw(_layers))
    stack = drawn(start, draw(st.integers(0, 9)), draw(st.sampled_from([*INITIALIZERS])))
    if draw(st.booleans()):
        rng = np.random.default_rng(draw(st.integers(0, 99)))
        stack = stack.with_weights([rng.normal(size=array.shape) for array in stack.weights])
    assert stack.size <= LINKED
    places = st.lists(st.integers(0, stack.size - 1), max_size=4, unique=True)
    return replace(
        stack,
        at=draw(st.lists(_numbers, min_size=size, max_size=size).map(tuple)),
        axes=tuple(draw(st.permutations(inputs))[:2]),
        frozen=tuple(sorted(draw(places))),
        standardise=draw(st.booleans()),
        residuals=draw(st.booleans()),
        hinges=draw(st.booleans()),
        single=draw(st.booleans()),
        view=draw(st.sampled_from(VIEWS)),
        camera=draw(st.tuples(_numbers, _numbers, _numbers)),
    )
