"""Starting Keras in the background, so that nobody's first click waits for it."""

from __future__ import annotations

import numpy as np

from playground.core.network import Dense, Network, neuron
from playground.engine import loading
from playground.engine.predicting import predict

ROWS = 77
"""As many as there are cereals, and one for the probe."""


def warm_up() -> None:
    """Starts to import TensorFlow and to compile what a first visitor needs; returns at once.

    Only the first call does anything. `status()` tells how far it is.
    """
    loading.start(_rehearse)


def _rehearse() -> None:
    x = np.linspace(0.0, 15.0, ROWS)[:, np.newaxis]
    for activation in ("linear", "relu"):
        predict(Network(1, (Dense(1, activation),)), neuron([1.0], 0.0), x)
