"""The page Layers: state → link and values → state is the identity, and no link raises."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.network import Dense, forward
from playground.core.network.weights import Tensors
from playground.state.layers import LayersState, reinitialised
from playground.state.layers_query import FIELDS
from tests.state.layers_states import states
from tests.structs import sent

FOURS = LayersState.default(
    "cereal", ("sugars", "fiber"), layers=(Dense(4, "relu"), Dense(4, "relu"))
)

_names = tuple(field.name for field in FIELDS)
_plausible = st.sampled_from(
    [
        *("abc", "1e400", "nan", "२", "", "1,2", ",", "0", "2.5", "none", "8-relu", "0-relu"),
        *("8-relu,8-relu", "1024-tanh", "1025-relu", "8-nope", "-relu", "8-", "1.2.3", "0.0"),
        *("sugars,fiber", "fiber,fiber", "nope", "concrete", "3d", "top", "he_normal", "AAAA"),
        *("x" * 10_000, "9" * 10_000, "8-relu," * 2000, "A" * 9999, "é" * 40, "====", "1." * 5000),
    ]
)
_values = _plausible | st.text() | st.lists(_plausible | st.text())


@given(states())
def test_state_to_link_to_state_is_the_identity(state: LayersState) -> None:
    query = state.to_query()
    assert LayersState.from_query(query) == (state, ())
    assert all(text.isprintable() and len(text) < 8000 for text in query.values())


@given(states())
def test_a_draw_needs_no_weights_in_its_link(state: LayersState) -> None:
    fresh = reinitialised(replace(state, frozen=()), 7, "he_uniform")
    assert "weights" not in fresh.to_query()
    assert LayersState.from_query(fresh.to_query()) == (fresh, ())


@given(st.dictionaries(st.sampled_from(_names) | st.text(max_size=30), _values))
def test_a_link_never_raises_and_what_it_gives_can_be_linked(query: dict[str, Any]) -> None:
    state, ignored = LayersState.from_query(query)
    assert LayersState.from_query(state.to_query()) == (state, ())
    for sentence in ignored:
        assert sentence.endswith(".")
        assert sentence.isprintable()
        assert len(sentence) < 1000


def test_a_link_names_the_weights_that_it_has_no_room_for() -> None:
    large = LayersState.default(layers=(Dense(40, "relu"), Dense(40, "relu")))
    assert "weights" not in large.to_query(), "its seed draws them"
    moved = large.with_weights([array + 0.5 for array in large.weights])
    link = moved.to_query()
    assert len(link["weights"]) < 40
    assert LayersState.from_query(link) == (moved, ())
    other, (sentence,) = LayersState.from_query(link | {"layers": "40-relu,41-relu"})
    assert other == LayersState.default(layers=(Dense(40, "relu"), Dense(41, "relu")))
    assert sentence == "The link's weights was ignored: they belong to other layers."
    drawn_again, (sentence,) = LayersState.from_query(
        link | {"weights": "held.AAAAAAAAAAAAAAAAAAAAAA"}
    )
    assert drawn_again == large
    assert "this server does not have them (any more)" in sentence


INPUTS = ("sugars", "fiber")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"layers": "8-relu,8"}, "layers was ignored: '8' is no layer such as 8-relu"),
        ({"layers": "0-relu"}, "layers was ignored: '0-relu' has no units"),
        ({"layers": "1025-relu"}, "layers was ignored: '1025' is not a whole number"),
        ({"layers": ",".join(["1-relu"] * 7)}, "layers was ignored: it takes at most 6 layers"),
        (
            {"layers": ",".join(["1024-relu"] * 6)},
            "layers was ignored: these layers have 5,251,073 parameters, and this page takes at "
            "most 1,200,000: take fewer units or layers",
        ),
        ({"weights": "AAAA"}, "weights was ignored: "),
        ({"weights": "é"}, "weights was ignored: 'é' is not what a link's weights look like"),
        ({"frozen": "37"}, "frozen was ignored: '37' is not a whole number from 0 to 21"),
        ({"initializer": "ones"}, "initializer was ignored: 'ones' is none of glorot_uniform"),
        ({"inputs": ",".join(INPUTS), "axes": "sugars"}, "it takes two of sugars, fiber"),
        ({"standardise": "yes"}, "standardise was ignored: 'yes' is neither 0 nor 1"),
    ],
)
def test_sentences(query: dict[str, str], reason: str) -> None:
    state, (sentence,) = LayersState.from_query(query)
    assert state == LayersState.default(inputs=INPUTS if "inputs" in query else None)
    assert reason in sentence


def test_a_link_of_10_kb_is_read_at_once() -> None:
    began = time.perf_counter()
    for name in _names:
        LayersState.from_query({name: "7" * 10_000})
    assert time.perf_counter() - began < 2.0


# --- values ---------------------------------------------------------------------------------


@given(states())
def test_state_to_values_to_state_is_the_identity(state: LayersState) -> None:
    start = LayersState.default(state.data, state.inputs, state.target, state.layers)
    start = replace(start, axes=state.axes, output=state.output)
    start = replace(start, seed=state.seed, initializer=state.initializer)
    x, y, z = (round(value, 3) for value in state.camera)
    assert start.with_values(sent(state.values)) == replace(state, camera=(x, y, z))


@given(states())
def test_unchanged_tensors_are_not_copied(state: LayersState) -> None:
    assert state.with_values(sent(state.values)).tensors is state.tensors


@given(states())
def test_an_activation_there_and_back_restores_every_bit(state: LayersState) -> None:
    values = sent(state.values)
    before = state.with_values(values)
    x = np.linspace(-2.0, 2.0, 5 * len(state.inputs)).reshape(5, -1)
    outputs = forward(before.network, before.weights, x)
    names = [*["relu"] * len(state.layers), values.activations[-1]]
    back = before.with_values(msgspec.structs.replace(values, activations=names)).with_values(
        values
    )
    assert back == before
    assert np.array_equal(forward(back.network, back.weights, x), outputs)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weights": [[1.0]]}, "weights must hold 6 arrays; received 1"),
        ({"weights": [[1.0]] * 6}, "array 0 must hold 8 numbers"),
        ({"weights": [[float("nan")] * 8, *[[0.0]] * 5]}, "array 0 must hold 8 numbers below 1e"),
        ({"weights": [[1e10] * 8, *[[0.0]] * 5]}, "array 0 must hold 8 numbers below 1e"),
        ({"activations": ["nope", "relu", "linear"]}, "received 'nope'"),
        ({"activations": ["relu", "relu", "relu"]}, "a linear output; received"),
        ({"activations": ["relu", "linear"]}, "must name 2 layers"),
        ({"at": [5.0]}, "a number for each"),
        ({"frozen": [99]}, "indices of 37 weights"),
        ({"frozen": [-1]}, "indices of 37 weights"),
        ({"camera": None}, "three numbers; received none"),
        ({"switches": {"top": True}}, "residuals"),
    ],
)
def test_values_that_make_no_sense_are_refused(changes: dict[str, Any], message: str) -> None:
    state = FOURS
    with pytest.raises((KeyError, ValueError), match=message):
        state.with_values(msgspec.structs.replace(state.values, **changes))


def test_of_a_large_network_the_values_are_the_visible_blocks() -> None:
    state = LayersState.default(layers=(Dense(300, "relu"), Dense(300, "relu")))
    assert not state.in_browser
    values = state.values
    blocks = [array[(slice(8),) * array.ndim].copy() for array in state.tensors.arrays]
    assert values.weights == [block.ravel().tolist() for block in blocks]
    blocks[2][1, 3] = 0.5
    weights = [block.ravel().tolist() for block in blocks]
    changed = state.with_values(msgspec.structs.replace(values, weights=weights))
    assert changed.weights[2][1, 3] == 0.5
    rest = np.asarray(changed.weights[2])
    rest[1, 3] = state.weights[2][1, 3]
    assert np.array_equal(rest, state.weights[2])


def test_frozen_weights_stay_where_others_are_drawn_or_trained() -> None:
    state = replace(FOURS, frozen=(0, 8))
    other = reinitialised(state, 3, "he_normal")
    before, after = state.tensors.flatten(), other.tensors.flatten()
    assert np.array_equal(after[[0, 8]], before[[0, 8]])
    assert (after[1:8] != before[1:8]).all()
    assert np.array_equal(state.with_weights(other.weights).tensors.flatten(), after)


def test_the_raw_weights_are_the_same_function_in_the_datas_units() -> None:
    for standardise in (True, False):
        state = replace(LayersState.default("concrete"), standardise=standardise)
        x = np.array([[300.0, 28.0], [500.0, 7.0]])
        inside = forward(state.network, state.weights, state.scaling.inputs(x))
        raw = forward(state.network, state.raw_weights, x)
        assert np.allclose(raw, state.scaling.raw_target(inside), rtol=1e-9)


# --- tensors --------------------------------------------------------------------------------


def test_tensors_are_equal_by_their_numbers_and_cannot_be_changed() -> None:
    given_arrays = [np.array([[1.0, 2.0]]), np.array([0.1, 0.2])]
    tensors = Tensors(given_arrays)
    given_arrays[0][0, 0] = 9.0
    assert tensors == Tensors([np.array([[1.0, 2.0]]), np.array([0.1, 0.2])])
    assert tensors != Tensors([np.array([[1.0], [2.0]]), np.array([0.1, 0.2])])
    assert tensors != Tensors([np.array([[1.0, 2.0]])])
    assert hash(tensors) == hash(Tensors([np.array([[1.0, 2.0]]), np.array([0.1, 0.2])]))
    with pytest.raises(ValueError, match="read-only"):
        tensors.arrays[0][0, 0] = 5.0
    with pytest.raises(ValueError, match="finite"):
        Tensors([np.array([np.inf])])
