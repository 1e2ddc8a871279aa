"""The lines of a script that read the user's own data from a file."""

from __future__ import annotations

from collections.abc import Sequence

from playground.core.data.datasets import Column

PATH = "FILL IN/THE PATH/TO/your data.csv"

_LINES = """
# Your own data: on the page Data, "Save as CSV" writes the file; fill in where you put it.
import pandas as pd

table = pd.read_csv({path!r})
table = table[[{columns}]].dropna()
x, y = table.to_numpy()[:, :-1], table.to_numpy()[:, -1]
print("MSE", np.mean((model.predict(x, verbose=0)[:, 0] - y) ** 2))
"""


def own_code(inputs: Sequence[Column], target: Column, path: str = PATH) -> str:
    """Lines to add to a script with a `model`: they read the rows and print the model's MSE.

    Args:
        inputs: the model's inputs.
        target: what it predicts.
        path: of the CSV file.
    """
    titles = [repr(column.title) for column in (*inputs, target)]
    columns = ", ".join(titles)
    if len(columns) > 70:
        columns = "\n    " + ",\n    ".join(titles) + ",\n"
    return _LINES.format(path=path, columns=columns)
