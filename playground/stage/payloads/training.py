"""The stage of a training: the network's own stage, and the run it follows."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.core.data.datasets import RowIndices
from playground.core.fit.least_squares import least_squares
from playground.core.fit.losses import LOSSES
from playground.core.network.activations import Array
from playground.core.network.weights import Array32, Tensors, base64_float32
from playground.stage.payloads.layers import LayersView, network_fields, view_of
from playground.stage.payloads.neuron import neuron_view
from playground.stage.predict.models import MODELS
from playground.stage.protocol import (
    ComparedRun,
    Curve,
    LinearBest,
    PlotlyFigure,
    SyncState,
    TrainingPayload,
)
from playground.state.layers import LayersState
from playground.state.training import TrainingState

MAX_POINTS = 300
"""Of another training's curve."""

Source = Callable[[int | None], tuple[int, tuple[Array32, ...]]]
"""After how many epochs, and the weights then: at the latest moment, or the last up to an epoch."""


@dataclass(frozen=True, eq=False)
class OtherRun:
    """A training to compare with: id, name, and its losses `(epochs,)`, NaN where unknown."""

    id: str
    name: str
    train: Array
    test: Array


@dataclass(frozen=True, eq=False)
class RunInfo:
    """The run that the stage follows, and what belongs to it.

    Attributes:
        run: id of the run in view, or "".
        attempt: how often it was reset.
        owner: the token that the browser keeps.
        start: the weights before training.
        train_rows, test_rows: indices of the rows on either side of the split.
        others: runs to compare with.
        source: of the weights, for networks that the browser does not compute.
        experiment: what the recipe shows, if it is an experiment's, or "".
    """

    run: str
    attempt: int
    owner: str
    start: Tensors
    train_rows: RowIndices
    test_rows: RowIndices
    others: tuple[OtherRun, ...]
    source: Source
    experiment: str = ""


def training_payload(pushed: TrainingState, sync: SyncState, info: RunInfo) -> TrainingPayload:
    """What the stage of Training gets: it changes only when Python changes something.

    Args:
        pushed: what Python set last, the network as far as it is trained.
        sync: another version tells the stage to take `pushed` over.
        info: the run that it follows.
    """
    network, recipe = pushed.layers_state, pushed.recipe
    view = view_of(network)
    fields = network_fields(view, network, sync)
    on_server = bool(info.run) and not network.in_browser
    if on_server:
        fields["model"] = MODELS.follow(info.run, network.network, info.source, owner=sync.session)
    train, test = (
        np.flatnonzero(np.isin(view.rows, rows)) for rows in (info.train_rows, info.test_rows)
    )
    among = np.searchsorted(info.train_rows, view.rows[train])
    is_linear = not network.layers and network.network.layers[-1].activation == "linear"
    best, landscapes = _linear(network, view) if is_linear else (None, None)
    fields["layout_key"].append(is_linear)
    return TrainingPayload(
        **fields,
        path=None,
        run=info.run or None,
        attempt=info.attempt,
        owner=info.owner,
        server_model=on_server,
        epochs=recipe.epochs,
        loss=LOSSES[recipe.loss].label,
        rate=recipe.learning_rate,
        batch_size=recipe.batch_size,
        start=base64_float32(info.start.flatten()) if network.in_browser else "",
        train_rows=train.tolist(),
        test_rows=test.tolist(),
        train_index=None if len(view.rows) == len(view.sample.y) else among.tolist(),
        split_counts=(len(info.train_rows), len(info.test_rows)),
        others=[
            ComparedRun(other.id, other.name, _curve(other.train), _curve(other.test))
            for other in info.others
        ],
        experiment=info.experiment,
        best=best,
        landscapes=landscapes,
    )


def _curve(losses: Array) -> Curve:
    """The known losses of `(epochs,)`, at most about MAX_POINTS, the first and last among them."""
    known = np.flatnonzero(np.isfinite(losses))
    every = math.ceil(max(1, len(known)) / MAX_POINTS)
    chosen = np.unique([*known[::every], *known[-1:]]).astype(int)
    return Curve((chosen + 1).tolist(), losses[chosen].tolist())


def _linear(
    state: LayersState, view: LayersView
) -> tuple[LinearBest, dict[str, PlotlyFigure] | None]:
    """What a linear unit could reach at best; of a single input, also the loss landscape.

    Args:
        state: of the unit.
        view: its columns.
    """
    sample = view.sample
    kernel, bias = least_squares(sample.x, sample.y)
    best = LinearBest(kernel[:, 0].tolist(), float(bias[0]))
    if len(sample.inputs) > 1:
        return best, None
    figures = neuron_view(state.data, state.inputs[0], state.target).figures
    return best, {"linear": figures.landscapes["linear"]}
