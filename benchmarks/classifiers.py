"""Classes told apart: a drag over their map, and the time to 95 % right answers on rows put aside.

The four shapes of TensorFlow Playground, each with a network and a recipe as a link to Training,
beside plain Keras: the same rows in the same order from the same weights, an epoch of `model.fit`
at a time, with the answers to the test rows read after each. Both are warm.
"""

from __future__ import annotations

import time
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from playwright.sync_api import Browser

from benchmarks.browser import browsing
from benchmarks.drag import drag_here
from benchmarks.layers import choose
from benchmarks.report import Figure, main
from playground.core.classes.metrics import answers
from playground.core.fit.recipe import batch_order
from playground.core.network.activations import Array
from playground.core.network.network import layer_passes
from playground.core.network.weights import unflatten
from playground.engine import Trainer, keras_model
from playground.runs.job import Job
from playground.state.training import TrainingState
from playground.ui.training.runs import job_of

LINKS = {
    "circle": "/training?data=circle&layers=4-tanh&rate=0.05&epochs=200",
    "xor": "/training?data=xor-300-0-0&layers=4-tanh,4-tanh&rate=0.05&epochs=300",
    "gauss": "/training?data=gauss&layers=none&rate=0.05&epochs=100",
    "spiral": "/training?data=spiral-400-0-0&layers=16-tanh,16-tanh&rate=0.02&epochs=1000",
}
WANTED = 0.95
DRAGGED = "/layers?data=circle&layers=8-relu,8-relu"
WEIGHT = "weight from x1 to neuron 1 of layer 1"

QUESTION = urlencode({"target": "shelf = 2"})
MANY = urlencode({"data": "concrete", "target": "CompressiveStrength >= 30"})
VIEWS = {
    "S-curve": (f"/neuron?{QUESTION}", "w", "lines", "/neuron", "lines"),
    "S-curve, 1,030 rows": (f"/neuron?{MANY}", "w", "lines", "/neuron?data=concrete", "lines"),
    "line over two inputs": (
        f"/plane?inputs=sugars,fiber&{QUESTION}",
        "w0 sugars",
        "heat",
        "/plane?inputs=sugars,fiber&view=top",
        "heat",
    ),
}
"""By name: a class view, its slider and kind of picture; the same where a number is predicted."""


def view_figures(browser: Browser, name: str) -> list[Figure]:
    """A drag of a class view, beside the same drag where a number is predicted."""
    address, slider, kind, number, number_kind = VIEWS[name]
    drag = drag_here(browser, address, slider, kind)
    other = drag_here(browser, number, slider, number_kind)
    ratio = drag.median / other.median
    return [
        Figure(f"{name}: to paint, median", drag.median, "ms", "≤ 33", drag.median <= 33, address),
        Figure(f"{name}: to paint, p95", drag.p95, "ms", None, None, address),
        Figure(f"{name} / a number's, medians", ratio, "times", None, None, number),
    ]


def bent_figures(browser: Browser) -> list[Figure]:
    """A drag of a weight while two neurons bend the plane."""
    address = f"{DRAGGED}&bent=2-1-2"
    drag = drag_here(browser, address, WEIGHT, "heat", partial(choose, weight=WEIGHT))
    median = drag.median
    return [
        Figure("bent plane: to paint, median", median, "ms", "≤ 33", median <= 33, "2-8-8-1"),
        Figure("bent plane: to paint, p95", drag.p95, "ms", None, None, "2-8-8-1"),
    ]


def job_of_link(link: str) -> Job:
    """What a link trains.

    Raises:
        ValueError: if a field of it means nothing.
    """
    state, ignored = TrainingState.from_query(dict(parse_qsl(urlsplit(link).query)))
    if ignored:
        raise ValueError(" ".join(ignored))
    return job_of(state)


def right(job: Job, probabilities: Array) -> float:
    """The share of right answers to the test rows."""
    return float(np.mean(answers(probabilities) == job.test_y))


def here(job: Job) -> tuple[int, float]:
    """Epochs and seconds until the answers are right enough; the last epoch if they never are."""
    trainer = Trainer(job.network, job.x, job.y, job.recipe, weights=job.weights, watched=True)
    began = time.perf_counter()
    while trainer.epoch < job.recipe.epochs:
        before = trainer.epoch
        path = trainer.advance(job.recipe.epochs - before).path
        for row, flat in enumerate(path, start=1):
            weights = unflatten(flat.astype(np.float64), job.network.shapes)
            if right(job, layer_passes(job.network, weights, job.test_x)[-1].y) >= WANTED:
                return before + row, time.perf_counter() - began
    return job.recipe.epochs, time.perf_counter() - began


def plain(job: Job) -> tuple[int, float]:
    """The same by `model.fit`."""
    import keras

    model: Any = keras_model(job.network, job.weights)
    model.compile(optimizer=keras.optimizers.Adam(job.recipe.learning_rate), loss=job.recipe.loss)
    x, y, test = (a.astype(np.float32) for a in (job.x, job.y, job.test_x))
    size = job.recipe.batch_size
    model.train_on_batch(x[:size], y[:size])  # compiles
    model.set_weights(list(job.weights or ()))
    model.compile(optimizer=keras.optimizers.Adam(job.recipe.learning_rate), loss=job.recipe.loss)
    began = time.perf_counter()
    for epoch, order in enumerate(batch_order(len(y), job.recipe.epochs, job.recipe.seed), start=1):
        model.fit(x[order], y[order], batch_size=size, shuffle=False, verbose=0)
        if right(job, np.asarray(model(test))) >= WANTED:
            return epoch, time.perf_counter() - began
    return job.recipe.epochs, time.perf_counter() - began


def race(name: str) -> list[Figure]:
    """Both ways to tell one shape's classes apart."""
    job = job_of_link(LINKS[name])
    Trainer(job.network, job.x, job.y, job.recipe, weights=job.weights, watched=True).advance(1)
    (epochs, seconds), (fit_epochs, fit_seconds) = here(job), plain(job)
    met = epochs < job.recipe.epochs
    how = f"{len(job.test_y)} test rows, {LINKS[name]}"
    return [
        Figure(f"{name}: epochs to 95 % right", epochs, "", f"< {job.recipe.epochs}", met, how),
        Figure(f"{name}: epochs, model.fit", fit_epochs, "", None, None, "the same rows"),
        Figure(f"{name}: time to 95 % right", 1e3 * seconds, "ms", None, None, "compiled before"),
        Figure(f"{name}: time, model.fit", 1e3 * fit_seconds, "ms", None, None, "epoch by epoch"),
    ]


def run() -> list[Figure]:
    """The drag, then the four shapes."""
    with browsing() as browser:
        drag = drag_here(browser, DRAGGED, WEIGHT, "heat", partial(choose, weight=WEIGHT))
        views = [figure for name in VIEWS for figure in view_figures(browser, name)]
        bent = bent_figures(browser)
    median = drag.median
    return [
        Figure("map of classes: to paint, median", median, "ms", "≤ 33", median <= 33, "2-8-8-1"),
        Figure("map of classes: to paint, p95", drag.p95, "ms", None, None, "2-8-8-1"),
        Figure("map of classes: reruns", drag.reruns, "", "= 0", drag.reruns == 0, "while held"),
        *views,
        *bent,
        *(figure for name in LINKS for figure in race(name)),
    ]


if __name__ == "__main__":
    main(run)
