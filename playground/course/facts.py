"""What a lesson can speak of: the numbers that a page knows at any moment, and what they mean.

Everything here is a number; what is on or off is 1 or 0. The browser has the same names
(`stage/assets/model/courseFacts.js`), and `measure` computes them at rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Facts: TypeAlias = dict[str, float]
"""What is on screen at one moment; NaN, or no entry: not known."""
UnitKind: TypeAlias = Literal["", "target", "target²", "weight", "input"]
"""What a fact is counted in: nothing; the target's unit, or its square; the target's unit per unit
of an input; the unit of an input."""

Kind: TypeAlias = Literal["number", "setting", "count", "choice", "switch"]
"""What a fact is like: measured; set, or as exact as what is set; how many of something; one of
several, by number; on (1) or off (0)."""
WHOLE: tuple[Kind, ...] = ("count", "choice", "switch")
"""Kinds that are whole numbers, and can be compared exactly."""

MOST_INPUTS = 8
MOST_LAYERS = 6

UNITS = ("neuron", "plane")
"""Pages with a single unit."""
NETWORKS = ("layers", "training")
"""Pages with hidden layers."""
TRAINING = ("training",)
CONCRETE = ("concrete",)
PAGES = (*UNITS, *NETWORKS, *CONCRETE)
"""Paths of the pages that a lesson can be on."""

INGREDIENTS = {
    "cement": "cement",
    "slag": "blast-furnace slag",
    "ash": "fly ash",
    "water": "water",
    "superplasticizer": "superplasticizer",
    "coarse": "coarse aggregate",
    "fine": "fine aggregate",
    "age": "age",
}
"""Short names of Concrete's inputs, in the data's order, and how people call them."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A number on a page.

    Attributes:
        name: in lessons, before its place if there are several: `w` of `w0`.
        pages: paths of the pages that know it.
        meaning: in one sentence.
        label: what its meter is called; "": as the fact itself.
        unit: what it is counted in.
        kind: what it is like.
        places: of several, the numbers that end their names; () if there is only one.
        input: of "weight" and "input", which input's unit it is; of several, of the first.
    """

    name: str
    pages: tuple[str, ...]
    meaning: str
    label: str = ""
    unit: UnitKind = ""
    kind: Kind = "number"
    places: tuple[int, ...] = ()
    input: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All its names: `w0`, `w1` and so on, or the only one."""
        return tuple(f"{self.name}{place}" for place in self.places) or (self.name,)

    def label_of(self, name: str) -> str:
        """What the meter of one of its names is called."""
        place = name.removeprefix(self.name)
        return f"{self.label} {place}".strip() if self.label else name

    def input_of(self, name: str) -> int:
        """Which input one of its names is about."""
        return self.input + self.names.index(name)


def _number(name: str, pages: tuple[str, ...], meaning: str, label: str, unit: UnitKind) -> Fact:
    return Fact(name=name, pages=pages, meaning=meaning, label=label, unit=unit)


def _setting(name: str, pages: tuple[str, ...], meaning: str, label: str, unit: UnitKind) -> Fact:
    return Fact(name=name, pages=pages, meaning=meaning, label=label, unit=unit, kind="setting")


def _count(name: str, pages: tuple[str, ...], meaning: str, label: str) -> Fact:
    return Fact(name=name, pages=pages, meaning=meaning, label=label, kind="count")


def _choice(name: str, pages: tuple[str, ...], meaning: str, label: str) -> Fact:
    return Fact(name=name, pages=pages, meaning=meaning, label=label, kind="choice")


def _switch(name: str, pages: tuple[str, ...], meaning: str, label: str) -> Fact:
    return Fact(name=name, pages=pages, meaning=f"1 {meaning}", label=label, kind="switch")


_EACH_INPUT = tuple(range(MOST_INPUTS))
_EACH_LAYER = tuple(range(1, MOST_LAYERS + 1))

_ERRORS = (
    _number(
        "mae",
        PAGES,
        "Mean miss over the rows on screen; on Concrete, over the test rows of what is on screen.",
        "mean miss",
        "target",
    ),
    _number("mse", PAGES, "Mean squared error over the same rows.", "MSE", "target²"),
    _number(
        "r2",
        PAGES,
        "R² over the same rows: 1 is perfect, 0 as good as always answering the mean.",
        "R²",
        "",
    ),
    _number(
        "mae_mean",
        PAGES,
        "Mean miss of always answering the mean.",
        "mean miss of the mean",
        "target",
    ),
    _number(
        "mse_mean",
        PAGES,
        "Mean squared error of always answering the mean.",
        "MSE of the mean",
        "target²",
    ),
    _number(
        "mse_best",
        UNITS,
        "Mean squared error of the best line or plane; with ReLU on One neuron, of the best bend.",
        "smallest MSE",
        "target²",
    ),
    _number(
        "gap",
        UNITS,
        "Share of the way from always answering the mean (0) to the best there is (1).",
        "way to the best",
        "",
    ),
    _setting(
        "prediction",
        PAGES,
        "What is predicted at the probe; on Concrete, for the mix.",
        "prediction",
        "target",
    ),
)

_SIZES = (
    _count("rows", PAGES, "How many rows the errors are of.", "rows"),
    _count("inputs", PAGES, "How many inputs the model reads.", "inputs"),
    _count(
        "parameters",
        PAGES,
        "How many weights and biases there are in all; on Concrete, in the network on screen.",
        "parameters",
    ),
)

