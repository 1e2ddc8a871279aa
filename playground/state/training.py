"""What is on screen on the page Training: a network, how it is trained, and its link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from playground.core.fit.losses import LOSSES, NUMBER_LOSSES, class_loss
from playground.core.fit.recipe import OPTIMIZERS, Recipe
from playground.core.formatting import format_number, quote, read_choice, read_int, read_number
from playground.core.network.network import Dense, Network, Weights
from playground.state.columns import MAX_SEED
from playground.state.layers import LayersState
from playground.state.layers_query import FIELDS as LAYERS_FIELDS
from playground.state.query import LinkedState, QueryField
from playground.state.values import Values

MAX_EPOCHS = 2000
MAX_BATCH = 1024
MAX_PENALTY = 10.0
SHARES = (0.0, 0.1, 0.2, 0.3, 0.5)
SPLITS = ("random", "mix")
WEIGHTINGS = ("equal", "balanced", "costs")
SPEEDS = (2, 10, 30, 100, 0)
"""Epochs a second at most; 0: as fast as it goes."""
RECIPE = Recipe(optimizer="adam", learning_rate=0.01, batch_size=32, epochs=300)


@dataclass(frozen=True)
class TrainingState(LinkedState):
    """A network before training, and everything that decides what training makes of it.

    Attributes:
        layers_state: the network with its initial weights, its columns and how it is seen.
        recipe: how it is trained; its seed is that of the order of the rows and of the split. A
            loss that the target cannot have gives way to the first that it can.
        test_share: of the rows, one of SHARES.
        split: one of SPLITS; "mix" keeps the rows of one group together, such as one mix.
        speed: one of SPEEDS.
        weighting: how much a row of each class counts, one of WEIGHTINGS: all rows alike, all
            classes alike, or what a mistake about it costs. What the target cannot have gives way
            to "equal".
        patience: epochs without a lower loss after which it ends early; 0: never.
        restore_best: whether the best weights are restored then.

    Raises:
        ValueError: if a value is out of range.
    """

    layers_state: LayersState
    recipe: Recipe = field(default=RECIPE)
    test_share: float = 0.2
    split: str = "random"
    speed: int = 30
    weighting: str = "equal"
    patience: int = 0
    restore_best: bool = True

    def __post_init__(self) -> None:
        if self.recipe.loss not in self.losses:
            object.__setattr__(self, "recipe", replace(self.recipe, loss=self.losses[0]))
        if self.weighting not in self.weightings:
            object.__setattr__(self, "weighting", "equal")
        if self.test_share not in SHARES or self.split not in SPLITS or self.speed not in SPEEDS:
            raise ValueError(
                f"received share {self.test_share}, split {self.split!r} and speed {self.speed}"
            )
        if self.recipe.epochs > MAX_EPOCHS or self.recipe.batch_size > MAX_BATCH:
            raise ValueError(
                f"there are at most {MAX_EPOCHS} epochs and {MAX_BATCH} rows a batch; "
                f"received {self.recipe.epochs} and {self.recipe.batch_size}"
            )
        if not 0 <= self.patience <= MAX_EPOCHS:
            raise ValueError(
                f"patience must be from 0 to {MAX_EPOCHS} epochs; received {self.patience}"
            )

    @classmethod
    def default(cls) -> TrainingState:
        """A layer of eight neurons and one input: its function is a line with visible folds."""
        return cls(LayersState.default(inputs=("sugars",), layers=(Dense(8, "relu"),)))

    @property
    def losses(self) -> tuple[str, ...]:
        """The losses that its target can have; classes have one."""
        classes = len(self.layers_state.classes)
        return (class_loss(classes),) if classes else NUMBER_LOSSES

    @property
    def weightings(self) -> tuple[str, ...]:
        """How its classes can be weighted: mistakes have costs where there are two."""
        classes = len(self.layers_state.classes)
        return WEIGHTINGS[: 1 if not classes else 2 if classes > 2 else 3]

    @property
    def data(self) -> str:
        """Name of the data set."""
        return self.layers_state.data

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the inputs."""
        return self.layers_state.inputs

    @property
    def target(self) -> str:
        """Name of the target."""
        return self.layers_state.target

    @property
    def axes(self) -> tuple[str, ...]:
        """The inputs along the picture's axes."""
        return self.layers_state.axes

    @property
    def network(self) -> Network:
        """The layers."""
        return self.layers_state.network

    @property
    def weights(self) -> Weights:
        """The initial weights, on standardised numbers."""
        return self.layers_state.weights

    @property
    def size(self) -> int:
        """How many weights it has."""
        return self.layers_state.size

    @property
    def values(self) -> Values:
        """What the browser gets of it."""
        return self.layers_state.values

    def with_values(self, values: Values) -> TrainingState:
        """The same, seen as the browser's values say: weights move by training alone."""
        return replace(self, layers_state=self.layers_state.with_view(values))

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[TrainingState]]:
        """The fields of its link."""
        return FIELDS


