"""What the states of the pages with a single unit have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from playground.core.network.network import Dense, Network, Weights, neuron
from playground.state.query import LinkedState
from playground.state.values import Values


class SingleUnit(LinkedState):
    """A base of frozen dataclasses with these fields; y = f(w·x + b)."""

    inputs: tuple[str, ...]
    w: tuple[float, ...]
    b: float
    activation: str

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