_SINCE = (
    _switch("changed", PAGES, "once the learner has changed something in this step.", "changed"),
    _count(
        "fits", (*UNITS, "layers"), "How often Train has finished in this step.", "times trained"
    ),
    _count("runs", TRAINING, "How many trainings were started in this step.", "trainings"),
)

_UNIT = (
    _setting("w", ("neuron",), "The weight.", "", "weight"),
    Fact(
        name="w",
        pages=("plane",),
        meaning="The weight of each input, counted from 0.",
        kind="setting",
        unit="weight",
        places=_EACH_INPUT,
    ),
    _setting("b", UNITS, "The bias.", "", "target"),
    _switch("relu", UNITS, "if the unit has ReLU.", "ReLU"),
    _setting("probe", ("neuron",), "Where the probe is.", "probe", "input"),
    Fact(
        name="probe",
        pages=("plane", *NETWORKS),
        meaning="Where the probe is in each input, counted from 0.",
        kind="setting",
        label="probe",
        unit="input",
        places=_EACH_INPUT,
    ),
    _choice("seed", (*UNITS, "layers"), "Seed of the last random start.", "seed"),
)

_LAYERS = (
    _count("layers", NETWORKS, "How many hidden layers there are.", "hidden layers"),
    _count("units", NETWORKS, "How many hidden neurons there are in all.", "hidden neurons"),
    Fact(
        name="units",
        pages=NETWORKS,
        meaning="How many neurons each hidden layer has, counted from 1.",
        label="neurons in layer",
        kind="count",
        places=_EACH_LAYER,
    ),
    _count("relu_layers", NETWORKS, "How many hidden layers have ReLU.", "layers with ReLU"),
    _count("silent", NETWORKS, "How many ReLU neurons give 0 at every row.", "silent neurons"),
    _switch("scaled", NETWORKS, "if the inputs are standardised.", "standardised"),
    _count("frozen", NETWORKS, "How many weights are frozen.", "frozen weights"),
    _number(
        "difference",
        ("layers",),
        "The largest distance, over the rows, between the stack and the one neuron below it.",
        "difference",
        "target",
    ),
)

_TRAINING = (
    _count("epoch", TRAINING, "The epoch in view; 0 before training.", "epoch"),
    _count("epochs", TRAINING, "How many epochs it is trained for.", "epochs"),
    _setting("rate", TRAINING, "The learning rate.", "learning rate", ""),
    _count("batch", TRAINING, "How many rows a batch has.", "rows in a batch"),
    _count(
        "updates_per_epoch",
        TRAINING,
        "How many batches an epoch has, each an update of the weights.",
        "updates an epoch",
    ),
    _setting("l2", TRAINING, "The factor of the L2 penalty.", "L2", ""),
    _number("train_loss", TRAINING, "Training loss after the epoch in view.", "training loss", ""),
    _number("test_loss", TRAINING, "Test loss after the epoch in view.", "test loss", ""),
    _number("train_mae", TRAINING, "Mean miss over the training rows.", "training miss", "target"),
    _number("test_mae", TRAINING, "Mean miss over the test rows.", "test miss", "target"),
    _count("train_rows", TRAINING, "How many rows it is trained on.", "training rows"),
    _count("test_rows", TRAINING, "How many rows are put aside as a test.", "test rows"),
    _switch("running", TRAINING, "while it trains, or waits for its turn.", "training"),
    _switch("finished", TRAINING, "once the training is done, early or not.", "finished"),
    _switch("diverged", TRAINING, "if the loss ran away.", "ran away"),
)

_CONCRETE = (
    _switch("ladder", CONCRETE, "while the ladder of networks is on screen.", "ladder"),
    _choice(
        "network",
        CONCRETE,
        "The network chosen on the ladder, from 0 (one linear unit) to 4 (512-512-512).",
        "network",
    ),
    _switch("by_mix", CONCRETE, "if whole mixes are put aside as a test, 0 if rows.", "by mix"),
    _number("r2_random", CONCRETE, "R² of the chosen network on rows at random.", "R²", ""),
    _number("r2_by_mix", CONCRETE, "R² of the chosen network on whole mixes.", "R²", ""),
    _switch("why", CONCRETE, "while the picture of what the splits do is open.", "picture"),
    *(
        Fact(
            name=name,
            pages=CONCRETE,
            meaning=f"{meaning.capitalize()} of the mix.",
            label=meaning,
            unit="input",
            kind="setting",
            input=place,
        )
        for place, (name, meaning) in enumerate(INGREDIENTS.items())
    ),
    _switch("covered", CONCRETE, "if the data has mixes like this one.", "like real mixes"),
)

FACTS: tuple[Fact, ...] = (
    *(*_ERRORS, *_SIZES, *_SINCE, *_UNIT),
    *(*_LAYERS, *_TRAINING, *_CONCRETE),
)
"""All of them, in the order of `docs/LESSONS.md`."""

FACT: dict[str, Fact] = {name: fact for fact in FACTS for name in fact.names}
"""By name; facts of one name on several pages differ in their pages alone."""

GIVEN = ("mse_best", "seed", "l2")
"""What the browser does not compute but gets from the server at rest."""


def names_on(page: str) -> tuple[str, ...]:
    """The names of all facts that a page knows."""
    return tuple(name for fact in FACTS if page in fact.pages for name in fact.names)
