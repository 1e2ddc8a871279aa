"""A network from a file predicts on Layers what it predicted where it came from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.core.data.datasets import load
from playground.core.model_files.network_file import NetworkFile
from playground.core.model_files.read import read_network_file
from playground.core.network.network import Dense, Network, forward, neuron
from playground.export.weights_file import weights_json
from playground.state.brought import with_network_file
from playground.state.layers import LayersState
from playground.state.samples import sample_of
from tests.core.model_files.archives import archive
from tests.export.takeaways import stack


def predicted(state: LayersState) -> np.ndarray:
    """What the page says for every row."""
    scaling = state.scaling
    inner = forward(state.network, state.weights, scaling.inputs(sample_of(state).x))
    return scaling.raw_target(inner)


@pytest.mark.parametrize("standardise", [True, False])
def test_the_columns_that_a_file_names_are_chosen(standardise: bool) -> None:
    takeaway = stack("cereal", ("fiber", "protein", "mfr"), "calories", (Dense(5, "tanh"),))
    start = replace(LayersState.default("cereal", ("sugars",), "calories"), standardise=standardise)
    state = with_network_file(start, read_network_file(weights_json(takeaway)))
    assert state.inputs == takeaway.inputs
    assert state.standardise == standardise
    expected = takeaway.predict(takeaway.sample.x)
    np.testing.assert_allclose(predicted(state), expected, rtol=1e-4, atol=1e-2)


def test_an_archive_without_names_takes_the_columns_in_view() -> None:
    start = LayersState.default("concrete", ("Age", "Cement"), "CompressiveStrength")
    file = read_network_file(archive())
    state = with_network_file(start, file)
    assert state.inputs == start.inputs
    assert state.layers == (Dense(3, "relu"),)
    assert file.scaling is not None
    x = sample_of(state).x
    inner = forward(file.network, file.weights, file.scaling.inputs(x))
    expected = file.scaling.raw_target(inner)
    np.testing.assert_allclose(predicted(state), expected, rtol=1e-4, atol=1e-2)


def test_a_classifier_comes_back() -> None:
    takeaway = stack("penguins", ("bill_length_mm", "body_mass_g"), "sex", (Dense(4, "relu"),))
    start = LayersState.default("penguins", ("bill_depth_mm",), "sex")
    state = with_network_file(start, read_network_file(weights_json(takeaway)))
    np.testing.assert_allclose(predicted(state), takeaway.predict(takeaway.sample.x), atol=1e-5)


def _file(network: Network) -> NetworkFile:
    return NetworkFile(network, tuple(np.ones(shape) for shape in network.shapes), None)


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        (Network(3), "reads 3 inputs, and 1 are chosen"),
        (Network(1, (Dense(1, "sigmoid"),)), "must have one unit without activation"),
        (Network(1, (Dense(2),)), "has 2 units with linear"),
        (Network(1, (*[Dense(2)] * 7, Dense(1))), "more than 6 hidden layers"),
        (Network(1, (*[Dense(1024)] * 3, Dense(1))), "parameters, and this page takes"),
    ],
)
def test_what_does_not_fit_is_refused(network: Network, reason: str) -> None:
    start = LayersState.default("cereal", ("sugars",), "calories")
    with pytest.raises(ValueError, match=reason):
        with_network_file(start, _file(network))


def test_a_number_is_no_class() -> None:
    start = LayersState.default("penguins", ("bill_depth_mm",), "sex")
    with pytest.raises(ValueError, match="one unit with sigmoid"):
        with_network_file(start, NetworkFile(Network(1), neuron([1.0], 0.0), None))


def test_a_target_is_never_an_input() -> None:
    takeaway = stack("cereal", ("calories",), "rating", ())
    assert "calories" in {column.name for column in load("cereal").columns}
    start = LayersState.default("cereal", ("sugars",), "calories")
    state = with_network_file(start, read_network_file(weights_json(takeaway)))
    assert state.inputs == ("sugars",)
