"""What the browser asks Keras, and what comes back."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from playground.stage.protocol.shared import Base64, Count, Span


class LayerSpec(Struct, frozen=True):
    """A dense layer."""

    units: int
    activation: str


class NetworkSpec(Struct, frozen=True):
    """A network of dense layers."""

    inputs: int
    layers: list[LayerSpec]


class InlineNetwork(Struct, frozen=True, tag="inline", tag_field="kind"):
    """A network that the browser has: its layers, and each array flat."""

    network: NetworkSpec
    weights: list[list[float]]


class StoredModel(Struct, frozen=True, tag="stored", tag_field="kind"):
    """A network that the server has, and what the browser may have changed of it.

    Attributes:
        model: its token.
        blocks: the visible block of each array, flat; None: as stored.
        activations: of each layer; None: as stored.
    """

    model: str
    blocks: list[list[float]] | None = None
    activations: list[str] | None = None


class TrainingModel(Struct, frozen=True, tag="training", tag_field="kind"):
    """A network in training.

    Attributes:
        model: its token.
        epoch: after how many epochs; None: the newest weights.
    """

    model: str
    epoch: Count | None = None


class GridRequest(Struct, frozen=True, kw_only=True):
    """A grid of rows over one or two inputs.

    Attributes:
        shown: the indices of these inputs; the first runs fastest.
        spans: the ends of each, in the data's units.
        cells: rows along each.
        fixed: all inputs of a row, from which the others are taken.
    """

    shown: list[int]
    spans: list[Span]
    cells: int
    fixed: list[float]


class PredictRequest(Struct, frozen=True, kw_only=True):
    """What does Keras predict with these weights?

    Attributes:
        eval_points: token of the points that the page registered.
        revision: comes back with the answer.
        source: the network and its weights.
        at: further rows, flat, in the data's units.
        grid: further rows, over the shown inputs.
    """

    eval_points: str
    revision: Count
    source: InlineNetwork | StoredModel | TrainingModel
    at: list[float]
    grid: GridRequest | None = None


class Metrics(Struct, frozen=True):
    """Errors in the target's unit, or of probabilities; r2 is None if the target never varies."""

    mse: float
    mae: float
    r2: float | None


class PredictAnswer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Keras' predictions in the target's unit, or row by row each class's probability.

    Attributes:
        revision: of the request.
        predictions: at the drawn ones of the registered points.
        at: at the rows of the request.
        grid: at the rows of its grid.
        metrics: of the predictions at all points, or at those drawn if there are too many.
        thumbs: only for stored models and those in training: of each layer, what its visible
            neurons give over the grid, row by row, in the network's own numbers.
        dead: with `thumbs`, of each layer, 1 for a visible ReLU that is 0 at all points, else 0.
        epoch: of a network in training, after how many epochs.
        blocks: with `epoch`, the visible block of each array then.
    """

    revision: int
    predictions: list[float] | Base64
    at: list[float]
    grid: list[float] | Base64
    metrics: Metrics
    thumbs: list[Base64] | None = None
    dead: list[list[int]] | None = None
    epoch: int | None = None
    blocks: list[Base64] | None = None


class StepRequest(Struct, frozen=True, kw_only=True):
    """Where does one step of gradient descent lead?

    Attributes:
        eval_points: token of the points that the page registered.
        activation: of the neuron with one input.
        w, b: before the step, in the data's units.
        rows: of the batch, their places among the drawn points.
        rate: the learning rate.
    """

    eval_points: str
    activation: str
    w: float
    b: float
    rows: list[Count]
    rate: float


class StepAnswer(Struct, frozen=True):
    """Where Keras' step leads, in the data's units."""

    w: float
    b: float


class Refusal(Struct, frozen=True):
    """Why there is no answer.

    Attributes:
        status: `lost`: the server does not have a token (any more); `busy`: it had no turn for
            this request, which may be sent again.
        reason: in a sentence.
    """

    status: Literal["starting", "failed", "lost", "refused", "busy"]
    reason: str
