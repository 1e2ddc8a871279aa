"""Fit with Keras: a short run under the scheduler, as good as plain training, or a notice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground import engine
from playground.core.network.network import Dense
from playground.core.network.scaling import Scaling, fold, unfold
from playground.engine import KerasUnavailable
from playground.runs import attempt, job
from playground.runs.job import Job
from playground.runs.registry import Runs
from playground.runs.scheduler import RoundRobin, Task
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.samples import sample_of
from playground.ui.layers import buttons as layers_buttons
from playground.ui.neuron import training as neuron_training
from playground.ui.plane import page as plane_page
from playground.ui.shared import keras_tasks
from playground.ui.shared.page_session import PageSession
from tests.pages.script import new_app

pytestmark = pytest.mark.keras

Fit = Callable[[PageSession[Any]], None]
UNITS = {
    "neuron": (NeuronState.default(), neuron_training.recipe_of(NeuronState.default())),
    "relu": (
        replace(NeuronState.default(), w=(2.0,), activation="relu"),
        neuron_training.recipe_of(NeuronState.default()),
    ),
    "plane": (PlaneState.default(), plane_page.FIT),
    "concrete": (PlaneState.default("concrete"), plane_page.FIT),
}


class Scheduler(RoundRobin):
    """Remembers what it trained, and in which threads."""

    def __init__(self) -> None:
        super().__init__()
        self.submitted: list[Task] = []
        self.threads: set[str] = set()

    def submit(self, task: Task) -> None:
        self.submitted.append(task)
        super().submit(task)

    def _next(self) -> Task | None:
        self.threads.add(threading.current_thread().name)
        return super()._next()


class RecordingRuns(Runs):
    """Runs that remember their jobs."""

    def __init__(self, scheduler: Scheduler) -> None:
        super().__init__(scheduler)
        self.jobs: list[Job] = []

    def train(self, job: Job, client: str = "") -> Any:
        self.jobs.append(job)
        return super().train(job)


@pytest.fixture
def scheduler() -> Scheduler:
    return Scheduler()


@pytest.fixture
def runs(scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch) -> RecordingRuns:
    """What the pages train with."""
    runs = RecordingRuns(scheduler)
    for module in (keras_tasks, layers_buttons):
        monkeypatch.setattr(module, "RUNS", runs)
    return runs


def fitted(state: Any, fit: Fit) -> PageSession[Any]:
    session: PageSession[Any] = PageSession(state, state, link={})
    fit(session)
    return session


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_fitted_by_the_scheduler_as_by_plain_training(
    name: str, runs: RecordingRuns, scheduler: Scheduler
) -> None:
    state: Any
    state, recipe = UNITS[name]
    session = fitted(state, keras_tasks.fit(recipe))
    sample, network = sample_of(state), state.network
    scaling = Scaling.of(sample.x, sample.y, center_target=state.activation == "linear")
    history = engine.train(
        network,
        scaling.inputs(sample.x),
        scaling.target(sample.y),
        replace(recipe, batch_size=len(sample.y)),
        weights=unfold(network, state.weights, scaling),
    )
    expected = fold(network, history.weights, scaling)
    for mine, theirs in zip(session.state.weights, expected, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=2e-5, atol=1e-5)
    assert not np.allclose(session.state.weights[0], state.weights[0])
    assert len(runs.jobs) == len(scheduler.submitted) == 1
    assert scheduler.threads == {"training"}
    assert len(runs) == 0


@pytest.mark.parametrize("name", UNITS)
def test_the_path_goes_from_the_old_weights_to_the_new_ones(name: str, runs: RecordingRuns) -> None:
    state: Any
    state, recipe = UNITS[name]
    session = fitted(state, keras_tasks.fit(recipe))
    path = session.path
    assert path is not None
    assert path[0] == state.weight_values
    assert path[-1] == session.state.weight_values
    assert recipe.epochs / 2 < len(path) <= recipe.epochs + 1
    assert session.state == session.pushed
    assert session.undo_stack == [state]
    assert f"{recipe.epochs} steps, each with all" in session.status


@pytest.mark.parametrize(
    "state",
    [
        LayersState.default(),
        replace(LayersState.default("concrete"), frozen=(0, 5), standardise=False),
        LayersState.default(layers=(Dense(5, "tanh"),)),
    ],
    ids=["default", "frozen", "tanh"],
)
def test_layers_are_fitted_by_the_scheduler_as_by_plain_training(
    state: LayersState, runs: RecordingRuns, scheduler: Scheduler
) -> None:
    session = fitted(state, layers_buttons.fit)
    sample, scaling = sample_of(state), state.scaling
    history = engine.train(
        state.network,
        scaling.inputs(sample.x),
        scaling.target(sample.y),
        layers_buttons.FIT,
        weights=state.weights,
        frozen=state.frozen_mask,
    )
    for mine, theirs in zip(session.state.weights, history.weights, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-4, atol=1e-5)
    before, after = state.tensors.flatten(), session.state.tensors.flatten()
    assert np.array_equal(after[list(state.frozen)], before[list(state.frozen)])
    assert (after != before).sum() > len(after) / 2
    assert len(runs.jobs) == len(scheduler.submitted) == 1
    assert scheduler.threads == {"training"}
    assert session.path is not None
    assert session.path[0] == state.values.weights
    assert session.path[-1] == session.state.values.weights


# --- errors -----------------------------------------------------------------------------------


def keras_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KerasUnavailable("TensorFlow is away: install it")

    monkeypatch.setattr(attempt, "Trainer", fail)


def there_is_too_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "MAX_WORK", 10)


def session_of(app: AppTest, kind: type) -> PageSession[Any]:
    sessions: list[PageSession[Any]] = [*app.session_state["playground"].values()]
    (session,) = [session for session in sessions if isinstance(session.state, kind)]
    return session


@pytest.mark.parametrize(
    ("page", "kind", "link"),
    [
        ("neuron", NeuronState, {"w": "3"}),
        ("plane", PlaneState, {"w": "1,2,3"}),
        ("layers", LayersState, {"seed": "4"}),
    ],
    ids=["neuron", "plane", "layers"],
)
@pytest.mark.parametrize(
    ("break_it", "reason"),
    [(keras_is_away, "TensorFlow is away"), (there_is_too_much_work, "too much for one run")],
    ids=["away", "work"],
)
def test_an_error_is_a_notice_and_everything_stays(
    page: str,
    kind: Any,
    link: dict[str, str],
    break_it: Callable[[pytest.MonkeyPatch], None],
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = new_app().run()
    app.query_params.update(link)
    app = app.switch_page(f"../pages/{page}.py").run()
    before = kind.from_query(app.query_params)
    session = session_of(app, kind)
    shown = (session.state, session.pushed, session.sync, session.path, [*session.undo_stack])
    break_it(monkeypatch)
    (fit,) = [button for button in app.button if button.label == "Train"]
    app = fit.click().run()
    assert not app.exception
    (warning,) = app.warning
    assert reason in warning.value.replace("\\", "")
    assert kind.from_query(app.query_params) == before
    session = session_of(app, kind)
    assert (session.state, session.pushed, session.sync, session.path, session.undo_stack) == shown
    assert session.pending is None
    monkeypatch.undo()
    (fit,) = [button for button in app.button if button.label == "Train"]
    app = fit.click().run()
    assert not app.warning
    assert kind.from_query(app.query_params) != before
