"""A job is immutable, and what is too much for a server is refused with a message."""

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network, neuron
from playground.engine.plan import Plan
from playground.runs.job import MAX_EPOCHS, Job

NETWORK = Network(2, (Dense(4, "relu"), Dense(1)))
LARGE = Network(2, (Dense(512, "relu"), Dense(512, "relu"), Dense(1)))


def data(rows: int = 20) -> tuple[Array, Array]:
    x = np.random.default_rng(0).normal(size=(rows, 2))
    return x, x[:, 0] - x[:, 1]


def test_what_happens_to_its_arrays_outside_does_not_happen_to_it() -> None:
    (x, y), weights = data(), tuple(np.ones(shape) for shape in NETWORK.shapes)
    job = Job(NETWORK, x, y, Recipe(), weights, test_x=x[:5], test_y=y[:5], frozen=weights)
    x[:], y[:], weights[0][:] = 7.0, 7.0, 7.0
    assert job.weights is not None
    assert job.frozen is not None
    for array in (job.x, job.y, job.test_x, job.test_y, *job.weights, *job.frozen):
        assert not np.any(array == 7.0)
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0.0


def test_its_work_and_plan_follow_from_network_rows_and_recipe() -> None:
    job = Job(NETWORK, *data(), Recipe(batch_size=64))
    assert job.work == 20 * 17
    assert job.plan == Plan.of(NETWORK, Recipe(batch_size=64), 20)
    assert job.test_x.shape == (0, 2)


def test_what_does_not_fit_is_refused_with_words() -> None:
    x, y = data()
    with pytest.raises(ValueError, match=r"x must have the shape \(rows, 2\); received \(20, 1\)"):
        Job(NETWORK, x[:, :1], y, Recipe())
    with pytest.raises(ValueError, match=r"y must have the shape \(20,\).*received \(19,\)"):
        Job(NETWORK, x, y[:-1], Recipe())
    with pytest.raises(ValueError, match=r"y must have the shape .* at least 1"):
        Job(NETWORK, x[:0], y[:0], Recipe())
    with pytest.raises(ValueError, match=r"test_y must have the shape \(3,\)"):
        Job(NETWORK, x, y, Recipe(), test_x=x[:3], test_y=y[:2])
    with pytest.raises(ValueError, match="y must be finite numbers"):
        Job(NETWORK, x, np.full(20, np.nan), Recipe())
    with pytest.raises(ValueError, match="weights must have the shapes"):
        Job(NETWORK, x, y, Recipe(), weights=neuron([1.0, 2.0], 0.0))


def test_what_is_too_much_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"at most 10,000 epochs; received 10,001"):
        Job(NETWORK, *data(), Recipe(epochs=MAX_EPOCHS + 1))
    with pytest.raises(ValueError, match=r"8,000 rows and 264,705 parameters .* fewer rows"):
        Job(LARGE, *data(8000), Recipe())
    with pytest.raises(ValueError, match=r"5,000 updates .* at least 2; received 1$"):
        Job(LARGE, *data(5000), Recipe(batch_size=1))
    Job(LARGE, *data(5000), Recipe(batch_size=2))
