"""Where the table is in a file: the first and last row of data, and the rows that name columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from playground.core.importing.cells import Look, look
from playground.core.importing.layout.header_rows import HeaderRows, find_header
from playground.core.importing.layout.totals import is_total
from playground.core.importing.opening.records import Outline, Row

_TYPED = 0.7
"""A column is one of numbers (or dates) if this share of its known cells is."""


@dataclass(frozen=True)
class Block:
    """Where the table is.

    Attributes:
        width: cells of a row.
        looks: of the columns, `(width,)`: NUMBER, DATE or TEXT.
        first, last: numbers of the first and last row of data.
        header: the rows that name the columns.
        row_names: whether the header has no cell for the first column.
    """

    width: int
    looks: tuple[Look, ...]
    first: int
    last: int
    header: HeaderRows

    @property
    def row_names(self) -> bool:
        """Whether the rows begin with a name that the header has no cell for."""
        return self.header.is_short


def find_block(outline: Outline, delimiter: str) -> Block:
    """Finds the table.

    Args:
        outline: of the file, with at least one row.
        delimiter: between the cells; where it is a comma, a cell too many may be due to a decimal
            comma, and need not be the name of a row.
    """
    width = _width(outline)
    rows = [
        (number, cells)
        for number, cells in outline.rows
        if len(cells) <= width or _ends_empty(cells, width)
    ]
    looks = column_looks([cells for _, cells in rows if len(cells) >= width], width)
    shortest = width if any(len(cells) >= width for _, cells in rows) else 1
    has_typed = any(column in (Look.NUMBER, Look.DATE) for column in looks)
    fits = [
        len(cells) >= shortest
        and (not has_typed or (fit(cells, looks) > 0.5 and _has_numbers(cells, looks)))
        for _, cells in rows
    ]
    first = fits.index(True) if any(fits) else 0
    last = len(fits) - 1 - fits[::-1].index(True) if any(fits) else len(rows) - 1
    last = _with_words(rows, last, looks)
    start = rows[first][0] if rows else int(outline.numbers[0])
    above = [row for row in outline.head if row[0] < start]
    data = [row for row in rows[first : last + 1] if len(row[1]) >= width and not is_total(row[1])]
    header = find_header(above, data, looks, may_count=delimiter != ",")
    if header.rows and header.rows[-1] < start:
        start = _up_to(rows, first, looks, {*header.rows, header.unit_row})
    elif header.rows:  # its numbers name the columns
        start = data[1][0] if len(data) > 1 else start + 1
    return Block(width, looks, start, max(start, rows[last][0]) if rows else start, header)


def _has_numbers(cells: list[str], looks: tuple[Look, ...]) -> bool:
    """Whether a row has something in a column of numbers or dates."""
    typed = [index for index, column in enumerate(looks) if column in (Look.NUMBER, Look.DATE)]
    known = (look(cells[index]) for index in typed if index < len(cells))
    return any(each is not Look.NOTHING for each in known)


def _up_to(rows: list[Row], first: int, looks: tuple[Look, ...], named: set[int]) -> int:
    """The number of the first row below a header, if words or nothing stand for some numbers."""
    while first > 0:
        number, cells = rows[first - 1]
        fits = fit(cells, looks)
        is_filled = all(cell.strip() for cell in cells)
        is_data = len(cells) == len(looks) and (fits == 1.0 or (fits >= 0.5 and is_filled))
        if number in named or number < rows[first][0] - 1 or number < max(named) or not is_data:
            break
        first -= 1
    return rows[first][0]


def _with_words(rows: list[Row], last: int, looks: tuple[Look, ...]) -> int:
    """The index of the last row, if words stand for some numbers in the last ones."""
    while last + 1 < len(rows):
        number, cells = rows[last + 1]
        is_long = 2 * len(cells) > len(looks)
        if number > rows[last][0] + 1 or not is_long or fit(cells, looks) < 0.5:
            break
        last += 1
    return last


def _ends_empty(cells: list[str], width: int) -> bool:
    return not any(cell.strip() for cell in cells[width:])


def _width(outline: Outline) -> int:
    """The width of the rows that hold most numbers."""
    scores, counts = defaultdict[int, float](float), Counter(outline.widths.tolist())
    seen = Counter(len(cells) for _, cells in outline.rows)
    for _, cells in outline.rows:
        looks = [look(cell) for cell in cells]
        typed = sum(each in (Look.NUMBER, Look.DATE) for each in looks) / len(looks)
        scores[len(cells)] += (0.1 + typed) * counts[len(cells)] / seen[len(cells)]
    wide = {width: score for width, score in scores.items() if width > 1 and counts[width] >= 2}
    best = max(wide or scores, key=lambda width: (scores[width], width))
    return _without_empty_columns(outline, _header_width(outline, best))


def _header_width(outline: Outline, best: int) -> int:
    """Wider than most rows, where the first wide row is a header: the others end early."""
    for _, cells in outline.head:
        if len(cells) >= best:
            names = [cell.strip() for cell in cells]
            is_header = all(names) and len({*names}) == len(names)
            is_text = all(look(name) is Look.TEXT for name in names)
            return len(cells) if is_header and is_text and len(cells) > best else best
    return best


def _without_empty_columns(outline: Outline, width: int) -> int:
    """Without columns at the end that hold nothing at all: every row ended with a delimiter."""
    rows = [cells for _, cells in outline.rows if len(cells) == width]
    while width > 1 and all(not cells[width - 1].strip() for cells in rows):
        width -= 1
    return width


def column_looks(rows: list[list[str]], width: int) -> tuple[Look, ...]:
    """What columns hold, by those of some rows that hold most numbers: others are no data.

    Args:
        rows: cells, at least `width` each.
        width: how many columns there are.
    """
    typed = (Look.NUMBER, Look.DATE)
    numbers = [sum(look(cell) in typed for cell in cells[:width]) for cells in rows]
    many = sorted(numbers)[len(numbers) * 9 // 10] if numbers else 0
    core = [cells for cells, count in zip(rows, numbers, strict=True) if count >= 0.75 * many]
    looks = []
    for index in range(width):
        counts = Counter(look(cells[index]) for cells in core)
        known = counts.total() - counts[Look.NOTHING]
        most = [each for each in typed if counts[each] >= _TYPED * known > 0]
        looks.append(most[0] if most else Look.TEXT if known else Look.NOTHING)
    return tuple(looks)


def fit(cells: list[str], looks: tuple[Look, ...]) -> float:
    """How well a row fits below the others, 0 to 1: the share of cells that look like their column.

    Args:
        cells: as many as columns, or fewer.
        looks: of the columns.
    """
    typed = same = texts = 0
    for cell, column in zip(cells, looks, strict=False):
        if (here := look(cell)) is Look.NOTHING:
            continue
        if column in (Look.NUMBER, Look.DATE):
            typed += 1
            same += here is column
        else:
            texts += column is Look.TEXT
    if typed:
        return same / typed
    wanted = sum(column is Look.TEXT for column in looks)
    is_sure = wanted > 1 or not any(column in (Look.NUMBER, Look.DATE) for column in looks)
    return 1.0 if is_sure and texts >= max(1, 0.75 * wanted) else 0.0
