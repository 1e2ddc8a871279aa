"""State → link → state is the identity, and no link whatever raises."""

from __future__ import annotations

import time
from dataclasses import FrozenInstanceError, replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import DATASETS, load
from playground.core.data.targets import source_of
from playground.core.fit.descent import BATCHES, MAX_RATE
from playground.state.columns import MAX_SEED
from playground.state.decision import Decision
from playground.state.neuron import FIELDS, NeuronState
from playground.state.query import LIMIT
from tests.state.layers_states import CLASS_TARGETS, GENERATED, decisions
from tests.structs import sent

_numbers = st.floats(-LIMIT, LIMIT) | st.integers(-1000, 1000).map(float)
_names = tuple(field.name for field in FIELDS)
_DECISION = Decision().choices


@st.composite
def states(draw: st.DrawFn) -> NeuronState:
    data = draw(st.sampled_from([*DATASETS, *GENERATED]))
    columns = [column.name for column in load(data).columns]
    column = draw(st.sampled_from(columns))
    questions = CLASS_TARGETS.get(data, ("class",))
    free = [name for name in (*columns, *questions) if source_of(load(data), name) != column]
    target = draw(st.sampled_from(free))
    classes = bool(load(data).sample([column], target).classes)
    return NeuronState(
        data=data,
        inputs=(column,),
        target=target,
        w=(draw(_numbers),),
        b=draw(_numbers),
        probe=draw(_numbers),
        activation="sigmoid" if classes else draw(st.sampled_from(["linear", "relu"])),
        residuals=draw(st.booleans()),
        best=draw(st.booleans()),
        challenge=draw(st.booleans()) and not classes,
        seed=draw(st.integers(0, MAX_SEED)),
        rate=draw(st.floats(0.0, MAX_RATE, exclude_min=True)),
        batch=draw(st.sampled_from(BATCHES)),
        bowl=draw(st.booleans()),
        decision=draw(decisions),
    )


_plausible = st.sampled_from(
    [
        *("abc", "1e400", "nan", "-inf", "1_0", "२", "", "1,2", ",", "0", "2.5", "true"),
        *("sugars", "calories", "nope", "concrete", "Cement"),
        *("x" * 10_000, "9" * 10_000, "1," * 5000),
    ]
)
_values = _plausible | st.text() | st.lists(_plausible | st.text())
_queries = st.dictionaries(st.sampled_from(_names) | st.text(max_size=30), _values)


@given(states())
def test_state_to_link_to_state_is_the_identity(state: NeuronState) -> None:
    query = state.to_query()
    assert all(isinstance(text, str) for text in query.values())
    assert NeuronState.from_query(query) == (state, ())


@pytest.mark.parametrize("data", DATASETS)
def test_a_default_needs_no_more_than_its_columns(data: str) -> None:
    for column in load(data).columns:
        for target in load(data).columns:
            if column is not target:
                default = NeuronState.default(data, (column.name,), target.name)
                assert {*default.to_query()} <= {"data", "inputs", "target"}
                assert NeuronState.from_query(default.to_query()) == (default, ())


@given(_queries)
def test_a_link_never_raises_and_what_it_gives_can_be_linked(query: dict[str, Any]) -> None:
    state, ignored = NeuronState.from_query(query)
    assert NeuronState.from_query(state.to_query()) == (state, ())
    for sentence in ignored:
        assert sentence.endswith(".")
        assert sentence.isprintable()
        assert len(sentence) < 1000


@given(st.dictionaries(st.sampled_from(_names), st.none() | st.integers() | st.binary()))
def test_not_even_with_values_that_are_no_text(query: dict[str, Any]) -> None:
    state, _ = NeuronState.from_query(query)
    assert NeuronState.from_query(state.to_query()) == (state, ())


