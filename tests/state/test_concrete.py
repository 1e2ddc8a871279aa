"""The page Concrete: state → link and values → state is the identity, and no link raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ladder.networks import INPUTS, LADDER, SPLITS
from playground.state.concrete import FIELDS, PARTS, ConcreteState
from playground.state.query import LIMIT
from tests.structs import sent

_numbers = st.floats(-LIMIT, LIMIT) | st.integers(0, 1200).map(float)


@st.composite
def states(draw: st.DrawFn) -> ConcreteState:
    first, second = draw(st.permutations(INPUTS))[:2]
    return ConcreteState(
        at=tuple(draw(st.lists(_numbers, min_size=8, max_size=8))),
        part=draw(st.sampled_from(PARTS)),
        curve=draw(st.sampled_from(INPUTS)),
        rung=draw(st.sampled_from(list(LADDER))),
        split=draw(st.sampled_from(list(SPLITS))),
        why=draw(st.booleans()),
        axes=(first, second),
        camera=draw(st.tuples(_numbers, _numbers, _numbers)),
    )


_texts = st.sampled_from(["", "abc", "nan", "1,2", "Age", "Age,Age", "ladder", "9" * 5000, "ſ"])
_queries = st.dictionaries(
    st.sampled_from([field.name for field in FIELDS]) | st.text(max_size=9), _texts | st.text()
)


@given(states())
def test_state_to_link_to_state_is_the_identity(state: ConcreteState) -> None:
    assert ConcreteState.from_query(state.to_query()) == (state, ())


@given(_queries)
def test_no_link_raises_and_what_is_ignored_is_named(query: dict[str, str]) -> None:
    state, ignored = ConcreteState.from_query(query)
    assert ConcreteState.from_query(state.to_query())[0] == state
    assert all(sentence.endswith(".") for sentence in ignored)


def test_the_default_has_no_link_and_a_bad_field_says_why() -> None:
    assert ConcreteState.default().to_query() == {}
    _, ignored = ConcreteState.from_query({"rung": "deeper", "at": "1,2"})
    assert ignored == (
        "The link's at was ignored: it needs a number for each input (8), received 2.",
        "The link's rung was ignored: 'deeper' is none of linear, stacked, relu, wide, deep.",
    )


@given(states())
def test_state_to_values_to_state_is_the_identity(state: ConcreteState) -> None:
    x, y, z = (round(value, 3) for value in state.camera)
    changed = ConcreteState.default().with_values(sent(state.values))
    assert changed == replace(state, camera=(x, y, z))


def test_values_change_it_and_nonsense_is_refused() -> None:
    state = ConcreteState.default()
    choices = {
        "part": "inputs",
        "curve": "Water",
        "network": "deep",
        "split": "mix",
        "across": "Water",
        "up": "Age",
    }
    values = msgspec.structs.replace(state.values, choices=choices, switches={"why": True})
    at = [*state.at[:7], 90.0]
    changed = state.with_values(msgspec.structs.replace(values, at=at))
    assert changed.at == tuple(at)
    assert (changed.part, changed.curve, changed.rung) == ("inputs", "Water", "deep")
    assert (changed.split, changed.why) == ("mix", True)
    assert changed.axes == ("Water", "Age")
    wrong: list[dict[str, Any]] = [
        *({"choices": {**choices, **one}} for one in ({"part": "none"}, {"up": "Water"})),
        {"choices": {**choices, "curve": "Sand"}},
        {"choices": {**choices, "split": "age"}},
        {"at": [float("nan"), *state.at[1:]]},
        {"at": []},
        {"camera": None},
    ]
    for changes in wrong:
        with pytest.raises(ValueError, match="received"):
            state.with_values(msgspec.structs.replace(values, **changes))
    with pytest.raises(KeyError, match="curve"):
        state.with_values(msgspec.structs.replace(values, choices={"part": "mix"}))
    with pytest.raises(ValueError, match="a number for each"):
        replace(state, at=(1.0,))
