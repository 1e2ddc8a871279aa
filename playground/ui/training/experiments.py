"""Experiments: trainings set up to show one thing, most of them by breaking it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from playground.core.network.network import Dense
from playground.state.layers import LayersState, with_initial_weights
from playground.state.training import RECIPE, TrainingState
from playground.ui.shared import sessions
from playground.ui.training.session import in_view


@dataclass(frozen=True)
class Experiment:
    """A training that shows something, whatever was set before.

    Attributes:
        message: what it shows.
        recipe: what differs from the recipe of the page's first visit.
        standardise: whether the inputs are standardised.
        layers: the hidden layers; None: those that are there.
        test_share: of the rows.
    """

    message: str
    recipe: Mapping[str, Any] = field(default_factory=dict)
    standardise: bool = True
    layers: tuple[Dense, ...] | None = None
    test_share: float = 0.2

    def of(self, state: TrainingState) -> TrainingState:
        """The state on screen with this training in it, from the weights before any training."""
        network = replace(state.layers_state, standardise=self.standardise)
        if self.layers is not None and self.layers != network.layers:
            fresh = LayersState.default(network.data, network.inputs, network.target, self.layers)
            network = replace(network, layers=self.layers, tensors=fresh.tensors, frozen=())
        return replace(
            state,
            layers_state=with_initial_weights(network),
            recipe=replace(RECIPE, seed=state.recipe.seed, **self.recipe),
            test_share=self.test_share,
            patience=0,
        )

    def is_set_up(self, state: TrainingState) -> bool:
        """Whether it is what is on screen, with whatever weights."""
        expected = self.of(state)
        if expected.layers_state.layers != state.layers_state.layers:
            return False
        tensors = expected.layers_state.tensors
        return expected == replace(state, layers_state=replace(state.layers_state, tensors=tensors))


EXPERIMENTS = {
    "Rate too high": Experiment(
        "Every step jumps over the bottom, farther than the one before: the loss runs away.",
        {"optimizer": "sgd", "learning_rate": 3.0, "momentum": 0.9},
    ),
    "Batch of 1": Experiment(
        "Every row pulls its own way: many steps in an epoch, and a noisy path.",
        {"optimizer": "sgd", "batch_size": 1, "epochs": 60},
    ),
    "Raw inputs": Experiment(
        "The inputs are not standardised. Along one weight the loss is steep, along another flat, "
        "and no learning rate fits both.",
        {"optimizer": "sgd", "learning_rate": 0.001},
        standardise=False,
    ),
    "Too many epochs": Experiment(
        "A network with many weights and few rows learns its rows by heart: the test loss rises "
        "while the training loss still falls.",
        layers=(Dense(64, "relu"), Dense(64, "relu")),
        test_share=0.3,
    ),
    "Adam": Experiment(
        "Every weight has a step size of its own. This works well for most networks.",
    ),
}


def buttons(state: TrainingState) -> None:
    """A button for each, on whatever data and columns; the current one is marked."""
    shown = current(state)
    for name, experiment in EXPERIMENTS.items():
        st.button(
            f"✓ {name}" if name == shown else name,
            key=f"training experiment {name}",
            help=experiment.message,
            on_click=_on_click,
            args=(name,),
        )


def current(state: TrainingState) -> str | None:
    """The experiment that is set up, if any."""
    return next(
        (name for name, experiment in EXPERIMENTS.items() if experiment.is_set_up(state)), None
    )


def text(state: TrainingState) -> str:
    """Which experiment is set up, and what it shows; "" if none is."""
    name = current(state)
    return f"{name}: {EXPERIMENTS[name].message}" if name else ""


@sessions.callback
def _on_click(name: str) -> None:
    experiment = EXPERIMENTS[name]
    status = f"**{name}.** {experiment.message} Press **Train**."
    sessions.change(experiment.of(in_view().state), status=status)
