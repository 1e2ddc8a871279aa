"""The stage of a training: the network's own stage, and the run it follows."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.data.datasets import RowIndices
from playground.core.fit.least_squares import least_squares
from playground.core.network.activations import Array
from playground.core.network.weights import Array32, Tensors, base64_float32
from playground.stage.payloads.layers import Json, LayersView, layers_data, view_of
from playground.stage.payloads.neuron import neuron_view
from playground.stage.predict.models import MODELS
from playground.state.training import TrainingState

MAX_POINTS = 300
"""Of another training's curve."""

Source = Callable[[int | None], tuple[int, tuple[Array32, ...]]]
"""After how many epochs, and the weights then: at the latest moment, or the last up to an epoch."""


@dataclass(frozen=True, eq=False)
class Other:
    """A training to compare with: its name, and its losses `(epochs,)`, NaN where unknown."""

    name: str
    train: Array
    test: Array


@dataclass(frozen=True, eq=False)
class Watched:
    """What the stage follows besides the hand.

    Attributes:
        run: id of the training in view, or "".
        asked: another number tells the stage to listen to it anew.
        owner: the token that the browser keeps.
        start: the weights before training.
        trained, tested: places of the rows on either side of the split.
        others: trainings to compare with.
        source: of the weights, for networks that the browser does not compute.
    """

    run: str
    asked: int
    owner: str
    start: Tensors
    trained: RowIndices
    tested: RowIndices
    others: tuple[Other, ...]
    source: Source


def training_data(given: TrainingState, version: str, watched: Watched) -> Json:
    """The component's data: it changes only when Python changes something.

    Args:
        given: what Python last set, the network as far as it is trained.
        version: another one tells the stage to take `given` over.
    """
    stack, run = given.layers_state, watched.run
    view = view_of(stack)
    told: dict[str, Any] = layers_data(view, stack, version, None)
    if run and not stack.in_browser:
        told["model"] = MODELS.follow(run, stack.network, watched.source)
    return {
        **told,
        "kind": "training",
        "look": [*told["look"], not stack.layers],
        "run": run or None,
        "live": bool(run) and not stack.in_browser,
        "asked": watched.asked,
        "owner": watched.owner,
        "epochs": given.recipe.epochs,
        "start": base64_float32(watched.start.flatten()) if stack.in_browser else "",
        "loss": given.recipe.loss.upper() if given.recipe.loss != "huber" else "Huber",
        "rate": given.recipe.learning_rate,
        **_sides(view, watched),
        "others": [
            {"name": other.name, "train": _thinned(other.train), "test": _thinned(other.test)}
            for other in watched.others
        ],
        **({} if stack.layers else _linear(view)),
    }


def _sides(view: LayersView, watched: Watched) -> Json:
    """Which of the drawn points lie on either side of the split, and how many rows do.

    `among` tells for each of `trained` which of the rows trained on it is; None: all are drawn.
    """
    trained = np.flatnonzero(np.isin(view.rows, watched.trained))
    among = np.searchsorted(watched.trained, view.rows[trained])
    return {
        "trained": trained.tolist(),
        "tested": np.flatnonzero(np.isin(view.rows, watched.tested)).tolist(),
        "among": None if len(view.rows) == len(view.sample.y) else among.tolist(),
        "sides": [len(watched.trained), len(watched.tested)],
    }


def _thinned(losses: Array) -> list[list[float]]:
    """Epochs and losses, at most MAX_POINTS of those that are known."""
    every = math.ceil(max(1, len(losses)) / MAX_POINTS)
    known = [
        (epoch, value)
        for epoch, value in enumerate(losses.tolist(), start=1)
        if math.isfinite(value) and (epoch % every == 0 or epoch in (1, len(losses)))
    ]
    return [[epoch for epoch, _ in known], [value for _, value in known]]


def _linear(view: LayersView) -> Json:
    """What a linear unit could reach at best; of a single input, also the loss landscape."""
    sample = view.sample
    kernel, bias = least_squares(sample.x, sample.y)
    best = {"w": kernel[:, 0].tolist(), "b": float(bias[0])}
    if len(sample.inputs) > 1:
        return {"best": best}
    figures = neuron_view(view.data, sample.inputs[0].name, sample.target.name).figures
    return {"best": best, "landscapes": {"linear": figures["landscapes"]["linear"]}}
