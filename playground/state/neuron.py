"""What is on screen on the page One neuron, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Dataset, load
from playground.core.data.samples import cached_sample
from playground.core.fit.best import NEURON_ACTIVATIONS
from playground.core.fit.descent import ALL_ROWS, BATCHES, require_rate
from playground.core.fit.ranges import probe_range, round_to_nice
from playground.core.formatting import format_number, quote, read_int, read_number
from playground.core.validation import require_int
from playground.state.columns import MAX_SEED
from playground.state.query import (
    LIMIT,
    QueryField,
    attribute_field,
    number_field,
    read_numbers,
    relu_field,
    require_column,
    require_dataset,
    switch_field,
    write_numbers,
)
from playground.state.single_unit import SingleUnit, unit_of
from playground.state.values import Values

MAX_INPUTS = 1


@dataclass(frozen=True)
class NeuronState(SingleUnit):
    """A single neuron on a data set.

    Attributes:
        data: name of the data set.
        inputs, target: names of numeric columns; at most MAX_INPUTS inputs.
        w: one weight per input, in target units per input unit.
        b: bias, in the target's unit.
        activation: its Keras name, one of NEURON_ACTIVATIONS.
        probe: the value of the input that is predicted for, in its unit.
        residuals, best: whether the errors and the best fit are drawn.
        challenge: whether the best fit is hidden, to be found by hand.
        seed: of the last draw of random weights.
        rate: the learning rate, above 0; see `require_rate`.
        batch: the rows of a step, one of BATCHES.
        bowl: whether the loss landscape is a bowl in space, or a map.

    Raises:
        ValueError: if a value is unknown or out of range.
    """

    data: str
    inputs: tuple[str, ...]
    target: str
    w: tuple[float, ...]
    b: float
    probe: float
    activation: str = "linear"
    residuals: bool = True
    best: bool = False
    challenge: bool = False
    seed: int = 0
    rate: float = 0.1
    batch: str = ALL_ROWS
    bowl: bool = False

    def __post_init__(self) -> None:
        dataset = load(self.data)
        for name in (*self.inputs, self.target):
            dataset.column(name)
        require_int("the number of inputs", len(self.inputs), 1, MAX_INPUTS)
        if self.target in self.inputs:
            raise ValueError(f"the inputs must not hold the target; received {self.target!r} twice")
        if len(self.w) != len(self.inputs):
            raise ValueError(
                f"w must hold a number for each of {self.inputs}; received {len(self.w)}"
            )
        for name, value in (*(("w", w) for w in self.w), ("b", self.b), ("probe", self.probe)):
            if not abs(value) <= LIMIT:
                raise ValueError(f"{name} must be at most {LIMIT:,.0f} in size; received {value}")
        if self.activation not in NEURON_ACTIVATIONS:
            known = ", ".join(NEURON_ACTIVATIONS)
            raise ValueError(f"activation must be one of {known}; received {self.activation!r}")
        require_int("seed", self.seed, 0, MAX_SEED)
        require_rate(self.rate)
        _require_batch(self.batch)

    @classmethod
    def default(
        cls,
        data: str = DEFAULT_DATASET,
        inputs: tuple[str, ...] | None = None,
        target: str | None = None,
    ) -> NeuronState:
        """A line that rises, and lies visibly too low: there is something to do.

        Args:
            data: name of the data set.
            inputs: one of its columns; None for the one it begins with, or its first free one.
            target: another column; None for the one it begins with, or its first free one.

        Raises:
            ValueError: if a name is unknown, or the target is among the inputs.
        """
        dataset = load(data)
        target = target or _free(dataset, (dataset.target,), taken=inputs or ())
        inputs = inputs or (_free(dataset, dataset.first_inputs.neuron, taken=(target,)),)
        return _default(data, inputs, target)

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[NeuronState]]:
        """The fields of its link."""
        return FIELDS

    @property
    def values(self) -> Values:
        """What the browser gets of it."""
        return Values(
            weights=self.weight_values,
            activations=[self.activation],
            frozen=[],
            at=[self.probe],
            switches={"residuals": self.residuals, "best": self.best, "bowl": self.bowl},
            choices={"rate": format_number(self.rate), "batch": self.batch},
            camera=None,
        )

    def with_values(self, values: Values) -> NeuronState:
        """The same with the browser's values; raises KeyError or ValueError."""
        w, b, activation = unit_of(values, len(self.inputs))
        (probe,) = values.at
        return replace(
            self,
            w=w,
            b=b,
            probe=probe,
            activation=activation,
            residuals=values.switches["residuals"],
            best=values.switches["best"],
            bowl=values.switches["bowl"],
            rate=read_number(values.choices["rate"], LIMIT),
            batch=values.choices["batch"],
        )


