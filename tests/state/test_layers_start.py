"""What the page Layers opens with: Keras' own weights, a stack that is one line, nothing dead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.core.fit.least_squares import least_squares
from playground.core.network.activity import inactive_units
from playground.core.network.collapse import collapse
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Weights, forward
from playground.core.network.weights import flatten, unflatten
from playground.runs.job import Job
from playground.runs.registry import RUNS
from playground.state.layers import LayersState
from playground.state.layers_start import FIRST_DRAW, TRAINED_WITH
from playground.state.samples import sample_of
from playground.ui.layers.buttons import FIT

START = LayersState.default()
WITH_RELU = replace(START, layers=(Dense(3, "relu"), Dense(3, "relu")))
DRAWN = draw_weights(START.network, *FIRST_DRAW)


def dead(state: LayersState) -> int:
    """How many neurons answer 0 at every row."""
    x = state.scaling.inputs(sample_of(state).x)
    units = inactive_units(state.network, state.weights, x)
    return sum(int(layer.dead.sum()) for layer in units)


def test_an_empty_link_is_the_trained_stack_and_other_links_are_not() -> None:
    assert START.to_query() == {}
    assert (START.inputs, START.size, START.seed, START.initializer) == (
        ("sugars",),
        22,
        *FIRST_DRAW,
    )
    drawn = START.with_weights(DRAWN)
    assert LayersState.from_query(drawn.to_query()) == (drawn, ())
    assert "weights" in drawn.to_query()
    assert LayersState.from_query(WITH_RELU.to_query()) == (WITH_RELU, ())
    other, _ = LayersState.from_query({"layers": "3-relu,3-relu"})
    assert np.array_equal(other.tensors.flatten(), drawn.tensors.flatten())


def test_the_stack_is_the_best_line_and_relu_bends_it_visibly() -> None:
    sample = sample_of(START)
    one = collapse(START.network, START.raw_weights)
    best = least_squares(sample.x, sample.y)
    assert float(one[0][0, 0]) == pytest.approx(float(best[0][0, 0]), abs=0.005)
    assert float(one[1][0]) == pytest.approx(float(best[1][0]), abs=0.05)
    x = START.scaling.inputs(sample.x)
    line, bent = (forward(s.network, s.weights, x)[:, 0] for s in (START, WITH_RELU))
    apart = np.abs(START.scaling.raw_target(line) - START.scaling.raw_target(bent))
    assert apart.max() > 10.0
    assert dead(WITH_RELU) == dead(WITH_RELU.with_weights(DRAWN)) == 0


@pytest.mark.keras
def test_keras_trains_the_seeds_weights_to_the_stored_ones_and_no_neuron_dies() -> None:
    # A few weights hardly count for the loss: on another processor they end 0.006 away.
    found = trained(START, DRAWN)
    assert flatten(found) == pytest.approx(START.tensors.flatten(), abs=1e-2)
    x = START.scaling.inputs(sample_of(START).x)
    outputs = [forward(START.network, weights, x) for weights in (found, START.weights)]
    assert outputs[0] == pytest.approx(outputs[1], abs=1e-3)
    for weights in (START.weights, DRAWN):
        assert dead(WITH_RELU.with_weights(trained(WITH_RELU, weights))) == 0


def trained(state: LayersState, weights: Weights) -> Weights:
    """What Keras makes of the weights: as the stored ones were made, or as the button does it."""
    recipe = TRAINED_WITH if state is START else FIT
    sample, scaling = sample_of(state), state.scaling
    x, y = scaling.inputs(sample.x), scaling.target(sample.y)
    run = RUNS.train(Job(state.network, x, y, recipe, weights=weights))
    return unflatten(run.moments().path[-1].astype(np.float64), state.network.shapes)
