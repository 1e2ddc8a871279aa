"""The rows of a network's data as text: the columns that it reads, what it predicts, its split."""

from __future__ import annotations

import base64
import csv
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

import numpy as np

from playground.core.takeaway import Takeaway

MAX_PLAIN = 200_000
"""Characters of a table that is written as it is; a longer one is compressed."""
PARTS = ("train", "test")
_LINE = 96


@dataclass(frozen=True)
class DataText:
    """The rows as CSV, and under which names.

    Attributes:
        csv: with a line of names: of the rows, the inputs, the target, and the part.
        inputs: names of the inputs, all different.
        target: that of what is predicted: numbers, or the class in words.
        part: that of the column with one of PARTS.
    """

    csv: str
    inputs: tuple[str, ...]
    target: str
    part: str


def data_text(takeaway: Takeaway) -> DataText:
    """The rows that know all columns, each number with the digits that are read back exactly."""
    sample = takeaway.sample
    titles = [column.title for column in (*sample.inputs, sample.target)]
    row_name, *names, part = _distinct([takeaway.dataset.noun, *titles, "part"])
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([row_name, *names, part])
    is_test = np.isin(np.arange(len(sample.y)), takeaway.test_rows).tolist()
    y = sample.y.tolist()
    goals = [sample.classes[int(value)] for value in y] if sample.classes else [*map(_short, y)]
    for name, x, goal, tested in zip(sample.names, sample.x.tolist(), goals, is_test, strict=True):
        writer.writerow([name, *map(_short, x), goal, PARTS[tested]])
    return DataText(file.getvalue(), tuple(names[:-1]), names[-1], part)


def python_text(text: str) -> str:
    """A Python expression for a text, as it is or compressed; it needs `base64` and `zlib` then."""
    if len(text) <= MAX_PLAIN:
        return f'"""\\\n{_escaped(text)}"""'
    packed = python_bytes(zlib.compress(text.encode("utf-8", "surrogatepass"), 9))
    return f'zlib.decompress(base64.b64decode({packed})).decode("utf-8", "surrogatepass")'


def python_bytes(data: bytes) -> str:
    """A Python text of bytes in base64, in lines."""
    text = base64.b64encode(data).decode("ascii")
    lines = (text[start : start + _LINE] for start in range(0, len(text), _LINE))
    return '"""\n' + "\n".join(lines) + '\n"""'


def _escaped(text: str) -> str:
    """As it is written between three quotes."""
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return "".join(c if c == "\n" or c.isprintable() else ascii(c)[1:-1] for c in text)


def _short(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _distinct(names: Sequence[str]) -> Iterable[str]:
    """The names, those that came before with a number after them."""
    taken = set[str]()
    for name in names:
        other, number = name, 1
        while other in taken:
            number += 1
            other = f"{name} ({number})"
        taken.add(other)
        yield other
