"""The page Training as a script: its recipe, what is trained, and what its run comes to."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground import engine
from playground.core.network.network import Dense
from playground.state.layers import LayersState
from playground.state.training import TrainingState
from playground.ui.shared.page_session import PageSession
from playground.ui.training.recipe import PRESETS
from playground.ui.training.runs import acted, job_of, leave, run_of, split_of, trained

APP = Path(__file__).parents[2] / "playground" / "app.py"


def opened(**link: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=90).run()
    app.query_params.update(link)
    return app.switch_page("../pages/training.py").run()


def box(app: AppTest, label: str, option: object) -> AppTest:
    (found,) = [box for box in app.selectbox if box.label == label]
    return found.set_value(option).run()


def state_of(app: AppTest) -> TrainingState:
    assert not app.exception
    state, ignored = TrainingState.from_query(app.query_params)
    assert not ignored
    return state


def test_the_page_as_it_is_and_every_choice_in_its_recipe() -> None:
    app = opened()
    assert state_of(app) == TrainingState.default()
    app = box(app, "Optimizer", "sgd")
    app = box(app, "Learning rate", 0.1)
    app = box(app, "Batch size", 8)
    app = box(app, "Epochs", 40)
    app = box(app, "Loss", "huber")
    app = box(app, "Test share", 0.5)
    app = box(app, "Speed", 0)
    state = state_of(app)
    recipe = state.recipe
    assert (recipe.optimizer, recipe.learning_rate, recipe.batch_size) == ("sgd", 0.1, 8)
    assert (recipe.epochs, recipe.loss) == (40, "huber")
    assert (state.test_share, state.speed) == (0.5, 0)
    assert "Split" not in [found.label for found in app.selectbox]
    (found,) = [button for button in app.button if button.label == "New order"]
    assert state_of(found.click().run()).recipe.seed == 1


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_says_why(name: str) -> None:
    app = box(opened(), "Try", name)
    recipe = state_of(app).recipe
    for field, value in PRESETS[name].changes.items():
        assert getattr(recipe, field) == value
    assert state_of(app).layers_state.standardise == PRESETS[name].standardise
    assert any(PRESETS[name].message in text.value for text in app.markdown)


def test_a_number_of_a_link_is_among_the_choices() -> None:
    app = opened(rate="0.025", batch="7", epochs="33")
    recipe = state_of(app).recipe
    assert (recipe.learning_rate, recipe.batch_size, recipe.epochs) == (0.025, 7, 33)


# --- what is trained ------------------------------------------------------------------------


def test_mixes_stay_on_one_side_and_rows_add_up() -> None:
    state = replace(TrainingState(LayersState.default("concrete")), split="mix", test_share=0.3)
    train, test = split_of(state)
    assert len(train) + len(test) == 1030
    job = job_of(state)
    assert len(job.y) == len(train)
    assert abs(len(test) / 1030 - 0.3) < 0.02
    by_row, _ = split_of(replace(state, split="random"))
    assert not np.array_equal(train, by_row)


def session_of(state: TrainingState) -> PageSession[TrainingState]:
    session = PageSession(state, state, link={})
    session.apply_action = acted(session)
    return session


def ask(session: PageSession[TrainingState], **action: object) -> None:
    assert session.apply_action is not None
    session.state, session.status = session.apply_action(session.state, action)


def until_paused(session: PageSession[TrainingState]) -> None:
    run = run_of(session)
    assert run is not None
    began = time.perf_counter()
    while run.state in ("queued", "running"):
        assert time.perf_counter() - began < 60
        time.sleep(0.01)


def test_a_step_is_an_epoch_and_training_equals_keras_from_the_same_start() -> None:
    state = TrainingState(LayersState.default(layers=(Dense(3, "tanh"),)), speed=0)
    state = replace(state, recipe=replace(state.recipe, epochs=12))
    session = session_of(state)
    ask(session, kind="step")
    until_paused(session)
    run = run_of(session)
    assert run is not None
    assert run.snapshot().epoch == 1
    ask(session, kind="play")
    until_paused(session)
    assert run.state == "finished"
    job = job_of(state)
    history = engine.train(job.network, job.x, job.y, job.recipe, weights=job.weights)
    for mine, theirs in zip(trained(session).weights, history.weights, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-5, atol=1e-6)
    ask(session, kind="reset")
    assert trained(session) == state.layers_state
    ask(session, kind="play")
    until_paused(session)
    again = trained(session)
    np.testing.assert_array_equal(again.tensors.flatten(), run.snapshot().weights)
    leave(session)
    assert (session.run, trained(session)) == ("", state.layers_state)


def test_slow_motion_is_slow() -> None:
    state = replace(TrainingState.default(), speed=10)
    session = session_of(state)
    ask(session, kind="step")
    until_paused(session)
    run = run_of(session)
    assert run is not None
    began = time.perf_counter()
    ask(session, kind="play")
    while run.snapshot().epoch < 6:
        time.sleep(0.01)
    assert time.perf_counter() - began > 0.3
    ask(session, kind="stop")
    assert run.state == "stopped"


def test_another_network_leaves_the_run_and_a_wild_one_can_be_tamed() -> None:
    state = TrainingState(LayersState.default(), speed=0)
    wild = replace(state.recipe, optimizer="sgd", learning_rate=3.0, momentum=0.9, batch_size=8)
    session = session_of(replace(state, recipe=wild))
    ask(session, kind="play")
    until_paused(session)
    run = run_of(session)
    assert run is not None
    assert run.state == "diverged"
    assert "below 3" in run.snapshot().reason
    ask(session, kind="tame")
    assert session.state.recipe.learning_rate == pytest.approx(0.3)
    assert session.run == ""
    ask(session, kind="add_neuron", layer=0)
    assert session.state.layers_state.layers[0].units == 5
    ask(session, kind="activation", layer=1, name="tanh")
    assert session.state.layers_state.layers[1].activation == "tanh"
