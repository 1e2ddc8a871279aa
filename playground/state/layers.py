"""What is on screen on the page Layers, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import load
from playground.core.data.samples import cached_sample
from playground.core.data.scalings import scaling_of
from playground.core.data.targets import source_of
from playground.core.network.activations import Array
from playground.core.network.initializers import draw_weights, initializer
from playground.core.network.network import (
    OUTPUT_ACTIVATIONS,
    Dense,
    Network,
    Weights,
    network_of,
    output_layer,
)
from playground.core.network.scaling import Scaling, fold
from playground.core.network.weights import Tensors, flatten, frozen_mask, unflatten
from playground.core.validation import require_int
from playground.state.bent import read_neurons
from playground.state.columns import (
    DEFAULT_CAMERA,
    MAX_SEED,
    camera_of,
    check_columns,
    check_picture,
    first_axes,
    first_inputs,
    first_row,
    first_target,
)
from playground.state.decision import FIRST, Decision, decision_of
from playground.state.layers_start import FIRST_LAYERS, first_tensors
from playground.state.limits import MAX_BROWSER_PARAMETERS, check_size
from playground.state.network_values import weight_lists, with_activations, with_weight_lists
from playground.state.query import LinkedState, QueryField
from playground.state.values import Camera, Values

MIN_INPUTS, MAX_INPUTS = 1, 8


@dataclass(frozen=True)
class LayersState(LinkedState):
    """A stack of dense layers and the output that its target takes, on standardised numbers.

    Attributes:
        data: name of the data set.
        inputs: names of numeric columns, of one to eight choices; see `check_columns`.
        target: what is predicted; see `core.data.targets`.
        at: `(inputs,)`, in the inputs' units: the probe, and the slice through the inputs that
            are not shown.
        axes: the two inputs that are shown, or the only one.
        layers: the hidden layers; the output comes after them.
        tensors: kernel and bias of each layer, the output's too.
        frozen: indices of the weights that do not change, counted through all tensors.
        output: activation of the output of a number, one of OUTPUT_ACTIVATIONS; classes have
            their own.
        standardise: whether the network sees the inputs standardised; a number that is predicted
            always is.
        residuals, hinges, single: whether the errors, the first layer's hinges, and the single
            unit that the stack equals without activations are drawn.
        view: one of VIEWS.
        camera: its position, in multiples of the picture's size.
        bent: layer and neurons, counted from 1, whose outputs are the axes of the picture: "1-1-2";
            "" for the inputs. Where the network has no such neurons, the nearest are taken.
        seed, initializer: of the last draw of weights.
        decision: what is made of the probabilities of two classes.

    Raises:
        ValueError: if a value is unknown or out of range, or the network is too large.
    """

    data: str
    inputs: tuple[str, ...]
    target: str
    at: tuple[float, ...]
    axes: tuple[str, ...]
    layers: tuple[Dense, ...]
    tensors: Tensors = field(repr=False)
    frozen: tuple[int, ...] = ()
    output: str = "linear"
    standardise: bool = True
    residuals: bool = False
    hinges: bool = True
    single: bool = True
    view: str = "3d"
    camera: Camera = DEFAULT_CAMERA
    bent: str = ""
    seed: int = 0
    initializer: str = "glorot_uniform"
    decision: Decision = FIRST

    def __post_init__(self) -> None:
        columns = (self.data, self.inputs, self.target)
        check_columns(*columns, self.axes, self.at, (MIN_INPUTS, MAX_INPUTS))
        if self.output not in OUTPUT_ACTIVATIONS:
            raise ValueError(
                f"output must be one of {OUTPUT_ACTIVATIONS}; received {self.output!r}"
            )
        check_size(self.network)
        self.network.check(self.tensors.arrays)
        if not all(0 <= index < self.tensors.count for index in self.frozen):
            raise ValueError(f"frozen must be indices of {self.tensors.count} weights")
        check_picture(self.view, self.camera)
        read_neurons(self.bent)
        require_int("seed", self.seed, 0, MAX_SEED)
        initializer(self.initializer)

    @classmethod
    def default(
        cls,
        data: str = DEFAULT_DATASET,
        inputs: tuple[str, ...] | None = None,
        target: str | None = None,
        layers: tuple[Dense, ...] = FIRST_LAYERS,
    ) -> LayersState:
        """The layers before training (Glorot uniform, seed 0); what the page opens with is trained.

        Args:
            data: name of the data set.
            inputs: one to eight of its columns; None for those it begins with.
            target: what is predicted; None for what it begins with, or its first free column.
            layers: the hidden layers.
        """
        target = target or first_target(data, inputs or (), classes=True)
        dataset, bounds = load(data), (MIN_INPUTS, MAX_INPUTS)
        wanted, source = dataset.first_inputs.layers, source_of(dataset, target)
        inputs = inputs or first_inputs(dataset, wanted, source, bounds)
        return _default(data, dataset.inputs_of(inputs), target, tuple(layers))

    @property
    def network(self) -> Network:
        """The hidden layers and the output."""
        output = output_layer(len(self.classes), self.output)
        return network_of(len(self.inputs), self.layers, output)

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes; () where a number is predicted."""
        return cached_sample(self.data, self.inputs, self.target).classes

    @property
    def weights(self) -> Weights:
        """Kernel and bias of each layer in float64, on standardised numbers."""
        return self.tensors.weights

    @property
    def size(self) -> int:
        """How many weights it has."""
        return self.tensors.count

    @property
    def in_browser(self) -> bool:
        """Whether the browser evaluates it, or Keras alone."""
        return self.tensors.count <= MAX_BROWSER_PARAMETERS

    @property
    def scaling(self) -> Scaling:
        """The scaling from the data's units to the network's numbers."""
        columns = (self.data, self.inputs, self.target)
        return scaling_of(*columns, self.standardise, self.output)

    @property
    def raw_weights(self) -> Weights:
        """The weights of the same function in the data's units."""
        return fold(self.network, self.weights, self.scaling)

    @property
    def frozen_mask(self) -> Weights | None:
        """Arrays in the network's shapes, 1 where a weight is frozen; None if none is."""
        return frozen_mask(self.frozen, self.network.shapes) if self.frozen else None

    def with_weights(self, weights: Sequence[Array]) -> LayersState:
        """The same with other weights, except where they are frozen."""
        if self.frozen:
            flat, frozen = flatten(weights), list(self.frozen)
            flat[frozen] = self.tensors.flatten()[frozen]
            weights = unflatten(flat, self.network.shapes)
        return replace(self, tensors=Tensors(weights))

    @property
    def values(self) -> Values:
        """What the browser gets of it."""
        return Values(
            weights=weight_lists(self.tensors, self.in_browser),
            activations=[layer.activation for layer in self.network.layers],
            frozen=list(self.frozen),
            at=list(self.at),
            switches={
                "standardise": self.standardise,
                "residuals": self.residuals,
                "hinges": self.hinges,
                "single": self.single,
                "top": self.view == "top",
            },
            choices={**self.decision.choices, "bent": self.bent},
            camera=self.camera,
        )

    def with_values(self, values: Values) -> LayersState:
        """The same with the browser's values; raises KeyError or ValueError."""
        return replace(
            self.with_view(values),
            layers=with_activations(
                self.layers, values.activations, self.network.layers[-1].activation
            ),
            tensors=with_weight_lists(self.tensors, values.weights, self.in_browser),
            frozen=tuple(sorted({*values.frozen})),
            standardise=values.switches["standardise"],
            single=values.switches["single"],
        )

    def with_view(self, values: Values) -> LayersState:
        """The same, seen as the browser's values say; the network stays."""
        return replace(
            self,
            at=tuple(values.at),
            residuals=values.switches["residuals"],
            hinges=values.switches["hinges"],
            view="top" if values.switches["top"] else "3d",
            camera=camera_of(values),
            decision=decision_of(values),
            bent=values.choices["bent"],
        )

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[LayersState]]:
        """The fields of its link."""
        from playground.state.layers_query import FIELDS  # which builds such states

        return FIELDS


