"""Files are made of a table in many forms, and the reader gets the table back."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.core.importing.read import read
from playground.core.importing.settings import Kind

CASES = int(os.environ.get("READER_CASES", "150"))
"""How many files are made; 10,000 have been tried."""

NAMES = ("Zeit", "level", "Größe", "weight", "Temp", "speed of wind", "flow", "Área")
UNITS = ("s", "mm", "kg", "m/s", "°C", "%", "kPa", "V")
GROUPS = ("Inside", "Outside")
MARKS = ("", "NA", "n/a", "-", "?", "***", ".", "null", "-999", "-9999")
NUMBERED = ("numbers", "numbers and a word")
ABOVE = {
    "nothing": [],
    "a title": ["Measured in the garden"],
    "comments": ["# Please cite", "#", "# Station 12, of 2021"],
    "a title and a blank line": ["Report", ""],
    "facts": ["Station{d}Berlin", "Height{d}34", ""],
    "padded facts": ["Source{d}Agency{pad}", "Updated{d}2021-09-15{pad}", "{empty}"],
}
BELOW = {
    "nothing": [],
    "a note": ["Source: Agency"],
    "a blank line and notes": ["", "Provisional figures", "---", "Printed by the logger"],
    "a padded note": ["Source: Agency{d}{pad}"],
    "a total": ["{total}"],
}


@dataclass(frozen=True)
class Form:
    """How a table is written."""

    delimiter: str
    decimal: str
    header: str
    above: str
    below: str
    mark: str
    codec: str
    end: str
    first: str
    seed: int


forms = st.builds(
    Form,
    delimiter=st.sampled_from([",", ";", "\t", "|", " "]),
    decimal=st.sampled_from([".", ","]),
    header=st.sampled_from(["none", "names", "brackets", "a row of units", "groups", *NUMBERED]),
    above=st.sampled_from([*ABOVE]),
    below=st.sampled_from([*BELOW]),
    mark=st.sampled_from(MARKS),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
    first=st.sampled_from(["a number", "names", "categories", "days", "times"]),
    seed=st.integers(0, 10**6),
)


@dataclass(frozen=True)
class Made:
    """A file and the table that it was made of."""

    data: bytes
    names: list[str]
    units: list[str]
    numbers: np.ndarray
    first: list[str]


def made(form: Form) -> Made:
    """Writes a table; forms that nobody could read are written in the nearest that one can."""
    rng = np.random.default_rng(form.seed)
    rows, columns = int(rng.integers(6, 25)), int(rng.integers(2, 5))
    numbers = np.round(rng.normal(rng.choice([3, 40, 2000]), 2.5, (rows, columns)), 2)
    numbers[:, 0] = np.abs(np.round(numbers[:, 0] * 10)) + 1
    unknown = rng.random((rows, columns)) < 0.1
    unknown[:4] = unknown[-1] = unknown[:, 0] = False
    unknown[4, -1] = unknown[5 % (rows - 1), -1] = True
    marks = form.mark or ("" if form.delimiter != " " else "NA")
    cells = [
        [marks if unknown[r, c] else _written(numbers[r, c], form) for c in range(columns)]
        for r in range(rows)
    ]
    first = _first(form, rows)
    if first:
        cells = [[head, *row] for head, row in zip(first, cells, strict=True)]
    width = len(cells[0])
    names = [str(name) for name in rng.permutation(NAMES)[:width]]
    units = [str(unit) for unit in rng.permutation(UNITS)[:width]]
    lines, named, with_units = _header(form, names, units, first, width)
    total = ["Total", *(_written(v, form) for v in np.where(unknown, 0, numbers).sum(axis=0))]
    filled = {
        "d": form.delimiter,
        "pad": form.delimiter * max(0, width - 2),
        "empty": form.delimiter * (width - 1),
        "total": _line(total[:width], form),
    }
    body = [_line(row, form) for row in cells]
    above = [line.format(**filled) for line in ABOVE[_above(form, width)]]
    below = [line.format(**filled) for line in BELOW[_below(form, width)]]
    text = form.end.join([*above, *lines, *body, *below]) + form.end
    return Made(
        text.encode(form.codec), named, with_units, np.where(unknown, np.nan, numbers), first
    )


def _written(number: float, form: Form) -> str:
    text = f"{number:.0f}" if number == round(number) and number > 0 else f"{number:.2f}"
    return text.replace(".", form.decimal)


def _first(form: Form, rows: int) -> list[str]:
    """The cells of a first column that is no number; [] if there is none."""
    glue = "_" if form.delimiter == " " else " "
    kinds = {
        "a number": [],
        "names": [f"row{glue}{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(rows)],
        "categories": [("red", "green", "blue")[i % 3] for i in range(rows)],
        "days": [f"2021-03-{i + 1:02}" for i in range(rows)],
        "times": [f"{i % 24}:30" for i in range(rows)],
    }
    return kinds[form.first]


def _line(cells: list[str], form: Form) -> str:
    quoted = [f'"{cell}"' if form.delimiter in cell else cell for cell in cells]
    return form.delimiter.join(quoted)


def _header(
    form: Form, names: list[str], units: list[str], first: list[str], width: int
) -> tuple[list[str], list[str], list[str]]:
    """Lines of the header, and the names and units that are to be found."""
    unit = ["" if first else units[0], *units[1:]]
    if form.header == "none":
        return [], [f"column {n}" for n in range(1, width + 1)], [""] * width
    if form.header == "numbers and a word" and width - bool(first) > 3:
        numbered = [f"{1100 + 2.5 * n:g}" for n in range(width - 1 - bool(first))]
        cells = [*names[: bool(first)], *numbered, names[-1]]
        return [_line(cells, form)], cells, [""] * width
    if form.header == "numbers" and first and width > 2:
        years = [str(2010 + n) for n in range(width - 1)]
        return [_line([names[0], *years], form)], [names[0], *years], [""] * width
    if form.header == "brackets":
        glued = "" if form.delimiter == " " else " "
        cells = [f"{n}{glued}[{u}]" if u else n for n, u in zip(names, unit, strict=True)]
        return [_line(cells, form)], names, unit
    if form.header == "a row of units" and form.delimiter != " ":
        return [_line(names, form), _line(unit, form)], names, unit
    if form.header == "groups" and form.delimiter != " " and width > 2:
        group = ["", GROUPS[0], *([""] * (width - 3)), GROUPS[1]]
        return [_line(group, form), _line(names, form)], names, [""] * width
    return [_line(names, form)], names, [""] * width


def _above(form: Form, width: int) -> str:
    """Facts of two cells directly above a table of two columns without names are its names."""
    if form.delimiter == " " and form.above != "nothing":
        return "comments"
    if form.header == "none" and "facts" in form.above and width <= 3:
        return "a title"
    return form.above


def _below(form: Form, width: int) -> str:
    if form.delimiter == " " and form.below != "nothing":
        return "a blank line and notes"
    if form.below == "a total" and form.first in ("a number", "days", "times"):
        return "a note"
    return form.below


@given(forms)
@settings(
    max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
def test_the_table_comes_back(form: Form) -> None:
    file = made(form)
    found = read(file.data, "file.csv")
    assert [column.name for column in found.columns] == file.names
    numeric = [column for column in found.columns if column.kind is Kind.NUMBER]
    values = np.stack([column.values.to_numpy() for column in numeric], axis=1)
    np.testing.assert_allclose(values, file.numbers)
    units = [column.unit for column in numeric]
    assert units == file.units[-len(numeric) :]
    assert_first(form, file, found.columns[0].kind)


def assert_first(form: Form, file: Made, kind: Kind) -> None:
    """The first column is what it was."""
    kinds = {"names": Kind.TEXT, "categories": Kind.CATEGORY, "days": Kind.DATE, "times": Kind.TIME}
    if file.first:
        assert kind is kinds[form.first]
