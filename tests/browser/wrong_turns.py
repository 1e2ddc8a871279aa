"""Wrong states that only a hand leads to: by training, or from where the step before has ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playground.course.lesson import Act, Lesson

TENTH = "Try a tenth of the learning rate"
RANDOM = "Random start"


@dataclass(frozen=True)
class Turn:
    """A way to a miss.

    Attributes:
        miss: of the step, counted from 1; 0 for the way back, where the solution works again.
        acts: on the page's controls; a name alone is pressed.
        fields: of the address, which is gone to first; None takes a field away.
        from_setup: whether the step's setup is gone to before.
        until: pattern of what the page says once it is there.
    """

    miss: int
    acts: tuple[str | tuple[str, float], ...] = ()
    fields: tuple[tuple[str, str | None], ...] = ()
    from_setup: bool = False
    until: str = ""

    @property
    def moves(self) -> Iterator[Act]:
        """The acts as a lesson writes them."""
        for act in self.acts:
            name, to = (act, None) if isinstance(act, str) else act
            yield Act(control=name, to=to)


TURNS: dict[str, tuple[Turn, ...]] = {
    "line.5": (Turn(1, (("w", 6),)), Turn(2, (("w", -8),))),
    "errors.3": (Turn(1, (("b", 200),)), Turn(2, (("b", 97),))),
    "inputs.3": (Turn(1, (("w1 fiber", 0),)), Turn(2, (("w1 fiber", -6),))),
    "tensors.2": (Turn(1, (("b", 100),)),),
    "tensors.3": (Turn(2, (("b", 100),)), Turn(1, (RANDOM,))),
    "layers.3": (
        Turn(1, ("ReLU", "Train")),
        Turn(2, ("ReLU",)),
        Turn(0, ("Undo", "Undo", "Undo")),
    ),
    "layers.4": (
        Turn(1, fields=(("layers", "3-relu,3-linear"),)),
        Turn(0, fields=(("layers", "3-relu,3-relu"),), until="3 ReLU → 3 ReLU →"),
    ),
    "layers.5": (
        Turn(1, fields=(("layers", "3-relu,3-linear"),)),
        Turn(
            2,
            ("Train",),
            (("layers", "3-relu,3-relu"), ("initializer", "zeros"), ("weights", None)),
        ),
        Turn(0, ("Undo", "Undo", "Undo")),
    ),
    "layers.6": (
        Turn(1, ("Train",)),
        Turn(3, ("ReLU", RANDOM, RANDOM, RANDOM, "Train")),
        Turn(0, from_setup=True, until="numbers is one neuron: "),
    ),
    "learning.1": (Turn(1, ("One batch",)),),
    "learning.2": (Turn(2, ("One epoch",)),),
    "learning.3": (
        Turn(1, ("Train",), (("rate", "0.1"),), until=r"rate\s*0\.1(?!\d)"),
        Turn(0, from_setup=True, until=r"rate\s*1(\.0)?(?!\d)"),
    ),
    "learning.5": (
        Turn(1, (TENTH,)),
        Turn(2, ("Train",), (("rate", "10"),), until="rate 10 "),
        Turn(3, ("Train",), (("rate", "0.0001"),), until=r"rate (0\.0001|1e)"),
        Turn(0, fields=(("rate", "3"),), until="rate 3 "),
    ),
    "learning.6": (Turn(1, ("One epoch",)),),
    "learning.7": (Turn(1, (("Epoch", 5),)), Turn(2, (("Epoch", 100),))),
    "concrete.7": (
        Turn(2, (("Age", 90),)),
        Turn(3, (("Age", 28), ("Cement", 420))),
        Turn(1, (("Age", 28), ("Cement", 540), ("Water", 122), ("Superplasticizer", 32))),
    ),
    "yesno.3": (Turn(1, (("w", 0.6),)),),
    "yesno.6": (Turn(1, ("One epoch",)),),
}
"""By lesson and step."""


def turns_of(lesson: Lesson, number: int) -> tuple[Turn, ...]:
    """What a hand does wrong in a step, in this order.

    Args:
        lesson: of the step.
        number: of the step, counted from 1.
    """
    return TURNS.get(f"{lesson.id}.{number}", ())
