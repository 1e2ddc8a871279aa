"""One way through a job from its initial weights: what a reset begins anew."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.weights import Array32
from playground.engine import Slice, Trainer, gradient
from playground.runs.early_stopping import Best, Patience
from playground.runs.evaluation import losses_on_test_rows
from playground.runs.flat import flat, weights_of
from playground.runs.history import History
from playground.runs.job import Job
from playground.runs.pace import Pace
from playground.runs.snapshot import Step


@dataclass(frozen=True, eq=False)
class Piece:
    """Some epochs of an attempt.

    Attributes:
        train, test: float64 `(epochs,)`, the losses.
        path: float32 `(epochs, parameters)`, the weights after each epoch.
        good: if the loss ran away, the last good weights and after which epoch they were.
        best: if patience is at its end, the epoch that was the best.
        step: if it is a single batch, what it did.
        between: the weights after such a batch, if its epoch goes on.
    """

    train: Array
    test: Array
    path: Array32
    good: tuple[int, Array32] | None
    best: Best | None = None
    step: Step | None = None
    between: Array32 | None = None


class Attempt:
    """The engine's run of a job, piece by piece, and the history of the pieces.

    Only one thread at a time may call `begin` and `work`; anybody may read the history.

    Attributes:
        history: what has been noted so far.
        pace: how long epochs take.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._run: Trainer | None = None
        self.history = History(job.network.parameter_count, job.recipe.epochs)
        self.pace = Pace()
        self._patience = Patience(job.patience)

    def begin(self) -> Trainer:
        """The engine's run, set up at the first call.

        Raises:
            ValueError: if the loss at the start is beyond all bounds.
            KerasUnavailable: if TensorFlow or Keras cannot be imported.
        """
        if self._run is None:
            job = self._job
            self._run = Trainer(
                *(job.network, job.x, job.y, job.recipe),
                weights=job.weights,
                frozen=job.frozen,
                watched=True,
            )
            self.history.begin(flat(self._run.start))
        return self._run

    def work(self, epochs: int, learning_rate: float) -> Piece:
        """Trains for about `epochs` epochs. The history knows of them once they are noted."""
        run, start = self.begin(), time.perf_counter()
        piece = self._measured(run, run.advance(epochs, learning_rate))
        self.pace.took(min(epochs, run.slice_epochs), time.perf_counter() - start)
        return piece

    def work_batch(self, learning_rate: float) -> Piece:
        """Trains on one batch, and says what it did: none or one epoch."""
        run, job = self.begin(), self._job
        batch = run.advance_batch(learning_rate)
        before = weights_of(job.network, batch.before)
        loss, slopes = gradient(
            job.network, before, job.x[batch.rows], job.y[batch.rows], job.recipe
        )
        if job.frozen is not None:
            slopes = tuple(
                np.where(frozen == 0, slope, 0.0)
                for slope, frozen in zip(slopes, job.frozen, strict=True)
            )
        step = Step(
            batch.number, batch.of, batch.rows, loss, flat(slopes), batch.after - batch.before
        )
        piece = self._measured(run, batch.done)
        return replace(piece, step=step, between=None if len(piece.train) else batch.after)

    def _measured(self, run: Trainer, done: Slice) -> Piece:
        """What was trained, with the losses on the test rows, up to where patience ends."""
        test = losses_on_test_rows(self._job, done.path)
        watched = test if len(self._job.test_y) else done.loss
        count, best = self._patience.watch(watched, done.path)
        good = (run.good_epoch, flat(run.weights)) if run.diverged and best is None else None
        return Piece(done.loss[:count], test[:count], done.path[:count], good, best)

    def note(self, piece: Piece) -> None:
        """Writes a piece into the history."""
        self.history.add(piece.train, piece.test, piece.path)
        if piece.between is not None:
            self.history.pass_by(piece.between)
        if piece.good is not None:
            self.history.return_to(*piece.good)
        elif piece.best is not None and self._job.restore_best:
            self.history.return_to(piece.best.epoch, piece.best.weights)

    def end(self) -> None:
        """Lets go of everything but the history."""
        self._run = None
