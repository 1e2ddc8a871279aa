"""What pages with several inputs share: where they look first, and their fields of a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from playground.core.data.datasets import Dataset, Sample, load
from playground.core.data.samples import cached_sample
from playground.core.fit.ranges import round_to_nice
from playground.core.formatting import quote
from playground.state.query import (
    QueryField,
    attribute_field,
    read_numbers,
    require_column,
    require_dataset,
    write_numbers,
)
from playground.state.values import Camera, Values

MAX_SEED = 2**31 - 1
VIEWS = ("3d", "top")
DEFAULT_CAMERA: Camera = (1.4, -1.4, 0.8)
"""Where the camera stands at first, in multiples of the picture's size."""


def first_target(data: str, inputs: Sequence[str] = ()) -> str:
    """The target a data set shows first, or its first column that is no input."""
    dataset = load(data)
    wanted = (dataset.target, *(column.name for column in dataset.columns))
    return next(name for name in wanted if name not in inputs)


def first_inputs(
    dataset: Dataset, wanted: Sequence[str], target: str, bounds: tuple[int, int]
) -> tuple[str, ...]:
    """The inputs a page begins with: those of the catalogue, or those their owner chose.

    Args:
        dataset: with at least one more column than the least number of inputs.
        wanted: one of the lists in `dataset.first_inputs`.
        target: name of the column that is no input.
        bounds: the least and the most inputs; if too few are wanted, the first other columns
            are added.
    """
    low, high = bounds
    free = [name for name in wanted if name != target]
    more = [c.name for c in dataset.columns if c.name != target and c.name not in free]
    return (*free, *more[: max(0, low - len(free))])[:high]


def rounded_means(sample: Sample) -> tuple[float, ...]:
    """The mean of every input, as a round number."""
    pairs = zip(sample.x.mean(axis=0), np.ptp(sample.x, axis=0), strict=True)
    return tuple(round_to_nice(float(mean), float(width) / 20) for mean, width in pairs)


def check_columns(
    data: str, inputs: Sequence[str], target: str, axes: Sequence[str], at: Sequence[float]
) -> None:
    """Raises ValueError unless the columns exist and differ, and axes and at belong to them."""
    dataset = load(data)
    for name in (*inputs, target):
        dataset.column(name)
    cached_sample(data, tuple(inputs), target)  # raises if too few rows know all of them
    if len({*inputs, target}) <= len(inputs):
        raise ValueError(f"columns must differ; received {(*inputs, target)}")
    if len({*axes}) != len(axes) or len(axes) != min(2, len(inputs)) or not {*axes} <= {*inputs}:
        raise ValueError(f"axes must be two of {inputs}, or the only one; received {axes}")
    if len(at) != len(inputs):
        raise ValueError(f"at must hold a number for each of {inputs}; received {len(at)}")


def column_fields(kind: Any, low: int, high: int) -> tuple[QueryField[Any], ...]:
    """The fields `data`, `inputs` and `target` of a page with `low` to `high` inputs.

    Args:
        kind: the screen's class; `kind.default(data, inputs, target)` is where it begins.
    """

    def read_data(_: Any, text: str) -> Any:
        return kind.default(require_dataset(text, low + 1))

    def read_inputs(screen: Any, text: str) -> Any:
        dataset = load(screen.data)
        names = tuple(require_column(dataset, name) for name in text.split(",")[: high + 1])
        if not low <= len(names) <= high or len({*names}) < len(names):
            raise ValueError(f"it takes {low} to {high} different columns")
        return kind.default(screen.data, names, None if screen.target in names else screen.target)

    def read_target(screen: Any, text: str) -> Any:
        if require_column(load(screen.data), text) in screen.inputs:
            raise ValueError(f"{quote(text)} is an input already")
        return kind.default(screen.data, screen.inputs, text)

    return (
        QueryField("data", lambda s: s.data, read_data, lambda _: kind.default()),
        QueryField(
            "inputs", lambda s: ",".join(s.inputs), read_inputs, lambda s: kind.default(s.data)
        ),
        QueryField(
            "target", lambda s: s.target, read_target, lambda s: kind.default(s.data, s.inputs)
        ),
    )


def at_field(default: Callable[[Any], Any]) -> QueryField[Any]:
    """Where the screen is looked at: a number for each input."""
    return QueryField(
        "at",
        lambda s: write_numbers(s.at),
        lambda s, text: replace(s, at=read_numbers(text, s.inputs)),
        default,
    )


def axes_field(default: Callable[[Any], Any]) -> QueryField[Any]:
    """The inputs that are shown."""

    def read(screen: Any, text: str) -> Any:
        names = tuple(text.split(","))
        wanted = min(2, len(screen.inputs))
        if len({*names}) != wanted or len(names) != wanted or not {*names} <= {*screen.inputs}:
            many = "two of" if wanted == 2 else "no other than"
            raise ValueError(f"it takes {many} {', '.join(screen.inputs)}, received {quote(text)}")
        return replace(screen, axes=names)

    return QueryField("axes", lambda s: ",".join(s.axes), read, default)


def picture_fields(default: Callable[[Any], Any]) -> tuple[QueryField[Any], ...]:
    """From which side it is seen: `view` and `camera`."""
    return (
        attribute_field("view", str, _read_view, default),
        attribute_field("camera", write_numbers, _read_camera, default),
    )


def _read_view(text: str) -> str:
    if text not in VIEWS:
        raise ValueError(f"{quote(text)} is none of {', '.join(VIEWS)}")
    return text


def _read_camera(text: str) -> Camera:
    x, y, z = read_numbers(text, ("x", "y", "z"), "direction")
    return (x, y, z)


def camera_of(values: Values) -> Camera:
    """The camera, rounded; raises ValueError if there is none."""
    if values.camera is None:
        raise ValueError("camera must hold three numbers; received none")
    x, y, z = values.camera
    return (round(x, 3), round(y, 3), round(z, 3))
