"""Whatever values a browser sends: every page state takes them or refuses them, nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.state.concrete import ConcreteState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.training import TrainingState
from playground.state.values import Values
from tests.structs import sent

STATES = (NeuronState, PlaneState, LayersState, TrainingState, ConcreteState)

_number = st.floats() | st.sampled_from([0.0, 1e9, 1e10, -1e300])
_text = st.text(max_size=5) | st.sampled_from(["relu", "linear", "mix", "Water"])
_FIELDS = {
    "weights": st.lists(st.lists(_number, max_size=9), max_size=7),
    "activations": st.lists(_text, max_size=4),
    "frozen": st.lists(st.integers(), max_size=4),
    "at": st.lists(_number, max_size=9),
    "switches": st.dictionaries(_text, st.booleans(), max_size=4),
    "choices": st.dictionaries(_text, _text, max_size=4),
    "camera": st.none() | st.tuples(_number, _number, _number),
}


@pytest.mark.parametrize("kind", STATES)
@given(changes=st.fixed_dictionaries({}, optional=_FIELDS))
def test_values_are_taken_or_refused(kind: Any, changes: dict[str, Any]) -> None:
    state = kind.default()
    try:
        changed = state.with_values(msgspec.structs.replace(state.values, **changes))
    except (KeyError, ValueError):
        return
    assert type(changed) is kind
    assert kind.from_query(changed.to_query()) == (changed, ())
    assert changed.with_values(sent(changed.values)) == changed


def test_every_field_is_tried() -> None:
    assert {*_FIELDS} == {*Values.__struct_fields__}
