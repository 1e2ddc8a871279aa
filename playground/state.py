"""What is on screen, as one frozen value, and its link: state → query → state is the identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from playground.core.best import NEURON_ACTIVATIONS
from playground.core.checks import require_whole
from playground.core.datasets import DATASETS, Dataset, load
from playground.core.ranges import nice, probe_range
from playground.core.texts import number_text, read_number, read_switch, read_whole, shown

LIMIT = 1e6
MAX_SEED = 2**31 - 1
MAX_INPUTS = 1


@dataclass(frozen=True)
class Experiment:
    """A single neuron on a data set.

    Attributes:
        data: name of the data set.
        inputs, target: names of numeric columns; at most MAX_INPUTS inputs.
        w: one weight per input, in target units per input unit.
        b: bias, in the target's unit.
        activation: its Keras name, one of NEURON_ACTIVATIONS.
        probe: where the first input is looked at, in its unit.
        residuals, best: whether the misses and the best fit are drawn.
        challenge: whether the best there is stays hidden.
        seed: of the last draw of random weights.

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

    def __post_init__(self) -> None:
        dataset = load(self.data)
        for name in (*self.inputs, self.target):
            dataset.column(name)
        require_whole("the number of inputs", len(self.inputs), 1, MAX_INPUTS)
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
        require_whole("seed", self.seed, 0, MAX_SEED)

    @classmethod
    def default(
        cls, data: str = "cereal", inputs: tuple[str, ...] | None = None, target: str | None = None
    ) -> Experiment:
        """A flat line through the middle of the target, to be turned by hand.

        Without `inputs` or `target`, those the data set shows first, or its first free column.

        Raises:
            ValueError: if a name is unknown, or the target is among the inputs.
        """
        dataset = load(data)
        target = target or _free(dataset, (dataset.target,), taken=inputs or ())
        inputs = inputs or (_free(dataset, dataset.inputs, taken=(target,)),)
        return _default(data, inputs, target)

    def to_query(self) -> dict[str, str]:
        """The link's fields: only what differs from the default for these columns."""
        return {field.name: field.write(self) for field in FIELDS if field.differs(self)}

    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]]
    ) -> tuple[Experiment, tuple[str, ...]]:
        """Reads a link; never raises. A field that stands there several times is one list.

        Returns:
            The experiment, and one sentence for every field that was ignored.
        """
        experiment, ignored = cls.default(), []
        for field in FIELDS:
            if field.name in query:
                try:
                    experiment = field.read(experiment, _joined(query[field.name]))
                except ValueError as error:
                    ignored.append(f"The link's {field.name} was ignored: {error}.")
        return experiment, (*ignored, *_strangers(query))


def _free(dataset: Dataset, wanted: tuple[str, ...], *, taken: tuple[str, ...]) -> str:
    names = (*wanted, *(column.name for column in dataset.columns))
    return next(name for name in names if name not in taken)


def _joined(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _strangers(query: Mapping[str, object]) -> list[str]:
    """One sentence that names the fields that do not exist, if there are any."""
    names = [shown(str(name)) for name in query if name not in {field.name for field in FIELDS}]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return [f"Unknown in the link, and ignored: {', '.join(names[:3])}{more}."] if names else []


@cache
def _default(data: str, inputs: tuple[str, ...], target: str) -> Experiment:
    sample = load(data).sample(inputs, target)
    probe, y = probe_range(sample.x[:, 0]), sample.y
    third = probe.low + (probe.high - probe.low) / 3
    return Experiment(
        data=data,
        inputs=inputs,
        target=target,
        w=(0.0,) * len(inputs),
        b=_round(float(np.mean(y)), float(np.ptp(y)) / 5),
        probe=_round(third, (probe.high - probe.low) / 20),
    )


def _round(value: float, size: float) -> float:
    """To a multiple of a round step of about `size`."""
    step = nice(size) if size > 0.0 else 1.0
    return float(f"{round(value / step) * step:.12g}")


@dataclass(frozen=True)
class Field:
    """One field of a link.

    Attributes:
        name: as it stands in the link.
        write: its text for an experiment.
        read: puts a text into an experiment; raises ValueError with the reason.
        depends: the columns that decide its default; they are read before it.
    """

    name: str
    write: Callable[[Experiment], str]
    read: Callable[[Experiment, str], Experiment]
    depends: tuple[str, ...] = ("data", "inputs", "target")

    def differs(self, experiment: Experiment) -> bool:
        """Whether the field must be written to tell the experiment from its default."""
        columns = {name: getattr(experiment, name) for name in self.depends}
        return self.write(experiment) != self.write(Experiment.default(**columns))


def _known_column(dataset: Dataset, name: str) -> str:
    if name not in {column.name for column in dataset.columns}:
        raise ValueError(f"{dataset.title} has no numeric column {shown(name)}")
    return name


def _read_data(_: Experiment, text: str) -> Experiment:
    if text not in DATASETS:
        raise ValueError(f"{shown(text)} is none of {', '.join(DATASETS)}")
    return Experiment.default(text)


def _read_inputs(experiment: Experiment, text: str) -> Experiment:
    dataset = load(experiment.data)
    names = tuple(_known_column(dataset, name) for name in text.split(","))
    if len(names) > MAX_INPUTS:
        raise ValueError(f"the most inputs there can be is {MAX_INPUTS}, received {len(names)}")
    return Experiment.default(experiment.data, names)


def _read_target(experiment: Experiment, text: str) -> Experiment:
    if _known_column(load(experiment.data), text) in experiment.inputs:
        raise ValueError(f"{shown(text)} is the input already")
    return Experiment.default(experiment.data, experiment.inputs, text)


def _read_w(experiment: Experiment, text: str) -> Experiment:
    parts, wanted = text.split(","), len(experiment.inputs)
    if len(parts) != wanted:
        raise ValueError(f"it needs a number for each input ({wanted}), received {len(parts)}")
    return replace(experiment, w=tuple(read_number(part, LIMIT) for part in parts))


def _plain(
    name: str, write: Callable[[Any], str], read: Callable[[str], Any], attribute: str = ""
) -> Field:
    """A field that stands for one attribute, of the same name if no other is given."""
    attribute = attribute or name

    def put(experiment: Experiment, text: str) -> Experiment:
        changes: dict[str, Any] = {attribute: read(text)}
        return replace(experiment, **changes)

    return Field(name, lambda experiment: write(getattr(experiment, attribute)), put)


def _number(name: str) -> Field:
    return _plain(name, number_text, lambda text: read_number(text, LIMIT))


def _switch(name: str) -> Field:
    return _plain(name, lambda on: "1" if on else "0", read_switch)


FIELDS: tuple[Field, ...] = (
    Field("data", lambda e: e.data, _read_data, depends=()),
    Field("inputs", lambda e: ",".join(e.inputs), _read_inputs, depends=("data",)),
    Field("target", lambda e: e.target, _read_target, depends=("data", "inputs")),
    Field("w", lambda e: ",".join(map(number_text, e.w)), _read_w),
    _number("b"),
    _number("probe"),
    _plain(
        "relu",
        lambda name: "1" if name == "relu" else "0",
        lambda text: "relu" if read_switch(text) else "linear",
        attribute="activation",
    ),
    _switch("residuals"),
    _switch("best"),
    _switch("challenge"),
    _plain("seed", str, lambda text: read_whole(text, MAX_SEED)),
)
"""One table drives both directions; the columns come first, the rest depends on them."""
