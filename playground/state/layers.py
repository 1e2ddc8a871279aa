"""What is on screen on the page Layers, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import load
from playground.core.data.samples import cached_sample
from playground.core.data.scalings import scaling_of
from playground.core.formatting import read_choice, read_int
from playground.core.network.activations import Array
from playground.core.network.initializers import INITIALIZERS, draw_weights, initializer
from playground.core.network.network import Dense, Network, Weights, network_of
from playground.core.network.scaling import Scaling, fold
from playground.core.network.weights import Tensors, flatten, frozen_mask, unflatten
from playground.core.validation import require_int
from playground.state.columns import (
    DEFAULT_CAMERA,
    MAX_SEED,
    at_field,
    axes_field,
    camera_of,
    check_columns,
    check_picture,
    column_fields,
    first_inputs,
    first_target,
    picture_fields,
    rounded_means,
)
from playground.state.layers_start import FIRST_LAYERS, first_tensors
from playground.state.limits import MAX_BROWSER_PARAMETERS, MAX_HIDDEN, check_size
from playground.state.network_query import (
    read_indices,
    read_layers,
    read_weights,
    write_indices,
    write_layers,
    write_weights,
)
from playground.state.network_values import weight_lists, with_activations, with_weight_lists
from playground.state.query import LinkedState, QueryField, switch_field
from playground.state.values import Camera, Values

MIN_INPUTS, MAX_INPUTS = 1, 8


@dataclass(frozen=True)
class LayersState(LinkedState):
    """A stack of dense layers that ends in one linear unit, on standardised numbers.

    Attributes:
        data: name of the data set.
        inputs, target: names of numeric columns; one to eight inputs.
        at: `(inputs,)`, in the inputs' units: the probe, and the slice through the inputs that
            are not shown.
        axes: the two inputs that are shown, or the only one.
        layers: the hidden layers; the output, one linear unit, comes after them.
        tensors: kernel and bias of each layer, the output's too.
        frozen: indices of the weights that do not change, counted through all tensors.
        standardise: whether the network sees the inputs standardised; the target always is.
        residuals, hinges, single: whether the errors, the first layer's hinges, and the single
            unit that the stack equals without activations are drawn.
        view: one of VIEWS.
        camera: its position, in multiples of the picture's size.
        seed, initializer: of the last draw of weights.

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
    standardise: bool = True
    residuals: bool = False
    hinges: bool = True
    single: bool = True
    view: str = "3d"
    camera: Camera = DEFAULT_CAMERA
    seed: int = 0
    initializer: str = "glorot_uniform"

    def __post_init__(self) -> None:
        require_int("the number of inputs", len(self.inputs), MIN_INPUTS, MAX_INPUTS)
        check_columns(self.data, self.inputs, self.target, self.axes, self.at)
        check_size(network_of(len(self.inputs), self.layers))
        self.network.check(self.tensors.arrays)
        if not all(0 <= index < self.tensors.count for index in self.frozen):
            raise ValueError(f"frozen must be indices of {self.tensors.count} weights")
        check_picture(self.view, self.camera)
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
            target: another column; None for the one it begins with, or its first free column.
            layers: the hidden layers.
        """
        target = target or first_target(data, inputs or ())
        dataset, bounds = load(data), (MIN_INPUTS, MAX_INPUTS)
        inputs = inputs or first_inputs(dataset, dataset.first_inputs.layers, target, bounds)
        return _default(data, inputs, target, tuple(layers))

    @property
    def network(self) -> Network:
        """The hidden layers and the output."""
        return network_of(len(self.inputs), self.layers)

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
        return scaling_of(self.data, self.inputs, self.target, self.standardise)

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
            choices={},
            camera=self.camera,
        )

    def with_values(self, values: Values) -> LayersState:
        """The same with the browser's values; raises KeyError or ValueError."""
        return replace(
            self.with_view(values),
            layers=with_activations(self.layers, values.activations),
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
        )

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[LayersState]]:
        """The fields of its link."""
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


@cached_per_dataset
def _default(
    data: str, inputs: tuple[str, ...], target: str, layers: tuple[Dense, ...]
) -> LayersState:
    network = network_of(len(inputs), layers)
    check_size(network)
    return LayersState(
        data=data,
        inputs=inputs,
        target=target,
        at=rounded_means(cached_sample(data, inputs, target)),
        axes=inputs[:2],
        layers=layers,
        tensors=first_tensors((data, inputs, target), network),
    )


def _of_columns(state: LayersState) -> LayersState:
    return LayersState.default(state.data, state.inputs, state.target)


def _of_layers(state: LayersState) -> LayersState:
    return LayersState.default(state.data, state.inputs, state.target, state.layers)


def with_initial_weights(state: LayersState) -> LayersState:
    """The same with the weights that its columns, layers, seed and initializer give."""
    columns, network = (state.data, state.inputs, state.target), state.network
    return replace(state, tensors=first_tensors(columns, network, state.seed, state.initializer))


def _read_layers(state: LayersState, text: str) -> LayersState:
    """Other layers with initial weights; `at` and `axes`, which were read before, stay."""
    layers = read_layers(text, MAX_HIDDEN)
    fresh = LayersState.default(state.data, state.inputs, state.target, layers)
    return replace(fresh, at=state.at, axes=state.axes)


def _read_seed(state: LayersState, text: str) -> LayersState:
    return reinitialised(state, read_int(text, MAX_SEED), state.initializer)


def _read_initializer(state: LayersState, text: str) -> LayersState:
    return reinitialised(state, state.seed, read_choice(text, INITIALIZERS))


def _weights_text(state: LayersState) -> str:
    """The weights' text, and none for the initial ones."""
    are_initial = state.tensors == with_initial_weights(state).tensors
    return "" if are_initial else write_weights(state.tensors)


def _read_weights(state: LayersState, text: str) -> LayersState:
    return replace(state, tensors=read_weights(text, state.network.shapes))


FIELDS: tuple[QueryField[LayersState], ...] = (
    *column_fields(LayersState, MIN_INPUTS, MAX_INPUTS),
    at_field(_of_columns),
    axes_field(_of_columns),
    QueryField("layers", lambda s: write_layers(s.layers), _read_layers, _of_columns),
    QueryField("seed", lambda s: str(s.seed), _read_seed, _of_layers),
    QueryField("initializer", lambda s: s.initializer, _read_initializer, _of_layers),
    QueryField("weights", _weights_text, _read_weights, with_initial_weights),
    QueryField(
        "frozen",
        lambda s: write_indices(s.frozen),
        lambda s, text: replace(s, frozen=read_indices(text, s.size)),
        _of_layers,
    ),
    *(switch_field(name, _of_layers) for name in ("standardise", "residuals", "hinges", "single")),
    *picture_fields(_of_layers),
)
"""In the order in which a link is read: columns, layers, weights; the rest depends on them."""
