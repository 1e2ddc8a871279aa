"""What is compiled for a training: the loop over epochs and batches, around Keras' own update.

From outside the function is pure. Inside, it assigns its arguments to the variables of a Keras
model and a Keras optimizer, updates them with `optimizer.apply`, reads them and restores them, all
compiled into one XLA program.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from playground.core.fit.losses import LOSSES
from playground.engine.backend import libraries
from playground.engine.models import keras_model
from playground.engine.optimizers import keras_optimizer
from playground.engine.plan import Plan
from playground.engine.session import GraphFunction, Spec, compiled_function


class TrainingGraph:
    """The Keras model and optimizer of a plan, needed until its function is compiled.

    Args:
        plan: what it is compiled for.

    Attributes:
        slots: how many numbers the optimizer's variables have.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan, self._tf = plan, libraries().tf
        self._model = keras_model(plan.network)
        self._optimizer = keras_optimizer(plan.optimizer, plan.momentum)
        self._optimizer.build(self._model.trainable_variables)
        self._weights = [variable.value for variable in self._model.trainable_variables]
        settings = (id(self._optimizer.learning_rate), id(self._optimizer.iterations))
        self._optimizer_variables = [
            v.value for v in self._optimizer.variables if id(v) not in settings
        ]
        self._loss = getattr(libraries().keras.losses, LOSSES[plan.loss].keras_name)
        self.slots = sum(math.prod(variable.shape) for variable in self._optimizer_variables)

    def compiled(self) -> GraphFunction:
        """Compiles the function.

        Its arguments are int32: updates done, rows, batch size, epochs, and the order of the rows
        `(plan.slice_epochs, plan.rows + plan.batch)`, flattened; then learning rate, l1, l2, and
        `plan.class_weights` of them; x, y, which weights are trained, and the state, as in
        `Batches` and `TrainState`. It returns the loss of each epoch, the weights after each, and
        the new state.
        """
        plan, parameters = self._plan, self._plan.network.parameter_count
        order = plan.slice_epochs * (plan.rows + plan.batch)
        specs: list[Spec] = [
            ((4 + order,), np.int32),
            ((3 + plan.class_weights,), np.float32),
            ((plan.rows, plan.network.inputs), np.float32),
            ((plan.rows,), np.float32),
            ((parameters,), np.bool_),
            ((parameters + self.slots,), np.float32),
        ]
        return compiled_function(self._traced, specs)

    def _traced(
        self, packed_ints: Any, rates: Any, x: Any, y: Any, trainable: Any, packed_state: Any
    ) -> tuple[Any, Any, Any]:
        counts = packed_ints[:4]
        order = self._tf.reshape(packed_ints[4:], (self._plan.slice_epochs, -1))
        optimizer, state = self._optimizer, (*self._weights, *self._optimizer_variables)
        with _restoring((*state, optimizer.iterations.value, optimizer.learning_rate.value)):
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
        tf, plan, parameters = self._tf, self._plan, self._plan.network.parameter_count
        rows, batch_size, epochs = tf.unstack(counts)
        if plan.by_epoch:
            loss = self._epoch(x, y, order[0], rows, batch_size, constraints)
            return loss[tf.newaxis], tf.zeros((0, parameters))

        def epoch(number: Any, losses: Any, path: Any) -> tuple[Any, Any, Any]:
            loss = self._epoch(x, y, order[number], rows, batch_size, constraints)
            losses = tf.tensor_scatter_nd_update(losses, [[number]], [loss])
            path = tf.tensor_scatter_nd_update(path, [[number]], [self._flatten(self._weights)])
            return number + 1, losses, path

        start = 0, tf.zeros(plan.slice_epochs), tf.zeros((plan.slice_epochs, parameters))
        _, losses, path = tf.while_loop(lambda number, *_: number < epochs, epoch, start)
        return losses, path

    def _epoch(
        self, x: Any, y: Any, order: Any, rows: Any, batch_size: Any, constraints: tuple[Any, Any]
    ) -> Any:
        """One step for each batch of the rows as ordered; returns the mean of their losses."""
        tf, plan = self._tf, self._plan

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
        tf, (masks, penalties) = self._tf, constraints
        mask = tf.cast(real, tf.float32)
        with tf.GradientTape() as tape:
            losses = self._loss(y[:, tf.newaxis], self._model(x, training=True))
            if self._plan.weighted:
                losses *= tf.gather(penalties[2:], tf.cast(y, tf.int32))
            total = tf.reduce_sum(mask * losses)
            mean = total / tf.reduce_sum(mask)
        gradients = tape.gradient(mean, self._weights)
        if self._plan.regularised:
            gradients = add_penalty_gradients(tf, gradients, self._weights, penalties)
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


@contextmanager
def _restoring(variables: Sequence[Any]) -> Iterator[None]:
    """Restores variables at the end of a compiled function, so that XLA does not copy them out."""
    before = [variable.read_value() for variable in variables]
    yield
    for variable, value in zip(variables, before, strict=True):
        variable.assign(value)
