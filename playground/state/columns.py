"""What pages with several inputs share: the columns they begin with, and fields of their links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from playground.core.data.datasets import Dataset, Sample, load
from playground.core.data.samples import cached_sample
from playground.core.fit.ranges import round_to_nice
from playground.core.formatting import quote, read_choice
from playground.state.query import (
    QueryField,
    attribute_field,
    check_numbers,
    read_numbers,
    require_column,
    require_dataset,
    write_numbers,
)
from playground.state.values import Camera, Values

MAX_SEED = 2**31 - 1
VIEWS = ("3d", "top")
DEFAULT_CAMERA: Camera = (1.4, -1.4, 0.8)
"""The first position of the camera, in multiples of the picture's size."""


def first_target(data: str, inputs: Sequence[str] = ()) -> str:
    """The target that a page begins with: the data set's, or its first column that is no input.

    Args:
        data: name of the data set.
        inputs: names of the inputs that are chosen already.
    """
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
    """Checks the columns of a state.

    Args:
        data: name of the data set.
        inputs, target: names of its numeric columns, all different.
        axes: two of the inputs, or the only one.
        at: a number for each input.

    Raises:
        ValueError: if one of these is not so, or all columns are known in too few rows.
    """
    dataset = load(data)
    for name in (*inputs, target):
        dataset.column(name)
    cached_sample(
        data, tuple(inputs), target
    )  # raises ValueError if they are known in too few rows
    if len({*inputs, target}) <= len(inputs):
        raise ValueError(f"columns must differ; received {(*inputs, target)}")
    if len({*axes}) != len(axes) or len(axes) != min(2, len(inputs)) or not {*axes} <= {*inputs}:
        raise ValueError(f"axes must be two of {inputs}, or the only one; received {axes}")
    if len(at) != len(inputs):
        raise ValueError(f"at must hold a number for each of {inputs}; received {len(at)}")
    check_numbers(*at)


def check_picture(view: str, camera: Camera) -> None:
    """Checks how a state is seen.

    Args:
        view: one of VIEWS.
        camera: its position, in multiples of the picture's size.

    Raises:
        ValueError: if there is no such view, or a number is beyond the limit.
    """
    if view not in VIEWS:
        raise ValueError(f"view must be one of {VIEWS}; received {view!r}")
    check_numbers(*camera)


def column_fields(kind: Any, low: int, high: int) -> tuple[QueryField[Any], ...]:
    """The fields `data`, `inputs` and `target`.

    Args:
        kind: the state's class; each field starts from `kind.default(data, inputs, target)`.
        low, high: the least and the most inputs.
    """

    def read_data(_: Any, text: str) -> Any:
        return kind.default(require_dataset(text, low + 1))

    def read_inputs(state: Any, text: str) -> Any:
        dataset = load(state.data)
        names = tuple(require_column(dataset, name) for name in text.split(",")[: high + 1])
        if not low <= len(names) <= high or len({*names}) < len(names):
            raise ValueError(f"it takes {low} to {high} different columns")
        return kind.default(state.data, names, None if state.target in names else state.target)

    def read_target(state: Any, text: str) -> Any:
        if require_column(load(state.data), text) in state.inputs:
            raise ValueError(f"{quote(text)} is an input already")
        return kind.default(state.data, state.inputs, text)

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
    """The field `at`: a number for each input; `default` is as of `QueryField`."""
    return QueryField(
        "at",
        lambda s: write_numbers(s.at),
        lambda s, text: replace(s, at=read_numbers(text, s.inputs)),
        default,
    )


def axes_field(default: Callable[[Any], Any]) -> QueryField[Any]:
    """The field `axes`: the inputs that are shown; `default` is as of `QueryField`."""

    def read(state: Any, text: str) -> Any:
        names = tuple(text.split(","))
        wanted = min(2, len(state.inputs))
        if len({*names}) != wanted or len(names) != wanted or not {*names} <= {*state.inputs}:
            many = "two of" if wanted == 2 else "no other than"
            raise ValueError(f"it takes {many} {', '.join(state.inputs)}, received {quote(text)}")
        return replace(state, axes=names)

    return QueryField("axes", lambda s: ",".join(s.axes), read, default)


def picture_fields(default: Callable[[Any], Any]) -> tuple[QueryField[Any], ...]:
    """The fields `view` and `camera`; `default` is as of `QueryField`."""
    return (
        attribute_field("view", str, lambda text: read_choice(text, VIEWS), default),
        attribute_field("camera", write_numbers, _read_camera, default),
    )


def _read_camera(text: str) -> Camera:
    x, y, z = read_numbers(text, ("x", "y", "z"), "direction")
    return (x, y, z)


def camera_of(values: Values) -> Camera:
    """The camera, rounded; raises ValueError if there is none."""
    if values.camera is None:
        raise ValueError("camera must hold three numbers; received none")
    x, y, z = values.camera
    return (round(x, 3), round(y, 3), round(z, 3))
