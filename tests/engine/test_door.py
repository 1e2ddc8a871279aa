"""The public door: every name leads somewhere, and the tour of it works."""

import numpy as np
import pytest

import playground


def test_every_name_on_the_door_leads_somewhere() -> None:
    for name in playground.__all__:
        assert getattr(playground, name) is not None
    assert set(playground.__all__) <= set(dir(playground))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'perceptron'"):
        _ = playground.perceptron


def test_from_data_to_a_trained_model() -> None:
    sample = playground.load("cereal").sample(["sugars", "fiber"], "calories")
    network = playground.Network(2, (playground.Dense(8, "relu"), playground.Dense(1)))
    scaling = playground.Scaling.of(sample.x, sample.y)
    recipe = playground.Recipe(epochs=50, batch_size=16)
    history = playground.train(network, sample.x, sample.y, recipe, scaling=scaling)
    predictions = playground.predict(network, history.weights, sample.x)[:, 0]
    by_model = playground.keras_model(network, history.weights).predict(sample.x, verbose=0)
    np.testing.assert_allclose(predictions, by_model[:, 0], rtol=1e-4)
    assert history.loss[-1] < history.loss[0]
    assert playground.metrics(sample.y, predictions).r2 > 0.3
