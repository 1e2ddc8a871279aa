"""The page Training as a script: its recipe, what is trained, and what its run comes to."""

from __future__ import annotations

import time
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground import engine
from playground.core.network.network import Dense
from playground.runs import job as jobs
from playground.runs.registry import RUNS, Runs, new_owner
from playground.runs.run import Run
from playground.stage.protocol import ClientMessage
from playground.state.layers import LayersState
from playground.state.splits import split_of
from playground.state.training import TrainingState
from playground.state.values import (
    Action,
    AddNeuron,
    LowerRate,
    Pause,
    Play,
    RemoveLayer,
    RemovePenalty,
    Reset,
    SetActivation,
    Standardise,
    StepEpoch,
    Stop,
)
from playground.ui.training import runs
from playground.ui.training.actions import actions
from playground.ui.training.experiments import EXPERIMENTS, current
from playground.ui.training.runs import detach, job_of, run_of, trained_network
from playground.ui.training.session import TrainingSession
from tests.pages.script import new_app
from tests.runs.jobs import ManualExecutor


def opened(**link: str) -> AppTest:
    app = new_app().run()
    app.query_params.update(link)
    return app.switch_page("../pages/training.py").run()


def box(app: AppTest, label: str, option: object) -> AppTest:
    (found,) = [box for box in app.selectbox if box.label == label]
    return found.set_value(option).run()


def typed(app: AppTest, label: str, text: str) -> AppTest:
    """Types what is no option; the tester knows only boxes without typing."""
    (found,) = [box for box in app.selectbox if box.label == label]
    assert found.proto.accept_new_options
    found.options.append(text)
    return found.set_value(text).run()


def notices(app: AppTest) -> list[str]:
    return [warning.value.replace("\\", "") for warning in app.warning]


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
    (switch,) = [found for found in app.toggle if found.label == "Standardise inputs"]
    app = switch.set_value(False).run()
    assert not state_of(app).layers_state.standardise
    (found,) = [button for button in app.button if button.label == "New order"]
    assert state_of(found.click().run()).recipe.seed == 1


def test_every_experiment_is_a_button_and_the_current_one_is_named() -> None:
    app = opened(rate="0.5", l2="0.1", patience="5")
    assert not any(found.label.startswith("✓") for found in app.button)
    for name, experiment in EXPERIMENTS.items():
        (button,) = [found for found in app.button if found.label.endswith(name)]
        app = button.click().run()
        assert [found.label for found in app.button if found.label[0] == "✓"] == [f"✓ {name}"]
        state = state_of(app)
        assert current(state) == name
        assert (state.recipe.l2, state.patience) == (0.0, 0)
        assert any(experiment.message in text.value for text in app.markdown)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_needs_nothing_of_what_was_set_before(name: str) -> None:
    experiment, first = EXPERIMENTS[name], TrainingState.default()
    recipe = replace(first.recipe, loss="mae", epochs=7, l1=0.1, momentum=0.5, seed=3)
    network = replace(first.layers_state, standardise=False, frozen=(1,))
    network = network.with_weights([array + 1.0 for array in network.weights])
    set_up = experiment.of(TrainingState(network, recipe, speed=2, patience=5))
    assert set_up.recipe == replace(experiment.of(first).recipe, seed=3)
    assert (set_up.speed, set_up.patience) == (2, 0)
    assert set_up.layers_state.standardise == (name != "Raw inputs")
    assert set_up.layers_state.tensors == experiment.of(first).layers_state.tensors
    others = [other for other in EXPERIMENTS if EXPERIMENTS[other].is_set_up(set_up)]
    assert others == [name]


def test_an_experiment_stays_named_when_its_trained_network_trains_on() -> None:
    state = EXPERIMENTS["Batch of 1"].of(TrainingState.default())
    network = state.layers_state
    trained = network.with_weights([array + 1.0 for array in network.weights])
    assert current(replace(state, layers_state=trained)) == "Batch of 1"
    linear = LayersState.default(inputs=("sugars",), layers=())
    assert current(replace(state, layers_state=linear)) == "Batch of 1"
    assert current(replace(state, test_share=0.3)) is None


