"""What a lesson can name on a page: its sliders, buttons and choices, by their accessible names.

Where the server knows what a control does, it can do it too: so a lesson's solution is checked
before anybody takes the lesson.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import singledispatch
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from playground.core.data.datasets import load
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense
from playground.course.lesson import Act
from playground.course.setup import PageState
from playground.ladder.networks import LADDER, SPLITS, sample
from playground.state.concrete import ConcreteState
from playground.state.layer_actions import apply_action
from playground.state.layers import LayersState
from playground.state.limits import MAX_UNITS_DRAWN
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.training import TrainingState
from playground.state.values import AddLayer, AddNeuron, LayerAction, RemoveLayer, RemoveNeuron

To: TypeAlias = float | str | None
Change: TypeAlias = Callable[[Any, Any], PageState]
"""The state after an act, from the state before it and from what the act sets."""


@dataclass(frozen=True)
class Control:
    """A control on a page.

    Attributes:
        name: its accessible name.
        kind: a slider takes a number, a choice a text or a number; others are pressed.
        change: what it does; None: only the page itself can tell.
    """

    name: str
    kind: Literal["slider", "choice", "press"]
    change: Change | None = None

    def takes(self, to: To) -> bool:
        """Whether an act can set it to that."""
        match self.kind:
            case "slider":
                return isinstance(to, int | float)
            case "choice":
                return to is not None
            case "press":
                return to is None


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


def _press(*names: str) -> Iterator[Control]:
    return (Control(name, "press") for name in names)


def _choices(*names: str) -> Iterator[Control]:
    return (Control(name, "choice") for name in names)


@singledispatch
def _controls(state: PageState) -> Iterator[Control]:
    raise TypeError(f"lessons are on pages with a model; received a {type(state).__name__}")


# --- what several pages have -----------------------------------------------------------------


def _columns(state: Any, bounds: str = "") -> Iterator[Control]:
    """The sheet of the data, and the buttons that every page has."""
    dataset = load(state.data)
    yield from _press(dataset.title, "Undo", "Share")
    yield from _choices("Data", "Target y")
    if not bounds:
        yield from _choices("Input x")
        return
    yield from _choices(f"Inputs x ({bounds})", "First axis", "Second axis")
    yield from _press(*(column.labelled.title for column in dataset.columns))


def _switch(name: str, attribute: str) -> Control:
    def change(state: Any, _: To) -> PageState:
        switched: PageState = replace(state, **{attribute: not getattr(state, attribute)})
        return switched

    return Control(name, "press", change)


def _number(name: str, attribute: str) -> Control:
    return Control(name, "slider", lambda state, to: replace(state, **{attribute: float(to)}))


def _one_of_several(name: str, attribute: str, place: int) -> Control:
    def change(state: Any, to: float) -> PageState:
        numbers = list(getattr(state, attribute))
        numbers[place] = float(to)
        moved: PageState = replace(state, **{attribute: tuple(numbers)})
        return moved

    return Control(name, "slider", change)


def _probes(state: Any) -> Iterator[Control]:
    labels = (load(state.data).label(name) for name in state.inputs)
    return (_one_of_several(label, "at", place) for place, label in enumerate(labels))


def _relu_of_unit(state: Any, _: To) -> PageState:
    switched: PageState = replace(
        state, activation="linear" if state.activation == "relu" else "relu"
    )
    return switched


# --- the pages -------------------------------------------------------------------------------


@_controls.register
def _(state: NeuronState) -> Iterator[Control]:
    yield _one_of_several("w", "w", 0)
    yield _number("b", "b")
    yield _number("probe", "probe")
    yield Control("ReLU", "press", _relu_of_unit)
    yield _switch("Misses", "residuals")
    yield _switch("Best fit", "best")
    yield from _press("Train", "One step", "Random start", "A tenth of the rate", "Reset w and b")
    yield from _press("Challenge me", "Give up the challenge", "Reveal the best")
    yield from _press("w = 2.5, b = 90", "Where ReLU bends: water → superplasticizer")
    yield from _press("landscape", "Other errors")
    yield from _choices("Learning rate", "Batch")
    yield from _columns(state)


@_controls.register
def _(state: PlaneState) -> Iterator[Control]:
    for place, name in enumerate(state.inputs):
        yield _one_of_several(f"w{place} {load(state.data).label(name)}", "w", place)
    yield _number("b", "b")
    yield from _probes(state)
    yield Control("ReLU", "press", _relu_of_unit)
    yield _switch("Misses", "residuals")
    yield _switch("Best fit", "best")
    yield from _press("From above", "Train", "Random start", "Reset w and b", "Other errors")
    yield from _press("sugars, fiber, protein")
    yield from _columns(state, "2 to 8")


@_controls.register
def _(state: LayersState) -> Iterator[Control]:
    yield Control("ReLU", "press", _relu_of_layers)
    yield from (_activation(layer) for layer in range(len(state.layers)))
    yield _switch("Standardise inputs", "standardise")
    yield from _press("One neuron", "Train", "Random start", "Watch it train")
    yield from _press("Freeze", "Remove this neuron", *_parts(state))
    yield from _choices("Initializer", "Seed")
    yield from _probes(state)
    yield from _network(state)


def _network(state: LayersState) -> Iterator[Control]:
    """What Layers and Training share."""
    yield _switch("Misses", "residuals")
    yield _switch("Show folds", "hinges")
    yield from _press("From above", "Other errors")
    for layer in range(len(state.layers)):
        name = f"layer {layer + 1}"
        yield _builder(f"Add a layer before {name}", AddLayer(layer))
        yield _builder(f"Remove {name}", RemoveLayer(layer))
        yield _builder(f"Add a neuron to {name}", AddNeuron(layer))
        yield _builder(f"Remove a neuron from {name}", RemoveNeuron(layer))
        yield from _press(f"Compare activations for {name}")
        yield from _choices(f"Units of {name}")
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
    columns: list[list[str]] = [[dataset.label(name) for name in state.inputs]]
    for layer, dense in enumerate(state.layers, start=1):
        drawn = range(min(dense.units, MAX_UNITS_DRAWN))
        columns.append([f"neuron {unit + 1} of layer {layer}" for unit in drawn])
    columns.append([f"output {dataset.label(state.target)}"])
    for before, units in pairwise(columns):
        yield from units
        yield from (f"weight from {one} to {other}" for one in before for other in units)


@_controls.register
def _(state: TrainingState) -> Iterator[Control]:
    yield from _press("Train", "Pause", "One batch", "One epoch", "Start over", "Stop")
    yield from _press("See it again", "Try a tenth of the learning rate")
    yield from _press("Take the penalty away", "Standardise the inputs")
    yield from _press("Log scale", "New order", "Restore the best weights", "Edit by hand")
    yield Control("Epoch", "slider")
    yield from _choices("Optimizer", "Learning rate", "Batch size", "Epochs", "Loss", "Momentum")
    yield from _choices("L1", "L2", "Test share", "Split", "Speed", "Early stopping")
    inner = state.layers_state
    for layer in range(1, len(inner.layers) + 1):
        yield from _choices(f"Activation of layer {layer}")
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
    yield _switch("Why the split matters", "why")
    yield _chosen("Mix a concrete", part="mix")
    yield _chosen("Does depth pay?", part="ladder")
    yield _chosen("What each input does", part="inputs")
    yield from _press("Undo", "Share", *(f"Train {rung.label}" for rung in LADDER.values()))
    yield from _choices("Curve over")


def _chosen(name: str, **fields: Any) -> Control:
    return Control(name, "press", lambda state, _: replace(state, **fields))
