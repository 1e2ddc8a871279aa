"""The page Planes: state → link → state is the identity, and no link whatever raises."""

from __future__ import annotations

import time
from dataclasses import FrozenInstanceError, replace
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import DATASETS, load
from playground.core.data.targets import source_of
from playground.state.columns import DEFAULT_CAMERA, MAX_SEED, VIEWS
from playground.state.plane import FIELDS, MAX_INPUTS, MIN_INPUTS, PlaneState
from playground.state.query import LIMIT
from tests.state.layers_states import CLASS_TARGETS, GENERATED, decisions
from tests.structs import sent

_numbers = st.floats(-LIMIT, LIMIT) | st.integers(-1000, 1000).map(float)
_names = tuple(field.name for field in FIELDS)


@st.composite
def states(draw: st.DrawFn) -> PlaneState:
    data = draw(st.sampled_from([*DATASETS, *GENERATED]))
    dataset = load(data)
    questions = CLASS_TARGETS.get(data, ("class",))
    target = draw(st.sampled_from([*(column.name for column in dataset.columns), *questions]))
    source = source_of(dataset, target)
    columns = draw(st.permutations([name for name in dataset.choices if name != source]))
    inputs = dataset.inputs_of(columns[: draw(st.integers(MIN_INPUTS, MAX_INPUTS))])
    values = st.lists(_numbers, min_size=len(inputs), max_size=len(inputs)).map(tuple)
    first, second = draw(st.permutations(inputs))[:2]
    return PlaneState(
        data=data,
        inputs=inputs,
        target=target,
        w=draw(values),
        b=draw(_numbers),
        at=draw(values),
        axes=(first, second),
        activation=draw(st.sampled_from(["linear", "relu"]))
        if target not in questions
        else "sigmoid",
        residuals=draw(st.booleans()),
        best=draw(st.booleans()),
        view=draw(st.sampled_from(VIEWS)),
        actual=draw(st.booleans()),
        camera=draw(st.tuples(_numbers, _numbers, _numbers)),
        seed=draw(st.integers(0, MAX_SEED)),
        decision=draw(decisions),
    )


_plausible = st.sampled_from(
    [
        *("abc", "1e400", "nan", "-inf", "1_0", "२", "", "1,2", "1,2,3", ",", "0", "2.5", "true"),
        *("sugars,fiber", "fiber,fiber", "calories", "nope", "concrete", "Cement,Age", "3d", "top"),
        *("x" * 10_000, "9" * 10_000, "1," * 5000, "sugars," * 2000),
    ]
)
_values = _plausible | st.text() | st.lists(_plausible | st.text())
_queries = st.dictionaries(st.sampled_from(_names) | st.text(max_size=30), _values)


@given(states())
def test_state_to_link_to_state_is_the_identity(state: PlaneState) -> None:
    query = state.to_query()
    assert all(isinstance(text, str) for text in query.values())
    assert PlaneState.from_query(query) == (state, ())


@given(states())
def test_a_default_needs_no_more_than_its_columns(state: PlaneState) -> None:
    default = PlaneState.default(state.data, state.inputs, state.target)
    assert {*default.to_query()} <= {"data", "inputs", "target"}
    assert PlaneState.from_query(default.to_query()) == (default, ())


@given(_queries)
def test_a_link_never_raises_and_what_it_gives_can_be_linked(query: dict[str, Any]) -> None:
    state, ignored = PlaneState.from_query(query)
    assert PlaneState.from_query(state.to_query()) == (state, ())
    for sentence in ignored:
        assert sentence.endswith(".")
        assert sentence.isprintable()
        assert len(sentence) < 1000


@given(st.dictionaries(st.sampled_from(_names), st.none() | st.integers() | st.binary()))
def test_not_even_with_values_that_are_no_text(query: dict[str, Any]) -> None:
    state, _ = PlaneState.from_query(query)
    assert PlaneState.from_query(state.to_query()) == (state, ())


