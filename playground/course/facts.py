"""What a lesson can speak of: the numbers that a page knows at any moment, and what they mean.

Everything here is a number; what is on or off is 1 or 0. The browser has the same names
(`stage/assets/model/courseFacts.js`), and `measure` computes them at rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

UnitKind: TypeAlias = Literal["", "target", "target²", "weight", "input"]
"""What a fact is counted in: nothing; the target's unit, or its square; the target's unit per unit
of an input; the unit of an input."""

MOST_INPUTS = 8
MOST_LAYERS = 6

UNITS = ("neuron", "plane")
"""Pages with a single unit."""
NETWORKS = ("layers", "training")
"""Pages with hidden layers."""
PAGES = (*UNITS, *NETWORKS, "concrete")
"""Paths of the pages that a lesson can be on."""


@dataclass(frozen=True)
class Fact:
    """A number on a page.

    Attributes:
        name: in lessons, before its place if there are several: `w` of `w0`.
        pages: paths of the pages that know it.
        meaning: in one sentence.
        unit: what it is counted in.
        digits: significant digits in texts; 0: it is a whole number.
        places: of several, the numbers that end their names; () if there is only one.
        input: of "weight" and "input", which input's unit it is, for the first of the places.
    """

    name: str
    pages: tuple[str, ...]
    meaning: str
    unit: UnitKind = ""
    digits: int = 3
    places: tuple[int, ...] = ()
    input: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All its names: `w0`, `w1` and so on, or the only one."""
        return tuple(f"{self.name}{place}" for place in self.places) or (self.name,)


def _counted(name: str, pages: tuple[str, ...], meaning: str) -> Fact:
    """A whole number, or something that is on or off."""
    return Fact(name, pages, meaning, digits=0)


_EACH_INPUT = tuple(range(MOST_INPUTS))

FACTS: tuple[Fact, ...] = (
    # --- how good it is ---
    Fact(
        "mae",
        PAGES,
        "Mean miss over the rows on screen; on Concrete, over the test rows.",
        "target",
    ),
    Fact("mse", PAGES, "Mean squared error over the same rows.", "target²"),
    Fact("r2", PAGES, "R² over the same rows: 1 is perfect, 0 is always answering the mean."),
    Fact("mae_mean", PAGES, "Mean miss of always answering the mean.", "target"),
    Fact("mse_mean", PAGES, "Mean squared error of always answering the mean.", "target²"),
    Fact("mse_best", UNITS, "Mean squared error of the best single unit there is.", "target²"),
    Fact("gap", UNITS, "Share of the way from always answering the mean (0) to the best (1)."),
    Fact("prediction", PAGES, "What is predicted at the probe, or for the mix.", "target"),
    # --- what there is ---
    _counted("rows", PAGES, "How many rows the errors are of."),
    _counted("inputs", PAGES, "How many inputs the model reads."),
    _counted("parameters", PAGES, "How many weights and biases there are in all."),
    # --- since the step began ---
    _counted("changed", PAGES, "1 once the learner has changed something in this step."),
    _counted("fits", (*UNITS, "layers"), "How often Train has finished in this step."),
    _counted("runs", ("training",), "How many trainings have been started in this step."),
    # --- one unit ---
    Fact("w", ("neuron",), "The weight.", "weight"),
    Fact(
        "w", ("plane",), "The weight of each input, counted from 0.", "weight", places=_EACH_INPUT
    ),
    Fact("b", UNITS, "The bias.", "target"),
    _counted("relu", UNITS, "1 if the unit has ReLU."),
    Fact("probe", ("neuron",), "Where the probe is.", "input"),
    Fact(
        "probe",
        ("plane", *NETWORKS),
        "Where the probe is, in each input, counted from 0.",
        "input",
        places=_EACH_INPUT,
    ),
    # --- layers ---
    _counted("layers", NETWORKS, "How many hidden layers there are."),
    _counted("units", NETWORKS, "How many hidden neurons there are in all."),
    Fact(
        "units",
        NETWORKS,
        "How many neurons each hidden layer has, counted from 1.",
        digits=0,
        places=tuple(range(1, MOST_LAYERS + 1)),
    ),
    _counted("relu_layers", NETWORKS, "How many hidden layers have ReLU."),
    _counted("silent", NETWORKS, "How many ReLU neurons give 0 at every row."),
    _counted("scaled", NETWORKS, "1 if the inputs are standardised."),
    _counted("frozen", NETWORKS, "How many weights are frozen."),
    Fact(
        "difference",
        ("layers",),
        "The largest distance, over the rows, between the stack and the single neuron below it.",
        "target",
    ),
    # --- a training ---
    _counted("epoch", ("training",), "The epoch in view; 0 before training."),
    _counted("epochs", ("training",), "How many epochs it is trained for."),
    Fact("rate", ("training",), "The learning rate."),
    _counted("batch", ("training",), "How many rows a batch has."),
    _counted("updates_per_epoch", ("training",), "How many batches, so updates, an epoch has."),
    Fact("l2", ("training",), "The factor of the L2 penalty."),
    Fact("train_loss", ("training",), "Training loss after the epoch in view."),
    Fact("test_loss", ("training",), "Test loss after the epoch in view."),
    Fact("train_mae", ("training",), "Mean miss over the training rows.", "target"),
    Fact("test_mae", ("training",), "Mean miss over the test rows.", "target"),
    _counted("train_rows", ("training",), "How many rows it is trained on."),
    _counted("test_rows", ("training",), "How many rows are put aside as a test."),
    _counted("running", ("training",), "1 while it trains."),
    _counted("finished", ("training",), "1 once all epochs are done."),
    _counted("diverged", ("training",), "1 if the loss ran away."),
    # --- Concrete ---
    _counted("ladder", ("concrete",), "1 while the ladder of networks is on screen."),
    _counted("network", ("concrete",), "The network chosen on the ladder: 0 (linear) to 4 (deep)."),
    _counted("by_mix", ("concrete",), "1 if whole mixes are put aside as a test, 0 if rows."),
    Fact("r2_random", ("concrete",), "Its R² on test rows at random."),
    Fact("r2_by_mix", ("concrete",), "Its R² on whole mixes."),
    _counted("why", ("concrete",), "1 while the picture is open that shows what the splits do."),
    *(
        Fact(name, ("concrete",), f"{meaning} of the mix.", "input", input=place)
        for place, (name, meaning) in enumerate(
            (
                ("cement", "Cement"),
                ("slag", "Blast-furnace slag"),
                ("ash", "Fly ash"),
                ("water", "Water"),
                ("superplasticizer", "Superplasticizer"),
                ("coarse", "Coarse aggregate"),
                ("fine", "Fine aggregate"),
                ("age", "Age"),
            )
        )
    ),
    _counted("covered", ("concrete",), "1 if the data has mixes like this one."),
)
"""All of them, in the order of `docs/LESSONS.md`."""
