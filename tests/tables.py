"""Tables of any kind as data sets, as a learner's own table is one."""

from __future__ import annotations

import pandas as pd

from playground.core.data.catalogue import FirstInputs
from playground.core.data.columns import Column
from playground.core.data.datasets import Dataset

HOSTILE = ("<b>bold</b>", "**md** $x^2$", "%{x} 100 %", "😀 a~b;c,d")
"""Names of columns, each of which would be drawn as something else, were it interpreted."""


def table(frame: pd.DataFrame, name: str = "own", names: tuple[str, ...] = ()) -> Dataset:
    """A data set of all the columns of a table; those of numbers come with the unit `<u>`."""
    columns = tuple(
        Column(
            name=str(column),
            unit="<u>",
            description="**what** it is",
            low=float(frame[column].min()),
            high=float(frame[column].max()),
            missing=int(frame[column].isna().sum()),
        )
        for column in frame.columns
        if frame[column].dtype.kind in "fi"
    )
    return Dataset(
        name=name,
        title="<b>Own</b> table",
        about="",
        noun="row",
        plural="rows",
        columns=columns,
        first_inputs=FirstInputs.same((columns[0].name,)),
        target=columns[1].name,
        source="",
        licence="",
        url="",
        row_names=names or tuple(f"row {number}" for number in range(1, len(frame) + 1)),
        _frame=frame,
    )
