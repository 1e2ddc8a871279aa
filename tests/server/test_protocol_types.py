"""The browser's types are those of the structs."""

from __future__ import annotations

import re
from typing import Any, get_args

import msgspec
import pytest

from playground.server import protocol_types
from playground.stage import protocol
from playground.stage.protocol import Payload
from playground.state.values import Action

TEXT = protocol_types.FILE.read_text(encoding="utf-8")


def structs(module: Any) -> dict[str, type[msgspec.Struct]]:
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, msgspec.Struct)
    }


def interface(name: str) -> str:
    """The fields of an interface, as the file declares them."""
    found = re.search(rf"^export interface {name} {{\n(.*?)^}}", TEXT, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


def test_the_file_is_what_the_structs_give() -> None:
    assert protocol_types.typescript() == TEXT, (
        "run `python -m playground.server.protocol_types`, which writes protocol.d.ts"
    )


def test_writing_it_again_changes_nothing(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol_types, "FILE", tmp_path / "protocol.d.ts")
    protocol_types.main()
    assert (tmp_path / "protocol.d.ts").read_text(encoding="utf-8") == TEXT


def test_every_kind_of_payload_is_in_the_union() -> None:
    kinds = {
        name: struct
        for name, struct in structs(protocol).items()
        if name.endswith("Payload") and struct.__struct_config__.tag
    }
    assert len(kinds) >= 14
    union, _ = get_args(Payload)
    assert {*get_args(union)} == {*kinds.values()}
    (line,) = re.findall(r"^export type Payload = (.*);$", TEXT, re.MULTILINE)
    assert {*line.split(" | ")} == {*kinds}
    for name, struct in kinds.items():
        assert f'kind: "{struct.__struct_config__.tag}";' in interface(name)


def test_every_struct_is_declared_with_its_fields() -> None:
    declared = {name: struct for name, struct in structs(protocol).items() if name != "Sync"}
    assert len(declared) > 40
    for name, struct in declared.items():
        for field in struct.__struct_fields__:
            assert re.search(rf"^  {field}\??: ", interface(name), re.MULTILINE), (name, field)


def test_every_action_is_declared() -> None:
    actions = get_args(Action)
    assert len(actions) == 16
    fields = interface("ClientMessage")
    for action in actions:
        assert f'kind: "{action.__struct_config__.tag}";' in interface(action.__name__)
        assert action.__name__ in fields


def test_optional_fields_may_be_left_out_and_others_not() -> None:
    fields = interface("ClientMessage")
    assert "  seq: number;" in fields
    assert "  undo?: boolean;" in fields
    assert "  refresh?: boolean;" in fields
