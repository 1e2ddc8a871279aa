"""Every struct of the protocol decodes what it encodes, and refuses what is another."""

from __future__ import annotations

import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from playground.runs.protocol import RunEvent, RunMoments
from playground.stage import protocol
from playground.stage.protocol import BoardEvent, ClientMessage, FigureEvent, LessonEvent, Payload
from playground.state.values import Action
from tests.structs import MOST, instances, sent

STRUCTS = sorted(
    {
        value
        for value in (*vars(protocol).values(), RunEvent, RunMoments, *get_args(Action))
        if isinstance(value, type) and issubclass(value, msgspec.Struct)
    },
    key=lambda struct: struct.__name__,
)
JUNK: tuple[object, ...] = (None, 3, "text", [], [[]], True)
FROM_BROWSER = (ClientMessage, FigureEvent, BoardEvent, LessonEvent)


def test_all_structs_are_tried() -> None:
    assert len(STRUCTS) > 50


@pytest.mark.parametrize("struct", STRUCTS)
@settings(max_examples=15)
@given(data=st.data())
def test_it_decodes_what_it_encodes(struct: type[msgspec.Struct], data: st.DataObject) -> None:
    sent(data.draw(instances(struct)))


@settings(max_examples=60)
@given(instances(Payload))
def test_a_payload_is_known_by_its_kind(payload: Any) -> None:
    data = msgspec.json.encode(payload)
    assert msgspec.json.decode(data, type=Payload) == payload
    assert json.loads(data)["kind"] == payload.__struct_config__.tag


@pytest.mark.parametrize("struct", FROM_BROWSER)
@given(data=st.data())
def test_what_a_browser_sends_may_arrive_as_builtins(
    struct: type[msgspec.Struct], data: st.DataObject
) -> None:
    message = data.draw(instances(struct))
    assert msgspec.convert(json.loads(msgspec.json.encode(message)), struct) == message


@pytest.mark.parametrize("struct", FROM_BROWSER)
@given(data=st.data())
def test_a_field_that_is_missing_or_unknown_is_refused(
    struct: type[msgspec.Struct], data: st.DataObject
) -> None:
    fields = msgspec.to_builtins(data.draw(instances(struct)))
    with pytest.raises(msgspec.ValidationError, match="unknown field `colour`"):
        msgspec.convert({**fields, "colour": "red"}, struct)
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    required = [field.name for field in info.fields if field.required]
    assert required
    for name in required:
        rest = {key: value for key, value in fields.items() if key != name}
        with pytest.raises(msgspec.ValidationError, match=f"missing required field `{name}`"):
            msgspec.convert(rest, struct)


@pytest.mark.parametrize("struct", STRUCTS)
def test_it_is_an_object(struct: type[msgspec.Struct]) -> None:
    for junk in JUNK:
        with pytest.raises(msgspec.ValidationError, match="Expected `object`"):
            msgspec.convert(junk, struct)


@pytest.mark.parametrize("action", get_args(Action), ids=lambda action: action.__name__)
@given(data=st.data())
def test_an_action_is_known_by_its_kind(action: type[msgspec.Struct], data: st.DataObject) -> None:
    one = data.draw(instances(action))
    fields = msgspec.to_builtins(one)
    assert msgspec.convert(fields, Action) == one
    with pytest.raises(msgspec.ValidationError, match=r"Invalid value 'no' - at `\$.kind`"):
        msgspec.convert({**fields, "kind": "no"}, Action)


def test_counters_are_those_that_a_browser_can_count() -> None:
    values: dict[str, Any] = {
        "weights": [],
        "activations": [],
        "frozen": [],
        "at": [],
        "switches": {},
    }
    message = {"base": 0, "values": {**values, "choices": {}, "camera": None}}
    assert msgspec.convert({**message, "seq": MOST}, ClientMessage).seq == MOST
    for seq in (-1, 2**53 + 1, 10**30, 1.5, "1", None):
        with pytest.raises(msgspec.ValidationError, match=r"at `\$.seq`"):
            msgspec.convert({**message, "seq": seq}, ClientMessage)
