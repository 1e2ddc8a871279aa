"""Whatever a person sets, the file is read so or there is a sentence; lines show what they are."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.core.importing.attempt import Refused, attempt
from playground.core.importing.errors import TableError
from playground.core.importing.export import as_texts, csv_as_read
from playground.core.importing.line_roles import Role, line_roles
from playground.core.importing.opening.decoding import ENCODINGS
from playground.core.importing.opening.records import DELIMITERS
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Choice, Kind, Settings
from playground.core.importing.to_table import table_of
from tests.core.importing.test_forms import FORMS, reading

ROW = st.integers(0, 16)
FILE_WIDE = {
    "encoding": st.sampled_from([*ENCODINGS]),
    "delimiter": st.sampled_from([*DELIMITERS]),
    "header_rows": st.lists(ROW.filter(bool), unique=True, max_size=4).map(sorted).map(tuple),
    "unit_row": ROW,
    "first_row": ROW.filter(bool),
    "last_row": ROW,
    "rows_left_out": st.lists(ROW, unique=True, max_size=4).map(sorted).map(tuple),
    "missing_marks": st.sampled_from([(), ("NA",), ("-", "***")]),
    "columns_taken": st.sampled_from([(), (1,), (2, 3), (1, 2, 9)]),
    "sampling": st.sampled_from(["random", "first"]),
}
OF_A_COLUMN = {
    "name": st.just("x y"),
    "kind": st.sampled_from([*Kind]),
    "unit": st.sampled_from(["", "kg"]),
    "decimal": st.sampled_from([".", ","]),
    "date_format": st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%Y%m%d"]),
    "stand_ins": st.sampled_from([(), (-200.0,), (1.0, 2.0)]),
}
CHANGES = st.fixed_dictionaries({}, optional=FILE_WIDE)
COLUMNS = st.dictionaries(
    st.integers(1, 5), st.fixed_dictionaries({}, optional=OF_A_COLUMN), max_size=3
)


def data_of(case: str) -> bytes:
    form = FORMS[case]
    return form.text.encode("utf-8" if form.codec == "cut" else form.codec)


def is_sound(found: Reading | Refused) -> None:
    """What pages make of it goes well, or is a sentence."""
    lines = line_roles(found)
    if isinstance(found, Refused):
        assert found.problem
        return
    for column in found.columns:
        assert len(column.values) == len(column.unreadable) == len(found.rows)
        assert len(as_texts(column)) == len(found.rows)
    data = {line.number for line in lines if line.role is Role.DATA}
    named = {*found.settings.header_rows.value} if found.settings.header_rows else set()
    assert data | named >= {int(row) for row in found.rows if row <= lines[-1].number}
    if found.problem:
        with pytest.raises(TableError, match=re.escape(found.problem)):
            table_of(found)
    else:
        csv_as_read(found)
        assert np.isfinite(table_of(found).frame.to_numpy()).any()


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([*FORMS]), CHANGES, COLUMNS)
def test_whatever_is_set_is_read_so_or_there_is_a_sentence(
    case: str, changes: dict[str, Any], columns: dict[int, dict[str, Any]]
) -> None:
    chosen = Settings().setting(**changes)
    for number, values in columns.items():
        chosen = chosen.setting_column(number, **values)
    try:
        found = attempt(data_of(case), "file", chosen)
    except TableError:  # as no text, in another encoding
        assert "encoding" in changes
        return
    is_sound(found)
    for name, value in changes.items():
        assert getattr(found.settings, name) == Choice(value, True)
    again = found.settings.only_set()
    assert {name: choice for name, choice in again if choice} == {
        name: choice for name, choice in chosen if choice
    }


@pytest.mark.parametrize("case", FORMS)
def test_every_column_can_be_of_every_kind(case: str) -> None:
    guessed = reading(FORMS[case])
    for kind in Kind:
        numbers = [column.number for column in guessed.columns]
        found = attempt(data_of(case), "file", Settings().setting_columns(numbers, kind=kind))
        is_sound(found)
        assert isinstance(found, Reading)
        assert {column.kind for column in found.columns} == {kind}


def test_lines_show_what_they_were_taken_for() -> None:
    text = "Plot of masses\n\nname;mass\n;kg\na;1\nb;2\nTotal;3\nc;4\nd;5\nend of the file\n"
    roles = {line.number: line.role for line in line_roles(attempt(text))}
    wanted = ["left out", "empty", "names", "units", "data", "data", "data", "data", "data"]
    assert [*map(str, roles.values())] == [*wanted, "left out"]
    chosen = Settings().setting(rows_left_out=(7,), header_rows=(1,), unit_row=0, first_row=5)
    roles = {line.number: line.role for line in line_roles(attempt(text, "", chosen))}
    assert (roles[1], roles[3], roles[7]) == (Role.NAMES, Role.LEFT_OUT, Role.LEFT_OUT)


def test_rows_that_a_sample_has_not_are_told_from_those_left_out() -> None:
    text = "a,b\n" + "".join(f"{row},{row % 7}\n" for row in range(120_000))
    roles = [line.role for line in line_roles(attempt(text))]
    assert {*roles} == {Role.NAMES, Role.DATA, Role.NOT_SAMPLED}


def test_a_file_without_a_table_can_still_be_set() -> None:
    text = "a;b\n1;2;3\n2;5;4\n3;4;6\n"
    refused = attempt(text, "", Settings().setting(delimiter=","))
    assert isinstance(refused, Reading)
    assert refused.problem
    found = attempt(b"a,b\n1,5,2\n2,5,3\n3,5,4\n")
    assert isinstance(found, Refused)
    assert "3 cells" in found.problem
    assert [text for _, text in found.lines] == ["a,b", "1,5,2", "2,5,3", "3,5,4"]
    cured = attempt(b"a,b\n1,5,2\n2,5,3\n3,5,4\n", "", found.settings.setting(first_row=2))
    assert isinstance(cured, Reading)
    with pytest.raises(TableError, match="PDF"):
        attempt(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
