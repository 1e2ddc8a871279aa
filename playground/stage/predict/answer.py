"""Keras' predictions with the weights in somebody's browser.

A page registers its points once and gets a token; the browser then sends weights with that token,
as often as five times a second, past Streamlit: no script runs for it. Of a network too large for
that the page registers all weights, and the browser sends those it moves.
"""

from __future__ import annotations

import msgspec
import numpy as np

from playground import engine
from playground.core.fit.metrics import metrics
from playground.core.network.activations import Array
from playground.core.network.network import Network
from playground.core.network.weights import base64_float32
from playground.stage.predict.points import EVAL_POINTS, EvalPointsStore
from playground.stage.predict.request import Request
from playground.stage.protocol import Metrics, PredictAnswer
from playground.state.limits import MAX_UNITS_DRAWN, visible_block

MAX_WORK = 2_000_000_000
"""Rows times parameters of an answer; beyond it only the drawn rows are measured."""


def predict(request: Request, store: EvalPointsStore = EVAL_POINTS) -> PredictAnswer:
    """Lets Keras predict, and measures its predictions.

    Long lists are packed if every layer is requested: then there are thousands of numbers, and
    none in the browser to compare them with.

    Args:
        request: weights, and rows besides the registered points.
        store: in which the token of the points is looked up.

    Returns:
        Predictions in the target's unit and their errors at all points, or above MAX_WORK at
        those drawn. Saturated neurons, which take a layer's sums, are not looked for: they do
        not count as dead.

    Raises:
        UnknownToken: if the token is not known.
        ValueError: if the network does not fit the points.
    """
    points, network = store.get(request.eval_points), request.network
    if points.x.shape[1] != network.inputs:
        raise ValueError(
            f"the points have {points.x.shape[1]} inputs; received a network with {network.inputs}"
        )
    if len(points.y) * network.parameter_count > MAX_WORK:
        points = points.thinned
    rows = points.to_network(np.concatenate([points.x, request.at, request.grid]))
    layers = _layer_outputs(request, rows)
    ends = len(points.x), len(points.x) + len(request.at)
    at_points, at, grid = np.split(points.to_target(layers[-1]), ends)
    drawn = at_points if points.drawn is None else at_points[points.drawn]
    answer = PredictAnswer(
        revision=request.revision,
        predictions=_encoded(drawn, packed=request.every_layer),
        at=at.ravel().tolist(),
        grid=_encoded(grid, packed=request.every_layer),
        metrics=_errors(points.y, at_points),
        epoch=request.epoch,
    )
    if not request.every_layer:
        return answer
    blocks = [base64_float32(visible_block(array)) for array in request.weights]
    return msgspec.structs.replace(
        answer,
        thumbs=[base64_float32(layer[ends[1] :, :MAX_UNITS_DRAWN]) for layer in layers],
        dead=_dead(network, [layer[: ends[0], :MAX_UNITS_DRAWN] for layer in layers]),
        blocks=None if request.epoch is None else blocks,
    )


def work(request: Request, store: EvalPointsStore = EVAL_POINTS) -> int:
    """Rows times parameters of an answer, which its time grows with.

    Args:
        request: as of `predict`.
        store: in which the token of the points is looked up.

    Raises:
        UnknownToken: if the token is not known.
    """
    rows = len(store.get(request.eval_points).y) + len(request.at) + len(request.grid)
    return rows * request.network.parameter_count


def _encoded(values: Array, *, packed: bool) -> list[float] | str:
    if packed:
        return base64_float32(values)
    numbers: list[float] = values.ravel().tolist()
    return numbers


def _errors(y: Array, predictions: Array) -> Metrics:
    """Of `(rows, units)`; of a unit a class, against 1 for the row's class and 0 for the others."""
    units = predictions.shape[1]
    truth = y[:, np.newaxis] if units == 1 else (y[:, np.newaxis] == np.arange(units)) * 1.0
    errors = metrics(truth.ravel(), predictions.ravel())
    return Metrics(errors.mse, errors.mae, errors.r2 if np.isfinite(errors.r2) else None)


def _layer_outputs(request: Request, rows: Array) -> tuple[Array, ...]:
    """The outputs of each layer, or only of the last one if no other was requested."""
    network, weights = request.network, request.weights
    if request.every_layer:
        units = max(MAX_UNITS_DRAWN, network.layers[-1].units)  # of the last layer, all count
        layers = engine.layer_outputs(network, weights, rows, units)
    else:
        layers = (engine.predict(network, weights, rows),)
    if not all(np.isfinite(layer).all() for layer in layers):
        raise ValueError("with these weights the prediction is too large for float32")
    return layers


def _dead(network: Network, layers: list[Array]) -> list[list[int]]:
    return [
        [int(layer.activation == "relu" and peak <= 0.0) for peak in np.max(outputs, axis=0)]
        for layer, outputs in zip(network.layers, layers, strict=True)
    ]
