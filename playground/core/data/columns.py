"""What a column holds: numbers, or categories, which a model takes as columns of 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playground.core.network.activations import Array
from playground.core.network.network import MAX_INPUTS

Codes = NDArray[np.int32]
"""`(rows,)`, the place of each row's category among all, -1 where it is unknown."""

MAX_ONE_HOT = 20
"""As many columns of 0 and 1 a category becomes at most; the last one is then OTHER."""
OTHER = "other"
"""Stands for all categories that are rarer than those with a column of their own."""
REPEATS = 0.5
"""Texts are categories if at most this share of those that are known is different."""
_NAME = 40
"""Characters of a category in the name of its column."""


@dataclass(frozen=True)
class Column:
    """A numeric column.

    Attributes:
        unit: "" where the number has none.
        low, high: the smallest and the largest known value, in the unit.
        missing: in how many rows it is unknown.
        label: how people call it, where its name in the file is no word of theirs; otherwise "".
        of: name of the category column that it is one value of, as 1 and 0; otherwise "".
    """

    name: str
    unit: str
    description: str
    low: float
    high: float
    missing: int
    label: str = ""
    of: str = ""

    @property
    def labelled(self) -> Column:
        """The column under the name that people read: `Fly ash` for `FlyAsh`."""
        return replace(self, name=self.label or self.name)

    @property
    def title(self) -> str:
        """Name and unit, as on an axis: `sugars (g)`."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True, eq=False)
class CategoryColumn:
    """A column of categories: one of several texts in every row.

    Attributes:
        categories: all different, two at least, in alphabetical order.
        codes: the place of each row's category among them, -1 where it is unknown; read-only.
        label: as of a `Column`.
    """

    name: str
    categories: tuple[str, ...]
    codes: Codes
    label: str = ""

    @classmethod
    def of(
        cls, name: str, texts: Sequence[str | None] | pd.Series, label: str = ""
    ) -> CategoryColumn:
        """The column of some texts.

        Args:
            name: of the column.
            texts: `(rows,)`; "", None or NaN where unknown.
            label: as of a `Column`.

        Raises:
            ValueError: if fewer than two are different.
        """
        values = pd.Categorical(pd.Series(texts)).remove_unused_categories()
        values = values.remove_categories([""] if "" in values.categories else [])
        if len(values.categories) < 2:
            raise ValueError(
                f"{name!r} must hold two different texts at least; received "
                f"{len(values.categories)}"
            )
        codes = values.codes.astype(np.int32)
        codes.flags.writeable = False
        return cls(name, tuple(map(str, values.categories)), codes, label)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """`(categories,)`, in how many rows each stands."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.categories))

    @property
    def missing(self) -> int:
        """In how many rows it is unknown."""
        return int((self.codes < 0).sum())

    @property
    def texts(self) -> pd.Series:
        """`(rows,)`, a categorical, NaN where unknown."""
        return pd.Series(pd.Categorical.from_codes(self.codes, [*self.categories]))

    @cached_property
    def one_hot(self) -> OneHot:
        """The columns of 0 and 1 that a model takes in its place."""
        return _one_hot(self)


@dataclass(frozen=True, eq=False)
class OneHot:
    """A category as columns of 0 and 1, of which exactly one is 1 in every row.

    Attributes:
        columns: their names read `shelf = top`.
        categories: the category of each; of more than MAX_ONE_HOT the commonest, then OTHER.
        codes: the place of each row's 1, -1 where the category is unknown; read-only.
        others: how many categories OTHER stands for; 0 where each has a column of its own.
    """

    columns: tuple[Column, ...]
    categories: tuple[str, ...]
    codes: Codes
    others: int

    def values(self, place: int) -> Array:
        """The column at that place, `(rows,)`, NaN where the category is unknown."""
        return np.where(self.codes < 0, np.nan, (self.codes == place).astype(np.float64))


def require_inputs(count: int) -> None:
    """Raises ValueError if columns become more inputs than a network takes."""
    if count > MAX_INPUTS:
        raise ValueError(
            f"these columns become {count} inputs, as a category has one for each of its values, "
            f"and a network takes at most {MAX_INPUTS}: leave a category out"
        )


def _one_hot(column: CategoryColumn) -> OneHot:
    categories, places, others = column.categories, np.arange(len(column.categories)), 0
    if len(categories) > MAX_ONE_HOT:
        commonest = np.argsort(-column.counts, kind="stable")
        taken = [i for i in commonest if categories[i] != OTHER][: MAX_ONE_HOT - 1]
        own = np.sort(np.array(taken))
        others = len(categories) - len(own)
        places = np.full(len(categories), len(own))
        places[own] = np.arange(len(own))
        categories = (*(categories[i] for i in own), OTHER)
    codes = np.where(column.codes < 0, -1, places[column.codes]).astype(np.int32)
    codes.flags.writeable = False
    return OneHot(tuple(_columns(column, categories)), categories, codes, others)


def _columns(column: CategoryColumn, categories: Sequence[str]) -> list[Column]:
    """A column for each category; a comma stands between names in a link, and none within."""
    columns, taken = list[Column](), set[str]()
    for category in categories:
        short = " ".join(category.replace(",", ";").split())
        short = short if len(short) <= _NAME else f"{short[:_NAME].rstrip()}…"
        name, number = f"{column.name} = {short}", 1
        while name in taken:
            number += 1
            name = f"{column.name} = {short} ({number})"
        taken.add(name)
        label = column.label and name.replace(column.name, column.label, 1)
        about = f"1 where {column.label or column.name} is {short}, else 0"
        columns.append(Column(name, "", about, 0.0, 1.0, column.missing, label, of=column.name))
    return columns
