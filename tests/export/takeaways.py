"""Networks to be taken home: of every page, of built-in and own tables, of numbers and classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np

from playground.core.data.catalogue import CATALOGUE
from playground.core.data.datasets import Dataset, load, publish
from playground.core.data.scalings import scaling_of
from playground.core.fit.recipe import Recipe
from playground.core.importing.read import read
from playground.core.importing.to_table import table_of
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network, network_of, output_layer
from playground.core.takeaway import Takeaway
from playground.ladder.networks import DATA, DEEP, INPUTS, TARGET, scaling
from playground.ladder.store import trained_ladder
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState

SHORT = Recipe(epochs=2, batch_size=64)
KINDS = ('é """', "7 \\\\", "a,b", "=x")
ODD = 'nom "x" \\ {a}\';len, m [kg];\'\'\';a\\nb;kind;y"""\n' + "".join(
    f'r{i} """ \\ é;{i * 0.1};{-i};{i % 5};{KINDS[i % 4]};{i * i % 17}\n' for i in range(1, 40)
)
"""A table whose names break texts that are put together without care."""


def own_table(title: str = 'My "odd" {table} \\') -> Dataset:
    """A data set that somebody brought, with odd names and categories."""
    table = table_of(read(ODD))
    first, *_, last = (column.name for column in table.columns)
    return publish(table.dataset(title, (first,), last, next(iter(table.texts))))


def stack(
    data: str, inputs: tuple[str, ...], target: str, layers: tuple[Dense, ...], seed: int = 0
) -> Takeaway:
    """A stack on standardised numbers with random weights and biases."""
    names = load(data).inputs_of(inputs)
    classes = load(data).sample(names, target).classes
    network = network_of(len(names), layers, output_layer(len(classes)))
    rng = np.random.default_rng(seed)
    drawn = draw_weights(network, seed)
    weights = tuple(a + rng.normal(scale=0.3, size=a.shape) for a in drawn)
    weights = tuple(a.astype(np.float32).astype(np.float64) for a in weights)
    used = scaling_of(data, names, target, True)
    return Takeaway(data, names, target, network, weights, used, recipe=SHORT)


def units() -> Iterator[Takeaway]:
    """Single units of One neuron and Planes, in the data's units."""
    for name in CATALOGUE:
        for activation in ("linear", "relu"):
            state = replace(NeuronState.default(name), activation=activation)
            yield Takeaway(
                name,
                state.inputs,
                state.target,
                state.network,
                state.weights,
                row=(state.probe,),
                recipe=SHORT,
            )
        plane = PlaneState.default(name)
        plane = replace(plane, w=tuple(0.5 * (i + 1) for i in range(len(plane.w))), b=-3.25)
        yield Takeaway(
            name,
            plane.inputs,
            plane.target,
            plane.network,
            plane.weights,
            row=plane.at,
            axes=plane.axes,
            recipe=SHORT,
        )


def class_units() -> Iterator[Takeaway]:
    """Single units whose target has two classes."""
    neuron = NeuronState.default("concrete", ("Age",), f"{TARGET} >= 30")
    plane = PlaneState.default("penguins", ("bill_length_mm", "body_mass_g"), "sex")
    for state, row in ((neuron, (neuron.probe,)), (plane, plane.at)):
        columns = (state.data, state.inputs, state.target)
        yield Takeaway(*columns, state.network, state.weights, row=row, recipe=SHORT)


STACKS: tuple[tuple[Dense, ...], ...] = (
    (),
    (Dense(1, "relu"),),
    (Dense(8, "relu"),),
    (Dense(4, "tanh"), Dense(3, "gelu")),
    (Dense(5, "elu"), Dense(4, "selu"), Dense(3, "silu")),
    (Dense(3, "sigmoid"), Dense(2, "softplus"), Dense(2, "leaky_relu")),
    (Dense(64, "relu"), Dense(64, "relu")),
)


def stacks() -> Iterator[Takeaway]:
    """Stacks of Layers: one to eight inputs, with a category, without a scaling of the inputs."""
    for number, layers in enumerate(STACKS):
        for inputs in (("sugars",), ("sugars", "fiber"), ("sugars", "fiber", "protein", "mfr")):
            yield stack("cereal", inputs, "calories", layers, number)
        yield stack("concrete", INPUTS, TARGET, layers, number)
    some = stack("concrete", ("Age", "Cement"), TARGET, (Dense(6, "relu"),))
    raw = scaling_of(some.data, some.inputs, some.target, False)
    yield replace(some, scaling=raw)
    positive = Network(2, (Dense(6, "relu"), Dense(1, "relu")))
    weights = tuple(np.abs(array) for array in some.weights)
    relu = scaling_of(some.data, some.inputs, some.target, True, "relu")
    yield replace(some, network=positive, weights=weights, scaling=relu)


def classifiers() -> Iterator[Takeaway]:
    """Networks whose target is a class: of two, and of several."""
    for number, layers in enumerate(STACKS[:5]):
        yield stack("concrete", ("Age", "Cement"), f"{TARGET} >= 30", layers, number)
        yield stack("penguins", ("bill_length_mm",), "species", layers, number)
        yield stack("penguins", ("bill_length_mm", "body_mass_g"), "sex", layers, number)
    yield stack("cereal", ("sugars", "fiber"), "shelf = 2", (Dense(4, "relu"),))
    yield from class_units()


def trainings() -> Iterator[Takeaway]:
    """Recipes: optimizers, losses, penalties, a split, early stopping, an initializer."""
    base = stack("cereal", ("sugars", "fiber"), "calories", (Dense(4, "relu"),))
    test = np.arange(0, len(base.sample.y), 5)
    for recipe in (
        Recipe(optimizer="sgd", momentum=0.9, epochs=2, loss="mae"),
        Recipe(optimizer="rmsprop", epochs=2, loss="huber", l1=0.01, l2=0.1),
    ):
        yield replace(base, recipe=recipe, test_rows=test, patience=3, frozen=2)
    yield replace(base, recipe=SHORT, patience=2, restore_best=False, initializer="he_normal")
    yield weighted()


def weighted() -> Takeaway:
    """Two classes, of which one counts four times."""
    classes = stack("cereal", ("sugars", "fiber"), "shelf = 2", (Dense(4, "relu"),))
    recipe = replace(SHORT, loss="binary_crossentropy", class_weight=(1.0, 4.0))
    return replace(classes, recipe=recipe)


def large() -> Takeaway:
    """Three layers of 512 units, as they were trained."""
    weights = trained_ladder().tensors.weights
    return Takeaway(DATA, INPUTS, TARGET, DEEP.network, weights, scaling(), recipe=SHORT)


def own(dataset: Dataset) -> Iterator[Takeaway]:
    """Stacks on somebody's own table, which must exist for as long as they do."""
    numbers = tuple(column.name for column in dataset.columns)
    texts = tuple(column.name for column in dataset.categories if column.name not in numbers)
    *inputs, target = numbers
    yield stack(dataset.name, tuple(inputs), target, (Dense(3, "relu"),))
    yield stack(dataset.name, (inputs[0],), target, ())
    for text in texts:
        yield stack(dataset.name, (inputs[0], text), target, (Dense(3, "relu"),))
        yield stack(dataset.name, tuple(inputs), text, (Dense(3, "relu"),))


def every_state(own_data: Dataset) -> Iterator[Takeaway]:
    """All of these; the last one is large.

    Args:
        own_data: a table that somebody brought.
    """
    return chain(units(), stacks(), classifiers(), trainings(), own(own_data), [large()])
