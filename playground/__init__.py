"""Neuron Playground, from Python: data sets, networks, and Keras to predict and train.

Networks can be inspected (`forward`, `trace`, `neuron_outputs`, `inactive_units`,
`hinge_points`, `hinge_segments`), collapsed into one linear layer (`collapse`), edited while all
other weights stay (`with_activation`, `resize_layer`, `add_neuron`, `remove_neuron`,
`add_layer`, `remove_layer`), and initialised (`initial_weights` with Keras' numbers,
`draw_weights` without Keras). The available names are in `ACTIVATIONS`, `INITIALIZERS` and
`DATASETS`.

The pages use the same functions. Importing this package imports neither TensorFlow nor pandas;
each name is imported when it is first used, and Keras when it is first needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playground.core.data.datasets import DATASETS, Dataset, Sample, load
    from playground.core.fit.metrics import Metrics, metrics
    from playground.core.fit.recipe import Recipe
    from playground.core.network.activations import ACTIVATIONS
    from playground.core.network.activity import (
        InactiveUnits,
        grid_rows,
        inactive_units,
        neuron_outputs,
    )
    from playground.core.network.collapse import collapse
    from playground.core.network.editing import (
        add_layer,
        add_neuron,
        remove_layer,
        remove_neuron,
        resize_layer,
        with_activation,
    )
    from playground.core.network.hinges import hinge_points, hinge_segments
    from playground.core.network.initializers import INITIALIZERS, draw_weights
    from playground.core.network.network import Dense, Network, Weights, forward, neuron
    from playground.core.network.scaling import Scaling, fold, fold_inputs, unfold
    from playground.core.network.trace import LayerTrace, trace
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
    "ACTIVATIONS",
    "DATASETS",
    "INITIALIZERS",
    "Dataset",
    "Dense",
    "History",
    "InactiveUnits",
    "LayerTrace",
    "Metrics",
    "Network",
    "Progress",
    "Recipe",
    "Sample",
    "Scaling",
    "Weights",
    "add_layer",
    "add_neuron",
    "collapse",
    "draw_weights",
    "fold",
    "fold_inputs",
    "forward",
    "grid_rows",
    "hinge_points",
    "hinge_segments",
    "inactive_units",
    "initial_weights",
    "keras_model",
    "load",
    "metrics",
    "neuron",
    "neuron_outputs",
    "predict",
    "remove_layer",
    "remove_neuron",
    "resize_layer",
    "trace",
    "train",
    "training",
    "unfold",
    "with_activation",
]

_HOMES = {
    "playground.core.network.activations": ("ACTIVATIONS",),
    "playground.core.network.activity": (
        "InactiveUnits",
        "grid_rows",
        "inactive_units",
        "neuron_outputs",
    ),
    "playground.core.network.collapse": ("collapse",),
    "playground.core.data.datasets": ("DATASETS", "Dataset", "Sample", "load"),
    "playground.core.network.editing": (
        "add_layer",
        "add_neuron",
        "remove_layer",
        "remove_neuron",
        "resize_layer",
        "with_activation",
    ),
    "playground.core.network.hinges": ("hinge_points", "hinge_segments"),
    "playground.core.network.initializers": ("INITIALIZERS", "draw_weights"),
    "playground.core.fit.metrics": ("Metrics", "metrics"),
    "playground.core.network.network": ("Dense", "Network", "Weights", "forward", "neuron"),
    "playground.core.fit.recipe": ("Recipe",),
    "playground.core.network.scaling": ("Scaling", "fold", "fold_inputs", "unfold"),
    "playground.core.network.trace": ("LayerTrace", "trace"),
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