@given(states(), st.sampled_from(_names), st.sampled_from(["", "abc", "nan", "९", "x" * 10_000]))
def test_one_bad_field_falls_back_alone(state: PlaneState, name: str, text: str) -> None:
    good = {field.name: field.write(state) for field in FIELDS}
    received, ignored = PlaneState.from_query({**good, name: text})
    assert len([sentence for sentence in ignored if f"link's {name} " in sentence]) == 1
    if name not in ("data", "inputs", "target"):
        expected, _ = PlaneState.from_query({key: good[key] for key in good if key != name})
        assert (received, len(ignored)) == (expected, 1)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"w": "1,2"}, "w was ignored: it needs a number for each input (3), received 2"),
        ({"at": "1,nan,2"}, "at was ignored: 'nan' is not"),
        ({"b": "1e400"}, "b was ignored: '1e400' is not between -1,000,000,000 and 1,000,000,000"),
        ({"inputs": "sugars"}, "inputs was ignored: it takes 2 to 8 different columns"),
        ({"inputs": "sugars,sugars"}, "inputs was ignored: it takes 2 to 8 different columns"),
        (
            {"inputs": ",".join(c.name for c in load("cereal").columns[:9])},
            "inputs was ignored: it takes 2 to 8 different columns",
        ),
        (
            {"inputs": "sugars,nope"},
            "inputs was ignored: 80 Cereals has no column of numbers or categories 'nope'",
        ),
        ({"target": "sugars"}, "target was ignored: 'sugars' is an input already"),
        (
            {"axes": "sugars,sugars"},
            "axes was ignored: it takes two of sugars, fiber, protein, received 'sugars,sugars'",
        ),
        (
            {"axes": "sugars,fat"},
            "axes was ignored: it takes two of sugars, fiber, protein, received 'sugars,fat'",
        ),
        ({"view": "side"}, "view was ignored: 'side' is none of 3d, top"),
        ({"camera": "1,2"}, "camera was ignored: it needs a number for each"),
        ({"camera": "1,b,3"}, "camera was ignored: 'b' is not a number"),
        ({"data": "wine"}, "data was ignored: 'wine' is none of cereal, concrete, penguins"),
        ({"relu": "yes"}, "relu was ignored: 'yes' is neither 0 nor 1"),
        ({"seed": "-1"}, "seed was ignored: '-1' is not a whole number from 0 to 2147483647"),
        ({"probe": "5"}, "Unknown in the link, and ignored: 'probe'"),
    ],
)
def test_sentences(query: dict[str, str], reason: str) -> None:
    state, (sentence,) = PlaneState.from_query(query)
    assert state == PlaneState.default()
    assert reason in sentence


def test_a_field_that_stands_there_several_times_is_one_list() -> None:
    state, ignored = PlaneState.from_query({"inputs": ["fat", "sugars"], "w": ["1", "2"]})
    assert (state.inputs, state.w, ignored) == (("fat", "sugars"), (1.0, 2.0), ())


def test_weights_of_a_refused_choice_of_inputs_do_not_land_on_others() -> None:
    state, ignored = PlaneState.from_query({"inputs": "sugars,nope", "w": "1,2"})
    assert state == PlaneState.default()
    assert len(ignored) == 2


def test_a_target_that_becomes_an_input_makes_room() -> None:
    state, ignored = PlaneState.from_query({"inputs": "sugars,calories"})
    assert (state.inputs, ignored) == (("sugars", "calories"), ())
    assert state.target not in state.inputs


def test_a_huge_link_is_read_at_once() -> None:
    start = time.perf_counter()
    for value in ("9" * 100_000, "1," * 50_000, "sugars," * 10_000):
        PlaneState.from_query(dict.fromkeys(_names, value))
    assert time.perf_counter() - start < 0.5


def test_links_are_short() -> None:
    tutorial = replace(PlaneState.default(), w=(2.5, 0.0, -1.0), b=90.0)
    assert PlaneState.default().to_query() == {}
    assert tutorial.to_query() == {"w": "2.5,0,-1", "b": "90"}
    turned = replace(tutorial, activation="relu", view="top", camera=(1.0, 2.0, 0.5), best=True)
    assert turned.to_query() == {
        "w": "2.5,0,-1",
        "b": "90",
        "relu": "1",
        "best": "1",
        "view": "top",
        "camera": "1,2,0.5",
    }
    assert PlaneState.default("concrete").to_query() == {"data": "concrete"}
    assert PlaneState.default(inputs=("sugars", "fiber")).to_query() == {"inputs": "sugars,fiber"}


