"""Neuron Playground, from Python: data sets, networks, and Keras to predict and train.

The same door the pages use. Importing this package imports neither TensorFlow nor pandas;
each name is fetched when it is first used, and Keras when it is first needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playground.core.datasets import DATASETS, Dataset, Sample, load
    from playground.core.metrics import Metrics, metrics
    from playground.core.network import Dense, Network, Weights, forward, neuron
    from playground.core.recipe import Recipe
    from playground.core.scaling import Scaling, fold, unfold
    from playground.engine import (
        History,
        Progress,
        initial_weights,
        keras_model,
        predict,
        train,
        training,
    )

__all__ = [
    "DATASETS",
    "Dataset",
    "Dense",
    "History",
    "Metrics",
    "Network",
    "Progress",
    "Recipe",
    "Sample",
    "Scaling",
    "Weights",
    "fold",
    "forward",
    "initial_weights",
    "keras_model",
    "load",
    "metrics",
    "neuron",
    "predict",
    "train",
    "training",
    "unfold",
]

_HOMES = {
    "playground.core.datasets": ("DATASETS", "Dataset", "Sample", "load"),
    "playground.core.metrics": ("Metrics", "metrics"),
    "playground.core.network": ("Dense", "Network", "Weights", "forward", "neuron"),
    "playground.core.recipe": ("Recipe",),
    "playground.core.scaling": ("Scaling", "fold", "unfold"),
    "playground.engine": (
        "History",
        "Progress",
        "initial_weights",
        "keras_model",
        "predict",
        "train",
        "training",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'playground' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
