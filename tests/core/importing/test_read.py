"""Tables as people really have them: each is read with a note of what was changed, or refused."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zipfile
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.importing.errors import TableError
from playground.core.importing.layout import body
from playground.core.importing.notes import Topic
from playground.core.importing.opening.decoding import decode
from playground.core.importing.read import read, read_table
from playground.core.importing.settings import Settings
from playground.core.importing.table import Table
from playground.core.importing.to_table import table_of

ROWS = "1,2\n3,5\n4,6\n"


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", f"a,b\n{ROWS}")
    return buffer.getvalue()


def wide(columns: int) -> str:
    return "\n".join(",".join(f"{row}{index}" for index in range(columns)) for row in "x1234")


def long(rows: int) -> str:
    return "a,b\n" + "\n".join(f"{row},{row % 7}" for row in range(rows))


REFUSED: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "nothing in it: the first row must name"),
    "only blanks": (" \n\n\t\n", "nothing in it"),
    "only a mark of its encoding": (codecs.BOM_UTF8, "nothing in it"),
    "header only": ("a,b\n", "0 rows below the header.*at least 3: add rows"),
    "two rows": ("a,b\n1,2\n3,4\n", "2 rows below the header"),
    "one column": ("a\n1\n2\n3\n", "one column, “a”.*put a comma, a semicolon or a tab"),
    "all text": ("a,b\nx,y\nu,v\nr,s\n", "Row 2 of column “a” holds “x”.*write numbers"),
    "one column of numbers": ("a,b\nx,1\ny,2\nz,3\n", "Row 2 of column “a”.*only one column has"),
    "all constant": ("a,b\n1,2\n1,2\n1,2\n", "From row 2 on, no column has numbers that differ"),
    "all missing": ("a,b\nNA,-\nNA,-\nn/a,?\n", "From row 2 on, no column"),
    "all infinite": ("a,b\ninf,1\n-inf,2\ninf,3\n", "Row 2 of column “a” holds “inf”"),
    "25 MB": (b"a,b\n" + b"1,2\n" * (25 * 2**18), "25.0 MB.*at most 20 MB: keep fewer"),
    "zip": (zipped(), "zip archive or an Excel workbook.*save the table as CSV"),
    "gzip": (gzip.compress(b"a,b\n1,2\n"), "gzip archive"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Excel workbook"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF document"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    "binary renamed": (bytes(range(256)) * 20, "binary file.*save the table as CSV"),
    "open quotation mark": ('a,b\n1,"2\n3,4\n5,6\n', "Row 2 opens a quotation mark.*close it"),
    "rows with too many cells": (
        "a,b\n1,5,2\n2,5,3\n3,5,4\n",
        "Row 2 has 3 cells and the header 2: after column “b” comes “2”; put",
    ),
    "a cell without end": (f"a,b\n1,{'x' * 200_000}\n", "Row 2 has a cell of more than 131,072"),
    "a web page": (
        "<!doctype html>\n<html><body>\n<p>Hello</p>\n<p>you</p></body></html>",
        "one column, “<!doctype html>”",
    ),
    "JSON": ('{"a": [1, 2],\n "b": [3, 4]}\n', "row"),
}
"""What is in it, and what the sentence about it says."""

NOTED: dict[str, tuple[bytes | str, list[str], str]] = {
    "semicolons": ("a;b\n1;2\n3;5\n4;6", ["a", "b"], ""),
    "tabs": ("a\tb\n1\t2\n3\t5\n4\t6", ["a", "b"], ""),
    "bars": ("a|b\n1|2\n3|5\n4|6", ["a", "b"], ""),
    "old Mac line ends": ("a,b\r1,2\r3,5\r4,6", ["a", "b"], ""),
    "decimal commas": ("a;b\n1,5;2\n3,25;5\n4;6,125", ["a", "b"], ""),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + b"a,b\n1,2\n3,5\n4,6\n", ["a", "b"], ""),
    "UTF-16": ("a,b\n1,2\n3,5\n4,6\n".encode("utf-16"), ["a", "b"], ""),
    "UTF-16 without a mark": (f"a,b\n{ROWS}".encode("utf-16-le"), ["a", "b"], ""),
    "UTF-16 cut off": (f"a,b\n{ROWS * 3}7".encode("utf-16")[:-1], ["a", "b"], "not UTF-16"),
    "Latin-1": (f"größe,b\n{ROWS}".encode("latin-1"), ["größe", "b"], "Read as Latin-1"),
    "nul bytes": (f"a,b\x00\n{ROWS * 9}", ["a", "b"], "1 unprintable character was taken out"),
    "units in brackets": (f"mass [kg],cost (€)\n{ROWS}", ["mass (kg)", "cost (€)"], ""),
    "a line for Excel": ("sep=;\na;b\n1;2\n3;5\n4;6\n", ["a", "b"], ""),
    "a title and remarks": (f"My table\n# of 2020\na,b\n{ROWS}", ["a", "b"], "2 rows above"),
    "no header": (ROWS, ["column 1", "column 2"], "No row names the columns"),
    "duplicate headers": (
        f"a,a\n{ROWS}",
        ["a", "a (2)"],
        "“a” stands in the header more than once",
    ),
    "blank headers": (f",b\n{ROWS}", ["column 1", "b"], "Column 1 had no name"),
    "a comma in a header": (f'"a, b",c\n{ROWS}', ["a; b", "c"], "comma in the name “a, b”"),
    "a header without end": (f"{'n' * 10_000},b\n{ROWS}", [f"{'n' * 40}…", "b"], "cut to 40"),
    "HTML in the header": (
        f"<img src=x onerror=alert(1)>,b\n{ROWS}",
        ["<img src=x onerror=alert(1)>", "b"],
        "",
    ),
    "Markdown in the header": (f"**a** [b](c),d\n{ROWS}", ["**a** [b](c)", "d"], ""),
    "a number in brackets": (f"a,a (2)\n{ROWS}", ["a", "a (2)"], ""),
    "emoji in the header": (f"👩‍🔬 [🍎],b\n{ROWS}", ["👩‍🔬 (🍎)", "b"], ""),
    "right to left": (f"وزن [كجم],b\n{ROWS}", ["وزن (كجم)", "b"], ""),
    "marks that turn the text": (f"a\u202etxt.exe,b\n{ROWS}", ["atxt.exe", "b"], ""),
    "quoted newlines": ('"a\nb",c\n1,2\n3,5\n4,6\n', ["a b", "c"], ""),
    "a text column": (f"n,a,b\nx,{'y,'.join(ROWS.splitlines(True))}z,7,8", ["a", "b"], ""),
    "formulas": ("n,a,b\n=cmd|'/c calc'!A1,1,2\n@x,3,5\n+y,4,6\n", ["a", "b"], ""),
    "a long cell": (f"n,a,b\n{'x' * 10_000},1,2\ny,3,5\nz,4,6\n", ["a", "b"], ""),
    "a cell of blanks": (f"n,a,b\n1{' ' * 100_000}x9,1,2\ny,3,5\nz,4,6\n", ["a", "b"], ""),
    "missing cells": ("a,b\n1,2\n,5\nNA,6\n7,n/a\n8,9\n", ["a", "b"], ""),
    "NaN and infinity": (
        "a,b\n1,2\nnan,5\ninf,6\n4,7\n5,8\n6,9\n",
        ["a", "b"],
        "Row 4 of “a” holds “inf”",
    ),
    "a number beyond reason": (
        "a,b\n1,2\n3,5\n4,6\n5,7\n6,1e400\n",
        ["a", "b"],
        "Row 6 of “b” holds “1e400”",
    ),
    "a word among numbers": (
        "a,b\n1,2\n3,5\n4,6\n5,7\noops,8\n6,9",
        ["a", "b"],
        "Row 6 of “a” holds “oops”",
    ),
    "thousands and currency": ('a,b\n"$1,200.50",2\n"$2,300",5\n"$900",6\n', ["a ($)", "b"], ""),
    "German thousands": ("a;b\n1.200,50 €;2\n2.300 €;5\n900 €;6\n", ["a (€)", "b"], ""),
    "percent": ("a,b\n10 %,2\n20 %,5\n30%,6\n", ["a (%)", "b"], ""),
    "accountants' minus": ("a,b\n(10),2\n20,5\n30,6\n", ["a", "b"], ""),
    "short rows": ("a,b,c\n1,2,3\n2\n3,4,1\n4,4,2\n", ["a", "b", "c"], "Row 3 has fewer cells"),
    "one row too long": (
        f"a,b\n{ROWS * 9}1,2,3\n{ROWS}",
        ["a", "b"],
        "Row 29 has 3 cells.*left out",
    ),
    "empty rows": ("a,b\n\n1,2\n\n,\n3,5\n4,6\n\n", ["a", "b"], ""),
    "empty cells beyond the header": ("a,b\n1,2,\n3,5,\n4,6,\n", ["a", "b"], ""),
    "a constant column": ("a,b,c\n1,7,2\n2,7,5\n3,7,6\n", ["a", "c"], "“b” is left out: it is “7”"),
    "an empty column": (
        "a,b,c\n1,,2\n2,,5\n3,,6\n",
        ["a", "c"],
        "“b” is left out: it holds nothing",
    ),
    "two texts": ("a,b\n1,yes\n2,no\n3,yes\n4,no\n", ["a", "b"], "“yes” is 1, “no” is 0"),
    "two numbers": ("a,b\n1,0\n2,1\n3,1\n4,0\n", ["a", "b"], ""),
    "dates": (
        "a,b\n2020-01-01,1\n2020-01-03,2\n2021-01-01,4\n",
        ["a (days)", "b"],
        "days since 2020-01-01",
    ),
    "German dates": (
        "a,b\n31.12.2020,1\n01.01.2021,2\n02.01.2021,3\n",
        ["a (days)", "b"],
        "days since 2020-12-31",
    ),
    "American dates": (
        "a,b\n12/31/2020,1\n1/1/2021,2\n1/2/2021,3\n",
        ["a (days)", "b"],
        "month/day/year",
    ),
    "very large numbers": (
        "a [€],b\n1e9,2\n3e9,5\n4e9,6\n",
        ["a (billion €)", "b"],
        "counted in billions",
    ),
    "one far from all others": (f"a [€],b\n{ROWS * 4}1e9,7\n", ["a (€)", "b"], ""),
    "very small numbers": (
        "a [m],b\n1e-9,2\n3e-9,5\n4e-9,6\n",
        ["a (10⁻⁹ m)", "b"],
        "counted in 10⁻⁹",
    ),
    "numbers beside each other": (
        "a,b\n1700000001,2\n1700000002,5\n1700000004,6\n",
        ["a", "b"],
        "counted from 1,700,000,001",
    ),
    "the largest and the smallest": (
        "a,b\n1e99,1e-300\n-1e99,2e-300\n5,0\n",
        ["a (10^99)", "b (10^-99)"],
        "",
    ),
    "pasted with blanks": ("  a ,  b \n 1 , 2 \n 3 , 5 \n 4 , 6 ", ["a", "b"], ""),
    "blanks between columns": ("a b\n1 2\n3 4\n5 6\n", ["a", "b"], ""),
    "300 columns": (
        wide(300),
        [f"x{index}" for index in range(200)],
        "There are 300 columns; the first 200 are taken",
    ),
    "200 columns": (wide(200), [f"x{index}" for index in range(200)], ""),
}
"""What is in it, the titles of its numeric columns, and what a note says; "": there is no note."""


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_in_one_sentence(case: str) -> None:
    source, sentence = REFUSED[case]
    with pytest.raises(TableError, match=rf"(?s){sentence}") as caught:
        read_table(source)
    text = str(caught.value)
    assert text.endswith(".")
    assert text[0].isupper()
    assert len(text) < 300
    assert "\n" not in text


@pytest.mark.parametrize("case", NOTED)
def test_what_can_be_used_is_read_and_every_change_is_noted(case: str) -> None:
    source, titles, note = NOTED[case]
    table = read_table(source)
    assert [column.title for column in table.columns] == titles
    notes = " ".join(note.text for note in table.notes)
    if note:
        assert re.search(note, notes), notes
    check(table)


def check(table: Table) -> None:
    """Whatever is read is a sound data set."""
    assert len(table.columns) >= 2
    assert all(len(note.text) < 300 and note.text.endswith(".") for note in table.notes)
    for column in table.columns:
        values = table.frame[column.name].to_numpy()
        known = values[~np.isnan(values)]
        assert np.isfinite(known).all()
        assert (column.low, column.high) == (known.min(), known.max())
        assert column.low < column.high
        assert column.missing == len(values) - len(known)
        assert len(column.description) > 5
    inputs = table.inputs(table.target)
    assert inputs
    assert table.target not in inputs
    dataset = table.dataset("t", inputs[:1], table.target, table.row_name)
    assert len(dataset.row_names) == len(table.frame) == len(table.numbers)


CITIES = {
    "cp1251": ("Windows-1251", "Город,Рост", "Москва Казань Новосибирск Челябинск Самара Воронеж"),
    "koi8-r": ("KOI8-R", "Город,Рост", "Москва Казань Новосибирск Челябинск Самара Воронеж"),
    "cp1253": ("Windows-1253", "Πόλη,Ύψος", "Αθήνα Θεσσαλονίκη Πάτρα Λάρισα Ηράκλειο Βόλος"),
    "shift_jis": ("Shift-JIS", "都道府県,高さ", "北海道 青森県 岩手県 とうきょう かながわ 福島県"),
    "gb18030": ("GB 18030", "城市,高度", "北京市 上海市 广州市 深圳市 成都市 杭州市"),
    "big5": ("Big5", "城市,高度", "臺北市 高雄市 臺中市 臺南市 桃園市 新竹市"),
}
"""Codec: its name in the note, the header, and names of rows."""


@pytest.mark.parametrize("codec", CITIES)
def test_other_scripts_are_recognised_and_the_guess_is_named(codec: str) -> None:
    name, header, cities = CITIES[codec]
    names = 2 * cities.split()
    text = f"{header},b\n" + "".join(f"{city},{i},{i % 5}\n" for i, city in enumerate(names))
    table = read_table(text.encode(codec))
    assert [column.name for column in table.columns] == [header.split(",")[1], "b"]
    assert list(table.texts[header.split(",")[0]]) == names
    assert re.search(
        rf"Read as {name}.*a guess, as it is not UTF-8", " ".join(note.text for note in table.notes)
    )


@pytest.mark.parametrize(
    "header",
    [
        "größe,b",
        "prix (€),b",
        "temp (°C),b",
        "size [µm],b",
        "área (m²),b",
        "año,niño",
        "höjd,längd",
        "preço,maçã",
        "Straßengröße,Fußgängerüberweg",
        "“a”,b – c",
        "€€€,b",
    ],
)
def test_short_tables_in_western_europes_languages_are_read_as_latin_1(header: str) -> None:
    text, encoding, notes = decode(f"{header}\n{ROWS}".encode("cp1252"))
    assert text == f"{header}\n{ROWS}"
    assert encoding == "cp1252"
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.5", "2"], [1.5, 2]),
        (["1,5", "2"], [1.5, 2]),
        (["1,234", "2,500"], [1234, 2500]),
        (["1,234.5", "7"], [1234.5, 7]),
        (["1.234,5", "7"], [1234.5, 7]),
        (["1 234", "2 500,5"], [1234, 2500.5]),
        (["1'234.5", "7"], [1234.5, 7]),
        (["−3", "-4"], [-3, -4]),
        (["-$5", "$6"], [-5, 6]),
        (["5 kg", "6kg"], [5, 6]),
        (["1e3", "2E-2"], [1000, 0.02]),
        ([".5", "5."], [0.5, 5]),
        (["0,125", "0,5"], [0.125, 0.5]),
    ],
)
def test_numbers_are_read_as_they_are_meant(cells: list[str], values: list[float]) -> None:
    rows = [*cells, *cells, "99"]
    table = read_table("a\tb\n" + "\n".join(f"{cell}\t{i}" for i, cell in enumerate(rows)))
    assert table.frame["a"].tolist() == pytest.approx([*values, *values, 99])


def test_the_note_names_the_row_as_a_spreadsheet_counts() -> None:
    table = read_table('title\n\na,b\n1,2\n\n"3",5\nx,6\n4,7\n5,8\n6,8\n')
    (note,) = [note.text for note in table.notes if "“x”" in note.text]
    assert note.startswith("Row 7 of “a”")


def test_a_large_table_is_sampled_the_same_way_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "MAX_ROWS", 1000)
    one, two = (read_table(long(1500)) for _ in range(2))
    (note,) = [note.text for note in one.notes if note.topic is Topic.SAMPLE]
    assert note == "Of 1,500 rows, 1,000 were taken at random (seed 0), in their order."
    assert len(one.frame) == 1000
    assert one.frame.equals(two.frame)
    assert list(one.numbers) == sorted({*one.numbers})
    assert max(one.numbers) > 1000
    first = table_of(read(long(1500), settings=Settings().setting(sampling="first")))
    assert first.numbers == tuple(range(2, 1002))


def test_rows_are_named_by_the_text_that_tells_them_apart() -> None:
    table = read_table("kind,name,a,b\nx,Ann,1,2\nx,Bob,3,5\ny,<b>Cid</b>,4,6\nz,Dee,5,6\n")
    assert table.row_name == "name"
    dataset = table.dataset("t", ("a",), "b", "name")
    assert dataset.row_names == ("Ann", "Bob", "<b>Cid</b>", "Dee")
    assert table.dataset("t", ("a",), "b", "").row_names[0] == "row 2"


def test_inputs_that_say_more_come_first() -> None:
    rows = "\n".join(f"{(i * 37) % 11},{i},{2 * i + i % 2}" for i in range(20))
    table = read_table(f"noise,told,y\n{rows}")
    assert table.target == "y"
    assert table.inputs("y") == ("told", "noise")


def test_columns_never_known_together_are_refused() -> None:
    table = read_table("a,b\n1,\n2,\n,3\n,4\n")
    with pytest.raises(TableError, match="0 rows know all of a, b, and at least 2 must: choose"):
        table.dataset("t", ("a",), "b", "")


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_there_is_one_kind_of_error(data: bytes) -> None:
    _survives(data)


_CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "2,5", "-3.25", "1.000,5", "NA", "x", "2020-02-30", "1e400", "€ 5", '"']
    ),
    st.text(max_size=8),
    st.floats().map(str),
)


@given(
    st.lists(st.lists(_CELLS, max_size=4), max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]),
)
def test_whatever_the_cells_are_there_is_one_kind_of_error(
    rows: list[list[str]], delimiter: str, end: str, codec: str
) -> None:
    text = end.join(delimiter.join(row) for row in rows)
    _survives(text.encode(codec, errors="replace"))
    _survives(f"a{delimiter}b{end}1{delimiter}2{end}3{delimiter}5{end}" + text)


def _survives(source: Any) -> None:
    """It is read or refused; columns that are never known together may be refused later."""
    message = ""
    try:
        check(read_table(source))
    except TableError as refusal:
        message = str(refusal)
    assert not message or (message[0].isupper() and message.endswith(".") and len(message) < 400)
