"""Numbers as people type them: the table that the scripts' tests read, and every style."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.typed_number import TypedNumber, read_typed_number, read_typed_whole

TABLE: dict[str, list[list[Any]]] = json.loads(
    (Path(__file__).parents[1] / "js" / "typedNumbers.json").read_text(encoding="utf-8")
)
STYLES = (",.", ".,", " ,", " .", "\u202f,", "\u00a0,", "'.", "\u2019,")
"""Between thousands and before decimals: English, German, French, Swiss …"""


def expected(row: list[Any]) -> TypedNumber | None:
    _, value, *other = row
    return None if value is None else TypedNumber(value, *other)


@pytest.mark.parametrize("row", TABLE["numbers"], ids=lambda row: ascii(row[0]))
def test_what_is_typed_as_a_number(row: list[Any]) -> None:
    assert read_typed_number(row[0]) == expected(row)


@pytest.mark.parametrize("row", TABLE["whole"], ids=lambda row: ascii(row[0]))
def test_what_is_typed_as_a_whole_number(row: list[Any]) -> None:
    assert read_typed_whole(row[0]) == expected(row)


@given(st.integers(-(10**11), 10**11), st.integers(0, 6), st.sampled_from(STYLES))
def test_every_style_is_read_as_its_number_or_with_a_word(
    digits: int, decimals: int, style: str
) -> None:
    value = float(f"{digits}e-{decimals}")
    signs = str.maketrans(",.-", f"{style}\u2212")
    reading = read_typed_number(f"{value:,.{decimals}f}".translate(signs))
    assert reading is not None
    assert value in (reading.value, reading.other)


@given(st.text(max_size=12), st.sampled_from((read_typed_number, read_typed_whole)))
def test_any_text_is_a_number_or_none(text: str, read: Callable[[str], TypedNumber | None]) -> None:
    reading = read(text)
    assert reading is None or abs(reading.value) < float("inf")


def test_a_number_that_could_be_another_one_is_not_read_without_a_word() -> None:
    assert TypedNumber(-1.234, -1234.0).hint == (
        "Read as \u22121.234. If you mean \u22121234, type \u22121234."
    )
    assert TypedNumber(1e6, 1e9).hint == "Read as 1000000. If you mean 1000000000, type 1000000000."
    assert TypedNumber(2.5).hint == ""