def reinitialised(state: LayersState, seed: int, name: str) -> LayersState:
    """The same network with new random weights; frozen ones stay.

    Args:
        state: the network.
        seed: of the random numbers.
        name: of the initializer, as in Keras.
    """
    weights = draw_weights(state.network, seed, name)
    return replace(state.with_weights(weights), seed=seed, initializer=name)


def first_look(classes: int) -> dict[str, Any]:
    """How a target is seen first: classes from above, with wrong answers marked.

    Args:
        classes: how many there are; 0 where the target is a number.
    """
    return {"view": "top" if classes else "3d", "residuals": classes > 0}


@cached_per_dataset
def _default(
    data: str, inputs: tuple[str, ...], target: str, layers: tuple[Dense, ...]
) -> LayersState:
    classes = len(cached_sample(data, inputs, target).classes)
    network = network_of(len(inputs), layers, output_layer(classes))
    check_size(network)
    return LayersState(
        data=data,
        inputs=inputs,
        target=target,
        at=first_row(cached_sample(data, inputs, target)),
        axes=first_axes(load(data), inputs),
        **first_look(classes),
        layers=layers,
        tensors=first_tensors((data, inputs, target), network),
    )


def with_initial_weights(state: LayersState) -> LayersState:
    """The same with the weights that its columns, layers, seed and initializer give."""
    columns, network = (state.data, state.inputs, state.target), state.network
    return replace(state, tensors=first_tensors(columns, network, state.seed, state.initializer))
