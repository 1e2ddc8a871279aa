"""A training in progress, which its caller advances slice by slice or batch by batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.core.fit.losses import LOSSES
from playground.core.fit.recipe import Recipe
from playground.core.network.activations import Array
from playground.core.network.network import Network, Weights
from playground.core.network.scaling import Scaling, fold, unfold
from playground.core.network.weights import unflatten
from playground.engine.checks import check_data, initial_loss, trainable_mask
from playground.engine.compiled import ENGINES, Engine
from playground.engine.dtypes import Array32, padded, to_float32, weights_to_float32
from playground.engine.models import initial_weights
from playground.engine.plan import Batches, Plan, TrainState
from playground.engine.runaway import Call, Pieces, RecentCalls, Runaway

RUNAWAY = 1e6
"""Training has diverged when errors are this many times as large as at the start."""
ACCEPTABLE = 2.0
"""Weights are good as long as their loss is at most this many times the loss at the start."""


@dataclass(frozen=True, eq=False)
class Slice:
    """Some epochs of training.

    Attributes:
        loss: float64 `(epochs,)`, the mean training loss of each epoch.
        path: float32 `(epochs, parameters)`, the flattened weights after each epoch, as trained;
            `Trainer.in_data_units` gives them their shapes and units.
    """

    loss: Array
    path: Array32


@dataclass(frozen=True, eq=False)
class Batch:
    """One update, by the next batch of the epoch under way.

    Attributes:
        rows: int32 `(batch,)`, the indices of its rows in x and y.
        number, of: it was the `number`-th of the epoch's `of` batches.
        before, after: float32 `(parameters,)`, the flattened weights, as trained.
        completed: the epoch that it completes, as a slice; without epochs if it is not the last.
    """

    rows: NDArray[np.int32]
    number: int
    of: int
    before: Array32
    after: Array32
    completed: Slice


@dataclass(frozen=True, eq=False)
class _PartialEpoch:
    """An epoch under way.

    Attributes:
        order: int32 `(rows,)`, the order of its rows.
        rows: how many of them are done.
        total: the sum of their losses.
        initial: float32 `(parameters,)`, the weights before its first batch.
    """

    order: NDArray[np.int32]
    rows: int
    total: float
    initial: Array32


class Trainer:
    """Training of a network by a recipe, one slice after another.

    Args:
        network: its last layer is one for the recipe's loss.
        x: `(rows, inputs)`, in the data's units.
        y: `(rows,)`, in the target's unit, or classes 0, 1, …
        recipe: how; its `epochs` is not used here, as `advance` gets a number.
        weights: the initial ones, in the units of x and y; None: as Keras initialises them with
            the recipe's seed.
        scaling: if given, training sees standardised numbers, and weights are folded back to
            the units of x and y, which is exact.
        frozen: arrays in the network's shapes; where they are not 0, the weight is not trained.
            It keeps its value exactly if no scaling is given. With one, that holds on
            standardised numbers; folded back it may differ by rounding, and a bias of the first
            layer changes with the weights it is folded with.
        watched: the weights after every epoch are needed; large networks then take one epoch per
            call, which is quicker.

    Attributes:
        initial: the initial weights, in the units of x and y.
        epoch: epochs done.
        diverged: the loss is NaN, infinite or beyond RUNAWAY; training is over.
        good_epoch: after how many epochs the weights were acceptable for the last time.
        slice_epochs: the most epochs one call of `advance` takes.

    Raises:
        ValueError: if shapes or the last layer do not fit, or a number (the loss at the start
            included) is not finite in float32.
    """

    def __init__(
        self,
        network: Network,
        x: ArrayLike,
        y: ArrayLike,
        recipe: Recipe,
        *,
        weights: Weights | None = None,
        scaling: Scaling | None = None,
        frozen: Weights | None = None,
        watched: bool = False,
    ) -> None:
        self._network, self._recipe, self._scaling = network, recipe, scaling
        rows, target = check_data(network, x, y, recipe)
        if scaling is not None:
            rows, target = scaling.inputs(rows), scaling.target(target)
        trained = self._initial_weights(weights)
        arrays = weights_to_float32(network, trained)
        self._reference = initial_loss(network, trained, rows, target, recipe.loss)
        self._reference *= max(recipe.class_weight, default=1.0)
        self._plan = Plan.of(network, recipe, len(target), watched=watched)
        self._x = padded(to_float32("x", rows), self._plan.rows)
        self._y = padded(to_float32("y", target), self._plan.rows)
        self._rows = len(target)
        self._order_rng = np.random.default_rng(recipe.seed)
        self._state = self.engine.initial_state(arrays)
        self._trainable = trainable_mask(network, frozen)
        self._good = self._state.weights
        self.initial = self._to_data_units(trained) if weights is None else weights
        self._partial_epoch: _PartialEpoch | None = None
        self._calls = RecentCalls()
        self.epoch = self.good_epoch = 0
        self.diverged = False
        self.slice_epochs = self._plan.slice_epochs

    @property
    def engine(self) -> Engine:
        """The compiled training function, shared with all trainers of an equal plan."""
        return ENGINES[self._plan]

    @property
    def weights(self) -> Weights:
        """The weights now, or the last good ones if it diverged, in the units of x and y."""
        if self.good_epoch == 0 and (self.diverged or self._state.steps == 0):
            return self.initial
        return self.in_data_units(self._good if self.diverged else self._state.weights)

    def advance(self, epochs: int, learning_rate: float | None = None) -> Slice:
        """Trains for more epochs. An epoch under way is completed first, as a slice of its own.

        Args:
            epochs: how many; at most `slice_epochs` are trained for.
            learning_rate: other than the recipe's; nothing is compiled for it.

        Returns:
            The epochs done, without those in which the loss diverged.
        """
        if self.diverged or epochs < 1:
            return self._empty()
        if self._partial_epoch is not None:
            return self._continue_epoch(
                self._partial_epoch, self._rows - self._partial_epoch.rows, learning_rate
            )
        order = self._next_order(min(epochs, self.slice_epochs))
        before = self._state.weights
        return self._accept(before, *self._run_epochs(order, learning_rate))

    def advance_batch(self, learning_rate: float | None = None) -> Batch:
        """One update, on the next batch. Epochs done in batches end with the same weights.

        Raises:
            ValueError: if training has diverged.
        """
        if self.diverged:
            raise ValueError("training has diverged; there is no further batch")
        if self._partial_epoch is None:
            self._partial_epoch = _PartialEpoch(self._next_order(1)[0], 0, 0.0, self._state.weights)
        partial, size, before = self._partial_epoch, self._batch_size, self._state.weights
        rows = partial.order[partial.rows : partial.rows + size]
        done = self._continue_epoch(partial, len(rows), learning_rate)
        of = -(-self._rows // size)
        return Batch(rows, partial.rows // size + 1, of, before, self._state.weights, done)

    def update(self, rows: NDArray[np.int32]) -> None:
        """One update, on a batch of the rows with these indices, outside of any epoch."""
        self._run_epochs(rows[np.newaxis], None)

    def _continue_epoch(
        self, partial: _PartialEpoch, rows: int, learning_rate: float | None
    ) -> Slice:
        """Trains on the next rows of an epoch, whole batches of them or all that are left."""
        end = partial.rows + rows
        order = partial.order[np.newaxis, partial.rows : end]
        loss, path = self._run_epochs(order, learning_rate)
        total = partial.total + float(loss[0]) * rows
        self._partial_epoch = _PartialEpoch(partial.order, end, total, partial.initial)
        if end < self._rows and self._is_sound(total / end, path[0]):
            return self._empty()
        self._partial_epoch = None
        return self._accept(partial.initial, np.array([total / end], np.float32), path)

    def runaway(self) -> Runaway | None:
        """How the loss ran away; None for networks so large that nobody could look at it."""

        def run(
            state: TrainState, order: NDArray[np.int32], rate: float
        ) -> tuple[TrainState, float]:
            after, loss, _ = self._run_from(state, order, rate)
            return after, float(loss[0])

        pieces = Pieces(self._rows, self._batch_size)
        return self._calls.replay(run, pieces, self._limit, self.good_epoch)

    def _run_epochs(
        self, order: NDArray[np.int32], learning_rate: float | None
    ) -> tuple[Array32, Array32]:
        """Trains; returns the loss of each row of the order, and the weights after it."""
        recipe = self._recipe
        rate = recipe.learning_rate if learning_rate is None else learning_rate
        rate = float(to_float32("learning_rate", rate))
        partial, pieces = self._partial_epoch, Pieces(self._rows, self._batch_size)
        start = self.epoch + (pieces.share(partial.order[: partial.rows]) if partial else 0.0)
        updates = len(order) * -(-order.shape[1] // self._batch_size)
        self._calls.add(Call(self._state, order, rate, start, updates), self.good_epoch)
        self._state, loss, path = self._run_from(self._state, order, rate)
        return loss, path

    def _run_from(
        self, state: TrainState, order: NDArray[np.int32], rate: float
    ) -> tuple[TrainState, Array32, Array32]:
        batches = Batches(self._x, self._y, order.shape[1], self._batch_size, order)
        recipe, trainable = self._recipe, self._trainable
        penalty = recipe.l1, recipe.l2
        return self.engine.run(state, batches, rate, trainable, penalty, recipe.class_weight)

    def _accept(self, before: Array32, loss: Array32, path: Array32) -> Slice:
        done = self._check_divergence(before, loss, path)
        self.epoch += done
        return Slice(loss[:done].astype(np.float64), path[:done])

    def _empty(self) -> Slice:
        return Slice(np.empty(0), np.empty((0, self._network.parameter_count), np.float32))

    @property
    def _batch_size(self) -> int:
        return min(self._recipe.batch_size, self._rows)

    def in_data_units(self, flat: Array32) -> Weights:
        """One row of a slice's path as the network's weights, in the units of x and y."""
        return self._to_data_units(unflatten(flat.astype(np.float64), self._network.shapes))

    def _next_order(self, epochs: int) -> NDArray[np.int32]:
        """The next rows of `core.fit.recipe.batch_order`, which returns all of them at once."""
        order = [self._order_rng.permutation(self._rows) for _ in range(epochs)]
        return np.stack(order).astype(np.int32)

    def _check_divergence(self, before: Array32, losses: Array32, path: Array32) -> int:
        """Updates the last good weights and `diverged`; returns how many epochs are accepted.

        An epoch's loss is that of its batches before their updates: it shows how good the weights
        before the epoch were.
        """
        for number, (weights, loss, after) in enumerate(
            zip([before, *path[:-1]], losses, path, strict=True)
        ):
            if not self._is_sound(loss, after):
                self.diverged = True
                return number
            if loss <= ACCEPTABLE * self._reference:
                self._good, self.good_epoch = weights, self.epoch + number
        return len(losses)

    def _is_sound(self, loss: float | np.float32, weights: Array32) -> bool:
        return bool(loss <= self._limit and np.isfinite(weights).all())

    @property
    def _limit(self) -> float:
        """The largest loss that training may have."""
        return float(self._reference * RUNAWAY ** LOSSES[self._recipe.loss].power)

    def _initial_weights(self, weights: Weights | None) -> Weights:
        if weights is None:
            return initial_weights(self._network, self._recipe.seed)
        self._network.check(weights)
        return weights if self._scaling is None else unfold(self._network, weights, self._scaling)

    def _to_data_units(self, weights: Weights) -> Weights:
        return weights if self._scaling is None else fold(self._network, weights, self._scaling)
