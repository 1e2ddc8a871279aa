"""What is on screen on the page Planes, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import load
from playground.core.data.samples import cached_sample
from playground.core.fit.best import NEURON_ACTIVATIONS
from playground.core.fit.ranges import round_to_nice
from playground.core.formatting import read_int
from playground.core.validation import require_int
from playground.state.columns import (
    DEFAULT_CAMERA,
    MAX_SEED,
    at_field,
    axes_field,
    camera_of,
    check_columns,
    check_picture,
    column_fields,
    first_inputs,
    first_target,
    picture_fields,
    rounded_means,
)
from playground.state.query import (
    QueryField,
    attribute_field,
    check_numbers,
    number_field,
    read_numbers,
    relu_field,
    switch_field,
    write_numbers,
)
from playground.state.single_unit import SingleUnit, unit_of
from playground.state.values import Camera, Values

MIN_INPUTS, MAX_INPUTS = 2, 8


@dataclass(frozen=True)
class PlaneState(SingleUnit):
    """A linear unit with several inputs, y = w0·x0 + w1·x1 + … + b, or ReLU of it.

    Attributes:
        data: name of the data set.
        inputs, target: names of numeric columns; two to eight inputs.
        w: one weight per input, in target units per input unit.
        b: bias, in the target's unit.
        at: `(inputs,)`, in the inputs' units: the probe, and the slice through the inputs
            that are not shown.
        axes: the two inputs that are shown.
        activation: its Keras name, one of NEURON_ACTIVATIONS.
        residuals, best: whether the errors and the best plane are drawn.
        view: one of VIEWS.
        actual: whether predicted against actual is in view instead.
        camera: its position, in multiples of the picture's size.
        seed: of the last draw of random weights.

    Raises:
        ValueError: if a value is unknown or out of range.
    """

    data: str
    inputs: tuple[str, ...]
    target: str
    w: tuple[float, ...]
    b: float
    at: tuple[float, ...]
    axes: tuple[str, str]
    activation: str = "linear"
    residuals: bool = True
    best: bool = False
    view: str = "3d"
    actual: bool = False
    camera: Camera = DEFAULT_CAMERA
    seed: int = 0

    def __post_init__(self) -> None:
        require_int("the number of inputs", len(self.inputs), MIN_INPUTS, MAX_INPUTS)
        check_columns(self.data, self.inputs, self.target, self.axes, self.at)
        if len(self.w) != len(self.inputs):
            raise ValueError(f"w must hold a number for each of {self.inputs}")
        if self.activation not in NEURON_ACTIVATIONS:
            known = ", ".join(NEURON_ACTIVATIONS)
            raise ValueError(f"activation must be one of {known}; received {self.activation!r}")
        check_picture(self.view, self.camera)
        check_numbers(*self.w, self.b)
        require_int("seed", self.seed, 0, MAX_SEED)

    @classmethod
    def default(
        cls,
        data: str = DEFAULT_DATASET,
        inputs: tuple[str, ...] | None = None,
        target: str | None = None,
    ) -> PlaneState:
        """A level plane at the middle of the target.

        Args:
            data: name of the data set.
            inputs: two to eight of its columns; None for those it begins with.
            target: another column; None for the one it begins with, or its first free column.
        """
        target = target or first_target(data, inputs or ())
        dataset, bounds = load(data), (MIN_INPUTS, MAX_INPUTS)
        inputs = inputs or first_inputs(dataset, dataset.first_inputs.plane, target, bounds)
        return _default(data, inputs, target)

    @property
    def values(self) -> Values:
        """What the browser gets of it."""
        return Values(
            weights=self.weight_values,
            activations=[self.activation],
            frozen=[],
            at=list(self.at),
            switches={
                "residuals": self.residuals,
                "best": self.best,
                "top": self.view == "top",
                "actual": self.actual,
            },
            choices={},
            camera=self.camera,
        )

    def with_values(self, values: Values) -> PlaneState:
        """The same with the browser's values; raises KeyError or ValueError."""
        w, b, activation = unit_of(values, len(self.inputs))
        return replace(
            self,
            w=w,
            b=b,
            at=tuple(values.at),
            activation=activation,
            residuals=values.switches["residuals"],
            best=values.switches["best"],
            view="top" if values.switches["top"] else "3d",
            actual=values.switches["actual"],
            camera=camera_of(values),
        )

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[PlaneState]]:
        """The fields of its link."""
        return FIELDS


@cached_per_dataset
def _default(data: str, inputs: tuple[str, ...], target: str) -> PlaneState:
    require_int("the number of inputs", len(inputs), MIN_INPUTS, MAX_INPUTS)
    sample, axes = cached_sample(data, inputs, target), load(data).first_axes
    return PlaneState(
        data=data,
        inputs=inputs,
        target=target,
        w=(0.0,) * len(inputs),
        b=round_to_nice(float(np.mean(sample.y)), float(np.ptp(sample.y)) / 5),
        at=rounded_means(sample),
        axes=(inputs[axes[0]], inputs[axes[1]]),
    )


def _of_columns(state: PlaneState) -> PlaneState:
    return PlaneState.default(state.data, state.inputs, state.target)


FIELDS: tuple[QueryField[PlaneState], ...] = (
    *column_fields(PlaneState, MIN_INPUTS, MAX_INPUTS),
    QueryField(
        "w",
        lambda s: write_numbers(s.w),
        lambda s, text: replace(s, w=read_numbers(text, s.inputs)),
        _of_columns,
    ),
    number_field("b", _of_columns),
    at_field(_of_columns),
    axes_field(_of_columns),
    relu_field(_of_columns),
    switch_field("residuals", _of_columns),
    switch_field("best", _of_columns),
    *picture_fields(_of_columns),
    switch_field("actual", _of_columns),
    attribute_field("seed", str, lambda text: read_int(text, MAX_SEED), _of_columns),
)
"""In the order in which a link is read: the columns first, the rest depends on them."""
