"""What a page registered lives as long as its session; nobody else pushes it out."""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.limits import SCENE_BYTES
from playground.stage.payloads.layers import layers_payload, view_of
from playground.stage.predict.points import EVAL_POINTS, EvalPointsStore
from playground.stage.predict.token_store import TokenStore, UnknownToken
from playground.state.layers import LayersState
from playground.ui.shared.page_session import PageSession

LIMIT = 10


@dataclass(frozen=True, eq=False)
class Thing:
    """Something that can be referred to weakly."""

    number: int


def is_known(store: TokenStore[Thing], token: str) -> bool:
    with suppress(UnknownToken):
        return store.token([bytes([store.get(token).number])]) == token
    return False


Puts = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 7), st.integers(1, 12)))


@given(Puts, st.sets(st.sampled_from("abc")))
def test_each_owner_has_its_newest_within_its_limit_and_nothing_else_is_known(
    puts: list[tuple[str, int, int]], gone: set[str]
) -> None:
    store: TokenStore[Thing] = TokenStore(LIMIT)
    partitions = {owner: store.partition(owner) for owner in "abc"}
    expected: dict[str, dict[int, int]] = {owner: {} for owner in "abc"}
    for owner, number, size in puts:
        store.put(Thing(number), [bytes([number])], size, owner)
        mine = expected[owner]
        mine.pop(number, None)
        mine[number] = size
        while sum(mine.values()) > LIMIT and len(mine) > 1:
            del mine[next(iter(mine))]
    for owner in gone:
        del partitions[owner], expected[owner]
    known = set().union(*expected.values())
    for number in range(8):
        assert is_known(store, store.token([bytes([number])])) is (number in known)
    assert len(store) == len(known)


def test_the_same_content_is_stored_once_and_goes_with_its_last_owner() -> None:
    store: TokenStore[Thing] = TokenStore(LIMIT)
    partitions = {owner: store.partition(owner) for owner in "ab"}
    tokens = {store.put(Thing(1), [b"1"], 1, owner) for owner in "ab"}
    (token,) = tokens
    thing = store.get(token)
    store.put(Thing(1), [b"1"], 1, "b")
    assert store.get(token) is thing
    del thing, partitions["a"]
    assert store.get(token).number == 1
    del partitions["b"]
    with pytest.raises(UnknownToken):
        store.get(token)


def test_a_weak_value_takes_no_room_and_goes_with_its_last_reference() -> None:
    store: TokenStore[Thing] = TokenStore(1)
    mine = Thing(1)
    token = store.put_weakly(mine, [b"1"])
    other = store.put(Thing(2), [b"2"], 1)
    assert (store.get(token), store.get(other).number) == (mine, 2)
    del mine
    with pytest.raises(UnknownToken):
        store.get(token)


def test_points_count_by_their_bytes() -> None:
    points = np.zeros((SCENE_BYTES // 32, 2))
    store = EvalPointsStore()
    tokens = [store.register(points + n, points[:, 0]) for n in range(2)]
    assert len(store.get(tokens[1]).y) == len(points)
    with pytest.raises(UnknownToken):
        store.get(tokens[0])


def test_what_a_page_shows_lives_as_long_as_its_session() -> None:
    EVAL_POINTS.clear()
    state = LayersState.default()
    here, other = (PageSession(state, state, {}) for _ in range(2))
    payloads = [layers_payload(view_of(state), state, page.sync, None) for page in (here, other)]
    token = payloads[0].scalings.raw.eval_points
    assert token == payloads[1].scalings.raw.eval_points
    del here
    gc.collect()
    assert len(EVAL_POINTS.get(token).y)
    del other
    gc.collect()
    with pytest.raises(UnknownToken):
        EVAL_POINTS.get(token)
