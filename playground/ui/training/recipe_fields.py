"""The fields of a recipe: what may be chosen or typed in the box of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.core.fit.losses import NUMBER_LOSSES
from playground.core.fit.recipe import OPTIMIZERS
from playground.core.formatting import quote
from playground.core.typed_number import read_typed_number, read_typed_whole
from playground.state.training import MAX_BATCH, MAX_EPOCHS, MAX_PENALTY
from playground.state.training_labels import LOSS, OPTIMIZER
from playground.ui.shared.sessions import StaleChoice
from playground.ui.shared.terms import EXPLANATIONS


@dataclass(frozen=True)
class TypedRange:
    """The numbers that may be typed.

    Attributes:
        text: which they are, in words.
        holds: whether a number is among them.
        whole: whether only whole numbers are.
    """

    text: str
    holds: Callable[[float], bool]
    whole: bool = False


@dataclass(frozen=True)
class RecipeField:
    """A select box for a field of the recipe.

    Attributes:
        name: of the field.
        label: of the box.
        options: to choose from; a number that a link brought or a person typed is added.
        labels: of the options, unless they are numbers.
        numbers: which may be typed, if the options are numbers.
    """

    name: str
    label: str
    options: Sequence[Any]
    labels: Mapping[str, str] | None = None
    numbers: TypedRange | None = None

    @property
    def help(self) -> str:
        """What it means."""
        return EXPLANATIONS[self.name]

    def options_with(self, value: Any) -> Sequence[Any]:
        """What may be chosen while the field has this value."""
        return sorted({*self.options, value}) if self.numbers else self.options

    def label_of(self, option: Any) -> str:
        """How the box shows an option; what a person typed is shown as it is."""
        if isinstance(option, str):
            return self.labels.get(option, option) if self.labels else option
        return f"{option:g}"

    def read(self, choice: Any) -> tuple[Any, str]:
        """Reads what was chosen or typed.

        Returns:
            The field's value, and a hint on how it was read where it could be another number.

        Raises:
            StaleChoice: with a sentence, if the field cannot be that.
        """
        if self.numbers is None:
            if choice not in self.options:
                raise StaleChoice(
                    f"{self.label} cannot be {quote(str(choice))}: it stays as it is."
                )
            return choice, ""
        read = read_typed_whole if self.numbers.whole else read_typed_number
        reading = read(str(choice))
        if reading is None or not self.numbers.holds(reading.value):
            shown = quote(str(choice))
            raise StaleChoice(
                f"{self.label} takes {self.numbers.text}. {shown} is none, so it stays as it is."
            )
        value = int(reading.value) if self.numbers.whole else reading.value
        return value, reading.hint if isinstance(choice, str) else ""


def _whole_range(most: int) -> TypedRange:
    return TypedRange(f"a whole number from 1 to {most:,}", lambda n: 1 <= n <= most, whole=True)


_PENALTY_OPTIONS = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
_PENALTY_RANGE = TypedRange(
    f"a number from 0 to {MAX_PENALTY:g}", lambda penalty: 0.0 <= penalty <= MAX_PENALTY
)

FIELDS = (
    RecipeField(
        "optimizer",
        "Optimizer",
        OPTIMIZERS,
        labels=OPTIMIZER,
    ),
    RecipeField(
        "learning_rate",
        "Learning rate",
        (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
        numbers=TypedRange("a number above 0, at most 1,000", lambda rate: 0.0 < rate <= 1e3),
    ),
    RecipeField(
        "batch_size",
        "Batch size",
        (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, MAX_BATCH),
        numbers=_whole_range(MAX_BATCH),
    ),
    RecipeField(
        "epochs",
        "Epochs",
        (10, 20, 40, 60, 100, 200, 300, 500, 1000, MAX_EPOCHS),
        numbers=_whole_range(MAX_EPOCHS),
    ),
    RecipeField(
        "loss",
        "Loss",
        NUMBER_LOSSES,
        labels=LOSS,
    ),
)
MOMENTUM = RecipeField(
    "momentum",
    "Momentum",
    (0.0, 0.5, 0.8, 0.9, 0.95, 0.99),
    numbers=TypedRange("a number from 0 to below 1", lambda momentum: 0.0 <= momentum < 1.0),
)
PENALTIES = (
    RecipeField(
        "l1",
        "L1",
        _PENALTY_OPTIONS,
        numbers=_PENALTY_RANGE,
    ),
    RecipeField(
        "l2",
        "L2",
        _PENALTY_OPTIONS,
        numbers=_PENALTY_RANGE,
    ),
)