def test_too_many_epochs_learn_the_rows_by_heart() -> None:
    job = job_of(EXPERIMENTS["Too many epochs"].of(TrainingState.default()))
    run = RUNS.train(job)
    losses = run.snapshot().losses
    best = int(losses.test.argmin())
    assert best < 100
    assert losses.test[-1] > 1.3 * losses.test[best]
    assert losses.train[-1] < 0.9 * losses.train[best]


def test_a_rate_that_is_too_high_runs_away() -> None:
    run = RUNS.train(job_of(EXPERIMENTS["Rate too high"].of(TrainingState.default())))
    assert run.state == "diverged"
    assert run.snapshot().runaway is not None


def test_a_number_of_a_link_is_among_the_choices() -> None:
    app = opened(rate="0.025", batch="7", epochs="33")
    recipe = state_of(app).recipe
    assert (recipe.learning_rate, recipe.batch_size, recipe.epochs) == (0.025, 7, 33)


def test_numbers_are_typed_into_the_recipe_in_any_countrys_way_or_refused_in_a_sentence() -> None:
    app = typed(opened(rate="0.1"), "Learning rate", "0,02")
    assert state_of(app).recipe.learning_rate == 0.02
    assert not notices(app)
    app = typed(app, "Learning rate", "1,250")
    assert state_of(app).recipe.learning_rate == 1.25
    assert notices(app) == ["Read as 1.25. If you mean 1250, type 1250."]
    for wrong in ("0,02x", "0", "\u22121", "1001", "1 5"):
        app = typed(app, "Learning rate", wrong)
        assert state_of(app).recipe.learning_rate == 1.25
        assert notices(app) == [
            f"Learning rate takes a number above 0, at most 1,000. '{wrong}' is none, "
            "so it stays as it is."
        ]
    app = typed(app, "Batch size", "25")
    app = typed(app, "Epochs", "1 200")
    assert not notices(app)
    recipe = state_of(app).recipe
    assert (recipe.batch_size, recipe.epochs) == (25, 1200)
    app = typed(app, "Batch size", "2,5")
    assert state_of(app).recipe.batch_size == 25
    assert notices(app)[0].startswith("Batch size takes a whole number from 1 to 1,024.")
    app = typed(app, "L2", ",0005")
    assert state_of(app).recipe.l2 == 0.0005


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


def session_of(state: TrainingState) -> TrainingSession:
    session = TrainingSession(state, state, link={}, owner=new_owner())
    session.apply_action = actions(session)
    return session


def send(session: TrainingSession, action: Action) -> None:
    """Sends what a button on the stage asks for, as the browser does."""
    message = ClientMessage(
        seq=session.last_seq + 1,
        base=session.version,
        values=session.state.values,
        action=action,
    )
    session.receive(msgspec.to_builtins(message))
    assert session.ack == session.last_seq == message.seq


def current_run(session: TrainingSession) -> Run:
    run = run_of(session)
    assert run is not None
    return run


def until_paused(session: TrainingSession) -> None:
    run = current_run(session)
    began = time.perf_counter()
    while run.state in ("queued", "running"):
        assert time.perf_counter() - began < 60
        time.sleep(0.01)


def test_a_step_is_an_epoch_and_training_equals_keras_from_the_same_start() -> None:
    state = TrainingState(LayersState.default(layers=(Dense(3, "tanh"),)), speed=0)
    state = replace(state, recipe=replace(state.recipe, epochs=12))
    session = session_of(state)
    send(session, StepEpoch())
    until_paused(session)
    run = current_run(session)
    assert run.snapshot().epoch == 1
    send(session, Play())
    until_paused(session)
    assert run.state == "finished"
    job = job_of(state)
    history = engine.train(job.network, job.x, job.y, job.recipe, weights=job.weights)
    for mine, theirs in zip(trained_network(session).weights, history.weights, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-5, atol=1e-6)
    send(session, Reset())
    assert trained_network(session) == state.layers_state
    send(session, Play())
    until_paused(session)
    again = trained_network(session)
    np.testing.assert_array_equal(again.tensors.flatten(), run.snapshot().weights)
    detach(session)
    assert (session.run_id, trained_network(session)) == ("", state.layers_state)


