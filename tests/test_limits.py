"""The limits' document says what the code does."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from playground import limits

DOCUMENT = (Path(__file__).parents[1] / "docs" / "LIMITS.md").read_text(encoding="utf-8")
ROWS = [
    (name, how_much)
    for what, how_much in re.findall(r"^\| ([^|]+) \| ([^|]+) \|", DOCUMENT, re.MULTILINE)
    for name in re.findall(r"\(`([\w.]+)`\)", what)
]


def test_every_limit_is_in_the_document() -> None:
    named = set(re.findall(r"`([\w.]+)`", DOCUMENT))
    assert {name for name in vars(limits) if name.isupper()} <= named


@pytest.mark.parametrize(("name", "how_much"), ROWS)
def test_the_document_has_the_number_of_the_code(name: str, how_much: str) -> None:
    module, _, constant = name.rpartition(".")
    value = getattr(import_module(f"playground.{module or 'limits'}"), constant)
    shown = f"{value // 2**20:,} MB" if value % 2**20 == 0 else f"{value:,.16g}"
    assert re.search(rf"(?<![\d,.]){re.escape(shown)}(?![\d,.]*\d)", how_much), shown
