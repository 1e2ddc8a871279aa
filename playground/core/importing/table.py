"""A table that was read, and the data set that is made of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playground.core.data.catalogue import FirstInputs
from playground.core.data.columns import CategoryColumn, Column
from playground.core.data.datasets import Dataset, new_private_name
from playground.core.importing.errors import TableError
from playground.core.importing.notes import Note, Topic

MAX_INPUTS = 8
"""As many as a page takes."""
_NAME = 60


@dataclass(frozen=True, eq=False)
class Table:
    """Somebody's table: numbers, texts, and what was changed to get them.

    Attributes:
        columns: of the numbers, in the file's order.
        column_types: for every column of the file its name, type and unit, in the file's order.
        frame: the numbers, NaN where unknown.
        texts: columns of text, which may name the rows.
        categories: columns of texts that repeat; one of two values is among `columns`, too.
        ids: columns that name the rows, all different: no inputs.
        numbers: of the rows, counted as a spreadsheet counts.
        notes: a sentence for everything that was changed, or is unsure.
        findings: what a person should look at before a model is made.
    """

    columns: tuple[Column, ...]
    column_types: tuple[tuple[str, str, str], ...]
    frame: pd.DataFrame
    texts: dict[str, tuple[str, ...]]
    categories: tuple[CategoryColumn, ...]
    ids: tuple[str, ...]
    numbers: tuple[int, ...]
    delimiter: str
    encoding: str
    decimal: str
    notes: tuple[Note, ...]
    findings: tuple[Note, ...] = ()

    @property
    def target(self) -> str:
        """What is predicted first: the last column, as most tables have it."""
        return self.columns[-1].name

    @property
    def row_name(self) -> str:
        """The first column of texts that are nearly all different; "" if there is none."""
        for name in (*(name for name in self.texts if name not in self.ids), *self.ids):
            texts = self.texts[name]
            if len({*texts}) > 0.9 * len(texts) and all(texts[:1000]):
                return name
        return ""

    @property
    def choices(self) -> dict[str, str]:
        """Titles of all columns that can be an input, by name: of numbers, then of categories."""
        titles = {column.name: column.title for column in self.columns}
        return {
            **titles,
            **{each.name: each.name for each in self.categories if each.name not in titles},
        }

    def inputs(self, target: str) -> tuple[str, ...]:
        """At most MAX_INPUTS columns, those with the largest |r| with the target first."""
        strengths = {
            column.name: _abs_correlation(self.frame[column.name], self.frame[target])
            for column in self.columns
            if column.name != target
        }
        return tuple(sorted(strengths, key=lambda name: -strengths[name])[:MAX_INPUTS])

    def dataset(self, title: str, inputs: tuple[str, ...], target: str, row_name: str) -> Dataset:
        """The data set, under a name that nobody can guess.

        Args:
            title: as people see it.
            inputs: names of the columns that models begin with.
            target: name of the column to predict, none of the inputs.
            row_name: one of `texts`, which names the rows; "" to number them.

        Raises:
            TableError: if the columns are not known together in enough rows.
            ValueError: if a column does not exist.
        """
        if not inputs or target in inputs:
            raise TableError("Choose a target, and at least one other column as an input.")
        if len(inputs) > MAX_INPUTS:
            raise TableError(
                f"Choose at most {MAX_INPUTS} inputs to begin with; received {len(inputs)}, and "
                "pages can change them."
            )
        names = [column.name for column in self.columns]
        numeric = [name for name in inputs if name in names] or [n for n in names if n != target]
        categories = {each.name: each.texts for each in self.categories if each.name not in names}
        dataset = Dataset(
            name=new_private_name(),
            title=title,
            about=" ".join(["Your own data, in this session's memory only.", *self._sample_notes]),
            noun="row",
            plural="rows",
            columns=self.columns,
            first_inputs=FirstInputs(tuple(numeric), inputs, inputs),
            target=target,
            source="your own file",
            licence="",
            url="",
            row_names=self._row_names(row_name),
            _frame=self.frame.assign(**categories),
            categories=self.categories,
        )
        try:
            dataset.sample(inputs, target)
        except ValueError as error:
            raise TableError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
        return dataset

    @property
    def _sample_notes(self) -> list[str]:
        """How many of how many rows there are, if not all were taken."""
        return [note.text for note in self.notes if note.topic is Topic.SAMPLE]

    def _row_names(self, row_name: str) -> tuple[str, ...]:
        numbered = [f"row {number}" for number in self.numbers]
        if not row_name:
            return tuple(numbered)
        texts = zip(self.texts[row_name], numbered, strict=True)
        return tuple(" ".join(text.split())[:_NAME] or number for text, number in texts)


def _abs_correlation(x: pd.Series, y: pd.Series) -> float:
    """|r| of two columns; 0 where it is unknown."""
    both = (x.notna() & y.notna()).to_numpy()
    a, b = x.to_numpy()[both], y.to_numpy()[both]
    if len(a) < 3 or not (np.ptp(a) > 0.0 and np.ptp(b) > 0.0):
        return 0.0
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt(np.sum(a**2) * np.sum(b**2)))
    return abs(float(np.sum(a * b))) / size if size > 0.0 else 0.0
