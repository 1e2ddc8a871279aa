"""What the browser asks Keras, read and checked word by word."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.activity import grid_rows
from playground.core.network.network import Dense, Network, Weights
from playground.core.network.weights import Array32
from playground.stage.predict.models import MODELS, Live, Model, Models
from playground.stage.predict.token_store import UnknownScene
from playground.state.limits import MAX_BROWSER_PARAMETERS

MAX_AT = 1000
MAX_PARAMETERS = MAX_BROWSER_PARAMETERS
MAX_CELLS = {1: 512, 2: 64}
"""Along each axis of a grid over one or two inputs."""
LIMIT = 1e9


@dataclass(frozen=True, eq=False)
class Question:
    """What would Keras predict with these weights, at the scene's points and beyond?

    Attributes:
        scene: the token of the points.
        revision: handed back as it came, so that the asker knows which weights were meant.
        at: further rows `(rows, inputs)`, in raw units.
        grid: rows `(rows, inputs)` of a picture over one or two inputs, in raw units; none if
            no picture was asked for.
        every_layer: the browser does not have all weights, so it asks for what the first
            neurons of every layer say, too.
        epoch: of a network that is being trained, after how many epochs it has these weights.
    """

    scene: str
    revision: int
    network: Network
    weights: Weights
    at: Array
    grid: Array
    every_layer: bool
    epoch: int | None = None

    @classmethod
    def parse(cls, body: object, models: Models = MODELS) -> Question:
        """Reads a question as the browser sends it.

        Its network is in `network` and `weights`, or if the browser does not have all weights,
        in `model` (a token), `blocks` (the corner of each array that the browser has, flat) and
        if they changed, `activations` (a name for each layer). Of a network that is being
        trained, the token alone says it all, with `epoch` if an earlier moment is meant.

        Raises:
            ValueError: naming what is wrong with it.
            UnknownScene: if the model is not known.
        """
        if not isinstance(body, Mapping):
            raise ValueError("a question must be a JSON object")
        try:
            kept = None if body.get("model") is None else models.get(str(body["model"]))
            epoch, network, weights = _asked(kept, body)
            at = _finite(body["at"], (len(body["at"]) // network.inputs, network.inputs), "at")
            if len(at) > MAX_AT:
                raise ValueError(f"at must have at most {MAX_AT} rows; received {len(at)}")
            return cls(
                scene=str(body["scene"]),
                revision=int(body["revision"]),
                network=network,
                weights=weights,
                at=at,
                grid=_grid(body.get("grid"), network.inputs),
                every_layer=isinstance(kept, Live) or "blocks" in body,
                epoch=epoch,
            )
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"the question is incomplete or malformed: {error}") from error


def _asked(
    kept: Model | Live | None, body: Mapping[str, Any]
) -> tuple[int | None, Network, Weights]:
    """After how many epochs, if it is trained; the network; its weights."""
    if kept is None:
        network = _network(body["network"])
        return None, network, _weights(body["weights"], network)
    if isinstance(kept, Model):
        weights = _merged(kept, body) if "blocks" in body else _read(kept.arrays)
        return None, _revised(kept.network, body), weights
    epoch = body.get("epoch")
    try:
        done, arrays = kept.source(None if epoch is None else operator.index(epoch))
    except LookupError as error:
        raise UnknownScene(str(error)) from error
    return done, kept.network, _read(arrays)


def _network(body: Mapping[str, Any]) -> Network:
    layers = tuple(Dense(int(layer["units"]), str(layer["activation"])) for layer in body["layers"])
    network = Network(int(body["inputs"]), layers)
    if network.parameter_count > MAX_PARAMETERS:
        raise ValueError(
            f"a network in the browser has at most {MAX_PARAMETERS} parameters; "
            f"received {network.parameter_count}"
        )
    return network


def _revised(network: Network, body: Mapping[str, Any]) -> Network:
    """The network with other activations, if the question names them."""
    if body.get("activations") is None:
        return network
    names = list(body["activations"])
    _require_count("activations", len(names), "names", len(network.layers))
    layers = zip(network.layers, names, strict=True)
    return replace(
        network, layers=tuple(replace(layer, activation=str(name)) for layer, name in layers)
    )


def _weights(body: Sequence[Sequence[float]], network: Network) -> Weights:
    shapes = network.shapes
    _require_count("weights", len(body), "arrays", len(shapes))
    return tuple(
        _finite(values, shape, "weights") for values, shape in zip(body, shapes, strict=True)
    )


def _merged(model: Model, body: Mapping[str, Any]) -> Weights:
    """The model's weights with the browser's numbers in their corners."""
    blocks, corners = body["blocks"], model.corners
    _require_count("blocks", len(blocks), "arrays", len(corners))
    merged = tuple(array.astype(np.float64) for array in model.arrays)
    for array, corner, block in zip(merged, corners, blocks, strict=True):
        array[tuple(map(slice, corner.shape))] = _finite(block, corner.shape, "blocks")
    return merged


def _read(arrays: tuple[Array32, ...]) -> Weights:
    """Weights that are only read: a copy in float64 would cost a tenth of an answer."""
    return cast(Weights, arrays)


def _grid(body: Mapping[str, Any] | None, inputs: int) -> Array:
    if body is None:
        return np.empty((0, inputs))
    shown = [operator.index(place) for place in body["shown"]]
    if len(shown) not in MAX_CELLS or len({*shown} & {*range(inputs)}) != len(shown):
        raise ValueError(
            f"shown must be one or two different inputs from 0 to {inputs - 1}; received {shown}"
        )
    cells, most = operator.index(body["cells"]), MAX_CELLS[len(shown)]
    if not 2 <= cells <= most:
        raise ValueError(
            f"a grid over {len(shown)} inputs has 2 to {most} cells along each; received {cells}"
        )
    spans = _finite(body["spans"], (len(shown), 2), "spans")
    if not np.all(spans[:, 0] < spans[:, 1]):
        raise ValueError(f"spans must begin below their end; received {spans.tolist()}")
    held = _finite(body["held"], (inputs,), "held")
    return grid_rows(held, shown, [np.linspace(low, high, cells) for low, high in spans])


def _require_count(name: str, received: int, what: str, expected: int) -> None:
    if received != expected:
        raise ValueError(f"{name} must hold {expected} {what}; received {received}")


def _finite(values: Sequence[Any], shape: tuple[int, ...], name: str) -> Array:
    array = np.asarray(values, dtype=np.float64)
    _require_count(name, array.size, "numbers", math.prod(shape))
    if not np.all(np.abs(array) <= LIMIT):
        raise ValueError(f"{name} must be numbers between -1e9 and 1e9")
    return array.reshape(shape)