def _of_layers(inner: QueryField[LayersState]) -> QueryField[TrainingState]:
    """A field of the network's state as one of this state."""
    return QueryField(
        inner.name,
        lambda s: inner.write(s.layers_state),
        lambda s, text: replace(s, layers_state=inner.read(s.layers_state, text)),
        lambda s: replace(s, layers_state=inner.default(s.layers_state)),
    )


def _of_recipe(name: str, write: Any, read: Any, attribute: str = "") -> QueryField[TrainingState]:
    """A field for an attribute of the recipe, of the same name if no other is given."""
    attribute = attribute or name

    def read_into(state: TrainingState, text: str) -> TrainingState:
        return replace(state, recipe=replace(state.recipe, **{attribute: read(text)}))

    return QueryField(
        name,
        lambda s: str(write(getattr(s.recipe, attribute))),
        read_into,
        lambda s: replace(s, recipe=RECIPE),
    )


def _one_of(choices: Iterable[str]) -> Callable[[str], str]:
    return lambda text: read_choice(text, choices)


def _read_loss(state: TrainingState, text: str) -> TrainingState:
    loss = read_choice(text, LOSSES)
    if loss not in state.losses:
        raise ValueError(f"{quote(text)} is no loss for this target: {' or '.join(state.losses)}")
    return replace(state, recipe=replace(state.recipe, loss=loss))


def _read_weighting(state: TrainingState, text: str) -> TrainingState:
    weighting = read_choice(text, WEIGHTINGS)
    if weighting not in state.weightings:
        raise ValueError(f"{quote(text)} does not fit this target: {' or '.join(state.weightings)}")
    return replace(state, weighting=weighting)


def _read_share(state: TrainingState, text: str) -> TrainingState:
    share = read_number(text, 1.0)
    if share not in SHARES:
        raise ValueError(f"{quote(text)} is none of {', '.join(map(str, SHARES))}")
    return replace(state, test_share=share)


def _read_speed(state: TrainingState, text: str) -> TrainingState:
    speed = read_int(text, max(SPEEDS))
    if speed not in SPEEDS:
        raise ValueError(f"{quote(text)} is none of {', '.join(map(str, SPEEDS))}")
    return replace(state, speed=speed)


FIELDS: tuple[QueryField[TrainingState], ...] = (
    *map(_of_layers, LAYERS_FIELDS),
    _of_recipe("optimizer", str, _one_of(OPTIMIZERS)),
    _of_recipe("rate", format_number, lambda text: read_number(text, 1e3), "learning_rate"),
    _of_recipe("momentum", format_number, lambda text: read_number(text, 1.0)),
    _of_recipe("batch", str, lambda text: read_int(text, MAX_BATCH), "batch_size"),
    _of_recipe("epochs", str, lambda text: read_int(text, MAX_EPOCHS)),
    QueryField("loss", lambda s: s.recipe.loss, _read_loss, lambda s: replace(s, recipe=RECIPE)),
    _of_recipe("order", str, lambda text: read_int(text, MAX_SEED), "seed"),
    QueryField(
        "test",
        lambda s: format_number(s.test_share),
        _read_share,
        lambda s: replace(s, test_share=0.2),
    ),
    QueryField(
        "split",
        lambda s: s.split,
        lambda s, text: replace(s, split=_one_of(SPLITS)(text)),
        lambda s: replace(s, split="random"),
    ),
    QueryField(
        "class_weight",
        lambda s: s.weighting,
        _read_weighting,
        lambda s: replace(s, weighting="equal"),
    ),
    _of_recipe("l1", format_number, lambda text: read_number(text, MAX_PENALTY)),
    _of_recipe("l2", format_number, lambda text: read_number(text, MAX_PENALTY)),
    QueryField(
        "patience",
        lambda s: str(s.patience),
        lambda s, text: replace(s, patience=read_int(text, MAX_EPOCHS)),
        lambda s: replace(s, patience=0),
    ),
    QueryField(
        "restore",
        lambda s: str(int(s.restore_best)),
        lambda s, text: replace(s, restore_best=_one_of(("0", "1"))(text) == "1"),
        lambda s: replace(s, restore_best=True),
    ),
    QueryField("speed", lambda s: str(s.speed), _read_speed, lambda s: replace(s, speed=30)),
)
"""In the order in which a link is read: the network's fields, then the recipe's."""
