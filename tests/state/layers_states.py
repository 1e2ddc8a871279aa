"""Random screens of the page Layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from playground.core.data.datasets import DATASETS, load
from playground.core.data.targets import source_of
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.initializers import INITIALIZERS
from playground.core.network.network import OUTPUT_ACTIVATIONS, Dense
from playground.core.network.weights import Tensors
from playground.state.columns import VIEWS
from playground.state.decision import MAX_COST, Decision
from playground.state.layers import MAX_INPUTS, LayersState, reinitialised
from playground.state.limits import MAX_HIDDEN
from playground.state.network_query import MAX_LINK_WEIGHTS
from playground.state.query import LIMIT

_numbers = st.floats(-LIMIT, LIMIT) | st.integers(-1000, 1000).map(float)
_layers = st.lists(
    st.builds(Dense, st.integers(1, 5), st.sampled_from([*ACTIVATIONS])), max_size=MAX_HIDDEN
).map(tuple)
decisions = st.builds(Decision, st.floats(0.0, 1.0), *[st.floats(0.0, MAX_COST)] * 2)
GENERATED = ("circle", "moons-60-20-3")
CLASS_TARGETS = {
    "cereal": ("shelf = 2", "mfr = K", "calories >= 105.5"),
    "concrete": ("CompressiveStrength >= 30",),
    "penguins": ("sex", "species = Adelie"),
}


@st.composite
def states(draw: st.DrawFn) -> LayersState:
    """Any columns and targets, any layers that a link can hold, initial or arbitrary weights."""
    data = draw(st.sampled_from([*DATASETS, *GENERATED]))
    dataset = load(data)
    targets = [*(column.name for column in dataset.columns), *CLASS_TARGETS.get(data, ("class",))]
    target = draw(st.sampled_from(targets))
    source = source_of(dataset, target)
    columns = draw(st.permutations([name for name in dataset.choices if name != source]))
    inputs = dataset.inputs_of(columns[: draw(st.integers(1, MAX_INPUTS))])
    start = LayersState.default(data, inputs, target, draw(_layers))
    state = reinitialised(start, draw(st.integers(0, 9)), draw(st.sampled_from([*INITIALIZERS])))
    if draw(st.booleans()):
        rng = np.random.default_rng(draw(st.integers(0, 99)))
        state = state.with_weights([rng.normal(size=array.shape) for array in state.weights])
    assert state.size <= MAX_LINK_WEIGHTS
    indices = st.lists(st.integers(0, state.size - 1), max_size=4, unique=True)
    return replace(
        state,
        at=draw(st.lists(_numbers, min_size=len(inputs), max_size=len(inputs)).map(tuple)),
        axes=tuple(draw(st.permutations(inputs))[:2]),
        frozen=tuple(sorted(draw(indices))),
        output=draw(st.sampled_from(OUTPUT_ACTIVATIONS)),
        standardise=draw(st.booleans()),
        residuals=draw(st.booleans()),
        hinges=draw(st.booleans()),
        single=draw(st.booleans()),
        view=draw(st.sampled_from(VIEWS)),
        camera=draw(st.tuples(_numbers, _numbers, _numbers)),
        decision=draw(decisions),
    )


def with_other_weights(state: LayersState) -> LayersState:
    """The state with weights that its seed does not draw, which are then in its link."""
    return replace(state, tensors=Tensors([a + np.float32(0.1) for a in state.tensors.arrays]))
