"""What is on screen on the page Layers, as one frozen value, and its link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from playground.core.data.catalogue import DEFAULT_DATASET
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import load
from playground.core.data.samples import cached_sample
from playground.core.data.scalings import scaling_of
from playground.core.formatting import quote, read_int
from playground.core.network.activations import Array
from playground.core.network.initializers import INITIALIZERS, draw_weights, initializer
from playground.core.network.network import Dense, Network, Weights, network_of
from playground.core.network.scaling import Scaling, fold
from playground.core.network.weights import Tensors, flatten, frozen_mask, unflatten
from playground.core.validation import require_int
from playground.state.columns import (
    DEFAULT_CAMERA,
    MAX_SEED,
    VIEWS,
    at_field,
    axes_field,
    camera_of,
    check_columns,
    column_fields,
    first_inputs,
    first_target,
    picture_fields,
    rounded_means,
)
from playground.state.limits import MAX_BROWSER_PARAMETERS, MAX_HIDDEN, check_size
from playground.state.network_query import (
    LinkedState,
    read_indices,
    read_layers,
    read_weights,
    write_indices,
    write_layers,
    write_weights,
)
from playground.state.network_values import weight_lists, with_activations, with_weight_lists
from playground.state.query import QueryField, check_numbers, switch_field
from playground.state.values import Camera, Values

MIN_INPUTS, MAX_INPUTS = 1, 8
FIRST_LAYERS = (Dense(4, "relu"), Dense(4, "relu"))


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
        frozen: places of the weights that do not change, counted through all tensors.
        standardise: whether the network sees the inputs standardised; the target always is.
        residuals, hinges, single: whether the misses, the first layer's hinges, and the single
            unit that the stack would equal without activations are drawn.
        view: one of VIEWS.
        camera: where the camera stands.
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
    single: bool = False
    view: str = "3d"
    camera: Camera = DEFAULT_CAMERA
    seed: int = 0
    initializer: str = "glorot_uniform"

    def __post_init__(self) -> None:
        require_int("the number of inputs", len(self.inputs), MIN_INPUTS, MAX_INPUTS)
        check_columns(self.data, self.inputs, self.target, self.axes, self.at)
        check_size(network_of(len(self.inputs), self.layers))
        self.network.check(self.tensors.arrays)
        if not all(0 <= place < self.tensors.count for place in self.frozen):
            raise ValueError(f"frozen must be places of {self.tensors.count} weights")
        check_numbers(*self.at, *self.camera)
        if self.view not in VIEWS:
            raise ValueError(f"view must be one of {VIEWS}; received {self.view!r}")
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
        """The layers with weights as they are before training (Glorot uniform, seed 0).

        Without `inputs`, two that show something; without `target`, the one the data set shows
        first, or the first column that is no input.
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
        """How many numbers it holds."""
        return self.tensors.count

    @property
    def in_browser(self) -> bool:
        """Whether the browser evaluates it, or Keras alone."""
        return self.tensors.count <= MAX_BROWSER_PARAMETERS

    @property
    def scaling(self) -> Scaling:
        """What lies between the data's units and the network's numbers."""
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
        return replace(self, tensors=Tensors(keep_frozen(self, weights)))

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


def keep_frozen(stack: LayersState, weights: Sequence[Array]) -> Weights:
    """`weights`, but the frozen ones as they are in the stack."""
    if not stack.frozen:
        return tuple(weights)
    flat, frozen = flatten(weights), list(stack.frozen)
    flat[frozen] = stack.tensors.flatten()[frozen]
    return unflatten(flat, stack.network.shapes)


def reinitialised(stack: LayersState, seed: int, name: str) -> LayersState:
    """The stack with weights drawn anew; frozen ones stay."""
    weights = draw_weights(stack.network, seed, name)
    return replace(stack.with_weights(weights), seed=seed, initializer=name)


@cached_per_dataset
def _default(
    data: str, inputs: tuple[str, ...], target: str, layers: tuple[Dense, ...]
) -> LayersState:
    require_int("the number of inputs", len(inputs), MIN_INPUTS, MAX_INPUTS)
    network = network_of(len(inputs), layers)
    check_size(network)
    return LayersState(
        data=data,
        inputs=inputs,
        target=target,
        at=rounded_means(cached_sample(data, inputs, target)),
        axes=inputs[:2],
        layers=layers,
        tensors=Tensors(draw_weights(network, 0)),
    )


# --- link -----------------------------------------------------------------------------------


def _of_columns(stack: LayersState) -> LayersState:
    return LayersState.default(stack.data, stack.inputs, stack.target)


def _of_layers(stack: LayersState) -> LayersState:
    return LayersState.default(stack.data, stack.inputs, stack.target, stack.layers)


def _drawn_alike(stack: LayersState) -> LayersState:
    """What the seed and the initializer in the link give."""
    return replace(stack, tensors=_tensors(stack.network, stack.seed, stack.initializer))


@lru_cache(maxsize=4)
def _tensors(network: Network, seed: int, name: str) -> Tensors:
    return Tensors(draw_weights(network, seed, name))


def _put_layers(stack: LayersState, text: str) -> LayersState:
    """Other layers, drawn anew; what was read of the columns before stays."""
    layers = read_layers(text, MAX_HIDDEN)
    fresh = LayersState.default(stack.data, stack.inputs, stack.target, layers)
    return replace(fresh, at=stack.at, axes=stack.axes)


def _put_seed(stack: LayersState, text: str) -> LayersState:
    return reinitialised(stack, read_int(text, MAX_SEED), stack.initializer)


def _put_initializer(stack: LayersState, text: str) -> LayersState:
    if text not in INITIALIZERS:
        raise ValueError(f"{quote(text)} is none of {', '.join(INITIALIZERS)}")
    return reinitialised(stack, stack.seed, text)


def _weights_text(stack: LayersState) -> str:
    """Nothing, if they are as they were drawn."""
    as_drawn = stack.tensors == _drawn_alike(stack).tensors
    return "" if as_drawn else write_weights(stack.tensors)


def _put_weights(stack: LayersState, text: str) -> LayersState:
    return replace(stack, tensors=read_weights(text, stack.network.shapes))


FIELDS: tuple[QueryField[LayersState], ...] = (
    *column_fields(LayersState, MIN_INPUTS, MAX_INPUTS),
    at_field(_of_columns),
    axes_field(_of_columns),
    QueryField("layers", lambda s: write_layers(s.layers), _put_layers, _of_columns),
    QueryField("seed", lambda s: str(s.seed), _put_seed, _of_layers),
    QueryField("initializer", lambda s: s.initializer, _put_initializer, _of_layers),
    QueryField("weights", _weights_text, _put_weights, _drawn_alike),
    QueryField(
        "frozen",
        lambda s: write_indices(s.frozen),
        lambda s, text: replace(s, frozen=read_indices(text, s.size)),
        _of_layers,
    ),
    *(switch_field(name, _of_layers) for name in ("standardise", "residuals", "hinges", "single")),
    *picture_fields(_of_layers),
)
"""One table drives both directions: columns, layers, weights; the rest depends on them."""