def _require_batch(batch: str) -> str:
    if batch not in BATCHES:
        raise ValueError(f"{quote(batch)} is none of {', '.join(BATCHES)}")
    return batch


def _read_rate(text: str) -> float:
    rate = read_number(text, LIMIT)
    require_rate(rate)
    return rate


def _free(dataset: Dataset, wanted: tuple[str, ...], *, taken: tuple[str, ...]) -> str:
    names = (*wanted, *(column.name for column in dataset.columns))
    return next(name for name in names if name not in taken)


@cached_per_dataset
def _default(data: str, inputs: tuple[str, ...], target: str) -> NeuronState:
    sample = cached_sample(data, inputs, target)
    probe, y = probe_range(sample.x[:, 0]), sample.y
    third = probe.low + (probe.high - probe.low) / 3
    slope = float(np.ptp(y)) / (probe.high - probe.low) / 8
    return NeuronState(
        data=data,
        inputs=inputs,
        target=target,
        w=(round_to_nice(slope, slope / 2),) * len(inputs),
        b=round_to_nice(float(np.mean(y) - np.ptp(y) / 4), float(np.ptp(y)) / 10),
        probe=round_to_nice(third, (probe.high - probe.low) / 20),
    )


def _read_data(_: NeuronState, text: str) -> NeuronState:
    return NeuronState.default(require_dataset(text))


def _read_inputs(state: NeuronState, text: str) -> NeuronState:
    dataset = load(state.data)
    names = tuple(require_column(dataset, name) for name in text.split(","))
    if len(names) > MAX_INPUTS:
        raise ValueError(f"the most inputs there can be is {MAX_INPUTS}, received {len(names)}")
    return NeuronState.default(state.data, names)


def _read_target(state: NeuronState, text: str) -> NeuronState:
    if require_column(load(state.data), text) in state.inputs:
        raise ValueError(f"{quote(text)} is the input already")
    return NeuronState.default(state.data, state.inputs, text)


def _read_w(state: NeuronState, text: str) -> NeuronState:
    return replace(state, w=read_numbers(text, state.inputs))


def _of_columns(state: NeuronState) -> NeuronState:
    return NeuronState.default(state.data, state.inputs, state.target)


FIELDS: tuple[QueryField[NeuronState], ...] = (
    QueryField("data", lambda s: s.data, _read_data, lambda _: NeuronState.default()),
    QueryField(
        "inputs", lambda s: ",".join(s.inputs), _read_inputs, lambda s: NeuronState.default(s.data)
    ),
    QueryField(
        "target", lambda s: s.target, _read_target, lambda s: NeuronState.default(s.data, s.inputs)
    ),
    QueryField("w", lambda s: write_numbers(s.w), _read_w, _of_columns),
    number_field("b", _of_columns),
    number_field("probe", _of_columns),
    relu_field(_of_columns),
    switch_field("residuals", _of_columns),
    switch_field("best", _of_columns),
    switch_field("challenge", _of_columns),
    attribute_field("seed", str, lambda text: read_int(text, MAX_SEED), _of_columns),
    attribute_field("rate", format_number, _read_rate, _of_columns),
    attribute_field("batch", str, _require_batch, _of_columns),
    switch_field("bowl", _of_columns),
)
"""In the order in which a link is read: the columns first, the rest depends on them."""
