"""What a lesson can speak of: the numbers that a page knows at any moment, and what they mean.

Everything here is a number; what is on or off is 1 or 0. The browser has the same names
(`stage/assets/model/courseFacts.js`), and `measure` computes them at rest.
"""

from __future__ import annotations

from playground.course.fact import Fact, choice, count, number, setting, switch

MOST_INPUTS = 8
MOST_LAYERS = 6

UNITS = ("neuron", "plane")
"""Pages with a single unit."""
NETWORKS = ("layers", "training")
"""Pages with hidden layers."""
TRAINING = ("training",)
MODELS = (*UNITS, *NETWORKS)
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


_EACH_INPUT = tuple(range(MOST_INPUTS))
_EACH_LAYER = tuple(range(1, MOST_LAYERS + 1))

_ERRORS = (
    number(
        "mae",
        PAGES,
        "Mean miss over the rows on screen; on Concrete, over the test rows of what is on screen.",
        "mean miss",
        "target",
    ),
    number("mse", PAGES, "Mean squared error over the same rows.", "MSE", "target²"),
    number(
        "r2",
        PAGES,
        "R² over the same rows: 1 is perfect, 0 as good as always answering the mean.",
        "R²",
        "",
    ),
    number(
        "mae_mean",
        PAGES,
        "Mean miss of always answering the mean.",
        "mean miss of the mean",
        "target",
    ),
    number(
        "mse_mean",
        PAGES,
        "Mean squared error of always answering the mean.",
        "MSE of the mean",
        "target²",
    ),
    number(
        "mse_best",
        UNITS,
        "Mean squared error of the best line or plane; with ReLU on One neuron, of the best bend.",
        "smallest MSE",
        "target²",
    ),
    number(
        "gap",
        UNITS,
        "Share of the way from always answering the mean (0) to the best there is (1).",
        "way to the best",
        "",
    ),
    setting(
        "prediction",
        PAGES,
        "What is predicted at the probe; on Concrete, for the mix.",
        "prediction",
        "target",
    ),
)

_SIZES = (
    count("rows", PAGES, "How many rows the errors are of.", "rows"),
    count("inputs", PAGES, "How many inputs the model reads.", "inputs"),
    count(
        "parameters",
        PAGES,
        "How many weights and biases there are in all; on Concrete, in the network on screen.",
        "parameters",
    ),
)

_SINCE = (
    switch("changed", PAGES, "once the learner has changed something in this step.", "changed"),
    count(
        "fits", (*UNITS, "layers"), "How often Train has finished in this step.", "times trained"
    ),
    count("runs", TRAINING, "How many trainings were started in this step.", "trainings"),
)

_UNIT = (
    setting("w", ("neuron",), "The weight.", "", "weight"),
    Fact(
        name="w",
        pages=("plane",),
        meaning="The weight of each input, counted from 0.",
        kind="setting",
        unit="weight",
        places=_EACH_INPUT,
    ),
    setting("b", UNITS, "The bias.", "", "target"),
    switch("relu", UNITS, "if the unit has ReLU.", "ReLU"),
    setting("probe", ("neuron",), "Where the probe is.", "probe", "input"),
    Fact(
        name="probe",
        pages=("plane", *NETWORKS),
        meaning="Where the probe is in each input, counted from 0.",
        kind="setting",
        label="probe",
        unit="input",
        places=_EACH_INPUT,
    ),
    choice("seed", (*UNITS, "layers"), "Seed of the last random start.", "seed"),
)

_LAYERS = (
    count("layers", NETWORKS, "How many hidden layers there are.", "hidden layers"),
    count("units", NETWORKS, "How many hidden neurons there are in all.", "hidden neurons"),
    Fact(
        name="units",
        pages=NETWORKS,
        meaning="How many neurons each hidden layer has, counted from 1.",
        label="neurons in layer",
        kind="count",
        places=_EACH_LAYER,
    ),
    count("relu_layers", NETWORKS, "How many hidden layers have ReLU.", "layers with ReLU"),
    count("silent", NETWORKS, "How many ReLU neurons give 0 at every row.", "silent neurons"),
    switch("scaled", NETWORKS, "if the inputs are standardised.", "standardised"),
    count("frozen", NETWORKS, "How many weights are frozen.", "frozen weights"),
    number(
        "difference",
        ("layers",),
        "The largest distance, over the rows, between the stack and the one neuron below it.",
        "difference",
        "target",
    ),
)

