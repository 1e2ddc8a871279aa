"""What the states of the pages with a single unit have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Self

from playground.core.data.datasets import Dataset
from playground.core.data.samples import cached_sample
from playground.core.data.targets import EACH, IS, target_of
from playground.core.fit.best import NEURON_ACTIVATIONS
from playground.core.fit.ranges import Range, round_to_nice
from playground.core.formatting import quote, read_switch
from playground.core.network.network import Dense, Network, Weights, neuron, output_layer
from playground.state.decision import Decision
from playground.state.query import LinkedState, QueryField
from playground.state.values import Values


class SingleUnit(LinkedState):
    """A base of frozen dataclasses with these fields; y = f(w·x + b)."""

    data: str
    inputs: tuple[str, ...]
    target: str
    w: tuple[float, ...]
    b: float
    activation: str
    decision: Decision

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the two classes, no and yes; () where a number is predicted."""
        return cached_sample(self.data, self.inputs, self.target).classes

    @property
    def network(self) -> Network:
        """The network on screen: one unit."""
        return Network(len(self.inputs), (Dense(1, self.activation),))

    @property
    def weights(self) -> Weights:
        """Its weights, in raw units."""
        return neuron(self.w, self.b)

    @property
    def size(self) -> int:
        """How many weights it has, the bias too."""
        return len(self.w) + 1

    @property
    def weight_values(self) -> list[list[float]]:
        """Its weights as the stage takes them."""
        return [list(self.w), [self.b]]

    def with_weights(self, weights: Weights) -> Self:
        """The same with other weights, to six significant digits."""
        kernel, bias = weights
        same: Any = self
        changed: Self = replace(
            same, w=tuple(map(round_significant, kernel[:, 0])), b=round_significant(bias[0])
        )
        return changed


MOST_CLASSES = 2
"""A single unit tells two classes apart."""


def for_unit(dataset: Dataset, target: str) -> str:
    """The target, or of more classes than a unit tells apart whether it is the first of them.

    Args:
        dataset: whose target it is.
        target: its name.
    """
    classes = target_of(dataset, target).classes
    return f"{target}{IS}{classes[0]}" if len(classes) > MOST_CLASSES else target


def first_activation(classes: Sequence[str]) -> str:
    """The activation that a unit begins with: of classes, the only one.

    Args:
        classes: their names; none where a number is predicted.
    """
    return output_layer(len(classes)).activation


def check_activation(state: SingleUnit) -> None:
    """Checks the activation of a unit, and that it can tell so many classes apart.

    Raises:
        ValueError: if the target cannot have it.
    """
    count = len(state.classes)
    if count > MOST_CLASSES:
        raise ValueError(
            f"{quote(state.target)} has {count} classes, and a single unit tells {MOST_CLASSES} "
            f"apart: ask for one of them, such as '{state.target.removesuffix(IS + EACH)}{IS}"
            f"{state.classes[0]}'"
        )
    known = (first_activation(state.classes),) if count else NEURON_ACTIVATIONS
    if state.activation not in known:
        raise ValueError(
            f"activation must be one of {', '.join(known)}; received {state.activation!r}"
        )


def first_curve(shown: Range) -> tuple[float, float]:
    """w and b of an S-curve that begins with a third of a range at "no", and is not steep."""
    width = shown.high - shown.low
    w = round_to_nice(8.0 / width, 4.0 / width)
    return w, -round_to_nice(w * (shown.low + width / 3), 0.5)


def relu_field(default: Callable[[Any], Any]) -> QueryField[Any]:
    """The field for the activation of a number's unit: linear or ReLU."""

    def read(state: Any, text: str) -> Any:
        is_on = read_switch(text)
        if not state.classes:
            return replace(state, activation="relu" if is_on else "linear")
        if is_on:
            raise ValueError("a unit that tells classes apart ends in a sigmoid")
        return state

    return QueryField(
        "relu", lambda state: "1" if state.activation == "relu" else "0", read, default
    )


def round_significant(value: float) -> float:
    """To six significant digits, as the stage and links show it."""
    return float(f"{value:.6g}")


def unit_of(values: Values, inputs: int) -> tuple[tuple[float, ...], float, str]:
    """The weights, bias and activation of a single unit among the browser's values.

    Args:
        values: as the browser sent them.
        inputs: how many inputs the unit has.

    Raises:
        ValueError: if they belong to another network.
    """
    sizes = [len(array) for array in values.weights]
    if sizes != [inputs, 1] or len(values.activations) != 1:
        raise ValueError(
            f"a unit with {inputs} inputs has arrays of {inputs} and 1 numbers and one "
            f"activation; received {sizes} and {values.activations}"
        )
    kernel, bias = values.weights
    return tuple(kernel), bias[0], values.activations[0]
