from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.fit.best import NEURON_ACTIVATIONS, best_neuron
from playground.core.fit.least_squares import least_squares
from playground.core.network.activations import ACTIVATIONS, activation
from playground.state.neuron import NeuronState
from tests.core.samples import PIECEWISE, Points, points, sizes


@pytest.mark.parametrize("name", PIECEWISE)
@given(example=points(), w=sizes, b=sizes)
def test_no_neuron_is_better(name: str, example: Points, w: float, b: float) -> None:
    x, y = example
    f = activation(name).function
    best = best_neuron(x, y, name)
    assert best.mse == pytest.approx(np.mean((f(best.w * x + best.b) - y) ** 2))
    assert best.mse <= np.mean((f(w * x + b) - y) ** 2) * (1 + 1e-9) + 1e-9


@given(example=points(least=2, most=8), sign=st.sampled_from([-1.0, 1.0]), data=st.data())
def test_no_step_away_from_the_best_relu_is_better(
    example: Points, sign: float, data: st.DataObject
) -> None:
    x, y = example
    best = best_neuron(x, y, "relu")
    size = sign * 10.0 ** data.draw(st.integers(-5, 1))
    for w, b in ((size, 0.0), (0.0, size), (size, -size * float(x[0]))):
        moved = np.maximum((best.w + w) * x + best.b + b, 0.0)
        assert best.mse <= np.mean((moved - y) ** 2) * (1 + 1e-9) + 1e-9


def test_a_linear_neurons_best_is_least_squares() -> None:
    sample = load("cereal").sample(["sugars"], "calories")
    kernel, bias = least_squares(sample.x, sample.y)
    best = best_neuron(sample.x[:, 0], sample.y)
    assert (best.w, best.b) == (kernel[0, 0], bias[0])
    assert best.mse == pytest.approx(257.355702, abs=5.1e-7)


def test_a_hinge_is_found_exactly() -> None:
    x = np.arange(10.0)
    best = best_neuron(x, np.maximum(2.0 * x - 7.0, 0.0), "relu")
    assert [best.w, best.b] == pytest.approx([2.0, -7.0])
    assert best.mse == pytest.approx(0.0, abs=1e-20)


def test_negative_targets_leave_relu_silent() -> None:
    best = best_neuron(np.arange(3.0), np.array([-1.0, -2.0, -3.0]), "relu")
    assert best.mse == pytest.approx(14 / 3)


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name not in NEURON_ACTIVATIONS])
def test_other_activations_have_no_known_best(name: str) -> None:
    with pytest.raises(ValueError, match=f"is known for linear, relu; received '{name}'"):
        best_neuron(np.arange(3.0), np.arange(3.0), name)
    with pytest.raises(ValueError, match=f"activation must be one of linear, relu; .*'{name}'"):
        replace(NeuronState.default(), activation=name)
