"""A generated data set is its name: the same points wherever the name is read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import Sample, alive_check, load
from playground.core.data.generated import CROSSES, MAX_ROWS, MIN_ROWS, Generated, is_generated
from playground.core.data.shapes import REACH, SHAPES

PLANE = tuple(name for name, shape in SHAPES.items() if shape.classes)


@st.composite
def generated(draw: st.DrawFn) -> Generated:
    return Generated(
        draw(st.sampled_from([*SHAPES])),
        draw(st.integers(MIN_ROWS, MAX_ROWS)),
        draw(st.integers(0, 50)),
        draw(st.integers(0, 9999)),
    )


@given(generated())
def test_the_name_says_everything(made: Generated) -> None:
    assert Generated.named(made.name) == made
    assert is_generated(made.name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("circle-200", "is no name such as circle-200-10-0"),
        ("circle-200-10-0-1", "is no name such as"),
        ("circle-19-10-0", "rows must be between 20 and 1000"),
        ("circle-1001-10-0", "'1001' is not a whole number from 0 to 1000"),
        ("circle-200-51-0", "'51' is not a whole number from 0 to 50"),
        ("circle-200-10-x", "'x' is not a whole number"),
        ("circle-99999999999-0-0", "not a whole number from 0 to 1000"),
        ("circles", "data set must be one of"),
        ("", "data set must be one of"),
    ],
)
def test_a_name_that_is_none_says_why(name: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        load(name)


def sample_of(name: str) -> Sample:
    dataset = load(name)
    return dataset.sample(dataset.first_inputs.plane, dataset.target)


@pytest.mark.parametrize("shape", SHAPES)
def test_points_follow_rows_noise_and_seed(shape: str) -> None:
    calm, again, other = (sample_of(f"{shape}-300-0-{seed}") for seed in (1, 1, 2))
    assert np.array_equal(calm.x, again.x)
    assert np.array_equal(calm.y, again.y)
    assert shape == "spiral" or not np.array_equal(
        np.sort(calm.x, axis=0), np.sort(other.x, axis=0)
    )
    assert len(calm.y) == 300
    assert np.abs(calm.x).max() <= REACH
    noisy = sample_of(f"{shape}-300-40-1")
    assert not np.array_equal(calm.x, noisy.x) or not np.array_equal(calm.y, noisy.y)
    assert len(calm.classes) == SHAPES[shape].classes
    if calm.classes:
        assert np.bincount(calm.y.astype(int)).min() >= 300 / len(calm.classes) * 0.8


RULES = {
    "circle": lambda x: np.hypot(*x.T) < 3.0,
    "xor": lambda x: x[:, 0] * x[:, 1] > 0.0,
    "line": lambda x: x[:, 1] > 0.5 * x[:, 0],
    "sine": lambda x: x[:, 1] > 2.0 * np.sin(1.2 * x[:, 0]),
    "cubic": lambda x: x[:, 1] > 0.08 * x[:, 0] ** 3 - 1.2 * x[:, 0],
    "abs": lambda x: x[:, 1] > 1.2 * np.abs(x[:, 0]) - 3.0,
}


@pytest.mark.parametrize("shape", RULES)
def test_without_noise_the_rule_tells_the_classes(shape: str) -> None:
    sample = sample_of(f"{shape}-500-0-3")
    assert np.array_equal(RULES[shape](sample.x), sample.y == 1.0)


def test_the_v_has_its_kink() -> None:
    sample = sample_of("v-200-0-0")
    assert sample.y == pytest.approx(1.5 * np.abs(sample.x[:, 0] - 1.0) + 1.0, abs=2e-3)


@pytest.mark.parametrize("shape", PLANE)
def test_crosses_are_columns(shape: str) -> None:
    table = load(shape).table()
    x1, x2 = table["x1"], table["x2"]
    expected = (x1**2, x2**2, x1 * x2, np.sin(x1), np.sin(x2))
    for name, values in zip(CROSSES, expected, strict=True):
        assert np.asarray(table[name]) == pytest.approx(np.asarray(values), abs=1e-4)
    assert list(table.columns) == ["x1", "x2", *CROSSES, "class"]


def test_many_of_them_are_not_all_kept_and_none_is_lost() -> None:
    is_alive = alive_check("circle-20-0-0")
    for seed in range(200):
        load(f"xor-20-0-{seed}")
    assert is_alive()
    assert len(load("circle-20-0-0").row_names) == 20
