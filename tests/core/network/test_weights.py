"""Weights as one vector and back, and which of them are frozen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.network import Network, Weights
from playground.core.network.weights import (
    Tensors,
    flatten,
    frozen_indices,
    frozen_mask,
    unflatten,
)
from tests.core.samples import networks


@given(networks(), st.sampled_from([np.float32, np.float64]))
def test_flatten_and_unflatten_are_inverse_in_any_dtype(
    example: tuple[Network, Weights], dtype: type[np.floating]
) -> None:
    network, weights = example[0], [array.astype(dtype) for array in example[1]]
    flat = flatten(weights)
    assert flat.shape == (network.parameter_count,)
    assert flat.dtype == dtype
    again = unflatten(flat, network.shapes)
    for one, other in zip(again, weights, strict=True):
        assert one.dtype == dtype
        np.testing.assert_array_equal(one, other)


def test_kernels_are_flattened_row_by_row() -> None:
    weights = (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([5.0, 6.0]))
    assert flatten(weights).tolist() == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert Tensors(weights).flatten().dtype == np.float32


@given(networks())
def test_several_vectors_are_unflattened_at_once(example: tuple[Network, Weights]) -> None:
    network, weights = example
    path = np.stack([flatten(weights), 2.0 * flatten(weights)])
    for both, array in zip(unflatten(path, network.shapes), weights, strict=True):
        np.testing.assert_array_equal(both, np.stack([array, 2.0 * array]))


@pytest.mark.parametrize("count", [0, 5, 7])
def test_another_number_of_weights_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"there must be 6 numbers; received {count}"):
        unflatten(np.zeros(count), [(2, 2), (2,)])


@given(networks(), st.data())
def test_frozen_mask_and_indices_are_inverse(
    example: tuple[Network, Weights], data: st.DataObject
) -> None:
    network, weights = example
    indices = st.sets(st.integers(0, network.parameter_count - 1))
    frozen = tuple(sorted(data.draw(indices)))
    mask = frozen_mask(frozen, network.shapes)
    network.check(mask)
    assert flatten(mask).sum() == len(frozen)
    assert frozen_indices(mask) == frozen
    marked = np.concatenate([array[m == 1.0] for array, m in zip(weights, mask, strict=True)])
    np.testing.assert_array_equal(marked, flatten(weights)[list(frozen)])