@given(states(), st.sampled_from(_names), st.sampled_from(["", "abc", "nan", "९", "x" * 10_000]))
def test_one_bad_field_falls_back_alone(state: NeuronState, name: str, text: str) -> None:
    good = {field.name: field.write(state) for field in FIELDS}
    received, ignored = NeuronState.from_query({**good, name: text})
    assert len([sentence for sentence in ignored if f"link's {name} " in sentence]) == 1
    if name not in ("data", "inputs", "target"):
        expected, _ = NeuronState.from_query({key: good[key] for key in good if key != name})
        assert (received, len(ignored)) == (expected, 1)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            {"inputs": "mfr"},
            "The link's inputs was ignored: maker is a category, which needs a weight for each of "
            "its values, and one neuron with one input has one weight: take it as an input on "
            "Planes or Layers.",
        ),
        ({"w": "abc"}, "The link's w was ignored: 'abc' is not a number."),
        (
            {"w": "1e400"},
            "The link's w was ignored: '1e400' is not between -1,000,000,000 and 1,000,000,000.",
        ),
        (
            {"b": "x" * 10_000},
            "The link's b was ignored: 'xxxxxxxxxxxxxxxxxxxx…' is not a number.",
        ),
        (
            {"w": "1,2"},
            "The link's w was ignored: it needs a number for each input (1), received 2.",
        ),
        (
            {"inputs": "nope"},
            "The link's inputs was ignored: 80 Cereals has no numeric column 'nope'.",
        ),
        (
            {"inputs": "sugars,fiber"},
            "The link's inputs was ignored: the most inputs there can be is 1, received 2.",
        ),
        ({"target": "sugars"}, "The link's target was ignored: 'sugars' is the input already."),
        (
            {"data": "wine"},
            "The link's data was ignored: 'wine' is none of cereal, concrete, penguins.",
        ),
        ({"relu": "yes"}, "The link's relu was ignored: 'yes' is neither 0 nor 1."),
        (
            {"seed": "-1"},
            "The link's seed was ignored: '-1' is not a whole number from 0 to 2147483647.",
        ),
        (
            {"rate": "0"},
            "The link's rate was ignored: rate must be above 0 and at most 10; received 0.",
        ),
        (
            {"rate": "11"},
            "The link's rate was ignored: rate must be above 0 and at most 10; received 11.",
        ),
        ({"rate": "fast"}, "The link's rate was ignored: 'fast' is not a number."),
        ({"batch": "7"}, "The link's batch was ignored: '7' is none of 1, 8, 32, all."),
        ({"bowl": "2"}, "The link's bowl was ignored: '2' is neither 0 nor 1."),
        ({"colour": "red"}, "Unknown in the link, and ignored: 'colour'."),
        (
            dict.fromkeys("vxyz", ""),
            "Unknown in the link, and ignored: 'v', 'x', 'y' and 1 more.",
        ),
    ],
)
def test_sentences(query: dict[str, str], sentence: str) -> None:
    assert NeuronState.from_query(query) == (NeuronState.default(), (sentence,))


def test_a_field_that_stands_there_twice() -> None:
    state, ignored = NeuronState.from_query({"b": ["1", "2"], "w": ["2.5"]})
    assert (state.w, state.b) == ((2.5,), 80.0)
    assert ignored == ("The link's b was ignored: '1,2' is not a number.",)


def test_a_huge_link_is_read_at_once() -> None:
    start = time.perf_counter()
    for value in ("9" * 100_000, "1," * 50_000, "sugars," * 10_000):
        NeuronState.from_query(dict.fromkeys(_names, value))
    assert time.perf_counter() - start < 0.5


def test_links_are_short() -> None:
    tutorial = replace(NeuronState.default(), w=(2.5,), b=90.0)
    assert NeuronState.default().to_query() == {}
    assert tutorial.to_query() == {"w": "2.5", "b": "90"}
    everything = replace(
        tutorial,
        activation="relu",
        residuals=False,
        best=True,
        challenge=True,
        seed=3,
        probe=7.5,
        rate=1.1,
        batch="8",
        bowl=True,
    )
    assert everything.to_query() == {
        "w": "2.5",
        "b": "90",
        "probe": "7.5",
        "relu": "1",
        "residuals": "0",
        "best": "1",
        "challenge": "1",
        "seed": "3",
        "rate": "1.1",
        "batch": "8",
        "bowl": "1",
    }
    assert NeuronState.default("concrete").to_query() == {"data": "concrete"}
    assert NeuronState.default(inputs=("fiber",)).to_query() == {"inputs": "fiber"}
    assert NeuronState.default(inputs=("calories",)).to_query() == {"inputs": "calories"}


def test_the_start_is_a_line_that_rises_and_lies_too_low() -> None:
    default = NeuronState.default()
    assert (default.data, default.inputs, default.target) == ("cereal", ("sugars",), "calories")
    assert (default.w, default.b, default.probe) == ((1.0,), 80.0, 5.0)
    assert (default.best, default.challenge) == (False, False)


