"""A run does what its learner says, at once, and trains as if nobody had ever interfered."""

import time
from dataclasses import replace

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network, Weights
from playground.engine import initial_weights, train
from playground.runs.attempt import Attempt
from playground.runs.flat import flat
from playground.runs.job import Job
from playground.runs.run import PATIENCE, Run
from playground.runs.scheduler import Threads
from playground.runs.snapshot import OVER
from tests.runs.jobs import NETWORK, ROWS, ByHand, small_job, wait_until

LARGE = Network(3, (Dense(512, "relu"), Dense(512, "relu"), Dense(512, "relu"), Dense(1)))


def trained(job: Job) -> Weights:
    """The weights that plain training ends with."""
    done = train(job.network, job.x, job.y, job.recipe, weights=job.weights, frozen=job.frozen)
    return done.weights


def assert_trained(training: Run, job: Job) -> None:
    """The run's weights are, to the last bit, those of a training that was left alone."""
    np.testing.assert_array_equal(training.snapshot().weights, flat(trained(job)))


# --- a run left alone ---------------------------------------------------------------------------


def test_from_the_queue_to_its_end() -> None:
    hand, job = ByHand(), small_job(epochs=300)
    training = Run(job, hand)
    queued = training.snapshot()
    assert (queued.state, queued.place, queued.epoch, queued.reason) == ("queued", 1, 0, "")
    hand.turns()
    running = training.snapshot()
    assert running.state == "running"
    assert 0 < running.epoch < 300
    hand.all_turns()
    done = training.snapshot()
    assert (done.state, done.epoch, done.place) == ("finished", 300, 0)
    assert done.reason == "All 300 epochs are done."
    assert queued.version < running.version < done.version
    assert_trained(training, job)
    history = train(NETWORK, job.x, job.y, job.recipe)
    np.testing.assert_array_equal(done.losses.train, history.loss)
    assert np.isfinite(done.losses.test).all()
    assert len(done.losses.test) == 300


def test_given_weights_and_frozen_ones_are_respected() -> None:
    start = initial_weights(NETWORK, 9)
    frozen = tuple(np.ones_like(array) * (array.ndim == 1) for array in start)
    job = replace(small_job(epochs=5), weights=start, frozen=frozen)
    hand = ByHand()
    training = Run(job, hand)
    hand.all_turns()
    assert_trained(training, job)
    np.testing.assert_array_equal(training.moments().path[0], flat(start))


@pytest.mark.parametrize("tested", [0, 20])
@pytest.mark.parametrize("batch_size", [1, 1000])
def test_any_batch_size_with_or_without_test_rows(batch_size: int, tested: int) -> None:
    hand, job = ByHand(), small_job(tested, batch_size=batch_size, epochs=3)
    training = Run(job, hand)
    hand.all_turns()
    assert training.state == "finished"
    assert np.isnan(training.snapshot().losses.test).all() == (tested == 0)
    assert_trained(training, job)


def test_a_constant_target_is_no_trouble() -> None:
    hand, job = ByHand(), replace(small_job(epochs=10), y=np.zeros(ROWS))
    training = Run(job, hand)
    hand.all_turns()
    assert training.state == "finished"
    assert training.snapshot().losses.train[-1] < training.snapshot().losses.train[0]


# --- pause, step, stop, reset -------------------------------------------------------------------


def test_paused_at_any_time_by_another_thread_it_ends_with_the_very_same_weights() -> None:
    job = small_job(epochs=3000)
    training = Run(job, Threads())
    for pauses in range(1, 6):
        wait_until(lambda pauses=pauses: training.snapshot().epoch > 100 * pauses)  # type: ignore[misc]
        training.pause()
        assert training.state == "paused"
        training.play()
    wait_until(lambda: training.state in OVER)
    assert training.snapshot().epoch == 3000
    assert_trained(training, job)


def test_a_paused_run_rests() -> None:
    training = Run(small_job(epochs=10_000), Threads())
    wait_until(lambda: training.snapshot().epoch > 0)
    training.pause()
    time.sleep(0.1)
    rested = training.snapshot()
    time.sleep(0.1)
    assert training.snapshot().version == rested.version
    assert training.state == "paused"
    training.stop()


