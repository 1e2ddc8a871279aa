"""What is decoded is known before two people can send the first one at once."""

from __future__ import annotations

import re
from pathlib import Path

import playground.course.lesson
import playground.rooms.protocol
import playground.stage.protocol
from playground.core.decoding import known

ROOT = Path(__file__).parents[2] / "playground"
_DECODED = re.compile(
    r"msgspec\.convert\(.*, (\w+)\)"
    r"|msgspec\.json\.decode\(.*type=(?:protocol\.)?(\w+)\)"
    r"|_message\(body, (\w+)\)"
)
_NAMES = {
    name: getattr(module, name)
    for module in (
        playground.course.lesson,
        playground.rooms.protocol,
        playground.stage.protocol,
    )
    for name in vars(module)
}


def test_every_type_that_is_decoded_into_is_known() -> None:
    """Two threads that decode into an unknown one at once end the process."""
    found = {
        next(filter(None, names))
        for path in ROOT.rglob("*.py")
        for names in _DECODED.findall(path.read_text(encoding="utf-8"))
    } - {"kind"}
    assert len(found) >= 14
    assert {_NAMES[name] for name in found} == {*known}
