"""One way through a job from its initial weights: what a reset begins anew."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playground.core.activations import Array
from playground.core.tensors import Array32
from playground.engine import Run
from playground.runs.flat import flat
from playground.runs.history import History
from playground.runs.job import Job
from playground.runs.measuring import losses_on_test_rows
from playground.runs.pace import Pace


@dataclass(frozen=True, eq=False)
class Piece:
    """Some epochs of an attempt.

    Attributes:
        train, test: float64 `(epochs,)`, the losses.
        path: float32 `(epochs, parameters)`, the weights after each epoch.
        good: if the loss ran away, the last good weights and after which epoch they were.
    """

    train: Array
    test: Array
    path: Array32
    good: tuple[int, Array32] | None


class Attempt:
    """The engine's run of a job, piece by piece, and the history of the pieces.

    Only one thread at a time may call `begin` and `work`; anybody may read the history.

    Attributes:
        history: what has been noted so far.
        pace: how long epochs take.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._run: Run | None = None
        self.history = History(job.network.parameter_count, job.recipe.epochs)
        self.pace = Pace()

    def begin(self) -> Run:
        """The engine's run, set up at the first call.

        Raises:
            ValueError: if the loss at the start is beyond all bounds.
            KerasUnavailable: if TensorFlow or Keras cannot be imported.
        """
        if self._run is None:
            job = self._job
            self._run = Run(
                job.network, job.x, job.y, job.recipe, weights=job.weights, frozen=job.frozen
            )
            self.history.begin(flat(self._run.start))
        return self._run

    def work(self, epochs: int, learning_rate: float) -> Piece:
        """Trains for about `epochs` epochs. The history knows of them once they are noted."""
        run, start = self.begin(), time.perf_counter()
        piece = run.advance(epochs, learning_rate)
        test = losses_on_test_rows(self._job, piece.path)
        self.pace.took(min(epochs, run.slice_epochs), time.perf_counter() - start)
        good = (run.good_epoch, flat(run.weights)) if run.diverged else None
        return Piece(piece.loss, test, piece.path, good)

    def note(self, piece: Piece) -> None:
        """Writes a piece into the history."""
        self.history.add(piece.train, piece.test, piece.path)
        if piece.good is not None:
            self.history.return_to(*piece.good)

    def end(self) -> None:
        """Lets go of everything but the history."""
        self._run = None
