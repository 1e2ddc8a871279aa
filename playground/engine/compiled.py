"""Training as one compiled function of arrays, with the loop over epochs and batches inside.

From outside the function is pure. Inside, it assigns its arguments to the variables of a Keras
model and a Keras optimizer, updates them with `optimizer.apply`, reads them and restores them, all
compiled into one XLA program. A lock serialises the calls of one engine.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.core.network.weights import flatten
from playground.engine.backend import libraries
from playground.engine.dtypes import Array32
from playground.engine.lru import LruCache
from playground.engine.models import keras_model
from playground.engine.optimizers import LOSSES, keras_optimizer
from playground.engine.plan import Batches, Plan, TrainState
from playground.engine.xla import CompiledFunction, restoring


class Engine:
    """The compiled training function of a plan. Thread-safe.

    Args:
        plan: what it is compiled for.

    Attributes:
        plan: the same.
        traces: how often the function was compiled: at most once.
    """

    def __init__(self, plan: Plan) -> None:
        tf, keras = libraries().tf, libraries().keras
        self.plan = plan
        self.traces = 0
        self._tf = tf
        self._lock = threading.Lock()
        self._model = keras_model(plan.network)
        self._optimizer = keras_optimizer(plan.optimizer, plan.momentum)
        self._optimizer.build(self._model.trainable_variables)
        self._weights = [variable.value for variable in self._model.trainable_variables]
        settings = (id(self._optimizer.learning_rate), id(self._optimizer.iterations))
        self._optimizer_variables = [
            v.value for v in self._optimizer.variables if id(v) not in settings
        ]
        self._loss = getattr(keras.losses, LOSSES[plan.loss].keras_name)
        self._call = CompiledFunction(self._traced)
        self._rates = lru_cache(maxsize=64)(self._tensor_of)

    def initial_state(self, weights: Sequence[Array32]) -> TrainState:
        """The state before the first step: given weights, optimizer variables of 0."""
        flat = flatten(weights)
        slots = sum(math.prod(variable.shape) for variable in self._optimizer_variables)
        packed_state = np.concatenate([flat, np.zeros(slots, np.float32)])
        return TrainState(flat, self.tensor(packed_state))

    def tensor(self, array: NDArray[Any]) -> Any:
        """An array as a tensor, so that arguments that stay the same are converted once."""
        return self._tf.constant(array)

    def _tensor_of(self, *numbers: float) -> Any:
        return self.tensor(np.array(numbers, np.float32))

    def run(
        self,
        state: TrainState,
        batches: Batches,
        learning_rate: float,
        trainable: Any,
        penalty: tuple[float, float] = (0.0, 0.0),
    ) -> tuple[TrainState, Array32, Array32]:
        """Trains for `len(batches.order)` epochs, at most `plan.slice_epochs`.

        Args:
            state: of the call before, or `initial_state`.
            batches: the data, and the order of its rows.
            learning_rate: of these epochs.
            trainable: bool `(parameters,)`, a tensor: which weights are trained; the same in all
                calls.
            penalty: l1 and l2 of the recipe, for plans that are regularised.

        Returns:
            The new state; the mean training loss of each epoch `(epochs,)`; the weights after
            each epoch `(epochs, parameters)`.
        """
        epochs = len(batches.order)
        counts = np.array([state.steps, batches.rows, batches.batch_size, epochs], np.int32)
        packed_ints = self.tensor(np.concatenate([counts, self._padded(batches.order)], axis=None))
        rates = self._rates(learning_rate, *penalty)
        with self._lock:
            losses, path, packed_state = self._call(
                packed_ints, rates, batches.x, batches.y, trainable, state.opt_state
            )
        steps = state.steps + epochs * -(-batches.rows // batches.batch_size)
        weights = np.asarray(packed_state)[: self.plan.network.parameter_count]
        new = TrainState(weights, packed_state, steps)
        after = weights[np.newaxis] if self.plan.by_epoch else path.numpy()
        return new, losses.numpy()[:epochs], after[:epochs]

    def _padded(self, order: NDArray[np.int32]) -> NDArray[np.int32]:
        """The order, padded to the shape of the compiled function, with room for a whole batch."""
        full = np.zeros((self.plan.slice_epochs, self.plan.rows + self.plan.batch), np.int32)
        full[: order.shape[0], : order.shape[1]] = order
        return full

    # --- inside the compiled function -----------------------------------------------------

    def _traced(
        self, packed_ints: Any, rates: Any, x: Any, y: Any, trainable: Any, packed_state: Any
    ) -> tuple[Any, Any, Any]:
        self.traces += 1
        counts = packed_ints[:4]
        order = self._tf.reshape(packed_ints[4:], (self.plan.slice_epochs, -1))
        optimizer, state = self._optimizer, (*self._weights, *self._optimizer_variables)
        with restoring((*state, optimizer.iterations.value, optimizer.learning_rate.value)):
            for variable, tensor in zip(state, self._unflatten(packed_state, state), strict=True):
                variable.assign(tensor)
            optimizer.iterations.assign(self._tf.cast(counts[0], optimizer.iterations.dtype))
            optimizer.learning_rate.assign(rates[0])
            constraints = self._unflatten(trainable, self._weights), rates[1:]
            losses, path = self._epochs(x, y, order, counts[1:], constraints)
            return losses, path, self._flatten(state)

    def _epochs(
        self, x: Any, y: Any, order: Any, counts: Any, constraints: tuple[Any, Any]
    ) -> tuple[Any, Any]:
        """One epoch for each row of the order; returns the losses, and the weights after each.

        With `plan.by_epoch` it is a single epoch, and no weights: they are in the new state.
        """
        tf, slots, parameters = self._tf, self.plan.slice_epochs, self.plan.network.parameter_count
        rows, batch_size, epochs = tf.unstack(counts)
        if self.plan.by_epoch:
            loss = self._epoch(x, y, order[0], rows, batch_size, constraints)
            return loss[tf.newaxis], tf.zeros((0, parameters))

        def epoch(number: Any, losses: Any, path: Any) -> tuple[Any, Any, Any]:
            loss = self._epoch(x, y, order[number], rows, batch_size, constraints)
            losses = tf.tensor_scatter_nd_update(losses, [[number]], [loss])
            path = tf.tensor_scatter_nd_update(path, [[number]], [self._flatten(self._weights)])
            return number + 1, losses, path

        start = 0, tf.zeros(slots), tf.zeros((slots, parameters))
        _, losses, path = tf.while_loop(lambda number, *_: number < epochs, epoch, start)
        return losses, path

    def _epoch(
        self, x: Any, y: Any, order: Any, rows: Any, batch_size: Any, constraints: tuple[Any, Any]
    ) -> Any:
        """One step for each batch of the rows as ordered; returns the mean of their losses."""
        tf, plan = self._tf, self.plan

        def step(start: Any, total: Any, size: int) -> tuple[Any, Any]:
            batch = tf.slice(order, [start], [size])
            real = tf.range(size) < tf.minimum(batch_size, rows - start)
            total += self._update(tf.gather(x, batch), tf.gather(y, batch), real, constraints)
            return start + batch_size, total

        loop_end = rows if plan.rest == plan.batch else rows - rows % batch_size
        start, total = tf.while_loop(
            lambda start, _: start < loop_end,
            lambda start, total: step(start, total, plan.batch),
            (0, 0.0),
        )
        if 0 < plan.rest < plan.batch:
            total = tf.cond(start < rows, lambda: step(start, total, plan.rest)[1], lambda: total)
        return total / tf.cast(rows, tf.float32)

    def _update(self, x: Any, y: Any, real: Any, constraints: tuple[Any, Any]) -> Any:
        """One step on the real rows of a batch; returns the sum of their losses before it.

        The gradients of weights that are not trained are set to 0: then the optimizer's variables
        for them stay 0, their updates are 0, and they keep their values exactly.
        """
        tf, (masks, penalty) = self._tf, constraints
        mask = tf.cast(real, tf.float32)
        with tf.GradientTape() as tape:
            losses = self._loss(y[:, tf.newaxis], self._model(x, training=True))
            total = tf.reduce_sum(mask * losses)
            mean = total / tf.reduce_sum(mask)
        gradients = tape.gradient(mean, self._weights)
        if self.plan.regularised:
            gradients = add_penalty_gradients(tf, gradients, self._weights, penalty)
        gradients = [
            tf.where(free, array, 0.0) for free, array in zip(masks, gradients, strict=True)
        ]
        self._optimizer.apply(gradients, self._model.trainable_variables)
        return total

    def _unflatten(self, flat: Any, variables: Sequence[Any]) -> list[Any]:
        """A flat tensor, split into tensors in the variables' shapes."""
        shapes = [tuple(variable.shape) for variable in variables]
        parts = self._tf.split(flat, [math.prod(shape) for shape in shapes])
        return [self._tf.reshape(part, shape) for part, shape in zip(parts, shapes, strict=True)]

    def _flatten(self, variables: Sequence[Any]) -> Any:
        """The variables' values, flattened into one tensor."""
        tf = self._tf
        return tf.concat([tf.reshape(variable, [-1]) for variable in variables], axis=0)


def add_penalty_gradients(
    tf: Any, gradients: Sequence[Any], weights: Sequence[Any], penalty: Any
) -> list[Any]:
    """Adds the gradients of `l1 Σ|w| + l2 Σw²` over all kernels to those of a loss.

    Args:
        tf: TensorFlow.
        gradients: of the loss, tensors in the weights' shapes.
        weights: kernels, of two axes, and biases, which are not penalised.
        penalty: l1 and l2.
    """
    return [
        gradient + penalty[0] * tf.sign(weight) + 2.0 * penalty[1] * weight
        if len(weight.shape) == 2
        else gradient
        for gradient, weight in zip(gradients, weights, strict=True)
    ]


ENGINES = LruCache(Engine, limit=24)
