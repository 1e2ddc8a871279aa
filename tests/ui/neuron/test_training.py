"""Train on One neuron: with the rate and the batch on screen, and up to where it runs off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from playground.core.classes.best import fit_classifier
from playground.core.classes.metrics import class_metrics
from playground.core.network.network import layer_passes
from playground.state.neuron import NeuronState
from playground.state.samples import sample_of
from playground.ui.neuron.page import view_of
from playground.ui.neuron.training import MAX_UPDATES, recipe_of, train
from playground.ui.shared.page_session import PageSession

START = NeuronState.default()


def trained(**changes: Any) -> PageSession[NeuronState]:
    state = replace(START, **changes)
    session: PageSession[NeuronState] = PageSession(state, state, link={})
    train(session)
    return session


def test_it_is_trained_with_the_rate_and_the_batch_on_screen() -> None:
    recipe = recipe_of(replace(START, rate=0.3, batch="8", seed=4))
    assert (recipe.optimizer, recipe.learning_rate, recipe.batch_size) == ("sgd", 0.3, 8)
    assert (recipe.epochs, recipe.seed) == (60, 4)
    assert recipe_of(START).batch_size == 76
    large = recipe_of(replace(NeuronState.default("concrete"), batch="1"))
    assert large.epochs == 60 <= MAX_UPDATES // 1030


@pytest.mark.keras
@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({"rate": 0.1}, "60 steps, each with all 76 rows"),
        ({"rate": 0.02, "batch": "32"}, "180 steps in 60 epochs, each with 32 rows"),
        ({"rate": 0.01, "batch": "1"}, "4,560 steps in 60 epochs, each with 1 row"),
    ],
)
def test_it_comes_near_the_bottom(changes: dict[str, Any], steps: str) -> None:
    session = trained(**changes)
    best = view_of(START).best["linear"]
    assert session.state.w[0] == pytest.approx(best.w, abs=0.25)
    assert session.state.b == pytest.approx(best.b, abs=2.0)
    assert session.status.startswith(f"Keras took {steps}, at learning rate {changes['rate']}: ")
    assert session.path is not None
    assert len(session.path) == 61


@pytest.mark.keras
@pytest.mark.parametrize(
    ("data", "inputs", "target"),
    [
        ("cereal", ("sugars",), "shelf = 2"),
        ("concrete", ("Cement",), "CompressiveStrength >= 30"),
        ("penguins", ("bill_length_mm",), "species = Adelie"),
    ],
)
def test_of_classes_it_comes_near_logistic_regression(
    data: str, inputs: tuple[str, ...], target: str
) -> None:
    state = NeuronState.default(data, inputs, target)
    assert recipe_of(state).loss == "binary_crossentropy"
    session: PageSession[NeuronState] = PageSession(state, state, link={})
    train(session)
    sample, after = sample_of(state), session.state
    _, best = fit_classifier(sample.x, sample.y, 2)
    last = layer_passes(after.network, after.weights, sample.x)[-1]
    assert class_metrics(sample.y, last, 2).loss <= best.loss * 1.05 + 0.002
    assert "right answers" in session.status


@pytest.mark.keras
@pytest.mark.parametrize(
    "changes", [{"rate": 1.1}, {"rate": 3.0}, {"rate": 3.0, "batch": "1"}, {"rate": 10.0}]
)
def test_too_long_steps_run_off_the_map_which_says_why(changes: dict[str, Any]) -> None:
    session = trained(**changes)
    path, view = session.path, view_of(START)
    assert path is not None
    assert path[0] == START.weight_values
    assert path[-1] == session.state.weight_values
    on_map = [
        view.w.low <= w <= view.w.high and view.b.low <= b <= view.b.high for [w], [b] in path
    ]
    assert on_map[0]
    assert not on_map[-1]
    assert len(path) < 60
    assert f"at rate {changes['rate']:g} every step is too long" in session.status
    back = replace(session.state, rate=changes["rate"] / 100, batch="all")
    again: PageSession[NeuronState] = PageSession(back, back, link={})
    train(again)
    assert "ran off" not in again.status


@pytest.mark.keras
def test_at_rate_1_it_jumps_from_side_to_side() -> None:
    session = trained(rate=1.0)
    path = session.path
    assert path is not None
    for before, after in zip(path, path[2:], strict=False):
        assert after[0][0] == pytest.approx(before[0][0], rel=1e-4)
    assert path[1][0][0] == pytest.approx(2 * view_of(START).best["linear"].w - 1.0, rel=1e-4)