@pytest.mark.parametrize("data", DATASETS)
def test_the_start_is_a_level_plane_at_the_middle_of_the_target(data: str) -> None:
    start = PlaneState.default(data)
    sample = load(data).sample(start.inputs, start.target)
    assert {*start.w} == {0.0}
    assert start.b == pytest.approx(sample.y.mean(), abs=np.ptp(sample.y) / 10)
    assert start.at == pytest.approx(
        sample.x.mean(axis=0).tolist(), abs=np.ptp(sample.x, axis=0).max() / 10
    )
    assert (start.activation, start.view, start.camera) == ("linear", "3d", DEFAULT_CAMERA)


def test_the_tutorials_inputs_come_first() -> None:
    start = PlaneState.default()
    assert (start.inputs, start.target) == (("sugars", "fiber", "protein"), "calories")
    assert start.axes == ("sugars", "fiber")
    assert len(PlaneState.default("concrete").inputs) == 8
    assert PlaneState.default(target="sugars").inputs == ("fiber", "protein")


@given(states())
def test_state_to_values_to_state_is_the_identity(state: PlaneState) -> None:
    start = PlaneState.default(state.data, state.inputs, state.target)
    start = replace(start, axes=state.axes, seed=state.seed)
    x, y, z = (round(value, 3) for value in state.camera)
    assert start.with_values(sent(state.values)) == replace(state, camera=(x, y, z))


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": [[1.0], [2.0]]},
        {"weights": [[1.0, 2.0, 3.0]]},
        {"weights": [[1.0, 2.0, float("inf")], [0.0]]},
        {"activations": []},
        {"at": [1.0, 2.0]},
        {"at": [1.0, 2.0, float("nan")]},
        {"switches": {}},
        {"camera": None},
        {"camera": (1.0, 2.0, 1e10)},
    ],
)
def test_values_that_make_no_sense_are_refused(changes: dict[str, Any]) -> None:
    start = PlaneState.default()
    values = msgspec.structs.replace(start.values, weights=[[1.0, 1.0, 1.0], [0.0]])
    assert start.with_values(values).w == (1.0, 1.0, 1.0)
    with pytest.raises((KeyError, ValueError)):
        start.with_values(msgspec.structs.replace(values, **changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"data": "wine"}, "one of cereal, concrete, penguins; received 'wine'"),
        ({"inputs": ("sugars", "nope", "fat")}, "received 'nope'"),
        ({"inputs": ("sugars",)}, "inputs must be between 2 and 8; received 1"),
        ({"target": "sugars"}, "columns must differ"),
        ({"inputs": ("sugars", "fiber", "sugars")}, "columns must differ"),
        ({"w": (1.0, 2.0)}, "a number for each of"),
        ({"at": (1.0,)}, "a number for each of"),
        ({"axes": ("sugars", "fat")}, "axes must be two of"),
        ({"axes": ("sugars", "sugars")}, "axes must be two of"),
        ({"w": (1.0, float("nan"), 0.0)}, "at most 1,000,000,000 in size; received nan"),
        ({"camera": (1.0, float("inf"), 0.0)}, "at most 1,000,000,000 in size; received inf"),
        ({"b": -1000000001.0}, "at most 1,000,000,000 in size; received -1000000001"),
        ({"activation": "tanh"}, "activation must be .* received 'tanh'"),
        ({"view": "side"}, "view must be .* received 'side'"),
        ({"seed": -1}, "seed must be between 0 and 2147483647; received -1"),
    ],
)
def test_no_other_state_can_exist(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(PlaneState.default(), **changes)


def test_frozen() -> None:
    attribute = "b"
    with pytest.raises(FrozenInstanceError):
        setattr(PlaneState.default(), attribute, 1.0)
