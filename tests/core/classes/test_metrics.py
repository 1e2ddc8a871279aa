"""Cross-entropy, answers and their table; the figures that the pages name are the data's."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.core.classes.best import fit_classifier
from playground.core.classes.metrics import answers, class_metrics, commonest, confusion
from playground.core.data.datasets import load
from playground.core.fit.losses import LOSSES, class_loss
from playground.core.network.activations import Array, layer_function, softmax
from playground.core.network.network import Dense, LayerPass, Network, layer_passes, neuron

SUMS = arrays(
    np.float64, st.tuples(st.integers(1, 8), st.integers(2, 5)), elements=st.floats(-9, 9)
)


def last_layer(z: Array) -> LayerPass:
    return LayerPass(z, layer_function("sigmoid" if z.shape[1] == 1 else "softmax")(z))


@given(z=SUMS, seed=st.integers(0, 99))
def test_cross_entropy_is_minus_the_log_of_the_true_class(z: Array, seed: int) -> None:
    classes = z.shape[1]
    y = np.random.default_rng(seed).integers(0, classes, len(z)).astype(np.float64)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    losses = LOSSES["sparse_categorical_crossentropy"].of_rows(y, last_layer(z))
    assert losses == pytest.approx(-np.log(p[np.arange(len(z)), y.astype(int)]), abs=1e-9)
    no_or_yes, one = (y > 0).astype(np.float64), z[:, :1]
    p = 1.0 / (1.0 + np.exp(-one[:, 0]))
    expected = -np.where(no_or_yes > 0, np.log(p), np.log1p(-p))
    losses = LOSSES["binary_crossentropy"].of_rows(no_or_yes, last_layer(one))
    assert losses == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_loss_beyond_what_probabilities_can_say_is_still_a_number(dtype: type) -> None:
    """At z = 1000, 1 - p is 0 in any float, and the loss of a "no" is 1000."""
    y = np.array([0.0, 1.0])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        one: Any = np.array([[1000.0], [1000.0]], dtype)
        assert LOSSES["binary_crossentropy"].of_rows(y, last_layer(one)).tolist() == [1000.0, 0.0]
        three: Any = np.array([[0.0, 1000.0, -1000.0]] * 2, dtype)
        found = LOSSES["sparse_categorical_crossentropy"].of_rows(y, last_layer(three))
        assert found.tolist() == [1000.0, 0.0]
        assert softmax(three).tolist() == [[0.0, 1.0, 0.0]] * 2


def test_two_units_with_softmax_are_one_with_sigmoid() -> None:
    z = np.linspace(-30.0, 30.0, 61)[:, np.newaxis]
    both = np.hstack([np.zeros_like(z), z])
    assert softmax(both)[:, 1] == pytest.approx(layer_function("sigmoid")(z)[:, 0], rel=1e-12)
    y = np.arange(61.0) % 2
    two, one = (LOSSES[name].of_rows(y, last_layer(sums)) for name, sums in _LOSS_OF.items())
    assert two == pytest.approx(one, rel=1e-12, abs=1e-15)


_Z = np.linspace(-30.0, 30.0, 61)[:, np.newaxis]
_LOSS_OF = {
    "sparse_categorical_crossentropy": np.hstack([np.zeros_like(_Z), _Z]),
    "binary_crossentropy": _Z,
}


def test_the_table_by_hand() -> None:
    y = np.array([0.0, 0.0, 0.0, 1.0, 1.0])
    p = np.array([[0.1], [0.5], [0.49], [0.9], [0.2]])
    assert answers(p).tolist() == [0, 1, 0, 1, 0]
    assert answers(p, 0.95).tolist() == [0] * 5
    z = np.log(p / (1.0 - p))
    scores = class_metrics(y, LayerPass(z, p), 2)
    assert scores.confusion.tolist() == [[2, 1], [1, 1]]
    assert (scores.right, scores.rows, scores.accuracy) == (3, 5, 0.6)
    assert (scores.precision(), scores.recall()) == (0.5, 0.5)
    assert scores.precision(of=0) == pytest.approx(2 / 3)
    assert scores.loss == pytest.approx(-np.log([0.9, 0.5, 0.51, 0.9, 0.2]).mean())
    never = class_metrics(y, LayerPass(z, p), 2, threshold=0.95)
    assert math.isnan(never.precision())
    assert never.recall() == 0.0


def test_of_several_classes_the_likeliest_is_answered_and_the_first_of_equals() -> None:
    p = np.array([[0.2, 0.5, 0.3], [0.4, 0.2, 0.4], [0.0, 0.0, 1.0]])
    assert answers(p).tolist() == [1, 0, 2]
    table = confusion(np.array([1.0, 2.0, 2.0]), answers(p), 3)
    assert table.tolist() == [[0, 0, 0], [0, 1, 0], [1, 0, 1]]
    with pytest.raises(ValueError, match=r"\(rows,\)"):
        confusion(np.array([1.0, 2.0]), answers(p), 3)


def test_the_loss_of_one_answer_for_all() -> None:
    """Of classes it is the entropy of their shares: no other constant answer has a lower one."""
    y = np.array([0.0, 0.0, 0.0, 1.0])
    best = LOSSES["binary_crossentropy"].of_constant(y)
    assert best == pytest.approx(-(0.75 * math.log(0.75) + 0.25 * math.log(0.25)))
    for z in np.linspace(-3.0, 3.0, 25):
        same = last_layer(np.full((4, 1), z))
        assert LOSSES["binary_crossentropy"].of_rows(y, same).mean() >= best
    assert LOSSES["mse"].of_constant(y) == pytest.approx(np.var(y))


def test_a_loss_says_which_last_layer_it_takes() -> None:
    LOSSES["binary_crossentropy"].check(Network(2, (Dense(1, "sigmoid"),)))
    LOSSES["mae"].check(Network(2, (Dense(1, "relu"),)))
    with pytest.raises(ValueError, match="takes a last layer with softmax; received 'linear'"):
        LOSSES[class_loss(3)].check(Network(2, (Dense(3),)))
    with pytest.raises(ValueError, match=r"must have 1 unit.*received 2"):
        LOSSES[class_loss(2)].check(Network(2, (Dense(2, "sigmoid"),)))


# --- the figures of the data ----------------------------------------------------------------


def middle_shelf() -> tuple[Array, Array]:
    """Sugars and fiber of the cereals that know them, and whether they stand on shelf 2."""
    sample = load("cereal").sample(["sugars", "fiber"], "shelf")
    return sample.x, (sample.y == 2.0).astype(np.float64)


def test_the_cereals_on_the_middle_shelf() -> None:
    x, y = middle_shelf()
    assert (len(y), y.sum()) == (76, 21)
    answer, share = commonest(y)
    assert (answer, round(share, 3)) == (0, 0.724)
    # "sugars of 9 or more and fiber of 1 or less": two steep hidden units, and both must say yes
    steep = (np.array([[50.0, 0.0], [0.0, -50.0]]), np.array([-50.0 * 8.5, 50.0 * 1.25]))
    corner = Network(2, (Dense(2, "sigmoid"), Dense(1, "sigmoid")))
    last = layer_passes(corner, (*steep, *neuron([50.0, 50.0], -75.0)), x)[-1]
    assert class_metrics(y, last, 2).accuracy == pytest.approx(0.868, abs=5e-4)
    assert class_metrics(y, last, 2).confusion.tolist() == [[52, 3], [7, 14]]


def test_concrete_of_30_mpa_or_more() -> None:
    strength = load("concrete").values(["CompressiveStrength"])[:, 0]
    answer, share = commonest((strength >= 30.0).astype(np.float64))
    assert (answer, round(share, 3)) == (1, 0.614)


def test_one_unit_beats_the_commonest_and_the_best_cut_on_the_middle_shelf() -> None:
    x, y = middle_shelf()
    _, both = fit_classifier(x, y, 2)
    _, sugars = fit_classifier(x[:, :1], y, 2)
    assert both.loss < sugars.loss < LOSSES["binary_crossentropy"].of_constant(y)
    assert both.accuracy > 0.8
