from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.fit.least_squares import fit_linear_unit, least_squares
from playground.core.fit.metrics import Metrics
from tests.core.samples import Points, points, sizes

# As printed in data/README.md's own check: inputs, weights, bias, MSE, R².
CEREAL = [
    (["sugars"], [2.53559533], 89.15779071, 257.355702, 0.320960),
    (["sugars", "fiber"], [2.40004341, -1.78348856], 93.93533493, 239.647617, 0.367683),
    (
        ["sugars", "fiber", "protein"],
        [2.83718589, -3.4832372, 7.98178889],
        74.44985158,
        190.557762,
        0.497208,
    ),
]


def _scores(data: str, inputs: list[str], target: str) -> Metrics:
    sample = load(data).sample(inputs, target)
    return fit_linear_unit(sample.x, sample.y)[1]


@pytest.mark.parametrize(("inputs", "w", "b", "mse", "r2"), CEREAL)
def test_cereals_as_published_with_the_data(
    inputs: list[str], w: list[float], b: float, mse: float, r2: float
) -> None:
    sample = load("cereal").sample(inputs, "calories")
    kernel, bias = least_squares(sample.x, sample.y)
    assert kernel[:, 0] == pytest.approx(w, abs=5.1e-9)
    assert bias[0] == pytest.approx(b, abs=5.1e-9)
    scores = _scores("cereal", inputs, "calories")
    assert scores.mse == pytest.approx(mse, abs=5.1e-7)
    assert scores.r2 == pytest.approx(r2, abs=5.1e-7)


def test_errors_on_other_rows_than_those_fitted() -> None:
    x, y = np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0])
    test = np.array([[3.0], [5.0]]), np.array([8.0, 12.0])
    (kernel, bias), scores = fit_linear_unit(x, y, test)
    assert (kernel.item(), bias.item()) == pytest.approx((2.0, 1.0))
    assert (scores.mse, scores.mae) == pytest.approx((1.0, 1.0))
    assert fit_linear_unit(x, y)[1].mse == pytest.approx(0.0, abs=1e-24)


def test_mae_of_sugars_to_calories() -> None:
    assert _scores("cereal", ["sugars"], "calories").mae == pytest.approx(12.121888, abs=5.1e-7)


def test_concrete_on_all_eight_inputs() -> None:
    inputs = [column.name for column in load("concrete").columns[:-1]]
    assert len(inputs) == 8
    scores = _scores("concrete", inputs, "CompressiveStrength")
    assert scores.r2 == pytest.approx(0.6155, abs=5.1e-5)


@given(points(least=2), sizes, sizes)
def test_no_other_line_is_better(example: Points, w: float, b: float) -> None:
    x, y = example
    kernel, bias = least_squares(x[:, np.newaxis], y)
    best = np.mean((kernel[0, 0] * x + bias[0] - y) ** 2)
    assert best <= np.mean((w * x + b - y) ** 2) * (1 + 1e-9) + 1e-9


@given(st.integers(1, 20), sizes, sizes)
def test_a_constant_column_gets_no_weight(rows: int, x: float, y: float) -> None:
    kernel, bias = least_squares(np.full((rows, 1), x), np.full(rows, y))
    assert kernel[0, 0] * x + bias[0] == pytest.approx(y, abs=1e-9)
    assert kernel[0, 0] == pytest.approx(0.0, abs=1e-9)


def test_a_repeated_column_shares_its_weight() -> None:
    x = np.arange(5.0)
    kernel, _ = least_squares(np.column_stack([x, x]), 4.0 * x)
    assert kernel[:, 0] == pytest.approx([2.0, 2.0])
