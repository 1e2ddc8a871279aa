"""What pages with several inputs share: the columns they begin with, and fields of their links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from playground.core.data.datasets import Dataset, Sample, load
from playground.core.data.samples import cached_sample
from playground.core.data.targets import source_of
from playground.core.fit.ranges import round_to_nice
from playground.core.formatting import quote, read_choice
from playground.core.validation import require_int
from playground.state.query import (
    QueryField,
    attribute_field,
    check_numbers,
    read_numbers,
    require_choice,
    require_column,
    require_dataset,
    write_numbers,
)
from playground.state.values import Camera, Values

MAX_SEED = 2**31 - 1
VIEWS = ("3d", "top")
DEFAULT_CAMERA: Camera = (1.4, -1.4, 0.8)
"""The first position of the camera, in multiples of the picture's size."""


def first_target(data: str, inputs: Sequence[str] = (), *, classes: bool = False) -> str:
    """The target that a page begins with: the data set's, or its first column that is no input.

    Args:
        data: name of the data set.
        inputs: names of the inputs that are chosen already.
        classes: whether it may be one value of a category, where no number is left.

    Raises:
        ValueError: if every column is an input.
    """
    dataset = load(data)
    wanted, taken = [dataset.target, *(c.name for c in dataset.columns)], dataset.choices_of(inputs)
    if classes:
        free = (category for category in dataset.categories if category.name not in taken)
        wanted += [category.one_hot.columns[0].name for category in free]
    target = next((name for name in wanted if name not in taken), None)
    if target is None:
        raise ValueError("every column is an input: leave one to be predicted")
    return target


def first_inputs(
    dataset: Dataset, wanted: Sequence[str], target: str, bounds: tuple[int, int]
) -> tuple[str, ...]:
    """The inputs a page begins with: those of the catalogue, or those their owner chose.

    Args:
        dataset: with at least one more column than the least number of inputs.
        wanted: one of the lists in `dataset.first_inputs`.
        target: name of the column that is no input.
        bounds: the least and the most columns; if too few are wanted, the first other columns
            are added.
    """
    low, high = bounds
    free = [name for name in wanted if name != target]
    more = [c.name for c in dataset.columns if c.name != target and c.name not in free]
    return dataset.inputs_of([*free, *more[: max(0, low - len(free))]][:high])


def first_axes(
    dataset: Dataset, inputs: Sequence[str], wanted: tuple[int, int] = (0, 1)
) -> tuple[str, ...]:
    """The two inputs that are shown first, or the only one: those of numbers, if there are two.

    After a single one of numbers, or none, come the commonest categories.

    Args:
        dataset: whose columns they are.
        inputs: names of the inputs.
        wanted: their positions.
    """
    numeric = [name for name in inputs if not dataset.column(name).of]
    if len(numeric) > 1:
        return tuple(numeric[place] for place in wanted)
    others = [name for name in inputs if name not in numeric]
    counts = dict(zip(others, np.nansum(dataset.values(others), axis=0), strict=True))
    return (*numeric, *sorted(others, key=lambda name: -counts[name]))[:2]


def first_row(sample: Sample) -> tuple[float, ...]:
    """The mean of every number, rounded, and the commonest of every category: 1 for it, else 0."""
    means, widths = sample.x.mean(axis=0), np.ptp(sample.x, axis=0)
    at = [round_to_nice(float(m), float(w) / 20) for m, w in zip(means, widths, strict=True)]
    for name in {column.of for column in sample.inputs} - {""}:
        places = [i for i, column in enumerate(sample.inputs) if column.of == name]
        commonest = places[int(np.argmax(means[places]))]
        for place in places:
            at[place] = float(place == commonest)
    return tuple(at)


def one_of(dataset: Dataset, name: str, category: str) -> dict[str, float]:
    """A category as the numbers of its columns: 1 for it, 0 for the others, by their names.

    Args:
        dataset: with the column.
        name: of the column of categories.
        category: one of those that have a column.

    Raises:
        ValueError: if there is no such column or category.
    """
    one_hot = dataset.category(name).one_hot
    read_choice(category, one_hot.categories)
    pairs = zip(one_hot.columns, one_hot.categories, strict=True)
    return {column.name: float(each == category) for column, each in pairs}


