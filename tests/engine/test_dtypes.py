"""Conversions from float64 to float32 are checked, and padding wastes little."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.network import Network, neuron
from playground.engine.dtypes import bucket, check_rows, padded, to_float32, weights_to_float32


@pytest.mark.parametrize("bad", [1e39, -1e39, float("nan"), float("inf")])
def test_numbers_beyond_float32_are_named(bad: float) -> None:
    with pytest.raises(ValueError, match=r"x must be finite numbers .*; received") as error:
        to_float32("x", [1.0, bad])
    assert f"{bad:g}" in str(error.value)


def test_what_is_float32_is_checked_and_not_copied() -> None:
    small = np.array([1.0, 2.0], np.float32)
    assert to_float32("x", small) is small
    with pytest.raises(ValueError, match="received nan"):
        to_float32("x", np.array([1.0, np.nan], np.float32))


def test_weights_are_checked_for_shape_and_size() -> None:
    with pytest.raises(ValueError, match="weights must have the shapes"):
        weights_to_float32(Network(2), neuron([1.0], 0.0))
    with pytest.raises(ValueError, match=r"weights must be finite .*received 1e\+300"):
        weights_to_float32(Network(1), neuron([1e300], 0.0))


@pytest.mark.parametrize("shape", [(3,), (3, 1), (3, 3), (1, 3, 2)])
def test_x_needs_a_column_for_each_input(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"x must have the shape \(rows, 2\)") as error:
        check_rows(Network(2), np.zeros(shape))
    assert str(shape) in str(error.value)


@given(st.integers(1, 100_000), st.sampled_from([4, 32]))
def test_a_bucket_is_a_little_larger_than_what_goes_in(rows: int, steps: int) -> None:
    size = bucket(rows, steps)
    assert rows <= size <= max(rows + 8, rows * (1 + 1 / steps))
    assert bucket(size, steps) == size


def test_there_are_few_buckets() -> None:
    assert len({bucket(rows) for rows in range(1, 2049)}) <= 32


def test_padding_adds_zeros_below() -> None:
    array = np.ones((3, 2), np.float32)
    assert np.array_equal(padded(array, 5), [[1, 1], [1, 1], [1, 1], [0, 0], [0, 0]])
    assert padded(array, 3).shape == (3, 2)
