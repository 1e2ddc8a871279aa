"""The page Layers: state → link → state is the identity, and no link whatever raises."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.network import Dense, forward
from playground.core.network.weights import Tensors
from playground.state.layers import FIELDS, LayersState, reinitialised
from tests.state.layers_states import stacks

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


def hand_of(stack: LayersState) -> dict[str, Any]:
    """What the browser's hand holds of it."""
    return {
        **{f"t{i}": array.ravel().tolist() for i, array in enumerate(stack.tensors.arrays)},
        **{f"f{i}": layer.activation for i, layer in enumerate(stack.layers)},
        **{f"x{i}": value for i, value in enumerate(stack.at)},
        **{name: getattr(stack, name) for name in ("standardise", "residuals", "hinges", "single")},
        "frozen": list(stack.frozen),
        "top": stack.view == "top",
        "camera": list(stack.camera),
    }


@given(stacks())
def test_state_to_link_to_state_is_the_identity(stack: LayersState) -> None:
    query = stack.to_query()
    assert LayersState.from_query(query) == (stack, ())
    assert all(text.isascii() and len(text) < 8000 for text in query.values())


@given(stacks())
def test_a_draw_needs_no_weights_in_its_link(stack: LayersState) -> None:
    fresh = reinitialised(replace(stack, frozen=()), 7, "he_uniform")
    assert "weights" not in fresh.to_query()
    assert LayersState.from_query(fresh.to_query()) == (fresh, ())


@given(st.dictionaries(st.sampled_from(_names) | st.text(max_size=30), _values))
def test_a_link_never_raises_and_what_it_gives_can_be_linked(query: dict[str, Any]) -> None:
    stack, ignored = LayersState.from_query(query)
    assert LayersState.from_query(stack.to_query()) == (stack, ())
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


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"layers": "8-relu,8"}, "layers was ignored: '8' is no layer such as 8-relu"),
        ({"layers": "0-relu"}, "layers was ignored: '0-relu' has no units"),
        ({"layers": "1025-relu"}, "layers was ignored: '1025' is not a whole number"),
        ({"layers": ",".join(["1-relu"] * 7)}, "layers was ignored: it takes at most 6 layers"),
        (
            {"layers": ",".join(["1024-relu"] * 6)},
            "layers was ignored: these layers have 5,252,097 parameters, and this page takes at "
            "most 1,200,000: take fewer units or layers",
        ),
        ({"weights": "AAAA"}, "weights was ignored: "),
        ({"weights": "é"}, "weights was ignored: 'é' is not what a link's weights look like"),
        ({"frozen": "37"}, "frozen was ignored: '37' is not a whole number from 0 to 36"),
        ({"initializer": "ones"}, "initializer was ignored: 'ones' is none of glorot_uniform"),
        ({"axes": "sugars"}, "axes was ignored: it takes two of sugars, fiber"),
        ({"standardise": "yes"}, "standardise was ignored: 'yes' is neither 0 nor 1"),
    ],
)
def test_sentences(query: dict[str, str], reason: str) -> None:
    stack, (sentence,) = LayersState.from_query(query)
    assert stack == LayersState.default()
    assert reason in sentence


def test_a_link_of_10_kb_is_read_at_once() -> None:
    began = time.perf_counter()
    for name in _names:
        LayersState.from_query({name: "7" * 10_000})
    assert time.perf_counter() - began < 2.0


# --- hand -----------------------------------------------------------------------------------


@given(stacks())
def test_what_the_hand_left_untouched_stays(stack: LayersState) -> None:
    rounded = replace(stack, camera=tuple(round(value, 3) for value in stack.camera))  # type: ignore[arg-type]
    moved = stack.moved(hand_of(rounded))
    assert moved == rounded
    assert moved.tensors is stack.tensors


@given(stacks(), st.data())
def test_an_activation_there_and_back_restores_every_bit(
    stack: LayersState, data: st.DataObject
) -> None:
    hand = hand_of(replace(stack, camera=(1.0, 1.0, 1.0)))
    before = stack.moved(hand)
    x = np.linspace(-2.0, 2.0, 5 * len(stack.inputs)).reshape(5, -1)
    answers = forward(before.network, before.weights, x)
    bent = before.moved({**hand, **{f"f{i}": "relu" for i in range(len(stack.layers))}})
    back = bent.moved(hand)
    assert back == before
    assert np.array_equal(forward(back.network, back.weights, x), answers)


@pytest.mark.parametrize(
    "wrong",
    [
        {"t0": [1.0]},
        {"t0": [float("nan")] * 8},
        {"t0": [1e10] * 8},
        {"f0": "nope"},
        {"x0": "five"},
        {"frozen": [99]},
        {"camera": [1, 2]},
    ],
)
def test_a_hand_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    stack = LayersState.default()
    with pytest.raises((ValueError, TypeError)):
        stack.moved({**hand_of(stack), **wrong})


def test_of_a_large_network_the_hand_holds_the_corners() -> None:
    stack = LayersState.default(layers=(Dense(300, "relu"), Dense(300, "relu")))
    assert not stack.in_browser
    hand = hand_of(stack)
    corners = [array[(slice(8),) * array.ndim].copy() for array in stack.tensors.arrays]
    corners[2][1, 3] = 0.5
    hand |= {f"t{i}": corner.ravel().tolist() for i, corner in enumerate(corners)}
    moved = stack.moved(hand)
    assert moved.weights[2][1, 3] == 0.5
    kept = np.asarray(moved.weights[2])
    kept[1, 3] = stack.weights[2][1, 3]
    assert np.array_equal(kept, stack.weights[2])


def test_frozen_weights_stay_where_others_are_drawn_or_trained() -> None:
    stack = replace(LayersState.default(), frozen=(0, 8))
    other = reinitialised(stack, 3, "he_normal")
    before, after = stack.tensors.flatten(), other.tensors.flatten()
    assert np.array_equal(after[[0, 8]], before[[0, 8]])
    assert (after[1:8] != before[1:8]).all()
    assert np.array_equal(stack.with_weights(other.weights).tensors.flatten(), after)


def test_the_raw_weights_are_the_same_function_in_the_datas_units() -> None:
    for standardise in (True, False):
        stack = replace(LayersState.default("concrete"), standardise=standardise)
        x = np.array([[300.0, 28.0], [500.0, 7.0]])
        inside = forward(stack.network, stack.weights, stack.scaling.inputs(x))
        raw = forward(stack.network, stack.raw_weights, x)
        assert np.allclose(raw, stack.scaling.raw_target(inside), rtol=1e-9)


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