def test_slow_motion_is_slow() -> None:
    state = replace(TrainingState.default(), speed=10)
    session = session_of(state)
    send(session, StepEpoch())
    until_paused(session)
    run = current_run(session)
    began = time.perf_counter()
    send(session, Play())
    while run.snapshot().epoch < 6:
        time.sleep(0.01)
    assert time.perf_counter() - began > 0.3
    send(session, Stop())
    assert run.state == "stopped"


def test_a_run_that_diverged_leaves_with_a_lower_rate_and_the_network_can_be_changed() -> None:
    state = TrainingState(LayersState.default(layers=(Dense(4, "relu"), Dense(4, "relu"))), speed=0)
    wild = replace(state.recipe, optimizer="sgd", learning_rate=3.0, momentum=0.9, batch_size=8)
    session = session_of(replace(state, recipe=wild))
    send(session, Play())
    until_paused(session)
    run = current_run(session)
    assert run.state == "diverged"
    assert "below 3" in run.snapshot().reason
    send(session, LowerRate())
    assert session.state.recipe.learning_rate == pytest.approx(0.3)
    assert session.status == "The learning rate is 0.3 now."
    assert session.run_id == ""
    send(session, AddNeuron(0))
    assert session.state.layers_state.layers[0].units == 5
    send(session, SetActivation(1, "tanh"))
    assert session.state.layers_state.layers[1].activation == "tanh"


def test_a_penalty_or_raw_inputs_that_spoilt_a_run_are_taken_away() -> None:
    state = TrainingState(replace(LayersState.default(), standardise=False))
    state = replace(state, recipe=replace(state.recipe, l1=1.0, l2=10.0))
    session = session_of(state)
    send(session, StepEpoch())
    until_paused(session)
    send(session, RemovePenalty())
    assert (session.state.recipe.l1, session.state.recipe.l2) == (0.0, 0.0)
    assert (session.run_id, session.status) == ("", "There is no penalty for large weights now.")
    send(session, Standardise())
    assert session.state.layers_state.standardise
    assert session.status == "The inputs are standardised now."
    session.undo()
    session.undo()
    assert session.state == state


@pytest.mark.parametrize("action", [Pause(), Reset()])
def test_a_new_run_is_not_scheduled_before_it_is_played(
    action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = ManualExecutor()
    monkeypatch.setattr(runs, "RUNS", Runs(executor))
    state = replace(TrainingState.default(), speed=0)
    session = session_of(state)
    send(session, action)
    run = current_run(session)
    assert (run.state, run.snapshot().epoch, executor.submitted) == ("paused", 0, [])
    assert trained_network(session) == state.layers_state
    send(session, StepEpoch())
    assert executor.submitted == [run]
    executor.run_all()
    assert (run.state, run.snapshot().epoch) == ("paused", 1)


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (SetActivation(9, "tanh"), "layer must be between"),
        (SetActivation(-1, "tanh"), "layer must be between"),
        (SetActivation(0, "nope"), "activation must be one of"),
        (RemoveLayer(9), "no hidden layer 10"),
    ],
)
def test_an_impossible_action_says_why_and_changes_nothing(action: Action, reason: str) -> None:
    session = session_of(TrainingState.default())
    send(session, action)
    (notice,) = session.notices
    assert notice.startswith("That is not possible: ")
    assert reason in notice
    assert session.state == session.pushed == TrainingState.default()
    assert (session.run_id, session.undo_stack) == ("", [])


def test_too_much_to_train_says_why_and_starts_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MAX_WORK", 100)
    session = session_of(TrainingState.default())
    send(session, Play())
    assert "too much for one run" in session.notices[0]
    assert (session.run_id, session.state) == ("", TrainingState.default())
