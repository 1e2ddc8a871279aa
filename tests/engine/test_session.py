"""Graphs in sessions of their own: compiled or not, and gone with whoever held them."""

import weakref
from typing import Any

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense, Network, neuron
from playground.engine import session
from playground.engine import train as train_network
from playground.engine.backend import libraries
from playground.engine.compiled import Engine
from playground.engine.lru import LruCache
from playground.engine.plan import Batches, Plan
from playground.engine.prediction import Predictor

ONE = (np.ones((3, 1), np.float32), np.full((1, 1), 2.0, np.float32), np.zeros(1, np.float32))


def newest_session(make: Any) -> weakref.ref[Any]:
    """The session that a call opens."""
    before = set(map(id, session._SESSIONS))
    make()
    (new,) = (one for one in session._SESSIONS if id(one) not in before)
    return weakref.ref(new)


def test_a_network_that_is_no_more_in_use_frees_its_session_at_once() -> None:
    predictors = LruCache(Predictor, limit=1)
    first = newest_session(lambda: predictors[Network(1)])
    assert first() is not None
    second = newest_session(lambda: predictors[Network(2)])
    assert first() is None
    assert second() is not None


def test_a_training_that_is_no_more_in_use_frees_what_was_compiled_at_once() -> None:
    engines = LruCache(Engine, limit=1)
    rows, recipe = 8, Recipe(optimizer="adam", batch_size=8, epochs=1)

    def train(network: Network) -> None:
        plan = Plan.of(network, recipe, rows)
        engine = engines[plan]
        x, y = np.zeros((plan.rows, network.inputs), np.float32), np.zeros(plan.rows, np.float32)
        weights = [array.astype(np.float32) for array in neuron([1.0] * network.inputs, 0.0)]
        order = np.arange(rows, dtype=np.int32)[np.newaxis]
        everything = np.ones(network.parameter_count, np.bool_)
        engine.run(engine.initial_state(weights), Batches(x, y, rows, 8, order), 0.1, everything)

    compiled = newest_session(lambda: train(Network(1)))
    assert compiled() is not None
    engines[Plan.of(Network(2, (Dense(1),)), recipe, rows)]
    assert compiled() is None


@pytest.mark.parametrize("names", [sorted(ACTIVATIONS)[::2], sorted(ACTIVATIONS)[1::2]])
def test_no_gradient_function_of_an_activation_outlives_its_training(names: list[str]) -> None:
    from tensorflow.python.framework.ops import gradient_registry

    network = Network(1, (*(Dense(1, name) for name in names), Dense(1)))
    before = set(gradient_registry.list())
    train_network(network, np.ones((4, 1)), np.ones(4), Recipe(batch_size=4, epochs=1))
    assert set(gradient_registry.list()) == before


def test_whoever_is_calling_still_gets_an_answer() -> None:
    predictors = LruCache(Predictor, limit=1)
    mine = predictors[Network(1)]
    predictors[Network(2)]
    assert mine.run([*ONE[1:]], ONE[0])[0].tolist() == [[2.0]] * 3


def test_variables_of_a_compiled_function_are_its_own_and_last_from_call_to_call() -> None:
    outside = libraries().tf.Variable(np.float32(7.0))
    call = session.compiled_function(lambda x: [outside.assign_add(x)], [((), np.float32)])
    assert [float(call(np.float32(2.0))[0]) for _ in range(3)] == [2.0, 4.0, 6.0]
    assert float(outside.numpy()) == 7.0


def test_it_is_xla_that_compiles() -> None:
    tf = libraries().tf
    call = session.compiled_function(
        lambda x: [tf.strings.length(tf.strings.as_string(x))], [((1,), np.float32)]
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match="XLA"):
        call(np.ones(1, np.float32))
