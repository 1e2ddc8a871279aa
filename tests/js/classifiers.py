"""Random classifiers and their figures: cases for the scripts, with NumPy's answers."""

from __future__ import annotations

import numpy as np

from playground.core.classes.metrics import THRESHOLD, class_metrics
from playground.core.classes.roc import roc
from playground.core.network.activations import ACTIVATIONS, Array, layer_function
from playground.core.network.network import Dense, LayerPass, Network
from playground.core.network.scaling import Scaling
from tests.js.networks import Case, Sample, flat, lively_weights

ARCHITECTURES = 20


def classifier_sample(number: int, rows: int = 32) -> Sample:
    """A random network that ends in sigmoid or in softmax, of ARCHITECTURES kinds in turn."""
    kind = np.random.default_rng(number % ARCHITECTURES)
    names, classes = list(ACTIVATIONS), 2 + number % ARCHITECTURES % 5
    depth, inputs = int(kind.integers(0, 4)), int(kind.integers(1, 9))
    hidden = [Dense(int(kind.integers(1, 13)), str(kind.choice(names))) for _ in range(depth)]
    last = Dense(1, "sigmoid") if classes == 2 else Dense(classes, "softmax")
    network, random = Network(inputs, (*hidden, last)), np.random.default_rng([number, 1])
    x = random.normal(5.0, 10.0 ** random.integers(-2, 3), (rows, inputs))
    scaling = Scaling.of_inputs(x)
    weights = list(lively_weights(network, scaling.inputs(x), random))
    weights[-2] = weights[-2] * 10.0 ** random.uniform(-1.0, 1.0)  # from timid to sure
    return Sample(network, tuple(weights), scaling, x)


def class_cases() -> list[Case]:
    """Sums from small to huge, two classes and more."""
    random, cases = np.random.default_rng(8), []
    for size in (0.1, 1.0, 30.0, 1e4):
        for classes in (2, 3, 7):
            cases.append(
                _case(random, random.normal(0.0, size, (40, max(1, classes % 2 * classes))))
            )
    return cases


def _case(random: np.random.Generator, z: Array) -> Case:
    units = z.shape[1]
    classes = max(2, units)
    y = random.integers(0, classes, len(z)).astype(np.float64)
    last = LayerPass(z, layer_function("sigmoid" if units == 1 else "softmax")(z))
    threshold = float(random.uniform(0.2, 0.8)) if units == 1 else THRESHOLD
    scores = class_metrics(y, last, classes, threshold)
    rounded = np.round(z[:, 0])
    curve = roc((y > 0).astype(np.float64), rounded)
    alarm, miss = random.integers(0, 9, 2).tolist()
    return {
        "y": y.astype(int).tolist(),
        "z": flat(z),
        "probabilities": flat(last.y),
        "classes": classes,
        "threshold": threshold,
        "loss": scores.loss,
        "accuracy": scores.accuracy,
        "confusion": scores.confusion.tolist(),
        "precision": flat(np.array([scores.precision(of) for of in range(classes)])),
        "recall": flat(np.array([scores.recall(of) for of in range(classes)])),
        "scores": rounded.tolist(),
        "thresholds": curve.thresholds[1:].tolist(),
        "falseAlarms": curve.false_alarms.tolist(),
        "hits": curve.hits.tolist(),
        "area": curve.area,
        "costs": {"falseAlarm": alarm, "miss": miss},
        "least": float(roc(y, last.y[:, 0]).costs(alarm, miss).min()) if units == 1 else None,
    }
