from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.core.network.activations import ACTIVATIONS
from playground.core.network.hinges import SHARP_ACTIVATIONS, hinge_points, hinge_segments
from playground.core.network.network import Dense, Network, forward, layer_passes, neuron
from playground.core.network.scaling import Scaling, fold_inputs
from tests.core.network.stacks import Stack, stacks

BENT = Network(1, (Dense(3, "relu"), Dense(1)))
spans = st.tuples(st.floats(-100.0, 100.0), st.floats(0.1, 200.0)).map(lambda s: (s[0], sum(s)))


def _front(stack: Stack) -> tuple[Network, int] | None:
    """The network up to its first hinged layer, and that layer's index, if lines lead there."""
    for index, layer in enumerate(stack.network.layers):
        if layer.activation in SHARP_ACTIVATIONS:
            return Network(stack.network.inputs, stack.network.layers[: index + 1]), index
        if layer.activation != "linear":
            return None
    return None


def test_points_by_hand() -> None:
    weights = (
        np.array([[2.0, 1.0, 0.0]]),
        np.array([-6.0, 5.0, 1.0]),
        np.ones((3, 1)),
        np.zeros(1),
    )
    points = hinge_points(BENT, weights, (0.0, 10.0))
    assert points[0] == 3.0
    assert np.isnan(points[1:]).all()


def test_the_curve_bends_there_and_nowhere_else() -> None:
    random = np.random.default_rng(3)
    weights = tuple(random.normal(size=shape) for shape in BENT.shapes)
    points = hinge_points(BENT, weights, (-50.0, 50.0))
    x = np.linspace(-5.0, 5.0, 2001)[:, np.newaxis]
    bend = np.abs(np.diff(forward(BENT, weights, x)[:, 0], n=2)) > 1e-9
    bends = x[1:-1, 0][bend]
    inside = points[np.abs(points) < 5.0]
    assert len(inside) > 0
    assert all(np.min(np.abs(bends - point)) < 0.0051 for point in inside)
    assert all(np.min(np.abs(inside - x)) < 0.0051 for x in bends)


@given(stacks(hidden=("linear", "relu", "leaky_relu", "tanh")), spans, spans, st.data())
def test_a_line_crosses_the_box_where_the_sum_changes_its_sign(
    stack: Stack, x_span: tuple[float, float], y_span: tuple[float, float], data: st.DataObject
) -> None:
    assume(stack.network.inputs > 1)
    varied = tuple(data.draw(st.permutations(range(stack.network.inputs)))[:2])
    fixed = stack.x[0]
    segments = hinge_segments(
        stack.network, stack.weights, x_span, y_span, varied=(varied[0], varied[1]), fixed=fixed
    )
    found = _front(stack)
    if found is None:
        assert segments.shape == (0, 2, 2)
        return
    front, index = found

    def sums(points: np.ndarray) -> np.ndarray:
        rows = np.tile(fixed, (len(points), 1))
        rows[:, list(varied)] = points
        return layer_passes(front, stack.weights[: 2 * index + 2], rows)[-1].z

    corners = sums(np.array([(x, y) for x in x_span for y in y_span]))
    for unit, segment in enumerate(segments):
        size = np.max(np.abs(corners[:, unit]))
        crosses = corners[:, unit].min() < -1e-9 * size and corners[:, unit].max() > 1e-9 * size
        assert not (crosses and np.isnan(segment).any())
        if np.isnan(segment).any():
            continue
        assert np.max(np.abs(sums(segment)[:, unit])) <= 1e-9 * size
        for end in segment:
            inside = [
                (value - low) / (high - low)
                for value, (low, high) in zip(end, (x_span, y_span), strict=True)
            ]
            assert all(-1e-9 <= share <= 1 + 1e-9 for share in inside)
            assert min(min(share, 1 - share) for share in inside) == pytest.approx(0.0, abs=1e-9)


def test_lines_along_the_axes_and_none() -> None:
    network = Network(2, (Dense(4, "relu"), Dense(1)))
    weights = (
        np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, 1.0]]),
        np.array([-3.0, -2.0, 1.0, 9.0]),
        np.ones((4, 1)),
        np.zeros(1),
    )
    upright, level, none, outside = hinge_segments(network, weights, (0.0, 10.0), (-4.0, 4.0))
    assert sorted(upright.tolist()) == [[3.0, -4.0], [3.0, 4.0]]
    assert sorted(level.tolist()) == [[0.0, 1.0], [10.0, 1.0]]
    assert np.isnan(none).all()
    assert np.isnan(outside).all()


def test_linear_layers_before_are_seen_through() -> None:
    network = Network(1, (Dense(1), Dense(1, "relu"), Dense(1)))
    weights = (*neuron([2.0], 1.0), *neuron([3.0], -9.0), *neuron([1.0], 0.0))
    assert hinge_points(network, weights, (0.0, 5.0)).tolist() == [1.0]


def test_hinges_in_raw_units() -> None:
    random = np.random.default_rng(0)
    x = 300.0 + 50.0 * random.normal(size=(40, 1))
    scaling = Scaling.of(x, x[:, 0])
    weights = (*neuron([2.0], -1.0), *neuron([1.0], 0.0))
    network = Network(1, (Dense(1, "tanh"), Dense(1)))
    bent = Network(1, (Dense(1, "relu"), Dense(1)))
    raw = fold_inputs(bent, weights, scaling)
    expected = 0.5 * scaling.x_scale[0] + scaling.x_mean[0]
    assert hinge_points(bent, raw, (0.0, 900.0)).item() == pytest.approx(expected)
    np.testing.assert_allclose(
        forward(network, fold_inputs(network, weights, scaling), x),
        forward(network, weights, scaling.inputs(x)),
    )


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name not in SHARP_ACTIVATIONS])
def test_what_bends_smoothly_has_no_hinges(name: str) -> None:
    network = Network(1, (Dense(2, name), Dense(2, "relu"), Dense(1)))
    weights = tuple(np.ones(shape) for shape in network.shapes)
    assert hinge_points(network, weights, (-9.0, 9.0)).shape == ((2,) if name == "linear" else (0,))


def test_other_inputs_must_be_held() -> None:
    network, weights = Network(3, (Dense(1, "relu"),)), neuron([1.0, 2.0, 4.0], -8.0)
    fixed = np.array([9.0, 2.0, 9.0])
    (segment,) = hinge_segments(
        network, weights, (0.0, 4.0), (0.0, 1.0), varied=(0, 2), fixed=fixed
    )
    assert segment[np.argsort(segment[:, 0])] == pytest.approx(np.array([[0.0, 1.0], [4.0, 0.0]]))
    with pytest.raises(ValueError, match=r"fixed must have the shape \(3,\).*received nothing"):
        hinge_points(network, weights, (0.0, 1.0))
    with pytest.raises(ValueError, match=r"received the shape \(2,\)"):
        hinge_points(network, weights, (0.0, 1.0), fixed=np.zeros(2))
