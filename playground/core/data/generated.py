"""Data sets that are generated: their name says everything, so a link brings the same points.

`circle` is the shape with its first settings, `circle-200-10-0` has so many rows, noise in percent
and seed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from playground.core.data.catalogue import Entry, FirstInputs
from playground.core.data.shapes import SHAPES, Shape
from playground.core.formatting import quote, read_int
from playground.core.network.activations import Array
from playground.core.validation import require_int

MIN_ROWS, MAX_ROWS = 20, 1000
MAX_NOISE = 50
MAX_SEED = 9999
CLASS = "class"
"""The column of the classes, which are called A, B, …"""
CROSSES = ("x1²", "x2²", "x1·x2", "sin x1", "sin x2")
"""Columns that are computed of x1 and x2, to be taken as inputs beside them."""


@dataclass(frozen=True)
class Generated:
    """What a generated data set is made of.

    Attributes:
        shape: a key of SHAPES.
        rows: from MIN_ROWS to MAX_ROWS.
        noise: in percent, from 0 to MAX_NOISE.
        seed: of the points.

    Raises:
        ValueError: if a value is out of range.
    """

    shape: str
    rows: int = 200
    noise: int = 10
    seed: int = 0

    def __post_init__(self) -> None:
        if self.shape not in SHAPES:
            raise ValueError(f"{quote(self.shape)} is none of {', '.join(SHAPES)}")
        require_int("rows", self.rows, MIN_ROWS, MAX_ROWS)
        require_int("noise", self.noise, 0, MAX_NOISE)
        require_int("seed", self.seed, 0, MAX_SEED)

    @classmethod
    def named(cls, name: str) -> Generated:
        """The data set of a name.

        Args:
            name: as it stands in a link; anything.

        Raises:
            ValueError: with the reason.
        """
        shape, *numbers = name.split("-")
        if not numbers or shape not in SHAPES:
            return cls(shape)
        if len(numbers) != 3:
            raise ValueError(
                f"{quote(name)} is no name such as {shape}-200-10-0: rows, noise in percent, seed"
            )
        limits = (MAX_ROWS, MAX_NOISE, MAX_SEED)
        rows, noise, seed = (read_int(*pair) for pair in zip(numbers, limits, strict=True))
        return cls(shape, rows, noise, seed)

    @property
    def name(self) -> str:
        """Its name, in links too."""
        if self == replace(self, rows=200, noise=10, seed=0):
            return self.shape
        return f"{self.shape}-{self.rows}-{self.noise}-{self.seed}"


def is_generated(name: str) -> bool:
    """Whether it is the name of a generated data set, or would be one."""
    return name.partition("-")[0] in SHAPES


def table(generated: Generated) -> pd.DataFrame:
    """Its rows: x1, x2, their crosses and the class; or x and y. Three decimals each."""
    shape = SHAPES[generated.shape]
    random = np.random.default_rng([generated.seed, *generated.shape.encode()])
    x, y = shape.make(random, generated.rows, generated.noise / 100.0)
    order = random.permutation(generated.rows)
    x, y = np.round(x[order], 3), y[order]
    if not shape.classes:
        return pd.DataFrame({"x": x[:, 0], "y": np.round(y, 3)})
    classes = np.array([*"ABC"])[y.astype(int)]
    return pd.DataFrame({"x1": x[:, 0], "x2": x[:, 1], **_crosses(x), CLASS: classes})


def _crosses(x: Array) -> dict[str, Array]:
    x1, x2 = x.T
    crosses = (x1**2, x2**2, x1 * x2, np.sin(x1), np.sin(x2))
    return {name: np.round(cross, 4) for name, cross in zip(CROSSES, crosses, strict=True)}


def entry(generated: Generated) -> Entry:
    """What is known of it, as of the built-in data sets."""
    shape = SHAPES[generated.shape]
    inputs = ("x1", "x2") if shape.classes else ("x",)
    return Entry(
        title=shape.title,
        about=shape.about,
        row_name="",
        noun="point",
        plural="points",
        columns=_columns(shape),
        first_inputs=FirstInputs(inputs[:1], inputs, inputs),
        target=CLASS if shape.classes else "y",
        source=f"generated: {generated.rows} points, {generated.noise} % noise, seed "
        f"{generated.seed}",
        licence="none needed",
        url="",
    )


def _columns(shape: Shape) -> dict[str, tuple[str, str]]:
    if not shape.classes:
        return {"x": ("", "to the right"), "y": ("", "upwards")}
    plain = {"x1": ("", "to the right"), "x2": ("", "upwards")}
    about = ("x1 squared", "x2 squared", "x1 times x2", "sine of x1", "sine of x2")
    return {**plain, **{name: ("", text) for name, text in zip(CROSSES, about, strict=True)}}
