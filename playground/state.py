"""What is on screen, as one frozen value, and its link: state → query → state is the identity."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from playground.core.activations import ACTIVATIONS
from playground.core.datasets import DATASETS, load
from playground.core.ranges import nice, probe_range

LIMIT = 1e6
MAX_SEED = 2**31 - 1


@dataclass(frozen=True)
class Experiment:
    """A single neuron on a data set.

    Attributes:
        data: name of the data set.
        inputs, target: names of numeric columns.
        w: one weight per input, in target units per input unit.
        b: bias, in the target's unit.
        activation: its Keras name.
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
        if not self.inputs or self.target in self.inputs:
            raise ValueError(f"the inputs must not hold the target; received {self.inputs}")
        if len(self.w) != len(self.inputs):
            raise ValueError(f"w must hold {len(self.inputs)} numbers; received {len(self.w)}")
        for name, value in (*(("w", w) for w in self.w), ("b", self.b), ("probe", self.probe)):
            if not abs(value) <= LIMIT:
                raise ValueError(f"{name} must be between -1e6 and 1e6; received {value}")
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activation {self.activation!r} is not known")
        if not 0 <= self.seed <= MAX_SEED:
            raise ValueError(f"seed must be between 0 and {MAX_SEED}; received {self.seed}")

    @classmethod
    def default(
        cls, data: str = "cereal", inputs: tuple[str, ...] | None = None, target: str | None = None
    ) -> Experiment:
        """A flat line through the middle of the target, to be turned by hand.

        Without `inputs` or `target`, those the data set shows first.
        """
        dataset = load(data)
        target = target or dataset.target
        inputs = inputs or tuple(name for name in dataset.inputs if name != target)
        if not inputs:
            inputs = (next(column.name for column in dataset.columns if column.name != target),)
        return _default(data, inputs, target)

    def to_query(self) -> dict[str, str]:
        """The link's fields: only what differs from the default for these columns."""
        return {field.name: field.write(self) for field in FIELDS if field.differs(self)}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> tuple[Experiment, tuple[str, ...]]:
        """Reads a link; never raises.

        Returns:
            The experiment, and one sentence for every field that was ignored.
        """
        experiment, ignored = cls.default(), []
        for field in FIELDS:
            if field.name in query:
                try:
                    experiment = field.read(experiment, query[field.name])
                except ValueError as error:
                    ignored.append(f"The link's {field.name} was ignored: {error}.")
        known = {field.name for field in FIELDS}
        unknown = [name for name in query if name not in known]
        if unknown:
            names = ", ".join(_shown(name) for name in unknown[:3])
            more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
            ignored.append(f"The link's {names}{more} was ignored: there is no such field.")
        return experiment, tuple(ignored)


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
    """

    name: str
    write: Callable[[Experiment], str]
    read: Callable[[Experiment, str], Experiment]

    def differs(self, experiment: Experiment) -> bool:
        """Whether the field must be written to tell the experiment from its default."""
        if self.name in _COLUMN_FIELDS:
            default = Experiment.default() if self.name == "data" else Experiment.default(experiment.data)
        else:
            default = Experiment.default(experiment.data, experiment.inputs, experiment.target)
        return self.write(experiment) != self.write(default)


_COLUMN_FIELDS = ("data", "inputs", "target")


def _shown(text: str) -> str:
    short = text if len(text) <= 20 else f"{text[:20]}…"
    return repr(short)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{_shown(text)} is not a number") from None
    if not math.isfinite(value) or abs(value) > LIMIT:
        raise ValueError(f"{_shown(text)} is not between -1e6 and 1e6")
    return value


def _text(value: float) -> str:
    return f"{value:.12g}" if value else "0"


def _read_data(_: Experiment, text: str) -> Experiment:
    if text not in DATASETS:
        raise ValueError(f"{_shown(text)} is none of {', '.join(DATASETS)}")
    return Experiment.default(text)


def _read_inputs(experiment: Experiment, text: str) -> Experiment:
    dataset, names = load(experiment.data), tuple(text.split(","))
    known = {column.name for column in dataset.columns}
    for name in names:
        if name not in known:
            raise ValueError(f"{dataset.title} has no numeric column {_shown(name)}")
    if len(names) != 1:
        raise ValueError(f"a single neuron's line has one input, received {len(names)}")
    others = [column.name for column in dataset.columns if column.name not in names]
    target = experiment.target if experiment.target not in names else others[0]
    return Experiment.default(experiment.data, names, target)


def _read_target(experiment: Experiment, text: str) -> Experiment:
    dataset = load(experiment.data)
    if text not in {column.name for column in dataset.columns}:
        raise ValueError(f"{dataset.title} has no numeric column {_shown(text)}")
    if text in experiment.inputs:
        raise ValueError(f"{_shown(text)} is the input already")
    return Experiment.default(experiment.data, experiment.inputs, text)


def _read_w(experiment: Experiment, text: str) -> Experiment:
    values = tuple(_number(part) for part in text.split(",")[: len(experiment.inputs) + 1])
    if len(values) != len(experiment.inputs):
        raise ValueError(f"it must hold {len(experiment.inputs)} number, received {len(values)}")
    return replace(experiment, w=values)


def _read_seed(experiment: Experiment, text: str) -> Experiment:
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= MAX_SEED):
        raise ValueError(f"{_shown(text)} is not a whole number from 0 to {MAX_SEED}")
    return replace(experiment, seed=int(text))


def _number_field(name: str) -> Field:
    return Field(
        name,
        write=lambda experiment: _text(getattr(experiment, name)),
        read=lambda experiment, text: replace(experiment, **{name: _number(text)}),
    )


def _switch_field(name: str, attribute: str, off: object, on: object) -> Field:
    def read(experiment: Experiment, text: str) -> Experiment:
        if text not in ("0", "1"):
            raise ValueError(f"{_shown(text)} is neither 0 nor 1")
        return replace(experiment, **{attribute: on if text == "1" else off})

    return Field(
        name,
        write=lambda experiment: "1" if getattr(experiment, attribute) == on else "0",
        read=read,
    )


FIELDS: tuple[Field, ...] = (
    Field("data", lambda experiment: experiment.data, _read_data),
    Field("inputs", lambda experiment: ",".join(experiment.inputs), _read_inputs),
    Field("target", lambda experiment: experiment.target, _read_target),
    Field("w", lambda experiment: ",".join(map(_text, experiment.w)), _read_w),
    _number_field("b"),
    _number_field("probe"),
    _switch_field("relu", "activation", "linear", "relu"),
    _switch_field("residuals", "residuals", False, True),
    _switch_field("best", "best", False, True),
    _switch_field("challenge", "challenge", False, True),
    Field("seed", lambda experiment: str(experiment.seed), _read_seed),
)
"""One table drives both directions; the columns come first, the rest depends on them."""
