"""Nothing a single unit can do is better than what is said to be its best."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.classes.best import best_accuracy, best_cut, classifier, fit_classifier
from playground.core.classes.metrics import class_metrics
from playground.core.classes.roc import Roc, roc
from playground.core.data.datasets import load
from playground.core.network.activations import Array
from playground.core.network.network import layer_passes


@st.composite
def scored(draw: st.DrawFn) -> tuple[Array, Array]:
    """Scores on a coarse grid, so that many are equal, and rows of both classes."""
    rows = draw(st.integers(2, 25))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    y = (random.random(rows) < 0.4).astype(np.float64)
    y[:2] = [0.0, 1.0]
    return y, random.integers(0, draw(st.integers(1, 12)), rows) / 4.0


@given(scored())
def test_the_area_is_how_often_a_yes_scores_above_a_no(example: tuple[Array, Array]) -> None:
    y, scores = example
    pairs = scores[y == 1.0][:, np.newaxis] - scores[y == 0.0]
    assert roc(y, scores).area == pytest.approx(np.mean((np.sign(pairs) + 1.0) / 2.0))


@given(scored(), st.floats(0.1, 9.0), st.floats(0.1, 9.0))
def test_every_threshold_is_there_and_none_is_cheaper(
    example: tuple[Array, Array], false_alarm: float, miss: float
) -> None:
    y, scores = example
    curve = roc(y, scores)
    assert curve.thresholds.tolist() == [np.inf, *sorted({*scores}, reverse=True)]

    def cost(threshold: float) -> float:
        yes = scores >= threshold
        return float((yes & (y == 0)).sum() * false_alarm + (~yes & (y == 1)).sum() * miss)

    costs = [cost(threshold) for threshold in curve.thresholds]
    assert curve.costs(false_alarm, miss) == pytest.approx(costs)
    assert cost(curve.cheapest(false_alarm, miss)) == pytest.approx(min(costs))


def test_the_best_unit_of_one_input_is_the_best_cut_and_of_two_as_it_is_fitted() -> None:
    cereal = load("cereal")
    one, two = (cereal.sample(inputs, "shelf = 2") for inputs in (["sugars"], ["sugars", "fiber"]))
    assert f"{best_accuracy(one.x, one.y, 2):.1%}" == "80.3%"
    assert best_accuracy(two.x, two.y, 2) == fit_classifier(two.x, two.y, 2)[1].accuracy
    assert f"{best_accuracy(two.x, two.y, 2):.1%}" == "86.8%"


def test_a_miss_that_costs_more_lowers_the_threshold() -> None:
    sample = load("concrete").sample(["Cement", "Age", "Water"], "CompressiveStrength")
    y = (sample.y >= 30.0).astype(np.float64)
    weights, _ = fit_classifier(sample.x, y, 2)
    scores = layer_passes(classifier(3, 2), weights, sample.x)[-1].y[:, 0]
    curve: Roc = roc(y, scores)
    assert 0.8 < curve.area < 1.0
    assert curve.cheapest(1.0, 10.0) < curve.cheapest(1.0, 1.0) < curve.cheapest(10.0, 1.0)


def test_rows_of_one_class_have_no_curve() -> None:
    with pytest.raises(ValueError, match="both classes"):
        roc(np.ones(3), np.arange(3.0))


@given(scored())
def test_no_cut_is_right_more_often(example: tuple[Array, Array]) -> None:
    y, x = example
    best = best_cut(x, y)
    found = np.mean((x >= best.value if best.above else x <= best.value) == (y == 1.0))
    assert best.accuracy == pytest.approx(found)
    for cut in np.unique(np.concatenate([x - 0.1, x + 0.1])):
        for yes in (x >= cut, x <= cut):
            assert np.mean(yes == (y == 1.0)) <= best.accuracy + 1e-12


def test_the_best_cut_of_the_middle_shelf() -> None:
    sample = load("cereal").sample(["sugars"], "shelf")
    best = best_cut(sample.x[:, 0], (sample.y == 2.0).astype(np.float64))
    assert (best.value, best.above) == (11.5, True)
    assert best.accuracy == pytest.approx(0.803, abs=5e-4)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_fit_has_the_smallest_loss(classes: int) -> None:
    """On inputs of very different sizes; wherever one goes from it, the loss grows."""
    sample = load("concrete").sample(["Cement", "Age", "Superplasticizer"], "CompressiveStrength")
    y = np.digitize(sample.y, [30.0, 45.0][: classes - 1]).astype(np.float64)
    weights, best = fit_classifier(sample.x, y, classes)
    network, random = classifier(3, classes), np.random.default_rng(1)
    sizes = 1.0 / sample.x.std(axis=0)[:, np.newaxis]
    for size in (1e-3, 1e-2, 0.3):
        for _ in range(20):
            kernel, bias = (array + 0.0 for array in weights)
            kernel += size * sizes * random.normal(size=kernel.shape)
            bias += size * random.normal(size=bias.shape)
            last = layer_passes(network, (kernel, bias), sample.x)[-1]
            assert class_metrics(y, last, classes).loss > best.loss - 1e-9


def test_classes_that_a_line_parts_have_finite_weights() -> None:
    x = np.arange(10.0)[:, np.newaxis]
    for y, classes in ((x[:, 0] > 4.5, 2), (np.digitize(x[:, 0], [2.5, 6.5]), 3)):
        weights, best = fit_classifier(x, np.asarray(y, dtype=np.float64), classes)
        assert all(np.abs(array).max() < 1e4 for array in weights)
        assert best.accuracy == 1.0
        assert best.loss < 0.05


def test_a_column_that_never_varies_changes_nothing() -> None:
    x = np.array([[0.0], [1.0], [2.0], [3.0]])
    y = np.array([0.0, 1.0, 0.0, 1.0])
    _, alone = fit_classifier(x, y, 2)
    _, beside = fit_classifier(np.hstack([x, np.full((4, 1), 7.0)]), y, 2)
    assert beside.loss == pytest.approx(alone.loss, abs=1e-9)
