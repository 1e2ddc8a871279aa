from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.formatting import (
    format_number,
    quote,
    read_choice,
    read_int,
    read_number,
    read_switch,
    three_digits,
)


def test_three_significant_digits_as_in_the_browser() -> None:
    """The cases of format_test.js."""
    values = (380.44, 12.04, 0.32413, -0.0523, 9.999, 12345.6, 2.5e7, 0, 0.00001, float("nan"))
    shown = ["380", "12.0", "0.324", "\u22120.0523", "10.0", "12,300", "2.5e+7", "0", "1.0e-5", "–"]
    assert [*map(three_digits, values)] == shown


@given(st.floats(-1e6, 1e6))
def test_numbers_come_back_exactly(value: float) -> None:
    assert read_number(format_number(value), 1e6) == value


def test_numbers_are_short() -> None:
    texts = [format_number(value) for value in (2.5, 90.0, -0.0, 1e-7, 90)]
    assert texts == ["2.5", "90", "0", "1e-07", "90"]


@pytest.mark.parametrize("text", ["", "abc", "1,5", "1_0", "२", "1.5.2", "0x10", "--1", "1ee"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"^'.*' is not a number$"):
        read_number(text, 1e6)


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "1e400", "1000001", "9" * 10_000])
def test_numbers_out_of_range(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not between -1,000,000 and 1,000,000$"):
        read_number(text, 1e6)


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", "11", "²", "१", "9" * 10_000, " 1"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a whole number from 0 to 10$"):
        read_int(text, 10)


def test_whole_numbers_and_switches() -> None:
    assert [read_int(text, 10) for text in ("0", "7", "10")] == [0, 7, 10]
    assert [read_switch(text) for text in ("0", "1")] == [False, True]
    with pytest.raises(ValueError, match=r"^'yes' is neither 0 nor 1$"):
        read_switch("yes")


def test_choices_are_named_where_there_is_no_such_one() -> None:
    assert read_choice("b", ("a", "b")) == "b"
    with pytest.raises(ValueError, match=r"^'c' is none of a, b$"):
        read_choice("c", ("a", "b"))


@given(st.text())
def test_quotes_are_short_and_printable(text: str) -> None:
    quoted = quote(text)
    assert quoted.isprintable()
    assert len(quoted) <= 10 * 21 + 2


def test_a_long_text_is_cut() -> None:
    assert quote("x" * 10_000) == repr("x" * 20 + "…")
