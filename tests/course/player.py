"""A learner without a browser: does what a lesson's acts say, and reads the facts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.network.weights import unflatten
from playground.course.controls import controls_of
from playground.course.fact import Facts
from playground.course.lesson import Act
from playground.course.measure import NO_RUN, UNTOUCHED, RunInView, Since, facts_of
from playground.course.setup import PageState
from playground.runs.registry import RUNS
from playground.runs.run import Run
from playground.state.layers import LayersState, reinitialised
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.training import TrainingState
from playground.state.values import LowerRate
from playground.ui.layers import buttons as layers_buttons
from playground.ui.neuron.training import train as train_neuron
from playground.ui.plane.page import FIT as PLANE_RECIPE
from playground.ui.shared import keras_tasks, random_start
from playground.ui.shared.page_session import PageSession
from playground.ui.training.actions import actions
from playground.ui.training.runs import job_of
from playground.ui.training.session import TrainingSession


@dataclass
class Player:
    """What is on screen, and what has happened since the step began.

    Attributes:
        state: of the page.
        run: on Training, the run in view.
        epoch: of that run, in view; None: the newest.
        since: what has happened in this step.
    """

    state: PageState
    run: Run | None = None
    epoch: int | None = None
    since: Since = UNTOUCHED

    def begin(self, state: PageState | None) -> Facts:
        """A step begins, with the state of its setup or where the one before it ended."""
        if state is not None:
            self.state, self.run, self.epoch = state, None, None
        self.since = UNTOUCHED
        return self.facts()

    def play(self, acts: Iterable[Act]) -> Facts:
        """Does the acts, and returns the facts after them."""
        for act in acts:
            self._do(act)
        return self.facts()

    def facts(self) -> Facts:
        """What is on screen."""
        return facts_of(self.state, self.since, self.view)

    @property
    def view(self) -> RunInView:
        """The run in view, at the epoch in view."""
        if self.run is None:
            return NO_RUN
        now = self.run.snapshot()
        epoch, numbers = self.run.weights_at(self.epoch)
        train_loss, test_loss = (
            float(side[epoch - 1]) if epoch and len(side) >= epoch else math.nan
            for side in (now.losses.train, now.losses.test)
        )
        weights = unflatten(np.asarray(numbers, np.float64), self.state.network.shapes)
        at_end = self.epoch is None or now.epoch == epoch
        return RunInView(
            epoch=epoch,
            rate=now.learning_rate,
            train_loss=train_loss,
            test_loss=test_loss,
            weights=weights,
            finished=now.state == "finished" and at_end,
            diverged=now.state == "diverged",
        )

    def _do(self, act: Act) -> None:
        change = controls_of(self.state)[act.control].change
        runs = self.since.runs
        if change is not None:
            self.state = change(self.state, act.to)
        elif act.control == "Epoch":
            assert isinstance(act.to, int | float)
            self.epoch = int(act.to)
        elif isinstance(self.state, TrainingState):
            runs += self._train(self.state, act.control)
        else:
            self.state = _BY_KERAS[type(self.state), act.control](self.state)
        fits = self.since.fits + (act.control == "Train" and runs == self.since.runs)
        self.since = Since(changed=True, fits=fits, runs=runs)

    def _train(self, state: TrainingState, control: str) -> int:
        """Presses a button of Training; returns how many runs that started."""
        if control == "Try a tenth of the learning rate":
            session = TrainingSession(state, state, {}, owner="")
            self.state, _ = actions(session)(state, LowerRate())
            self.run, self.epoch = None, None
            return 0
        self.run = RUNS.train(job_of(state))
        self.epoch = {"Train": None, "One epoch": 1, "One batch": 0}[control]
        return 1


def _by(task: Callable[[Any], None]) -> Callable[[Any], Any]:
    """The state after a task of a page."""

    def after(state: Any) -> Any:
        session: PageSession[Any] = PageSession(state, state, link={})
        task(session)
        return session.state

    return after


def _reinitialised(state: LayersState) -> LayersState:
    return reinitialised(state, state.seed + 1, state.initializer)


_BY_KERAS: dict[tuple[type[PageState], str], Callable[[Any], Any]] = {
    (NeuronState, "Train"): _by(train_neuron),
    (PlaneState, "Train"): _by(keras_tasks.fit(PLANE_RECIPE)),
    (LayersState, "Train"): _by(layers_buttons.fit),
    (NeuronState, "Random start"): _by(random_start.draw),
    (PlaneState, "Random start"): _by(random_start.draw),
    (LayersState, "Random start"): _reinitialised,
}