def test_steps_are_of_so_many_epochs_and_lead_to_the_same_weights() -> None:
    hand, job = ByHand(), small_job(epochs=40)
    training = Run(job, hand)
    training.pause()
    for epoch, step in [(1, 1), (2, 1), (32, 30), (33, 1)]:
        training.step(step)
        hand.all_turns()
        assert training.state == "paused"
        assert training.snapshot().epoch == epoch
    training.step(100)
    hand.all_turns()
    assert training.state == "finished"
    assert_trained(training, job)


def test_stopping_takes_effect_at_once_and_keeps_what_was_seen() -> None:
    hand = ByHand()
    training = Run(small_job(epochs=10_000), hand)
    hand.turns(2)
    seen = training.snapshot()
    training.stop()
    stopped = training.snapshot()
    assert (stopped.state, stopped.reason) == ("stopped", "Stopped by hand.")
    for command in (training.play, training.step, training.pause, hand.turns):
        command()
    training.stop("again")
    after = training.snapshot()
    assert (after.version, after.reason) == (stopped.version, "Stopped by hand.")
    np.testing.assert_array_equal(after.weights, seen.weights)


def test_what_was_being_computed_when_it_was_stopped_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hand = ByHand()
    training = Run(small_job(epochs=10_000), hand)
    hand.turns()
    seen, work = training.snapshot(), Attempt.work

    def stopped_meanwhile(attempt: Attempt, epochs: int, rate: float) -> object:
        training.stop()
        return work(attempt, epochs, rate)

    monkeypatch.setattr(Attempt, "work", stopped_meanwhile)
    hand.turns()
    after = training.snapshot()
    assert (after.state, after.epoch) == ("stopped", seen.epoch)
    np.testing.assert_array_equal(after.weights, seen.weights)


def test_a_large_network_stops_within_three_tenths_of_a_second() -> None:
    x = np.random.default_rng(0).normal(size=(800, 3))
    pool = Threads(workers=2)
    training = Run(Job(LARGE, x, x[:, 0] * x[:, 1], Recipe(epochs=10_000)), pool)
    wait_until(lambda: training.snapshot().epoch > 5)
    began = time.perf_counter()
    training.stop()
    stopped = training.snapshot()
    assert stopped.state == "stopped"
    wait_until(lambda: not pool._busy)
    assert time.perf_counter() - began < 0.3
    assert training.snapshot().epoch == stopped.epoch


def test_reset_and_played_again_it_is_the_same_again() -> None:
    hand, job = ByHand(), small_job(epochs=200)
    training = Run(job, hand)
    hand.turns(2)
    training.set_learning_rate(0.5)
    hand.turns()
    training.reset()
    fresh = training.snapshot()
    assert (fresh.state, fresh.attempt, fresh.epoch) == ("paused", 1, 0)
    assert fresh.learning_rate == job.recipe.learning_rate
    np.testing.assert_array_equal(fresh.weights, flat(initial_weights(NETWORK, 0)))
    hand.turns()
    assert training.snapshot().epoch == 0
    for _ in range(2):
        training.play()
        hand.all_turns()
        assert training.state == "finished"
        assert_trained(training, job)
        training.reset()
    assert training.snapshot().reason == ""


def test_reset_before_it_began_or_in_the_middle_of_its_work() -> None:
    job = small_job(epochs=2000)
    training = Run(job, Threads())
    training.reset()
    assert training.snapshot().weights.size in (0, NETWORK.parameter_count)
    training.play()
    wait_until(lambda: training.snapshot().epoch > 0)
    training.reset()
    training.play()
    wait_until(lambda: training.state in OVER)
    assert_trained(training, job)
    assert len(training.snapshot().losses.train) == 2000


def test_the_learning_rate_changes_on_the_way() -> None:
    hand = ByHand()
    job = small_job(epochs=2, optimizer="sgd", batch_size=ROWS, learning_rate=0.01)
    steady, changed = Run(job, hand), Run(job, hand)
    changed.set_learning_rate(0.02)
    for training in (steady, changed):
        training.step()
    hand.all_turns()
    start = flat(initial_weights(NETWORK, 0))
    one, two = (training.snapshot().weights - start for training in (steady, changed))
    np.testing.assert_allclose(two, 2 * one, atol=1e-6)
    assert changed.snapshot().learning_rate == 0.02
    for wrong in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="learning_rate must be > 0; received"):
            changed.set_learning_rate(wrong)


# --- ends that nobody wished for ----------------------------------------------------------------


