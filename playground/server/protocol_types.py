"""Writes the browser's types: `python -m playground.server.protocol_types`.

`playground/stage/assets/protocol.d.ts` is generated from the structs of the protocol, so that the
scripts are checked against what Python really sends and takes.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from playground.rooms import news
from playground.rooms import protocol as room
from playground.rooms.data_points import DataPoints
from playground.runs.protocol import RunEvent, RunMoments
from playground.server.class_pages import Invitation, LessonSteps
from playground.stage import protocol

FILE = Path(str(files("playground").joinpath("stage", "assets", "protocol.d.ts")))
ROOTS = (
    protocol.ClientMessage,
    protocol.FigureEvent,
    protocol.BoardEvent,
    protocol.LessonEvent,
    protocol.PredictRequest,
    protocol.PredictAnswer,
    protocol.StepAnswer,
    protocol.StepRequest,
    protocol.Refusal,
    protocol.StagePayload,
    protocol.NetworkPayload,
    protocol.Payload,
    RunEvent,
    RunMoments,
    room.OpenRoom,
    room.JoinRoom,
    room.Report,
    room.Vote,
    room.Command,
    room.LedValues,
    room.WhoIs,
    news.RoomOpened,
    news.SeatTaken,
    news.RoomRefusal,
    news.RoomNews,
    news.SeatNews,
    news.BoardNews,
    news.WallNews,
    news.Pseudonym,
    DataPoints,
    Invitation,
    LessonSteps,
)
_HEAD = """\
// Generated from playground/stage/protocol by `python -m playground.server.protocol_types`.
// deno-lint-ignore-file no-explicit-any
"""
_SIMPLE = {"string": "string", "boolean": "boolean", "number": "number", "integer": "number"}


def typescript() -> str:
    """The declarations, as the file holds them."""
    schemas, components = msgspec.json.schema_components(ROOTS, ref_template="{name}")
    parts = [_interface(name, schema) for name, schema in sorted(components.items())]
    unions = {"Payload": protocol.Payload, "Command": room.Command}
    parts += [
        f"export type {name} = {_type(schemas[ROOTS.index(union)])};\n"
        for name, union in unions.items()
    ]
    return "\n".join([_HEAD, *parts])


def _interface(name: str, schema: dict[str, Any]) -> str:
    lines = [f"  {_field(field, part, schema)}" for field, part in schema["properties"].items()]
    about = schema.get("description", "").partition("\n")[0]
    comment = f"/** {about} */\n" if about else ""
    return f"{comment}export interface {name} {{\n" + "\n".join(lines) + "\n}\n"


def _field(name: str, part: dict[str, Any], schema: dict[str, Any]) -> str:
    mark = "" if name in schema.get("required", ()) else "?"
    return f"{name}{mark}: {_type(part)};"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"])
    if "anyOf" in schema:
        return " | ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if schema.get("type") == "null":
        return "null"
    if schema.get("type") == "array":
        return _array(schema)
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties", {})
        return f"Record<string, {_type(inner) if inner else 'any'}>"
    return _SIMPLE.get(schema.get("type", ""), "any")


def _array(schema: dict[str, Any]) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(map(_type, schema['prefixItems']))}]"
    inner = _type(schema["items"]) if schema.get("items") else "any"
    return f"({inner})[]" if " | " in inner else f"{inner}[]"


def main() -> None:
    """Writes the file."""
    FILE.write_text(typescript(), encoding="utf-8")


if __name__ == "__main__":
    main()
