"""Networks become Keras models, weights are set and read, and initial weights are Keras' own."""

import keras
import numpy as np
import pytest

from playground.core.network.network import Dense, Network
from playground.engine import get_weights, initial_weights, keras_model, set_weights

NETWORKS = {
    "neuron": Network(1),
    "plane": Network(2, (Dense(1, "relu"),)),
    "stack": Network(3, (Dense(5, "relu"), Dense(4), Dense(2, "relu"), Dense(1))),
}


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_the_model_is_the_network(network: Network) -> None:
    model = keras_model(network)
    assert isinstance(model, keras.Sequential)
    assert tuple(w.shape for w in model.get_weights()) == network.shapes
    assert model.count_params() == network.parameter_count
    activations = [layer.activation.__name__ for layer in model.layers]
    assert activations == [layer.activation for layer in network.layers]
    assert model.layers[-1].name == "output"


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_weights_come_out_as_they_went_in(network: Network) -> None:
    rng = np.random.default_rng(0)
    weights = tuple(rng.normal(size=s).astype(np.float32).astype(float) for s in network.shapes)
    model = keras_model(network)
    set_weights(model, network, weights)
    for given, got, built in zip(
        weights, get_weights(model), get_weights(keras_model(network, weights)), strict=True
    ):
        assert got.dtype == np.float64
        assert np.array_equal(given, got)
        assert np.array_equal(given, built)


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="weights must have the shapes"):
        keras_model(NETWORKS["plane"], initial_weights(NETWORKS["neuron"], 0))


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
@pytest.mark.parametrize("seed", [0, 7, 2**31 - 1])
def test_initial_weights_are_what_keras_draws_for_the_seed(network: Network, seed: int) -> None:
    drawn = initial_weights(network, seed)
    keras.utils.set_random_seed(seed)
    for ours, theirs in zip(drawn, keras_model(network).get_weights(), strict=True):
        assert np.array_equal(ours, theirs)


def test_before_training_biases_are_zero_and_kernels_random_within_glorots_limit() -> None:
    network = NETWORKS["stack"]
    for seed in range(5):
        weights = initial_weights(network, seed)
        for kernel, bias in zip(weights[::2], weights[1::2], strict=True):
            assert bias.tolist() == [0.0] * len(bias)
            assert np.max(np.abs(kernel)) <= np.sqrt(6.0 / sum(kernel.shape))
            assert np.std(kernel) > 0.0


def test_a_seed_replays_and_another_differs() -> None:
    network = NETWORKS["stack"]
    first, again, other = (initial_weights(network, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])
