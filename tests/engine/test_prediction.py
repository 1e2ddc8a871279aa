"""Keras' predictions equal the float64 reference, whatever the network, rows and threads."""

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense, Network, Weights, forward, neuron
from playground.engine import keras_model, predict
from playground.engine.prediction import CHUNK, Predictor

layers = st.builds(Dense, st.integers(1, 9), st.sampled_from(sorted(ACTIVATIONS)))
networks = st.builds(
    Network, st.integers(1, 8), st.lists(layers, min_size=1, max_size=4).map(tuple)
)


def random_weights(network: Network, rng: np.random.Generator) -> Weights:
    return tuple(rng.normal(size=shape) for shape in network.shapes)


@settings(max_examples=15, deadline=None)
@given(networks, st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_keras_agrees_with_the_reference(network: Network, rows: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights, x = random_weights(network, rng), rng.normal(size=(rows, network.inputs))
    expected = forward(network, weights, x)
    received = predict(network, weights, x)
    assert received.dtype == np.float64
    assert received.shape == expected.shape
    size = max(1.0, np.max(np.abs(expected), initial=0.0))
    np.testing.assert_allclose(received, expected, rtol=1e-4, atol=1e-5 * size)


def test_it_is_what_the_keras_model_itself_predicts() -> None:
    network = Network(3, (Dense(6, "relu"), Dense(2)))
    rng = np.random.default_rng(1)
    weights, x = random_weights(network, rng), rng.normal(size=(50, 3))
    model = keras_model(network, weights)
    by_model = model.predict(x, verbose=0)
    np.testing.assert_allclose(predict(network, weights, x), by_model, atol=1e-5)


def test_the_tutorials_cereal() -> None:
    assert predict(Network(1), neuron([2.5], 90.0), [[5.0]]).tolist() == [[102.5]]


def test_more_rows_than_a_chunk_are_all_answered() -> None:
    x = np.linspace(-1.0, 1.0, 2 * CHUNK + 5)[:, np.newaxis]
    predictions = predict(Network(1), neuron([2.0], 1.0), x)
    np.testing.assert_allclose(predictions, 2.0 * x + 1.0, atol=1e-6)


def test_any_number_of_rows_is_answered_by_one_graph() -> None:
    predictor = Predictor(Network(1))
    w, b = neuron([2.0], 1.0)
    arrays = [w.astype(np.float32), b.astype(np.float32)]
    for rows in (0, 1, 73, CHUNK, CHUNK + 1):
        (answer,) = predictor.run(arrays, np.ones((rows, 1), np.float32))
        assert answer.tolist() == [[3.0]] * rows


def test_threads_with_different_weights_do_not_disturb_each_other() -> None:
    x = np.arange(20.0)[:, np.newaxis]
    wrong: list[float] = []

    def ask(w: float) -> None:
        for _ in range(50):
            if not np.array_equal(predict(Network(1), neuron([w], 1.0), x), w * x + 1.0):
                wrong.append(w)

    threads = [threading.Thread(target=ask, args=(float(w),)) for w in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_an_overflow_on_the_way_is_not_hidden() -> None:
    assert np.isinf(predict(Network(1), neuron([1e30], 0.0), [[1e30]])).all()


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x must have the shape \(rows, 1\).*received \(2, 3\)"):
        predict(Network(1), neuron([1.0], 0.0), np.zeros((2, 3)))
    with pytest.raises(ValueError, match="weights must have the shapes"):
        predict(Network(1), neuron([1.0, 2.0], 0.0), [[1.0]])
    with pytest.raises(ValueError, match=r"x must be finite numbers.*received nan"):
        predict(Network(1), neuron([1.0], 0.0), [[float("nan")]])
    with pytest.raises(ValueError, match=r"weights must be finite numbers.*received 1e\+39"):
        predict(Network(1), neuron([1e39], 0.0), [[1.0]])
