"""What is on screen on the page Concrete, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from playground.core.formatting import read_choice
from playground.core.network.network import Network, Weights
from playground.ladder.networks import (
    DATA,
    DEEP,
    INPUTS,
    LADDER,
    RECIPE,
    SPLITS,
    TARGET,
    TEST_SHARE,
    LadderNetwork,
    sample,
)
from playground.ladder.store import trained_ladder
from playground.state.columns import (
    DEFAULT_CAMERA,
    at_field,
    axes_field,
    camera_of,
    picture_fields,
)
from playground.state.layers import LayersState
from playground.state.query import (
    LinkedState,
    QueryField,
    attribute_field,
    check_numbers,
    switch_field,
)
from playground.state.training import TrainingState
from playground.state.values import Camera, Values

PARTS = ("mix", "ladder", "inputs")
"""What the stage shows: a mix of one's own, the ladder of networks, what each input does."""
FIRST_ROW = 922
"""A mix from the middle of the data, tested after 28 days."""


@dataclass(frozen=True)
class ConcreteState(LinkedState):
    """A concrete whose strength is predicted, and what the page shows of it.

    Attributes:
        at: `(8,)`, seven ingredients in kg/m³ and the age in days.
        part: of the page, one of PARTS.
        curve: the input over which the strength is drawn.
        rung: name of the ladder's network that is shown.
        split: how its test rows were chosen, one of SPLITS.
        why: whether the picture is open that shows what the splits do.
        axes: the two inputs of the surface.
        camera: its position, in multiples of the picture's size.

    Raises:
        ValueError: if a value is unknown or out of range.
    """

    at: tuple[float, ...]
    part: str = "mix"
    curve: str = "Age"
    rung: str = "relu"
    split: str = "random"
    why: bool = False
    axes: tuple[str, str] = ("Cement", "Age")
    camera: Camera = DEFAULT_CAMERA

    def __post_init__(self) -> None:
        if len(self.at) != len(INPUTS):
            raise ValueError(f"at must hold a number for each of {INPUTS}; received {self.at}")
        for value, known in (
            (self.part, PARTS),
            (self.curve, INPUTS),
            (self.rung, LADDER),
            (self.split, SPLITS),
        ):
            if value not in known:
                raise ValueError(f"one of {', '.join(known)} was expected; received {value!r}")
        if not {*self.axes} <= {*INPUTS} or len({*self.axes}) != 2:
            raise ValueError(f"axes must be two of {INPUTS}; received {self.axes}")
        check_numbers(*self.at, *self.camera)

    @classmethod
    def default(cls) -> ConcreteState:
        """A mix from the middle of the data."""
        return cls.of_row(FIRST_ROW)

    @classmethod
    def of_row(cls, row: int) -> ConcreteState:
        """A row of the data, counted from 0."""
        return cls(tuple(sample().x[row].tolist()))

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the eight inputs."""
        return INPUTS

    @property
    def network(self) -> Network:
        """The network that predicts."""
        return DEEP.network

    @property
    def weights(self) -> Weights:
        """Its weights, trained beforehand, on standardised numbers."""
        return trained_ladder().tensors.weights

    @property
    def size(self) -> int:
        """How many numbers it has: the weights are the same for everybody."""
        return len(self.at)

    @property
    def values(self) -> Values:
        """What the browser gets of it."""
        across, up = self.axes
        return Values(
            weights=[],
            activations=[],
            frozen=[],
            at=list(self.at),
            switches={"why": self.why},
            choices={
                "part": self.part,
                "curve": self.curve,
                "network": self.rung,
                "split": self.split,
                "across": across,
                "up": up,
            },
            camera=self.camera,
        )

    def with_values(self, values: Values) -> ConcreteState:
        """The same with the browser's values; raises KeyError or ValueError."""
        chosen = values.choices
        return replace(
            self,
            at=tuple(values.at),
            part=chosen["part"],
            curve=chosen["curve"],
            rung=chosen["network"],
            split=chosen["split"],
            why=values.switches["why"],
            axes=(chosen["across"], chosen["up"]),
            camera=camera_of(values),
        )

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[ConcreteState]]:
        """The fields of its link."""
        return FIELDS


def _default(_: ConcreteState) -> ConcreteState:
    return ConcreteState.default()


def _choice(name: str, known: Sequence[str]) -> QueryField[ConcreteState]:
    return attribute_field(name, str, lambda text: read_choice(text, known), _default)


FIELDS: tuple[QueryField[ConcreteState], ...] = (
    _choice("part", PARTS),
    at_field(_default),
    _choice("curve", INPUTS),
    _choice("rung", tuple(LADDER)),
    _choice("split", tuple(SPLITS)),
    switch_field("why", _default),
    axes_field(_default),
    *(field for field in picture_fields(_default) if field.name == "camera"),
)
"""In the order in which a link is read."""


def training_state_of(network: LadderNetwork, split: str) -> TrainingState:
    """The same training on the page Training: same initial weights, recipe and split.

    Args:
        network: one of the ladder.
        split: "random" or "mix".
    """
    start = LayersState.default(DATA, INPUTS, TARGET, network.layers)
    return TrainingState(start, RECIPE, TEST_SHARE, split, speed=0)
