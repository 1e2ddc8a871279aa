"""Workbooks of Excel and others: the cells of a sheet as texts."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime, time

import pandas as pd

from playground.core.importing.errors import MAX_BYTES, TableError, in_quotes

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSIDE = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
MAX_UNPACKED = 20 * MAX_BYTES
"""A workbook is a zip archive, whose content may be much larger than itself."""


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a workbook: `.xlsx`, `.xlsb`, `.ods` or an old `.xls`."""
    if data.startswith(_OLD_EXCEL):
        return len(data) > 512
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in archive.namelist() for name in _INSIDE)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def open_workbook(data: bytes, sheet: str) -> tuple[str, tuple[str, ...], list[list[str]]]:
    """Reads a sheet.

    Args:
        data: the file's bytes.
        sheet: its name; "" for the first one with something in it.

    Returns:
        The sheet's name, the names of all, and its rows of cells, all of the same length.

    Raises:
        TableError: if it cannot be read, is too large, or has no such sheet.
    """
    _require_small(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pd.ExcelFile(io.BytesIO(data), engine="calamine") as book:
                sheets = tuple(map(str, book.sheet_names))
                if sheet and sheet not in sheets:
                    raise TableError(
                        f"The workbook has no sheet {in_quotes(sheet)}: choose one of "
                        f"{', '.join(map(in_quotes, sheets[:5]))}."
                    )
                for name in [sheet] if sheet else sheets:
                    frame = book.parse(name, header=None, dtype=object, na_filter=False)
                    if not frame.empty or name == sheets[-1]:
                        break
    except TableError:
        raise
    except Exception as error:  # whatever its parser finds wrong
        raise TableError(
            "This workbook cannot be read, it may be damaged or have a password: open it in the "
            "program it belongs to and save the table as CSV."
        ) from error
    return name, sheets, [[_text(cell) for cell in row] for row in frame.itertuples(index=False)]


def _require_small(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise TableError(
            f"The file has {len(data) / 2**20:,.1f} MB, and this page takes at most "
            f"{MAX_BYTES // 2**20} MB: keep fewer rows or columns."
        )
    if data.startswith(_OLD_EXCEL):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > MAX_UNPACKED:
        raise TableError(
            f"Unpacked, the workbook has {size / 2**20:,.0f} MB, and this page takes at most "
            f"{MAX_UNPACKED // 2**20} MB: keep fewer rows or columns."
        )


def _text(cell: object) -> str:
    """A cell as a CSV file would have it: numbers with a decimal point, dates as ISO 8601."""
    if cell is None or cell is pd.NaT:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        whole = cell.time() == time()
        return f"{cell:%Y-%m-%d}" if whole else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
