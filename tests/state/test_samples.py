"""The rows of a page state: those of its columns, the same arrays for every page."""

from __future__ import annotations

import numpy as np

from playground.core.data.datasets import load
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.samples import HasColumns, sample_of


def test_it_is_all_complete_rows_of_the_states_columns() -> None:
    states: tuple[HasColumns, ...] = (
        NeuronState.default("concrete"),
        PlaneState.default(),
        LayersState.default("cereal", ("potass", "carbo", "fat")),
    )
    for state in states:
        sample, expected = sample_of(state), load(state.data).sample(state.inputs, state.target)
        assert np.array_equal(sample.x, expected.x)
        assert np.array_equal(sample.y, expected.y)
        assert sample.names == expected.names


def test_states_with_the_same_columns_share_the_arrays() -> None:
    inputs = ("sugars", "fiber")
    of_plane = sample_of(PlaneState.default("cereal", inputs, "calories"))
    of_layers = sample_of(LayersState.default("cereal", inputs, "calories"))
    assert of_plane is of_layers
    assert of_plane is not sample_of(LayersState.default("cereal", inputs, "rating"))
