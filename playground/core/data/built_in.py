"""What the table of a built-in data set holds, by the catalogue."""

from __future__ import annotations

import pandas as pd

from playground.core.data.catalogue import Entry
from playground.core.data.columns import REPEATS, CategoryColumn, Column


def columns(entry: Entry, frame: pd.DataFrame) -> tuple[Column, ...]:
    """The columns of numbers.

    Args:
        entry: of the catalogue.
        frame: the file's table.
    """
    return tuple(
        Column(
            name=name,
            unit=unit,
            description=description,
            low=float(frame[name].min()),
            high=float(frame[name].max()),
            missing=int(frame[name].isna().sum()),
            label=entry.labels.get(name, ""),
        )
        for name, (unit, description) in entry.columns.items()
    )


def categories(entry: Entry, frame: pd.DataFrame) -> tuple[CategoryColumn, ...]:
    """The columns of texts that repeat, and so do not only name the rows.

    Args:
        entry: of the catalogue.
        frame: the file's table.
    """
    texts = {name: frame[name] for name in frame.columns if name not in entry.columns}
    return tuple(
        CategoryColumn.of(name, values, entry.labels.get(name, ""))
        for name, values in texts.items()
        if 2 <= values.nunique() <= REPEATS * values.count()
    )


def row_names(entry: Entry, frame: pd.DataFrame) -> tuple[str, ...]:
    """A name for every row.

    Args:
        entry: of the catalogue.
        frame: the file's table.
    """
    if entry.row_name:
        return tuple(frame[entry.row_name].astype(str))
    return tuple(f"{entry.noun} {number}" for number in range(1, len(frame) + 1))
