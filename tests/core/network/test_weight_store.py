"""The store has the newest weights, and older ones as long as they are referenced elsewhere."""

from __future__ import annotations

import gc

import numpy as np
import pytest

from playground.core.network.weight_store import WeightStore
from playground.core.network.weights import Tensors


def tensors(value: float, shape: tuple[int, ...] = (2, 3)) -> Tensors:
    return Tensors([np.full(shape, value), np.zeros(shape[-1])])


def test_what_is_left_is_found_by_its_name() -> None:
    store, mine = WeightStore(), tensors(1.0)
    key = store.put(mine)
    assert store.get(key) is mine
    assert store.get(WeightStore().put(tensors(1.0))) is mine, "the name is that of the numbers"
    keys = {store.put(other) for other in (mine, tensors(2.0), tensors(1.0, (3, 2)))}
    assert len(keys) == 3
    with pytest.raises(KeyError):
        store.get("somebody else's")


def test_the_latest_are_kept_within_the_limit_and_others_while_they_are_held() -> None:
    store, referenced = WeightStore(limit=20), tensors(0.0)
    keys = [store.put(referenced), *(store.put(tensors(value)) for value in (1.0, 2.0, 3.0))]
    gc.collect()
    assert store.size == 18
    assert store.get(keys[0]) is referenced
    with pytest.raises(KeyError):
        store.get(keys[1])
    assert [store.get(key) for key in keys[2:]] == [tensors(2.0), tensors(3.0)]
    del referenced
    gc.collect()
    with pytest.raises(KeyError):
        store.get(keys[0])


def test_the_last_is_kept_however_large_it_is() -> None:
    store = WeightStore(limit=1)
    key = store.put(tensors(1.0))
    gc.collect()
    assert store.get(key) == tensors(1.0)
