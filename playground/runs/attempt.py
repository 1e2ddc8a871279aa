"""One attempt at a job, from its initial weights on; a reset begins another."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from playground.core.fit.causes import crawled
from playground.core.fit.losses import LOSSES
from playground.core.network.activations import Array
from playground.core.network.weights import Array32, flatten, unflatten
from playground.engine import Runaway, Slice, Trainer, gradient
from playground.runs.early_stopping import BestEpoch, EarlyStopping
from playground.runs.evaluation import test_losses
from playground.runs.history import RunHistory
from playground.runs.job import Job
from playground.runs.pace import Pace
from playground.runs.snapshot import BatchUpdate


@dataclass(frozen=True, eq=False)
class Piece:
    """The result of training for some epochs, or on one batch.

    Attributes:
        train, test: float64 `(epochs,)`, the losses.
        path: float32 `(epochs, parameters)`, the weights after each epoch.
        last_good: if the loss diverged, the epoch of the last good weights, and those weights.
        runaway: the way from there, unless the network is too large to be drawn.
        best: if it stopped early, the best epoch.
        batch_update: of a single batch, its update.
        mid_epoch: the weights after a single batch that does not complete its epoch.
    """

    train: Array
    test: Array
    path: Array32
    last_good: tuple[int, Array32] | None
    runaway: Runaway | None = None
    best: BestEpoch | None = None
    batch_update: BatchUpdate | None = None
    mid_epoch: Array32 | None = None


class Attempt:
    """The training of a job, piece by piece, and the history of the recorded pieces.

    Only one thread at a time may train; any thread may read the history.

    Args:
        job: what is trained.

    Attributes:
        history: losses and weights of the pieces recorded so far.
        pace: how long epochs take.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._trainer: Trainer | None = None
        self.history = RunHistory(job.network.parameter_count, job.recipe.epochs)
        self.pace = Pace()
        self._early_stopping = EarlyStopping(job.patience)

    def begin(self) -> Trainer:
        """The trainer, built by the first call.

        Raises:
            ValueError: if the initial loss is not finite in float32.
            KerasUnavailable: if TensorFlow or Keras cannot be imported.
        """
        if self._trainer is None:
            job = self._job
            self._trainer = Trainer(
                *(job.network, job.x, job.y, job.recipe),
                weights=job.weights,
                frozen=job.frozen,
                watched=True,
            )
            self.history.begin(flatten(self._trainer.initial).astype(np.float32))
        return self._trainer

    def train(self, epochs: int, learning_rate: float) -> Piece:
        """Trains without recording, so that the piece can still be dropped.

        Args:
            epochs: the most it trains for; a call of the trainer may take fewer.
            learning_rate: of these epochs.
        """
        trainer, start = self.begin(), time.perf_counter()
        piece = self._evaluated(trainer, trainer.advance(epochs, learning_rate))
        self.pace.record(min(epochs, trainer.slice_epochs), time.perf_counter() - start)
        return piece

    def train_batch(self, learning_rate: float) -> Piece:
        """Trains on the next batch, without recording; returns none or one epoch."""
        trainer, job = self.begin(), self._job
        batch = trainer.advance_batch(learning_rate)
        before = unflatten(batch.before.astype(np.float64), job.network.shapes)
        loss, gradients = gradient(
            job.network, before, job.x[batch.rows], job.y[batch.rows], job.recipe
        )
        if job.frozen is not None:
            gradients = tuple(
                np.where(frozen == 0, array, 0.0)
                for array, frozen in zip(gradients, job.frozen, strict=True)
            )
        batch_update = BatchUpdate(
            batch.number,
            batch.of,
            batch.rows,
            loss,
            flatten(gradients).astype(np.float32),
            batch.after - batch.before,
        )
        piece = self._evaluated(trainer, batch.completed)
        return replace(
            piece, batch_update=batch_update, mid_epoch=None if len(piece.train) else batch.after
        )

    def _evaluated(self, trainer: Trainer, done: Slice) -> Piece:
        """The epochs done, with their test losses, up to where early stopping ends them."""
        test = test_losses(self._job, done.path)
        monitored = test if len(self._job.test_y) else done.loss
        count, best = self._early_stopping.update(monitored, done.path)
        last_good = (
            (trainer.good_epoch, flatten(trainer.weights).astype(np.float32))
            if trainer.diverged and best is None
            else None
        )
        runaway = trainer.runaway() if last_good else None
        return Piece(done.loss[:count], test[:count], done.path[:count], last_good, runaway, best)

    def record(self, piece: Piece) -> None:
        """Writes a piece into the history."""
        self.history.add(piece.train, piece.test, piece.path)
        if piece.mid_epoch is not None:
            self.history.set_mid_epoch(piece.mid_epoch)
        if piece.last_good is not None:
            self.history.rewind(*piece.last_good)
            self.history.runaway = piece.runaway
        elif piece.best is not None and self._job.restore_best:
            self.history.rewind(piece.best.epoch, piece.best.weights)

    def crawled(self, learning_rate: float) -> bool:
        """Whether all its epochs brought little because the inputs are not standardised.

        Args:
            learning_rate: of its last epoch.
        """
        job, history = self._job, self.history
        batches = -(-len(job.y) // job.recipe.batch_size)
        return crawled(
            replace(job.recipe, learning_rate=learning_rate),
            job.x,
            updates=history.epoch * batches,
            loss=float(history.losses().train[-1]),
            loss_of_constant=LOSSES[job.recipe.loss].of_constant(job.y),
        )

    def end(self) -> None:
        """Frees everything but the history."""
        self._trainer = None