def test_default_columns_make_room_for_each_other() -> None:
    assert NeuronState.default(inputs=("calories",)).target == "protein"
    assert NeuronState.default(target="sugars").inputs == ("calories",)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"data": "wine"}, "one of cereal, concrete, penguins; received 'wine'"),
        ({"inputs": ("nope",)}, "received 'nope'"),
        ({"inputs": ("sugars", "fiber")}, "inputs must be between 1 and 1; received 2"),
        ({"inputs": ()}, "inputs must be between 1 and 1; received 0"),
        ({"target": "sugars"}, "must not hold the target; received 'sugars' twice"),
        ({"w": (1.0, 2.0)}, r"a number for each of \('sugars',\); received 2"),
        ({"w": (float("nan"),)}, "w must be at most 1,000,000,000 in size; received nan"),
        ({"b": float("inf")}, "b must be at most 1,000,000,000 in size; received inf"),
        (
            {"probe": -1000000001.0},
            "probe must be at most 1,000,000,000 in size; received -1000000001",
        ),
        ({"activation": "wavy"}, "received 'wavy'"),
        ({"rate": 0.0}, "rate must be above 0 and at most 10; received 0"),
        ({"rate": float("nan")}, "rate must be above 0 and at most 10; received nan"),
        ({"batch": "76"}, "'76' is none of 1, 8, 32, all"),
        ({"seed": -1}, "seed must be between 0 and 2147483647; received -1"),
        ({"seed": 1.5}, "seed must be a whole number; received 1.5"),
    ],
)
def test_no_other_state_can_exist(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(NeuronState.default(), **changes)


@given(states())
def test_state_to_values_to_state_is_the_identity(state: NeuronState) -> None:
    start = NeuronState.default(state.data, state.inputs, state.target)
    start = replace(start, challenge=state.challenge, seed=state.seed)
    assert start.with_values(sent(state.values)) == state


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weights": [[1.0, 2.0], [0.0]]}, r"arrays of 1 and 1 numbers .*received \[2, 1\]"),
        ({"weights": []}, r"received \[\]"),
        ({"weights": [[float("nan")], [0.0]]}, "w must be at most .* received nan"),
        ({"activations": ["relu", "relu"]}, "one activation; received"),
        ({"activations": ["tanh"]}, "received 'tanh'"),
        ({"at": [1e10]}, "probe must be at most"),
        ({"at": []}, "not enough values"),
        ({"at": [1.0, 2.0]}, "too many values"),
        ({"switches": {"best": True}}, "residuals"),
        ({"choices": {"rate": "0.1"}}, "batch"),
        ({"choices": {"rate": "0.1", "batch": "all"}}, "threshold"),
        ({"choices": {"rate": "fast", "batch": "all"} | _DECISION}, "'fast' is not a number"),
        ({"choices": {"rate": "-1", "batch": "all"} | _DECISION}, "rate must be above 0"),
        ({"choices": {"rate": "0.1", "batch": "7"} | _DECISION}, "'7' is none of"),
    ],
)
def test_values_that_make_no_sense_are_refused(changes: dict[str, Any], message: str) -> None:
    start = NeuronState.default()
    with pytest.raises((KeyError, ValueError), match=message):
        start.with_values(msgspec.structs.replace(start.values, **changes))


def test_frozen() -> None:
    attribute = "b"
    with pytest.raises(FrozenInstanceError):
        setattr(NeuronState.default(), attribute, 1.0)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"relu": "1"}, "The link's relu was ignored: a unit that tells classes apart ends in a"),
        ({"challenge": "1"}, "The link's challenge was ignored: a challenge is about numbers"),
        ({"target": "shelf = each"}, "3 classes, and a single unit tells 2 apart: ask for one of"),
        ({"target": "sugars >= 9"}, "The link's target was ignored: 'sugars' is the input already"),
        ({"target": ""}, "The link's target was ignored: it names nothing"),
    ],
)
def test_of_classes_a_field_that_cannot_be_costs_one_sentence(
    query: dict[str, str], sentence: str
) -> None:
    good = {"target": "shelf = 2", "w": "0.5", "b": "-4"}
    state, (ignored,) = NeuronState.from_query({**good, **query})
    assert sentence in ignored
    if "target" not in query:
        assert state == NeuronState.from_query(good)[0]
        assert state.network.layers[-1].activation == "sigmoid"


@pytest.mark.parametrize("data", ["blobs", "circle", "moons-60-20-3"])
def test_generated_classes_begin_with_a_curve_that_rises_within_the_points(data: str) -> None:
    state = NeuronState.from_query({"data": data})[0]
    assert len(state.classes) == 2
    assert state.w[0] > 0.0
    x = load(data).sample(state.inputs, state.target).x[:, 0]
    assert x.min() < -state.b / state.w[0] < x.max()
