"""What the browser asks Keras, checked against the points and models that the server has."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import msgspec
import numpy as np

from playground.core.network.activations import Array
from playground.core.network.activity import grid_rows
from playground.core.network.network import Dense, Network, Weights
from playground.core.network.weights import Array32
from playground.stage import protocol
from playground.stage.predict.models import MODELS, Model, Models, TrainingModel
from playground.stage.predict.token_store import UnknownToken
from playground.state.limits import MAX_BROWSER_PARAMETERS

MAX_AT = 1000
MAX_PARAMETERS = MAX_BROWSER_PARAMETERS
MAX_CELLS = {1: 512, 2: 64}
"""Along each axis of a grid over one or two inputs."""
LIMIT = 1e9


@dataclass(frozen=True, eq=False)
class Request:
    """What would Keras predict with these weights, at the registered points and beyond?

    Attributes:
        eval_points: the token of the points.
        revision: comes back with the answer, so that the browser knows which weights were meant.
        at: further rows `(rows, inputs)`, in the data's units.
        grid: rows `(rows, inputs)` of a picture over one or two inputs, in the data's units; none
            if no picture was requested.
        every_layer: the browser does not compute this network, so it gets the outputs of the
            visible neurons of every layer, too.
        epoch: of a network in training, after how many epochs it has these weights.
    """

    eval_points: str
    revision: int
    network: Network
    weights: Weights
    at: Array
    grid: Array
    every_layer: bool
    epoch: int | None = None

    @classmethod
    def decode(cls, body: bytes, models: Models = MODELS) -> Request:
        """Decodes and checks a `PredictRequest`.

        Args:
            body: JSON.
            models: the store in which tokens of networks are looked up.

        Raises:
            ValueError: with what is wrong, and where.
            UnknownToken: if the model is not known.
        """
        try:
            message = msgspec.json.decode(body, type=protocol.PredictRequest)
        except msgspec.ValidationError as error:
            raise ValueError(f"the request is incomplete or malformed: {error}") from error
        network, weights, epoch = _resolved(message.source, models)
        at = _finite(message.at, (len(message.at) // network.inputs, network.inputs), "at")
        if len(at) > MAX_AT:
            raise ValueError(f"at must have at most {MAX_AT} rows; received {len(at)}")
        return cls(
            eval_points=message.eval_points,
            revision=message.revision,
            network=network,
            weights=weights,
            at=at,
            grid=_grid(message.grid, network.inputs),
            every_layer=_every_layer(message.source),
            epoch=epoch,
        )


Source = protocol.InlineNetwork | protocol.StoredModel | protocol.TrainingModel


def _every_layer(source: Source) -> bool:
    if isinstance(source, protocol.StoredModel):
        return source.blocks is not None
    return isinstance(source, protocol.TrainingModel)


def _resolved(source: Source, models: Models) -> tuple[Network, Weights, int | None]:
    """The network, its weights, and after how many epochs if it is in training."""
    if isinstance(source, protocol.InlineNetwork):
        network = _network(source.network)
        return network, _weights(source.weights, network), None
    model = models.get(source.model)
    if isinstance(source, protocol.StoredModel) and isinstance(model, Model):
        weights = _read(model.arrays) if source.blocks is None else _merged(model, source.blocks)
        return _with_activations(model.network, source.activations), weights, None
    if isinstance(source, protocol.TrainingModel) and isinstance(model, TrainingModel):
        try:
            epoch, arrays = model.source(source.epoch)
        except LookupError as error:
            raise UnknownToken(str(error)) from error
        return model.network, _read(arrays), epoch
    raise UnknownToken(source.model)


def _network(spec: protocol.NetworkSpec) -> Network:
    network = Network(spec.inputs, tuple(Dense(n.units, n.activation) for n in spec.layers))
    if network.parameter_count > MAX_PARAMETERS:
        raise ValueError(
            f"a network in the browser has at most {MAX_PARAMETERS} parameters; "
            f"received {network.parameter_count}"
        )
    return network


def _with_activations(network: Network, names: Sequence[str] | None) -> Network:
    if names is None:
        return network
    _check_count("activations", len(names), "names", len(network.layers))
    layers = zip(network.layers, names, strict=True)
    return replace(network, layers=tuple(replace(layer, activation=name) for layer, name in layers))


def _weights(arrays: Sequence[Sequence[float]], network: Network) -> Weights:
    shapes = network.shapes
    _check_count("weights", len(arrays), "arrays", len(shapes))
    return tuple(
        _finite(numbers, shape, "weights") for numbers, shape in zip(arrays, shapes, strict=True)
    )


def _merged(model: Model, blocks: Sequence[Sequence[float]]) -> Weights:
    """The model's weights with the browser's numbers in their visible blocks."""
    visible = model.visible_blocks
    _check_count("blocks", len(blocks), "arrays", len(visible))
    merged = tuple(array.astype(np.float64) for array in model.arrays)
    for array, part, numbers in zip(merged, visible, blocks, strict=True):
        array[tuple(map(slice, part.shape))] = _finite(numbers, part.shape, "blocks")
    return merged


def _read(arrays: tuple[Array32, ...]) -> Weights:
    """Weights that are only read: a copy in float64 would cost a tenth of an answer."""
    return cast(Weights, arrays)


def _grid(request: protocol.GridRequest | None, inputs: int) -> Array:
    if request is None:
        return np.empty((0, inputs))
    shown, cells = request.shown, operator.index(request.cells)
    if len(shown) not in MAX_CELLS or len({*shown} & {*range(inputs)}) != len(shown):
        raise ValueError(
            f"shown must be one or two different inputs from 0 to {inputs - 1}; received {shown}"
        )
    most = MAX_CELLS[len(shown)]
    if not 2 <= cells <= most:
        raise ValueError(
            f"a grid over {len(shown)} inputs has 2 to {most} cells along each; received {cells}"
        )
    spans = _finite(request.spans, (len(shown), 2), "spans")
    if not np.all(spans[:, 0] < spans[:, 1]):
        raise ValueError(f"spans must begin below their end; received {spans.tolist()}")
    fixed = _finite(request.fixed, (inputs,), "fixed")
    return grid_rows(fixed, shown, [np.linspace(low, high, cells) for low, high in spans])


def _check_count(name: str, received: int, what: str, expected: int) -> None:
    if received != expected:
        raise ValueError(f"{name} must hold {expected} {what}; received {received}")


def _finite(values: Sequence[Any], shape: tuple[int, ...], name: str) -> Array:
    array = np.asarray(values, dtype=np.float64)
    _check_count(name, array.size, "numbers", math.prod(shape))
    if not np.all(np.abs(array) <= LIMIT):
        raise ValueError(f"{name} must be numbers between -1e9 and 1e9")
    return array.reshape(shape)
