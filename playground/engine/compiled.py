"""Training as one compiled function of arrays, shared by all trainings with the same plan."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from playground.core.network.weights import flatten
from playground.engine.dtypes import Array32
from playground.engine.lru import LruCache
from playground.engine.plan import Batches, Plan, TrainState
from playground.engine.session import GraphFunction
from playground.engine.training_graph import TrainingGraph


class Engine:
    """The compiled training function of a plan. Thread-safe: a lock serialises its calls.

    Args:
        plan: what it is compiled for.

    Attributes:
        plan: the same.
        traces: how often the function was compiled: at most once, by the first call.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.traces = 0
        self._lock = threading.Lock()
        self._graph: TrainingGraph | None = TrainingGraph(plan)
        self._slots = self._graph.slots
        self._call: GraphFunction | None = None

    def initial_state(self, weights: Sequence[Array32]) -> TrainState:
        """The state before the first step: given weights, optimizer variables of 0."""
        flat = flatten(weights)
        return TrainState(flat, np.concatenate([flat, np.zeros(self._slots, np.float32)]))

    def run(
        self,
        state: TrainState,
        batches: Batches,
        learning_rate: float,
        trainable: NDArray[np.bool_],
        penalty: tuple[float, float] = (0.0, 0.0),
        class_weight: tuple[float, ...] = (),
    ) -> tuple[TrainState, Array32, Array32]:
        """Trains for `len(batches.order)` epochs, at most `plan.slice_epochs`.

        Args:
            state: of the call before, or `initial_state`.
            batches: the data, and the order of its rows.
            learning_rate: of these epochs.
            trainable: `(parameters,)`: which weights are trained; the same in all calls.
            penalty: l1 and l2 of the recipe, for plans that are regularised.
            class_weight: of the recipe, `(plan.class_weights,)`.

        Returns:
            The new state; the mean training loss of each epoch `(epochs,)`; the weights after
            each epoch `(epochs, parameters)`.
        """
        epochs = len(batches.order)
        counts = np.array([state.steps, batches.rows, batches.batch_size, epochs], np.int32)
        packed_ints = np.concatenate([counts, self._padded(batches.order)], axis=None)
        rates = np.array([learning_rate, *penalty, *class_weight], np.float32)
        with self._lock:
            losses, path, packed_state = self._compiled()(
                packed_ints, rates, batches.x, batches.y, trainable, state.opt_state
            )
        steps = state.steps + epochs * -(-batches.rows // batches.batch_size)
        weights = packed_state[: self.plan.network.parameter_count]
        new = TrainState(weights, packed_state, steps)
        after = weights[np.newaxis] if self.plan.by_epoch else path
        return new, losses[:epochs], after[:epochs]

    def _compiled(self) -> GraphFunction:
        """The function, compiled by the first call; then it needs the Keras model no more."""
        if self._call is None:
            assert self._graph is not None
            self._call = self._graph.compiled()
            self._graph = None
            self.traces += 1
        return self._call

    def _padded(self, order: NDArray[np.int32]) -> NDArray[np.int32]:
        """The order, padded to the shape of the compiled function, with room for a whole batch."""
        full = np.zeros((self.plan.slice_epochs, self.plan.rows + self.plan.batch), np.int32)
        full[: order.shape[0], : order.shape[1]] = order
        return full


ENGINES = LruCache(Engine, limit=24)
