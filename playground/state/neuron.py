"""What is on screen on the page One neuron, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Dataset, load
from playground.core.data.samples import cached_sample
from playground.core.data.targets import source_of
from playground.core.fit.descent import ALL_ROWS, BATCHES, require_rate
from playground.core.fit.ranges import probe_range, round_to_nice
from playground.core.formatting import format_number, quote, read_int, read_number
from playground.core.validation import require_int
from playground.state.columns import MAX_SEED
from playground.state.decision import FIRST, Decision, decision_fields, decision_of
from playground.state.query import (
    LIMIT,
    QueryField,
    attribute_field,
    number_field,
    read_numbers,
    require_column,
    require_dataset,
    switch_field,
    write_numbers,
)
from playground.state.single_unit import (
    SingleUnit,
    check_activation,
    first_activation,
    first_curve,
    for_unit,
    relu_field,
    unit_of,
)
from playground.state.values import Values

MAX_INPUTS = 1


@dataclass(frozen=True)
class NeuronState(SingleUnit):
    """A single neuron on a data set.

    Attributes:
        data: name of the data set.
        inputs: names of numeric columns, at most MAX_INPUTS.
        target: what is predicted; see `core.data.targets`. Of classes, there are two.
        w: one weight per input, in target units per input unit.
        b: bias, in the target's unit.
        activation: its Keras name, one of NEURON_ACTIVATIONS; of classes, sigmoid.
        probe: the value of the input that is predicted for, in its unit.
        residuals, best: whether the errors and the best fit are drawn; of classes, wrong answers.
        challenge: whether the best fit is hidden, to be found by hand; not of classes.
        seed: of the last draw of random weights.
        rate: the learning rate, above 0; see `require_rate`.
        batch: the rows of a step, one of BATCHES.
        bowl: whether the loss landscape is a bowl in space, or a map.
        decision: what is made of the probabilities of two classes.

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
    decision: Decision = FIRST

    def __post_init__(self) -> None:
        dataset = load(self.data)
        for name in self.inputs:
            dataset.column(name)
        require_int("the number of inputs", len(self.inputs), 1, MAX_INPUTS)
        if source_of(dataset, self.target) in self.inputs:
            raise ValueError(f"the inputs must not hold the target; received {self.target!r} twice")
        check_activation(self)
        if self.challenge and self.classes:
            raise ValueError("a challenge is about numbers, and this target is of classes")
        if len(self.w) != len(self.inputs):
            raise ValueError(
                f"w must hold a number for each of {self.inputs}; received {len(self.w)}"
            )
        for name, value in (*(("w", w) for w in self.w), ("b", self.b), ("probe", self.probe)):
            if not abs(value) <= LIMIT:
                raise ValueError(f"{name} must be at most {LIMIT:,.0f} in size; received {value}")
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
            target: what is predicted; None for what it begins with, or its first free column.

        Raises:
            ValueError: if a name is unknown, or the target is among the inputs.
        """
        dataset = load(data)
        if not target:
            target = for_unit(dataset, _free(dataset, (dataset.target,), taken=inputs or ()))
        taken = (source_of(dataset, target),)
        inputs = inputs or (_free(dataset, dataset.first_inputs.neuron, taken=taken),)
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
            choices={
                "rate": format_number(self.rate),
                "batch": self.batch,
                **self.decision.choices,
            },
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
            decision=decision_of(values),
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
    width = probe.high - probe.low
    third = probe.low + width / 3
    if sample.classes:
        w, b = first_curve(probe)
    else:
        slope = float(np.ptp(y)) / width / 8
        w = round_to_nice(slope, slope / 2)
        b = round_to_nice(float(np.mean(y) - np.ptp(y) / 4), float(np.ptp(y)) / 10)
    return NeuronState(
        data=data,
        inputs=inputs,
        target=target,
        w=(w,) * len(inputs),
        b=b,
        probe=round_to_nice(third, width / 20),
        activation=first_activation(sample.classes),
    )


def _read_data(_: NeuronState, text: str) -> NeuronState:
    return NeuronState.default(require_dataset(text, generated=True))


def _read_inputs(state: NeuronState, text: str) -> NeuronState:
    dataset = load(state.data)
    names = tuple(_require_number(dataset, name) for name in text.split(","))
    if len(names) > MAX_INPUTS:
        raise ValueError(f"the most inputs there can be is {MAX_INPUTS}, received {len(names)}")
    source = source_of(dataset, state.target)
    return NeuronState.default(state.data, names, None if source in names else state.target)


def _require_number(dataset: Dataset, name: str) -> str:
    """The name of a numeric column; raises ValueError with the reason if it is of a category."""
    if name in dataset.choices and name not in {column.name for column in dataset.columns}:
        raise ValueError(why_a_number(dataset.label(name)))
    return require_column(dataset, name)


def why_a_number(category: str) -> str:
    """Why a category cannot be the only input, for a sentence about the column `category`."""
    return (
        f"{category} is a category, which needs a weight for each of its values, and one neuron "
        "with one input has one weight: take it as an input on Planes or Layers"
    )


def _read_target(state: NeuronState, text: str) -> NeuronState:
    source = source_of(load(state.data), text)
    if not text:
        raise ValueError("it names nothing")
    if source in state.inputs:
        raise ValueError(f"{quote(source)} is the input already")
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
    *decision_fields(_of_columns),
)
"""In the order in which a link is read: the columns first, the rest depends on them."""
