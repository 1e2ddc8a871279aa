"""Neuron Playground, from Python: data sets, networks, and Keras to predict and train.

Networks can be inspected (`forward`, `trace`, `neuron_outputs`, `inactive_units`,
`hinge_points`, `hinge_segments`), collapsed into one linear layer (`collapse`), edited while all
other weights stay (`with_activation`, `resize_layer`, `add_neuron`, `remove_neuron`,
`add_layer`, `remove_layer`), and initialised (`initial_weights` with Keras' numbers,
`draw_weights` without Keras). Classifiers are measured by `class_metrics` of their `last_layer`,
and by `roc`; `commonest`, `best_cut` and `fit_classifier` are what a network has to beat. The
available names are in `ACTIVATIONS`, `INITIALIZERS` and `DATASETS`.

A `Takeaway` is a network with its data, and becomes a file: `notebook`, `script`, `live_page`,
`weights_json`, `weights_csv`; `keras_file` is one for Keras, `read_network_file` reads it again,
and `page_link` opens it on a page.

The pages use the same functions. Importing this package imports neither TensorFlow nor pandas;
each name is imported when it is first used, and Keras when it is first needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playground.core.classes.best import best_cut, fit_classifier
    from playground.core.classes.metrics import ClassMetrics, class_metrics, commonest
    from playground.core.classes.roc import Roc, roc
    from playground.core.data.datasets import DATASETS, Dataset, Sample, load
    from playground.core.fit.metrics import Metrics, metrics
    from playground.core.fit.recipe import Recipe, balanced
    from playground.core.model_files.network_file import NetworkFile
    from playground.core.model_files.read import read_network_file
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
    from playground.core.takeaway import Takeaway
    from playground.engine import (
        History,
        Progress,
        initial_weights,
        keras_file,
        keras_model,
        last_layer,
        predict,
        train,
        training,
    )
    from playground.export.notebook import notebook, script
    from playground.export.weights_file import weights_csv, weights_json
    from playground.stage.live_page import live_page
    from playground.state.page_link import page_link

__all__ = [
    "ACTIVATIONS",
    "DATASETS",
    "INITIALIZERS",
    "ClassMetrics",
    "Dataset",
    "Dense",
    "History",
    "InactiveUnits",
    "LayerTrace",
    "Metrics",
    "Network",
    "NetworkFile",
    "Progress",
    "Recipe",
    "Roc",
    "Sample",
    "Scaling",
    "Takeaway",
    "Weights",
    "add_layer",
    "add_neuron",
    "balanced",
    "best_cut",
    "class_metrics",
    "collapse",
    "commonest",
    "draw_weights",
    "fit_classifier",
    "fold",
    "fold_inputs",
    "forward",
    "grid_rows",
    "hinge_points",
    "hinge_segments",
    "inactive_units",
    "initial_weights",
    "keras_file",
    "keras_model",
    "last_layer",
    "live_page",
    "load",
    "metrics",
    "neuron",
    "neuron_outputs",
    "notebook",
    "page_link",
    "predict",
    "read_network_file",
    "remove_layer",
    "remove_neuron",
    "resize_layer",
    "roc",
    "script",
    "trace",
    "train",
    "training",
    "unfold",
    "weights_csv",
    "weights_json",
    "with_activation",
]

_HOMES = {
    "playground.core.classes.best": ("best_cut", "fit_classifier"),
    "playground.core.classes.metrics": ("ClassMetrics", "class_metrics", "commonest"),
    "playground.core.classes.roc": ("Roc", "roc"),
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
    "playground.core.fit.recipe": ("Recipe", "balanced"),
    "playground.core.network.scaling": ("Scaling", "fold", "fold_inputs", "unfold"),
    "playground.core.network.trace": ("LayerTrace", "trace"),
    "playground.core.model_files.network_file": ("NetworkFile",),
    "playground.core.model_files.read": ("read_network_file",),
    "playground.core.takeaway": ("Takeaway",),
    "playground.export.notebook": ("notebook", "script"),
    "playground.export.weights_file": ("weights_csv", "weights_json"),
    "playground.stage.live_page": ("live_page",),
    "playground.state.page_link": ("page_link",),
    "playground.engine": (
        "History",
        "Progress",
        "initial_weights",
        "keras_file",
        "keras_model",
        "last_layer",
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
