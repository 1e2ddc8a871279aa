"""The lines of a script that read the user's own data from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pprint import pformat

import numpy as np

from playground.core.data.columns import OTHER, OneHot
from playground.core.data.datasets import Dataset
from playground.core.data.targets import EACH, IS, source_of, target_of, threshold_of
from playground.core.formatting import read_number
from playground.core.importing.export import as_cell

PATH = "FILL IN/THE PATH/TO/your data.csv"

_LINES = """
# Your own data: on the page Data, "Save as CSV" writes the file; fill in where you put it.
import pandas as pd

table = pd.read_csv({arguments})
table = table[[{columns}]].dropna()
{x}
{y}
{measure}
"""
_NUMBERS = "x = table.iloc[:, :-1].to_numpy()"
_MSE = 'print("MSE", np.mean((model.predict(x, verbose=0)[:, 0] - y) ** 2))'
_RIGHT = 'print("right answers", np.mean((model.predict(x, verbose=0)[:, 0] >= 0.5) == y))'
_RIGHT_OF_MANY = 'print("right answers", np.mean(model.predict(x, verbose=0).argmax(axis=1) == y))'
_WITH_CATEGORIES = """\
# Of a category, each of these values is a column of 0 and 1.
values = {values}
x = np.column_stack([
{inputs}
])"""
_TEXTS = ", dtype={texts!r}, keep_default_na=False, na_values=['']"


def own_code(dataset: Dataset, inputs: Sequence[str], target: str, path: str = PATH) -> str:
    """Lines to add to a script with a `model`: they read the rows and print how good it is.

    Of a number, its MSE; of classes, the share of right answers.

    Args:
        dataset: that was made of the file.
        inputs: names of the model's inputs, of a category all its columns of 0 and 1.
        target: name of what it predicts.
        path: of the CSV file that `csv_of` writes.
    """
    choices = dataset.choices_of(inputs)
    categories = {name: dataset.category(name).one_hot for name in choices if name not in inputs}
    titles = {name: name if name in categories else dataset.column(name).title for name in choices}
    source, classes = source_of(dataset, target), target_of(dataset, target).classes
    is_text = source in {category.name for category in dataset.categories}
    goal = source if is_text else dataset.column(source).title
    return _LINES.format(
        arguments=repr(path) + _reading([*categories, *([source] if is_text else [])]),
        columns=_listed([*titles.values(), goal]),
        x=_with_categories(titles, categories) if categories else _NUMBERS,
        y=_target(dataset, target, f"table[{goal!r}]"),
        measure=_MSE if not classes else _RIGHT if len(classes) == 2 else _RIGHT_OF_MANY,
    )


def _target(dataset: Dataset, target: str, column: str) -> str:
    """The line that makes y of a column: its numbers, or the numbers of the classes."""
    source = source_of(dataset, target)
    if not target_of(dataset, target).classes:
        return f"y = {column}.to_numpy()"
    if question := threshold_of(dataset, target):
        return f"y = ({column} >= {question[1]!r}).to_numpy() * 1"
    is_text = source in {category.name for category in dataset.categories}
    value = target.removeprefix(source).removeprefix(IS)
    if value in ("", EACH):
        values = [*map(as_cell, dataset.category(source).categories)] if is_text else None
        return f"y = {column}.map({values or _numbers(dataset, source)!r}.index).to_numpy()"
    cell = as_cell(value) if is_text else read_number(value, 1e9)
    return f"y = ({column} == {cell!r}).to_numpy() * 1"


def _numbers(dataset: Dataset, column: str) -> list[float]:
    """The different numbers of a column, in ascending order."""
    values = dataset.values([column])[:, 0]
    numbers: list[float] = np.unique(values[~np.isnan(values)]).tolist()
    return numbers


def _reading(texts: Sequence[str]) -> str:
    """A category such as 007 or NA stays a text."""
    return _TEXTS.format(texts=dict.fromkeys(texts, "str")) if texts else ""


def _with_categories(titles: Mapping[str, str], categories: Mapping[str, OneHot]) -> str:
    lines, values = list[str](), dict[str, list[str]]()
    for name, title in titles.items():
        if name not in categories:
            lines.append(f"    table[{title!r}],")
            continue
        one_hot = categories[name]
        own = one_hot.categories[:-1] if one_hot.others else one_hot.categories
        values[name] = [*map(as_cell, own)]
        lines.append(f"    *(table[{name!r}] == value for value in values[{name!r}]),")
        if one_hot.others:
            lines.append(f"    ~table[{name!r}].isin(values[{name!r}]),  # {OTHER}")
    shown = pformat(values, width=90, compact=True, sort_dicts=False)
    return _WITH_CATEGORIES.format(values=shown, inputs="\n".join(lines))


def _listed(texts: Sequence[str]) -> str:
    """Texts as Python's, on one line if there is room, else a line for each."""
    quoted = [repr(text) for text in texts]
    line = ", ".join(quoted)
    return line if len(line) <= 70 else "\n    " + ",\n    ".join(quoted) + ",\n"
