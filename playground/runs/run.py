"""One run of a job: queued, running or paused, and in the end stopped, finished or diverged."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Hashable

import numpy as np

from playground.core.fit.causes import Cause
from playground.core.network.weights import Array32
from playground.engine import KerasUnavailable
from playground.runs import messages
from playground.runs.attempt import Attempt, Piece
from playground.runs.history import Moments
from playground.runs.job import Job
from playground.runs.scheduler import Executor
from playground.runs.snapshot import ACTIVE, OVER, BatchUpdate, RunState, Snapshot
from playground.runs.watchers import Clock, Watchers

SLOW_PIECES = 20
"""Pieces per second at a limited speed; at low speeds fewer, of one epoch each."""
PIECE_SECONDS = 1 / 30
"""Seconds that a piece should last, unless an epoch takes longer; streams see every piece."""
UNWATCHED_LIMIT = 60.0
"""Seconds without a watcher after which a run stops itself."""

_log = logging.getLogger(__name__)


class Run:
    """A job in training: its owner controls it, an executor schedules it, streams watch it.

    Thread-safe, and commands take effect at once. A piece that is being computed meanwhile is
    dropped after `stop` and `reset`. After `pause` it still counts, so that a run that was paused
    and played on ends with the same weights, to the last bit, as one that was not.

    Args:
        job: what is trained.
        executor: gives it time slices.
        unwatched_limit: seconds without a watcher after which it stops itself.
        clock: returns the time in seconds.
        client: whose it is, for the executor.
        paused: the executor gets it with the first `play`, `step` or `step_batch`; otherwise it
            is queued at once.

    Attributes:
        watchers: who watches it.
        ready_at: the moment, by `time.monotonic`, before which it takes no time slice.
    """

    def __init__(
        self,
        job: Job,
        executor: Executor,
        unwatched_limit: float = UNWATCHED_LIMIT,
        clock: Clock = time.monotonic,
        *,
        client: str = "",
        paused: bool = False,
    ) -> None:
        self.job, self.client = job, client
        self.watchers = Watchers(clock)
        self._executor, self._unwatched_limit, self._plan = executor, unwatched_limit, job.plan
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._attempt, self._attempts = Attempt(job), 0
        self._state: RunState = "paused"
        self._ending: tuple[str, Cause | None] = ("", None)
        self._target_epoch = job.recipe.epochs
        self._learning_rate = job.recipe.learning_rate
        self._speed: float | None = None
        self.ready_at = 0.0
        self._version, self._by_batch = 0, False
        self._batch_update: BatchUpdate | None = None
        if not paused:
            self.play()

    # --- commands of its owner ------------------------------------------------------------

    def play(self) -> None:
        """Trains until all epochs are done; does nothing if it is over."""
        self._train_until(self.job.recipe.epochs)

    def step(self, epochs: int = 1) -> None:
        """Trains for so many epochs, and pauses."""
        self._train_until(self._attempt.history.epoch + epochs)

    def step_batch(self) -> None:
        """Makes one update, on the next batch, and pauses; `snapshot` then contains it."""
        self._train_until(self._attempt.history.epoch + 1, by_batch=True)

    def pause(self) -> None:
        """Takes no more time slices until it is played or stepped."""
        with self._lock:
            if self._state not in OVER:
                self._set_state("paused")

    def stop(self, reason: str = messages.STOPPED) -> None:
        """Ends it, with the weights of the last snapshot."""
        with self._lock:
            if self._state not in OVER:
                self._end("stopped", reason)

    def reset(self) -> None:
        """Back to the initial weights and the recipe's learning rate, paused.

        Played from there, it trains exactly as before.
        """
        with self._lock:
            initial = self._attempt.history.moments().path[0]
            self._batch_update = None
            self._attempt, self._attempts = Attempt(self.job), self._attempts + 1
            if initial.size:
                self._attempt.history.begin(initial)
            self._learning_rate = self.job.recipe.learning_rate
            self._ending = ("", None)
            self._over.clear()
            self._set_state("paused")

    def set_learning_rate(self, learning_rate: float) -> None:
        """Changes the learning rate from the next piece on.

        Raises:
            ValueError: if it is not a number above 0.
        """
        if not 0.0 < learning_rate < np.inf:
            raise ValueError(f"learning_rate must be > 0; received {learning_rate!r}")
        with self._lock:
            self._learning_rate = float(learning_rate)
            self._version += 1

    def set_speed(self, epochs_per_second: float | None) -> None:
        """Limits the speed from the next piece on; None: no limit.

        Raises:
            ValueError: if it is not above 0.
        """
        if epochs_per_second is not None and not epochs_per_second > 0.0:
            raise ValueError(f"epochs_per_second must be > 0; received {epochs_per_second!r}")
        with self._lock:
            self._speed = epochs_per_second
            self.ready_at = 0.0

    def _train_until(self, epoch: int, *, by_batch: bool = False) -> None:
        with self._lock:
            if self._state in OVER:
                return
            self._by_batch = by_batch
            self._target_epoch = min(epoch, self.job.recipe.epochs)
            if self._state == "paused":
                self._set_state("queued")
        self._executor.submit(self)

    # --- for the executor -----------------------------------------------------------------

    @property
    def compile_group(self) -> Hashable:
        """Runs with equal plans run one at a time until their function is compiled."""
        return self if self._attempt.pace.is_known else self._plan

    @property
    def is_runnable(self) -> bool:
        """Whether it is queued or running."""
        return self._state in ACTIVE

    def run_time_slice(self, seconds: float) -> None:
        """Trains for about so many seconds, or until a command ends that."""
        self.stop_if_unwatched()
        attempt, end, left = self._attempt, time.perf_counter() + seconds, seconds
        try:
            while left > seconds / 2 and self._train_piece(attempt, left):
                left = end - time.perf_counter() if self._speed is None else 0.0
        except (ValueError, KerasUnavailable) as error:
            self.stop(str(error))
        except Exception as error:
            _log.exception("A run failed")
            self.stop(f"Something went wrong inside: {error}")
        if self._state in OVER:
            attempt.end()

    def _train_piece(self, attempt: Attempt, seconds: float) -> bool:
        """Trains for a piece of about so many seconds; returns whether there was one to train."""
        with self._lock:
            left, rate = self._target_epoch - attempt.history.epoch, self._learning_rate
            if attempt is not self._attempt or self._state not in ACTIVE:
                return False
            if left <= 0:
                self._set_state("paused")
                return False
            if self._state == "queued":
                self._set_state("running")
            speed, by_batch = self._speed, self._by_batch
        if by_batch:
            self._record(attempt, attempt.train_batch(rate), rate)
            return True
        epochs = min(left, attempt.pace.epochs(min(seconds, PIECE_SECONDS)))
        if speed is not None:
            epochs = min(epochs, max(1, round(speed / SLOW_PIECES)))
            self.ready_at = time.monotonic() + epochs / speed
        self._record(attempt, attempt.train(epochs, rate), rate)
        return True

    def stop_if_unwatched(self) -> None:
        """Ends it if nobody has watched it for too long."""
        if self.watchers.unwatched_for > self._unwatched_limit:
            self.stop(messages.unwatched_reason(self._unwatched_limit))

    def _record(self, attempt: Attempt, piece: Piece, rate: float) -> None:
        """Records a piece, unless the run was stopped or reset while it was computed."""
        with self._lock:
            if attempt is not self._attempt or self._state in OVER:
                return
            attempt.record(piece)
            self._batch_update = piece.batch_update
            self._version += 1
            done = attempt.history.epoch
            if piece.last_good is not None:
                ending = messages.divergence(self.job, done, piece.last_good[0], rate)
                self._end("diverged", *ending)
            elif piece.best is not None:
                self._end("finished", messages.early_stop_reason(self.job, piece.best.epoch))
            elif done >= self.job.recipe.epochs:
                self._end("finished", *messages.completion(done, crawled=attempt.crawled(rate)))
            elif done >= self._target_epoch or piece.batch_update is not None:
                self._set_state("paused")

    def _set_state(self, state: RunState) -> None:
        self._state = state
        self._version += 1

    def _end(self, state: RunState, reason: str, cause: Cause | None = None) -> None:
        self._attempt.end()
        self._ending = (reason, cause)
        self._set_state(state)
        self._over.set()

    # --- for its watchers -----------------------------------------------------------------

    @property
    def version(self) -> int:
        """Grows with every change."""
        return self._version

    @property
    def state(self) -> RunState:
        """Queued, running, paused, stopped, finished or diverged."""
        return self._state

    @property
    def numbers(self) -> int:
        """How many numbers its history holds."""
        return self._attempt.history.numbers

    def wait(self, timeout: float) -> bool:
        """Blocks until it is over, for at most `timeout` seconds; returns whether it is over."""
        return self._over.wait(timeout)

    def moments(self) -> Moments:
        """The weights at up to MAX_MOMENTS epochs, and the newest."""
        return self._attempt.history.moments()

    def weights_at(self, epoch: int | None = None) -> tuple[int, Array32]:
        """The newest weights, or the last ones stored up to an epoch, and their epoch."""
        return self._attempt.history.at(epoch)

    def attempt_moments(self) -> tuple[int, Moments]:
        """The number of the attempt under way, and its moments."""
        with self._lock:
            return self._attempts, self._attempt.history.moments()

    def snapshot(self, attempt: int = 0, after: int = 0) -> Snapshot:
        """Its state now.

        Args:
            attempt: of which losses are known already.
            after: the epoch up to which they are known. The snapshot has the losses after it, or
                all of them if another attempt is under way.
        """
        queue_position = self._executor.queue_position(self)
        with self._lock:
            weights_epoch, weights = (history := self._attempt.history).newest
            return Snapshot(
                version=self._version,
                attempt=self._attempts,
                state=self._state,
                queue_position=queue_position,
                epoch=history.epoch,
                epochs=self.job.recipe.epochs,
                learning_rate=self._learning_rate,
                reason=self._ending[0],
                cause=self._ending[1],
                losses=history.losses(after if attempt == self._attempts else 0),
                weights=weights,
                weights_epoch=weights_epoch,
                batch_update=self._batch_update,
                runaway=history.runaway,
            )
