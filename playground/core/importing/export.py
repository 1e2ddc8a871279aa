"""A data set as a plain CSV file: commas, decimal points, UTF-8, names with units."""

from __future__ import annotations

from playground.core.data.datasets import Dataset

_FORMULA = ("=", "+", "-", "@", "\t")


def csv_of(dataset: Dataset) -> bytes:
    """Every row with its name and its numbers, empty where unknown.

    A name that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    frame = dataset.table()[[column.name for column in dataset.columns]]
    frame.columns = [column.title for column in dataset.columns]
    names = [f"'{name}" if name.startswith(_FORMULA) else name for name in dataset.row_names]
    frame.insert(0, dataset.noun, names, allow_duplicates=True)
    return bytes(frame.to_csv(index=False).encode("utf-8"))
