"""The store keeps what was used last within its limit, and knows what others refer to."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.lru_store import LruStore


class Thing:
    """Something that can be referred to weakly."""


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1), st.integers(0, 8))
def test_it_stores_the_newest_that_fit_and_always_the_last(
    puts: list[tuple[int, int]], limit: int
) -> None:
    store: LruStore[int, int] = LruStore(limit)
    expected: dict[int, int] = {}
    for key, size in puts:
        store.put(key, 10 * key, size)
        expected.pop(key, None)
        expected[key] = size
        while sum(expected.values()) > limit and len(expected) > 1:
            del expected[next(iter(expected))]
    assert store.size == sum(expected.values())
    assert len(store) == len(expected)
    for key in range(6):
        if key in expected:
            assert store.get(key) == 10 * key
        else:
            with pytest.raises(KeyError):
                store.get(key)


def test_what_was_used_is_dropped_later() -> None:
    store: LruStore[str, int] = LruStore(2)
    store.put("a", 1)
    store.put("b", 2)
    assert store.get("a") == 1
    store.put("c", 3)
    assert store.get("a") == 1
    with pytest.raises(KeyError):
        store.get("b")


def test_what_was_dropped_is_found_while_somebody_refers_to_it() -> None:
    store: LruStore[str, Thing] = LruStore(1)
    mine = Thing()
    store.put("mine", mine)
    store.put("other", Thing())
    assert store.get("mine") is mine
    del mine
    gc.collect()
    with pytest.raises(KeyError):
        store.get("mine")
