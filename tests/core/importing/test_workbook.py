"""Workbooks: a sheet is read as a file of text would be, and its numbers need no guess."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest

from playground.core.importing.errors import TableError
from playground.core.importing.read import read
from playground.core.importing.settings import Kind, Settings

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook as small as it can be: numbers, texts and days, which have the style 1."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        names = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
            for n, name in enumerate(sheets, start=1)
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            + "".join(
                f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
                for n in range(1, len(sheets) + 1)
            )
            + f'<Relationship Id="r0" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        )
        for n, rows in enumerate(sheets.values(), start=1):
            archive.writestr(
                f"xl/worksheets/s{n}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>'
                + "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
                + "</sheetData></worksheet>",
            )
    return buffer.getvalue()


def cell(value: object) -> str:
    if isinstance(value, tuple):
        return f'<c s="1"><v>{value[0]}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


ROWS: list[list[object]] = [
    ["Report of the year"],
    [""],
    ["day", "mass [kg]", "length"],
    *([(45_000 + i,), i + 0.234, 1000 * i] for i in range(1, 8)),
    ["Source: us"],
]


def test_the_table_is_found_in_a_sheet() -> None:
    found = read(workbook({"Data": ROWS}), "a.xlsx")
    assert found.sheets == ("Data",)
    assert [column.name for column in found.columns] == ["day", "mass", "length"]
    assert found.column("day").kind is Kind.DATE
    assert found.column("day").dates
    assert found.column("mass").unit == "kg"
    assert found.column("mass").values.tolist() == pytest.approx([i + 0.234 for i in range(1, 8)])
    assert not any(note.unsure for note in found.notes)
    texts = " ".join(note.text for note in found.notes)
    assert "“Report of the year”" in texts
    assert "“Source: us”" in texts


def test_another_sheet_can_be_chosen() -> None:
    data = workbook({"Data": ROWS, "More": [["a", "b"], [1, 2], [2, 3], [3, 5]]})
    assert read(data).settings.sheet
    other = read(data, settings=Settings().setting(sheet="More"))
    assert [column.name for column in other.columns] == ["a", "b"]
    with pytest.raises(TableError, match="no sheet “None”: choose one of “Data”, “More”"):
        read(data, settings=Settings().setting(sheet="None"))


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(TableError, match="cannot be read, it may be damaged or have a password"):
        read(workbook({"Data": ROWS})[:-400] + workbook({})[-400:])