def check_inputs(dataset: Dataset, inputs: Sequence[str], bounds: tuple[int, int]) -> None:
    """Checks the inputs of a state.

    Args:
        dataset: whose columns they are.
        inputs: names of numeric columns; of a category, all its columns of 0 and 1.
        bounds: the least and the most columns, of which a category is one.

    Raises:
        ValueError: if they are too few or too many, or some of a category's columns are missing.
    """
    choices = dataset.choices_of(inputs)
    require_int("the number of inputs", len(choices), *bounds)
    if dataset.inputs_of(choices) != tuple(inputs):
        raise ValueError(f"a category comes with all of its columns; received {(*inputs,)}")


def check_columns(
    data: str,
    inputs: Sequence[str],
    target: str,
    axes: Sequence[str],
    at: Sequence[float],
    bounds: tuple[int, int],
) -> None:
    """Checks the columns of a state.

    Args:
        data: name of the data set.
        inputs: names of its numeric columns, all different; of a category, all its columns of 0
            and 1.
        target: name of a target that is made of another column.
        axes: two of the inputs, or the only one.
        at: a number for each input.
        bounds: the least and the most columns among the inputs, of which a category is one.

    Raises:
        ValueError: if one of these is not so, or all columns are known in too few rows.
    """
    dataset = load(data)
    for name in inputs:
        dataset.column(name)
    if len({*inputs}) < len(inputs) or source_of(dataset, target) in dataset.choices_of(inputs):
        raise ValueError(f"columns must differ; received {(*inputs, target)}")
    check_inputs(dataset, inputs, bounds)
    cached_sample(data, tuple(inputs), target)  # raises ValueError with what is wrong
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


def column_fields(
    kind: Any, low: int, high: int, *, most_classes: int = 0
) -> tuple[QueryField[Any], ...]:
    """The fields `data`, `inputs` and `target`.

    Args:
        kind: the state's class; each field starts from `kind.default(data, inputs, target)`.
        low, high: the least and the most columns, of which a category is one.
        most_classes: how many classes the page can show; 0 where the target is a number.
    """

    def checked(state: Any) -> Any:
        if most_classes and len(state.classes) > most_classes:
            raise ValueError(
                f"{quote(state.target)} has {len(state.classes)} classes, and this page shows "
                f"{most_classes}: ask for one of them, such as '{state.target} = "
                f"{state.classes[0]}'"
            )
        return state

    def read_data(_: Any, text: str) -> Any:
        return checked(kind.default(require_dataset(text, low + 1, generated=most_classes > 0)))

    def read_inputs(state: Any, text: str) -> Any:
        dataset = load(state.data)
        names = tuple(require_choice(dataset, name) for name in text.split(",")[: high + 1])
        if not low <= len(names) <= high or len({*names}) < len(names):
            raise ValueError(f"it takes {low} to {high} different columns")
        is_input = source_of(dataset, state.target) in names
        names = dataset.inputs_of(names)
        return kind.default(state.data, names, None if is_input else state.target)

    def write_inputs(state: Any) -> str:
        return ",".join(load(state.data).choices_of(state.inputs))

    def read_target(state: Any, text: str) -> Any:
        if text == state.target:
            return state
        if not text:
            raise ValueError("it names no column")
        dataset = load(state.data)
        source = source_of(dataset, text) if most_classes else require_column(dataset, text)
        if not text:
            raise ValueError("it names nothing")
        if source in dataset.choices_of(state.inputs):
            raise ValueError(f"{quote(source)} is an input already")
        return checked(kind.default(state.data, state.inputs, text))

    return (
        QueryField("data", lambda s: s.data, read_data, lambda _: kind.default()),
        QueryField("inputs", write_inputs, read_inputs, lambda s: kind.default(s.data)),
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
