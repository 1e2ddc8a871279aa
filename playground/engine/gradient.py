"""The gradient of one batch: the derivative of its loss with respect to every weight."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import ArrayLike

from playground.core.fit.losses import LOSSES
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Network, Weights
from playground.engine.backend import libraries
from playground.engine.dtypes import Array32, check_rows, to_float32, weights_to_float32
from playground.engine.lru import LruCache
from playground.engine.models import keras_model
from playground.engine.training_graph import add_penalty_gradients


class Differentiator:
    """A Keras model that every call sets the weights of. Thread-safe."""

    def __init__(self, network: Network) -> None:
        self._model = keras_model(network)
        self._lock = threading.Lock()

    def gradients(
        self, weights: list[Array32], x: Array32, y: Array32, recipe: Recipe
    ) -> tuple[float, Weights]:
        """The mean loss of the rows, and its derivative with respect to every weight.

        Args:
            weights: shapes as `network.shapes`.
            x: `(rows, inputs)`, as the network sees them.
            y: `(rows,)`, likewise.
            recipe: its loss, class weights and penalties count.
        """
        tf, keras = libraries().tf, libraries().keras
        loss_of = getattr(keras.losses, LOSSES[recipe.loss].keras_name)
        with self._lock:
            self._model.set_weights(weights)
            variables = [variable.value for variable in self._model.trainable_variables]
            with tf.GradientTape() as tape:
                losses = loss_of(y[:, np.newaxis], self._model(x, training=True))
                if recipe.class_weight:
                    losses *= np.array(recipe.class_weight, np.float32)[y.astype(np.int64)]
                loss = tf.reduce_mean(losses)
            gradients = tape.gradient(loss, variables)
            if recipe.regularised:
                gradients = add_penalty_gradients(tf, gradients, variables, (recipe.l1, recipe.l2))
            return float(loss), tuple(array.numpy().astype(np.float64) for array in gradients)


DIFFERENTIATORS = LruCache(Differentiator, limit=16)


def gradient(
    network: Network, weights: Weights, x: ArrayLike, y: ArrayLike, recipe: Recipe
) -> tuple[float, Weights]:
    """The gradient of a recipe's loss, computed by Keras in float32.

    Args:
        network: its last layer is one for the loss.
        weights: shapes as `network.shapes`, in the units of `x` and the target.
        x, y: `(rows, inputs)` and `(rows,)`.
        recipe: its loss, class weights, l1 and l2 are used.

    Returns:
        The mean loss of the rows without l1 and l2, and the gradient with them: arrays in the
        network's shapes.

    Raises:
        ValueError: if shapes do not fit, or a number is not finite in float32.
        KerasUnavailable: if TensorFlow or Keras cannot be imported.
    """
    rows = to_float32("x", check_rows(network, x))
    target = to_float32("y", y)
    if target.shape != (len(rows),) or not len(rows):
        raise ValueError(f"y must have the shape ({len(rows)},); received {target.shape}")
    LOSSES[recipe.loss].check(network)
    arrays = weights_to_float32(network, weights)
    return DIFFERENTIATORS[network].gradients(arrays, rows, target, recipe)