_TRAINING = (
    count("epoch", TRAINING, "The epoch in view; 0 before training.", "epoch"),
    count("epochs", TRAINING, "How many epochs it is trained for.", "epochs"),
    setting("rate", TRAINING, "The learning rate.", "learning rate", ""),
    count("batch", TRAINING, "How many rows a batch has.", "rows in a batch"),
    count(
        "updates_per_epoch",
        TRAINING,
        "How many batches an epoch has, each an update of the weights.",
        "updates an epoch",
    ),
    setting("l2", TRAINING, "The factor of the L2 penalty.", "L2", ""),
    number("train_loss", TRAINING, "Training loss after the epoch in view.", "training loss", ""),
    number("test_loss", TRAINING, "Test loss after the epoch in view.", "test loss", ""),
    number("train_mae", TRAINING, "Mean miss over the training rows.", "training miss", "target"),
    number("test_mae", TRAINING, "Mean miss over the test rows.", "test miss", "target"),
    count("train_rows", TRAINING, "How many rows it is trained on.", "training rows"),
    count("test_rows", TRAINING, "How many rows are put aside as a test.", "test rows"),
    switch("running", TRAINING, "while it trains, or waits for its turn.", "training"),
    switch("finished", TRAINING, "once the training is done, early or not.", "finished"),
    switch("diverged", TRAINING, "if the loss ran away.", "ran away"),
)

_CLASSES = (
    number("accuracy", MODELS, "Of two classes, the share of right answers.", "right", ""),
    number(
        "accuracy_always",
        MODELS,
        "The share of right answers of always answering the commonest class.",
        "right with always the commonest",
        "",
    ),
    setting("threshold", MODELS, "From this probability on, the answer is yes.", "threshold", ""),
    count("false_alarms", MODELS, "How many rows are answered yes, and are no.", "false alarms"),
    count("missed", MODELS, "How many rows are answered no, and are yes.", "misses"),
    number("cost", MODELS, "What these mistakes cost together.", "cost", ""),
    number("least_cost", MODELS, "What they cost at the best threshold.", "least cost", ""),
    number(
        "cross_entropy", UNITS, "Loss of a single unit that tells two classes apart.", "loss", ""
    ),
)

_CONCRETE = (
    switch("ladder", CONCRETE, "while the ladder of networks is on screen.", "ladder"),
    choice(
        "network",
        CONCRETE,
        "The network chosen on the ladder, from 0 (one linear unit) to 4 (512-512-512).",
        "network",
    ),
    switch("by_mix", CONCRETE, "if whole mixes are put aside as a test, 0 if rows.", "by mix"),
    number("r2_random", CONCRETE, "R² of the chosen network on rows at random.", "R²", ""),
    number("r2_by_mix", CONCRETE, "R² of the chosen network on whole mixes.", "R²", ""),
    switch("why", CONCRETE, "while the picture of what the splits do is open.", "picture"),
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
    switch("covered", CONCRETE, "if the data has mixes like this one.", "like real mixes"),
)

FACTS: tuple[Fact, ...] = (
    *(*_ERRORS, *_SIZES, *_SINCE, *_UNIT),
    *(*_LAYERS, *_TRAINING, *_CLASSES, *_CONCRETE),
)
"""All of them, in the order of `docs/LESSONS.md`."""

FACT: dict[str, Fact] = {name: fact for fact in FACTS for name in fact.names}
"""By name; facts of one name on several pages differ in their pages alone."""

OF_CLASSES = tuple(fact.name for fact in _CLASSES)
"""Known where the target is of two classes."""

GIVEN = ("mse_best", "seed", "l2")
"""What the browser does not compute but gets from the server at rest."""


def names_on(page: str) -> tuple[str, ...]:
    """The names of all facts that a page knows."""
    return tuple(name for fact in FACTS if page in fact.pages for name in fact.names)
