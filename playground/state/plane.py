"""What is on screen on the page Planes, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import load
from playground.core.data.samples import cached_sample
from playground.core.data.targets import source_of
from playground.core.fit.ranges import probe_range, round_to_nice
from playground.core.formatting import read_int
from playground.core.validation import require_int
from playground.state.columns import (
    DEFAULT_CAMERA,
    MAX_SEED,
    at_field,
    axes_field,
    camera_of,
    check_columns,
    check_inputs,
    check_picture,
    column_fields,
    first_axes,
    first_inputs,
    first_row,
    first_target,
    picture_fields,
)
from playground.state.decision import FIRST, Decision, decision_fields, decision_of
from playground.state.query import (
    QueryField,
    attribute_field,
    check_numbers,
    number_field,
    read_numbers,
    switch_field,
    write_numbers,
)
from playground.state.single_unit import (
    MOST_CLASSES,
    SingleUnit,
    check_activation,
    first_activation,
    first_curve,
    for_unit,
    relu_field,
    unit_of,
)
from playground.state.values import Camera, Values

MIN_INPUTS, MAX_INPUTS = 2, 8


@dataclass(frozen=True)
class PlaneState(SingleUnit):
    """A linear unit with several inputs, y = w0·x0 + w1·x1 + … + b, or ReLU of it.

    Attributes:
        data: name of the data set.
        inputs: names of numeric columns, of two to eight choices; see `check_columns`.
        target: what is predicted; see `core.data.targets`. Of classes, there are two.
        w: one weight per input, in target units per input unit.
        b: bias, in the target's unit.
        at: `(inputs,)`, in the inputs' units: the probe, and the slice through the inputs
            that are not shown.
        axes: the two inputs that are shown.
        activation: its Keras name, one of NEURON_ACTIVATIONS; of classes, sigmoid.
        residuals, best: whether the errors and the best plane are drawn; of classes, wrong answers.
        view: one of VIEWS.
        actual: whether predicted against actual is in view instead.
        camera: its position, in multiples of the picture's size.
        seed: of the last draw of random weights.
        decision: what is made of the probabilities of two classes.

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
    decision: Decision = FIRST

    def __post_init__(self) -> None:
        columns = (self.data, self.inputs, self.target)
        check_columns(*columns, self.axes, self.at, (MIN_INPUTS, MAX_INPUTS))
        if len(self.w) != len(self.inputs):
            raise ValueError(f"w must hold a number for each of {self.inputs}")
        check_activation(self)
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
        """A level plane at the middle of the target; of classes, an S-curve along the first axis.

        Args:
            data: name of the data set.
            inputs: two to eight of its columns; None for those it begins with.
            target: what is predicted; None for what it begins with, or its first free column.
        """
        dataset, bounds = load(data), (MIN_INPUTS, MAX_INPUTS)
        target = target or for_unit(dataset, first_target(data, inputs or (), classes=True))
        wanted, source = dataset.first_inputs.plane, source_of(dataset, target)
        inputs = inputs or first_inputs(dataset, wanted, source, bounds)
        return _default(data, dataset.inputs_of(inputs), target)

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
            choices=self.decision.choices,
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
            decision=decision_of(values),
        )

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[PlaneState]]:
        """The fields of its link."""
        return FIELDS


@cached_per_dataset
def _default(data: str, inputs: tuple[str, ...], target: str) -> PlaneState:
    dataset = load(data)
    check_inputs(dataset, inputs, (MIN_INPUTS, MAX_INPUTS))
    sample = cached_sample(data, inputs, target)
    across, up = first_axes(dataset, inputs, dataset.first_axes)
    w = [0.0] * len(inputs)
    if sample.classes:
        place = inputs.index(across)
        w[place], b = first_curve(probe_range(sample.x[:, place]))
    else:
        b = round_to_nice(float(np.mean(sample.y)), float(np.ptp(sample.y)) / 5)
    return PlaneState(
        data=data,
        inputs=inputs,
        target=target,
        w=tuple(w),
        b=b,
        at=first_row(sample),
        axes=(across, up),
        activation=first_activation(sample.classes),
        view="top" if sample.classes else "3d",
    )


def _of_columns(state: PlaneState) -> PlaneState:
    return PlaneState.default(state.data, state.inputs, state.target)


FIELDS: tuple[QueryField[PlaneState], ...] = (
    *column_fields(PlaneState, MIN_INPUTS, MAX_INPUTS, most_classes=MOST_CLASSES),
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
    *decision_fields(_of_columns),
)
"""In the order in which a link is read: the columns first, the rest depends on them."""
