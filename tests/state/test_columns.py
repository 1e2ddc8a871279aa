"""Categories among the inputs: one in a link and in the sheet, several for the network."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from playground.core.data.columns import CategoryColumn
from playground.core.data.datasets import load, new_private_name, publish
from playground.state.layer_actions import with_data, with_inputs, with_target
from playground.state.layers import LayersState
from playground.state.plane import PlaneState
from playground.state.samples import sample_of
from tests.tables import table

MAKERS = tuple(f"mfr = {letter}" for letter in "AGKNPQR")


def test_a_link_names_the_category_once() -> None:
    for kind in (PlaneState, LayersState):
        state, ignored = kind.from_query({"inputs": "mfr,sugars,type"})
        assert ignored == ()
        assert state.inputs == (*MAKERS, "sugars", "type = C", "type = H")
        assert state.to_query() == {"inputs": "mfr,sugars,type"}
        assert state.network.inputs == 10
        assert sample_of(state).x.shape == (76, 10)


def test_numbers_are_shown_first_and_the_commonest_category_is_asked_for() -> None:
    state = PlaneState.default(inputs=("mfr", "sugars", "fiber"))
    assert state.axes == ("sugars", "fiber")
    assert state.at[:7] == (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0), "Kellogg's"
    assert LayersState.default(inputs=("mfr", "sugars")).axes == ("sugars", "mfr = K")
    assert LayersState.default(inputs=("type",)).axes == ("type = C", "type = H")


def test_a_category_comes_with_all_of_its_columns() -> None:
    state = LayersState.default(inputs=("sugars", "type"))
    with pytest.raises(ValueError, match="a category comes with all of its columns"):
        replace(state, inputs=("sugars", "type = C"), at=(1.0, 1.0), axes=("sugars", "type = C"))
    with pytest.raises(ValueError, match=r"has no column .* 'type = C'"):
        LayersState.query_fields()[1].read(state, "sugars,type = C")


def test_inputs_that_stay_keep_their_weights_when_a_category_comes() -> None:
    state = LayersState.default(inputs=("sugars", "fiber"))
    wider = with_inputs(state, ("sugars", "mfr", "fiber"))
    assert wider.inputs == ("sugars", *MAKERS, "fiber")
    np.testing.assert_array_equal(wider.weights[0][[0, -1]], state.weights[0])
    assert wider.axes == state.axes
    assert with_inputs(wider, ("sugars", "fiber")).tensors == state.tensors
    assert with_target(wider, "fiber").inputs == ("sugars", *MAKERS)
    assert with_data(wider, "concrete").inputs == ("Cement", "Age")


def test_more_inputs_than_a_network_takes_are_refused_in_a_sentence() -> None:
    frame = pd.DataFrame({name: np.arange(60) % 20 for name in "abc"}, dtype=float)
    dataset = replace(
        table(frame, new_private_name()),
        categories=tuple(
            CategoryColumn.of(f"kind {n}", [f"k{i}" for i in frame["a"]]) for n in "xyz"
        ),
    )
    publish(dataset)
    start = LayersState.default(dataset.name)
    assert len(with_inputs(start, ("kind x", "kind y", "c")).inputs) == 41
    with pytest.raises(ValueError, match=r"these columns become 60 inputs, .* takes at most 48"):
        with_inputs(start, ("kind x", "kind y", "kind z"))
    _, (sentence,) = LayersState.from_query(
        {"data": dataset.name, "inputs": "kind x,kind y,kind z"}
    )
    assert sentence.endswith("leave a category out.")
    assert load(dataset.name) is dataset
