"""What a lesson can name on a page: its sliders, buttons and choices, by their accessible names.

Where the server knows what a control does, it can do it too: so a lesson's solution is checked
before anybody takes the lesson.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import singledispatch
from itertools import pairwise
from typing import Any

from playground.core.data.datasets import Dataset, load
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense
from playground.course.control import (
    Change,
    Control,
    To,
    choices,
    number,
    of_answers,
    press,
    switch,
)
from playground.course.lesson import Act
from playground.course.setup import PageState
from playground.ladder.networks import LADDER, SPLITS, sample
from playground.state.columns import one_of
from playground.state.concrete import ConcreteState
from playground.state.layer_actions import apply_action
from playground.state.layers import LayersState
from playground.state.limits import MAX_UNITS_DRAWN
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.single_unit import SingleUnit
from playground.state.training import TrainingState
from playground.state.values import AddLayer, AddNeuron, LayerAction, RemoveLayer, RemoveNeuron


def controls_of(state: PageState) -> dict[str, Control]:
    """The controls of a page by name; of those that come and go, all.

    Args:
        state: what is on screen; columns and layers give controls their names.
    """
    return {control.name: control for control in _controls(state)}


def after(state: PageState, acts: Iterable[Act]) -> PageState | None:
    """What is on screen after some acts; None where only the page itself can tell.

    Args:
        state: what is on screen before.
        acts: of a lesson.

    Raises:
        ValueError: if a control cannot be set to that.
    """
    for act in acts:
        control = controls_of(state).get(act.control)
        if control is None or control.change is None:
            return None
        state = control.change(state, act.to)
    return state


@singledispatch
def _controls(state: PageState) -> Iterator[Control]:
    raise TypeError(f"lessons are on pages with a model; received a {type(state).__name__}")


# --- what several pages have -----------------------------------------------------------------


def _columns(state: Any, bounds: str = "") -> Iterator[Control]:
    """The sheet of the data, and the buttons that every page has."""
    dataset = load(state.data)
    yield from press(dataset.title, "Undo", "Share")
    yield from choices("Data", "Target y")
    if not bounds:
        yield from choices("Input x")
        return
    yield from choices(f"Inputs x ({bounds})", "First axis", "Second axis")
    yield from press(*map(dataset.title_of, dataset.choices))


def _one_of_several(name: str, attribute: str, place: int) -> Control:
    def change(state: Any, to: float) -> PageState:
        numbers = list(getattr(state, attribute))
        numbers[place] = float(to)
        moved: PageState = replace(state, **{attribute: tuple(numbers)})
        return moved

    return Control(name, "slider", change)


def _probes(state: Any) -> Iterator[Control]:
    """A slider for each number, and a box for each category."""
    dataset, inputs = load(state.data), state.inputs
    for place, name in enumerate(inputs):
        if not dataset.column(name).of:
            yield _one_of_several(dataset.label(name), "at", place)
    categories = (name for name in dataset.choices_of(inputs) if name not in inputs)
    yield from (_one_category(dataset, name) for name in categories)


def _one_category(dataset: Dataset, name: str) -> Control:
    def change(state: Any, to: To) -> PageState:
        at = dict(zip(state.inputs, state.at, strict=True)) | one_of(dataset, name, str(to))
        changed: PageState = replace(state, at=tuple(at.values()))
        return changed

    return Control(dataset.label(name), "choice", change)


def _relu_of_unit(state: Any, _: To) -> PageState:
    switched: PageState = replace(
        state, activation="linear" if state.activation == "relu" else "relu"
    )
    return switched


def _of_unit(state: SingleUnit) -> Iterator[Control]:
    """Its activation and what is drawn; of classes, what is made of its probabilities."""
    if state.classes:
        yield switch("Wrong answers", "residuals")
        yield from of_answers(state)
        return
    yield Control("ReLU", "press", _relu_of_unit)
    yield switch("Misses", "residuals")
    yield switch("Best fit", "best")


# --- the pages -------------------------------------------------------------------------------


@_controls.register
def _(state: NeuronState) -> Iterator[Control]:
    yield _one_of_several("w", "w", 0)
    yield number("b", "b")
    yield number("probe", "probe")
    yield from _of_unit(state)
    yield from press("Train", "One step", "Random start", "A tenth of the rate", "Reset w and b")
    yield from press("Challenge me", "Give up the challenge", "Reveal the best", "Other errors")
    yield from press("w = 2.5, b = 90", "Where ReLU bends: water → superplasticizer", "landscape")
    yield from choices("Learning rate", "Batch")
    yield from _columns(state)


@_controls.register
def _(state: PlaneState) -> Iterator[Control]:
    for place, name in enumerate(state.inputs):
        yield _one_of_several(f"w{place} {load(state.data).label(name)}", "w", place)
    yield number("b", "b")
    yield from _probes(state)
    yield from _of_unit(state)
    yield from press("From above", "Train", "Random start", "Reset w and b", "Other errors")
    yield from press("sugars, fiber, protein")
    yield from _columns(state, "2 to 8")


@_controls.register
def _(state: LayersState) -> Iterator[Control]:
    yield Control("ReLU", "press", _relu_of_layers)
    yield from (_activation(layer) for layer in range(len(state.layers)))
    yield switch("Standardise inputs", "standardise")
    yield from press("One neuron", "Train", "Random start", "Watch it train")
    yield from press("Freeze", "Remove this neuron", *_parts(state))
    yield from choices("Initializer", "Seed")
    yield from _probes(state)
    yield from _network(state)


def _network(state: LayersState) -> Iterator[Control]:
    """What Layers and Training share."""
    yield switch("Misses", "residuals")
    yield from of_answers(state)
    yield switch("Show folds", "hinges")
    yield from press("From above", "Other errors")
    for layer in range(len(state.layers)):
        name = f"layer {layer + 1}"
        yield _builder(f"Add a layer before {name}", AddLayer(layer))
        yield _builder(f"Remove {name}", RemoveLayer(layer))
        yield _builder(f"Add a neuron to {name}", AddNeuron(layer))
        yield _builder(f"Remove a neuron from {name}", RemoveNeuron(layer))
        yield from press(f"Compare activations for {name}")
        yield from choices(f"Units of {name}")
    yield _builder("Add a layer before the output", AddLayer(len(state.layers)))
    yield from _columns(state, "1 to 8")


def _builder(name: str, action: LayerAction) -> Control:
    return Control(name, "press", lambda state, _: apply_action(state, action)[0])


def _relu_of_layers(state: LayersState, _: To) -> PageState:
    """The switch of all hidden layers: ReLU in all of them, or in none."""
    has_all = all(layer.activation == "relu" for layer in state.layers)
    name = "linear" if has_all else "relu"
    return replace(state, layers=tuple(Dense(layer.units, name) for layer in state.layers))


def _activation(layer: int) -> Control:
    names = {activation.label: name for name, activation in ACTIVATIONS.items()}

    def change(state: LayersState, to: To) -> PageState:
        if to not in names:
            raise ValueError(f"{to!r} is none of {', '.join(names)}")
        layers = list(state.layers)
        layers[layer] = Dense(layers[layer].units, names[str(to)])
        return replace(state, layers=tuple(layers))

    return Control(f"Activation of layer {layer + 1}", "choice", change)


def _parts(state: LayersState) -> Iterator[str]:
    """Neurons and weights in the diagram."""
    dataset = load(state.data)
    columns = [[dataset.label(name) for name in state.inputs[:MAX_UNITS_DRAWN]]]
    for layer, dense in enumerate(state.layers, start=1):
        drawn = range(min(dense.units, MAX_UNITS_DRAWN))
        columns.append([f"neuron {unit + 1} of layer {layer}" for unit in drawn])
    columns.append([f"output {dataset.label(state.target)}"])
    for before, units in pairwise(columns):
        yield from units
        yield from (f"weight from {one} to {other}" for one in before for other in units)


@_controls.register
def _(state: TrainingState) -> Iterator[Control]:
    yield from press("Train", "Pause", "One batch", "One epoch", "Start over", "Stop")
    yield from press("See it again", "Try a tenth of the learning rate")
    yield from press("Take the penalty away", "Standardise the inputs")
    yield from press("Log scale", "New order", "Restore the best weights", "Edit by hand")
    yield Control("Epoch", "slider")
    yield from choices("Optimizer", "Learning rate", "Batch size", "Epochs", "Loss", "Momentum")
    yield from choices("L1", "L2", "Test share", "Split", "Speed", "Early stopping")
    inner = state.layers_state
    for layer in range(1, len(inner.layers) + 1):
        yield from choices(f"Activation of layer {layer}")
    for control in (*_probes(inner), *_network(inner)):
        yield replace(control, change=_within(control.change))


def _within(change: Change | None) -> Change | None:
    """What a control of the network does to the training of it."""
    if change is None:
        return None
    return lambda state, to: replace(state, layers_state=change(state.layers_state, to))


@_controls.register
def _(state: ConcreteState) -> Iterator[Control]:
    for place, column in enumerate(sample().inputs):
        yield _one_of_several(column.name, "at", place)
    yield from (_chosen(rung.label, rung=name) for name, rung in LADDER.items())
    yield from (_chosen(label, split=name) for name, label in SPLITS.items())
    yield switch("Why the split matters", "why")
    yield _chosen("Mix a concrete", part="mix")
    yield _chosen("Does depth pay?", part="ladder")
    yield _chosen("What each input does", part="inputs")
    yield from press("Undo", "Share", *(f"Train {rung.label}" for rung in LADDER.values()))
    yield from choices("Curve over")


def _chosen(name: str, **fields: Any) -> Control:
    return Control(name, "press", lambda state, _: replace(state, **fields))