def test_divergence_keeps_the_last_good_weights_and_says_when() -> None:
    hand, job = ByHand(), small_job(optimizer="sgd", batch_size=ROWS, learning_rate=0.05)
    training = Run(job, hand)
    training.step(20)
    hand.all_turns()
    learned = training.snapshot()
    training.set_learning_rate(1e6)
    training.play()
    hand.all_turns()
    after = training.snapshot()
    assert after.state == "diverged"
    assert 20 <= after.epoch < 40
    assert after.weights_epoch == 20
    np.testing.assert_array_equal(after.weights, learned.weights)
    assert after.reason == (
        f"The loss ran away in epoch {after.epoch + 1}. The last good weights are kept, those "
        "after epoch 20. Try a learning rate below 1e+06."
    )
    assert training.moments().epochs[-1] == 20
    assert np.isfinite(training.moments().path).all()
    assert np.isfinite(after.losses.train).all()


def test_divergence_at_once_keeps_the_start() -> None:
    hand = ByHand()
    training = Run(small_job(optimizer="sgd", learning_rate=1e6), hand)
    hand.all_turns()
    after = training.snapshot()
    assert after.state == "diverged"
    assert "those of the start" in after.reason
    np.testing.assert_array_equal(after.weights, flat(initial_weights(NETWORK, 0)))


def test_what_cannot_be_trained_stops_and_says_why() -> None:
    hand = ByHand()
    huge = tuple(np.full(shape, 1e30) for shape in NETWORK.shapes)
    training = Run(replace(small_job(), weights=huge), hand)
    hand.all_turns()
    assert training.state == "stopped"
    assert "start from smaller weights" in training.snapshot().reason


def test_an_error_inside_stops_this_run_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hand, work = ByHand(), Attempt.work
    broken, fine = Run(small_job(), hand), Run(small_job(), hand)

    def fails(attempt: Attempt, epochs: int, rate: float) -> object:
        if attempt is broken._attempt:
            raise RuntimeError("out of luck")
        return work(attempt, epochs, rate)

    monkeypatch.setattr(Attempt, "work", fails)
    hand.all_turns()
    assert broken.snapshot().reason == "Something went wrong inside: out of luck"
    assert fine.state == "finished"
    assert "A training failed" in caplog.text


def test_a_run_whose_owner_is_gone_ends_itself() -> None:
    hand, now = ByHand(), [0.0]
    training = Run(small_job(epochs=10_000), hand, clock=lambda: now[0])
    with training.presence.listening():
        now[0] = 1000.0
        hand.turns()
        assert training.snapshot().state == "running"
    now[0] += PATIENCE - 1.0
    training.presence.seen()
    now[0] += PATIENCE
    hand.turns()
    assert training.snapshot().state == "running"
    now[0] += 1.0
    hand.turns()
    assert training.snapshot().state == "stopped"
    assert training.snapshot().reason == "Nobody watched it for 60 seconds."


# --- together -----------------------------------------------------------------------------------


def test_eight_runs_on_two_workers_all_move_on_together() -> None:
    pool, epochs = Threads(workers=2), 1500
    jobs = [small_job(epochs=epochs, seed=seed) for seed in range(8)]
    runs = [Run(job, pool) for job in jobs]
    gaps, seen = [0.0] * 8, [(0, time.perf_counter())] * 8
    wait_until(lambda: all(run.snapshot().epoch for run in runs))
    while not all(run.state in OVER for run in runs):
        for number, run in enumerate(runs):
            version, now = run.version, time.perf_counter()
            if version != seen[number][0]:
                gaps[number] = max(gaps[number], now - seen[number][1] if seen[number][0] else 0.0)
                seen[number] = version, now
            elif run.state in OVER:
                seen[number] = version, now
        time.sleep(0.002)
    assert max(gaps) < 2.0
    for run, job in zip(runs, jobs, strict=True):
        assert_trained(run, job)


def test_until_their_function_is_compiled_runs_that_share_it_go_one_after_another() -> None:
    hand = ByHand()
    one, same = (Run(small_job(seed=seed), hand) for seed in (0, 1))
    other = Run(small_job(loss="mae"), hand)
    assert one.lane == same.lane != other.lane
    one.turn(0.001)
    assert one.lane not in (same.lane, other.lane)


def test_rows_to_predict_must_fit() -> None:
    training = Run(small_job(), ByHand())
    version = training.version
    training.show(np.zeros((4, 3)), np.zeros((2, 3)))
    assert training.version > version
    with pytest.raises(ValueError, match=r"rows must have the shape \(rows, 3\); received \(4, 2"):
        training.show(np.zeros((4, 2)))
