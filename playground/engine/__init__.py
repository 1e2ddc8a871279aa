"""Models, predictions and training with Keras.

The only package that imports TensorFlow and Keras, and only when they are first needed. Its
functions take and return arrays; compiled functions stay inside.
"""

from playground.engine.activity import layer_outputs
from playground.engine.backend import (
    KerasUnavailable,
    Status,
    disable_clear_session,
    failure,
    status,
)
from playground.engine.gradient import gradient
from playground.engine.keras_file import keras_file
from playground.engine.models import get_weights, initial_weights, keras_model, set_weights
from playground.engine.prediction import last_layer, predict
from playground.engine.runaway import Runaway
from playground.engine.trainer import Batch, Slice, Trainer
from playground.engine.training import History, Progress, train, training
from playground.engine.warmup import precompile, warm_up

__all__ = [
    "Batch",
    "History",
    "KerasUnavailable",
    "Progress",
    "Runaway",
    "Slice",
    "Status",
    "Trainer",
    "disable_clear_session",
    "failure",
    "get_weights",
    "gradient",
    "initial_weights",
    "keras_file",
    "keras_model",
    "last_layer",
    "layer_outputs",
    "precompile",
    "predict",
    "set_weights",
    "status",
    "train",
    "training",
    "warm_up",
]
