"""A run obeys commands at once, and ends with the weights of one that was left alone."""

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network, Weights
from playground.core.network.weights import flatten
from playground.engine import initial_weights, train
from playground.runs.attempt import Attempt
from playground.runs.job import Job
from playground.runs.run import UNWATCHED_LIMIT, Run
from playground.runs.scheduler import RoundRobin
from playground.runs.snapshot import OVER
from tests.runs.jobs import NETWORK, ROWS, ManualExecutor, small_job, wait_until

pytestmark = pytest.mark.keras

LARGE = Network(3, (Dense(512, "relu"), Dense(512, "relu"), Dense(512, "relu"), Dense(1)))


def trained(job: Job) -> Weights:
    """The weights that plain training ends with."""
    done = train(job.network, job.x, job.y, job.recipe, weights=job.weights, frozen=job.frozen)
    return done.weights


def assert_trained(run: Run, job: Job) -> None:
    """The run's weights are, to the last bit, those of a training that was left alone."""
    np.testing.assert_array_equal(run.snapshot().weights, flatten(trained(job)))


# --- a run left alone ---------------------------------------------------------------------------


def test_from_the_queue_to_its_end() -> None:
    executor, job = ManualExecutor(), small_job(epochs=300)
    run = Run(job, executor)
    queued = run.snapshot()
    assert (queued.state, queued.queue_position, queued.epoch, queued.reason) == (
        "queued",
        1,
        0,
        "",
    )
    executor.run_slices()
    running = run.snapshot()
    assert running.state == "running"
    assert 0 < running.epoch < 300
    executor.run_all()
    done = run.snapshot()
    assert (done.state, done.epoch, done.queue_position) == ("finished", 300, 0)
    assert done.reason == "All 300 epochs are done."
    assert queued.version < running.version < done.version
    assert_trained(run, job)
    history = train(NETWORK, job.x, job.y, job.recipe)
    np.testing.assert_array_equal(done.losses.train, history.loss)
    assert np.isfinite(done.losses.test).all()
    assert len(done.losses.test) == 300


def test_given_weights_and_frozen_ones_are_respected() -> None:
    start = initial_weights(NETWORK, 9)
    frozen = tuple(np.ones_like(array) * (array.ndim == 1) for array in start)
    job = replace(small_job(epochs=5), weights=start, frozen=frozen)
    executor = ManualExecutor()
    run = Run(job, executor)
    executor.run_all()
    assert_trained(run, job)
    np.testing.assert_array_equal(run.moments().path[0], flatten(start))


@pytest.mark.parametrize("tested", [0, 20])
@pytest.mark.parametrize("batch_size", [1, 1000])
def test_any_batch_size_with_or_without_test_rows(batch_size: int, tested: int) -> None:
    executor, job = ManualExecutor(), small_job(tested, batch_size=batch_size, epochs=3)
    run = Run(job, executor)
    executor.run_all()
    assert run.state == "finished"
    assert np.isnan(run.snapshot().losses.test).all() == (tested == 0)
    assert_trained(run, job)


def test_a_constant_target_is_no_trouble() -> None:
    executor, job = ManualExecutor(), replace(small_job(epochs=10), y=np.zeros(ROWS))
    run = Run(job, executor)
    executor.run_all()
    assert run.state == "finished"
    assert run.snapshot().losses.train[-1] < run.snapshot().losses.train[0]


# --- started paused -----------------------------------------------------------------------------


def test_started_paused_it_is_not_scheduled_before_it_is_played() -> None:
    executor, job = ManualExecutor(), small_job(epochs=3)
    run = Run(job, executor, paused=True)
    executor.run_slices(5)
    born = run.snapshot()
    assert executor.submitted == []
    assert (born.state, born.queue_position, born.epoch, born.attempt) == ("paused", 0, 0, 0)
    run.play()
    assert executor.submitted == [run]
    assert run.state == "queued"
    executor.run_all()
    assert_trained(run, job)


def test_the_first_step_of_a_run_started_paused_trains_one_epoch() -> None:
    executor = ManualExecutor()
    run = Run(small_job(), executor, paused=True)
    run.step()
    executor.run_all()
    assert (run.state, run.snapshot().epoch) == ("paused", 1)


def test_a_thousand_runs_started_paused_on_real_workers_never_train(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sliced: list[Run] = []
    monkeypatch.setattr(Run, "run_time_slice", lambda run, _: sliced.append(run))
    pool = RoundRobin(workers=2)
    runs = [Run(small_job(), pool, paused=True) for _ in range(1000)]
    assert pool._threads == 0
    assert {run.version for run in runs} == {0}
    assert sliced == []


# --- waiting for the end ------------------------------------------------------------------------


def test_waiting_ends_with_the_run_and_a_reset_run_is_waited_for_again() -> None:
    job = small_job(epochs=20)
    run = Run(job, RoundRobin())
    assert run.wait(60.0)
    assert run.state == "finished"
    assert_trained(run, job)
    run.reset()
    assert not run.wait(0.0)
    run.stop()
    assert run.wait(0.0)


# --- pause, step, stop, reset -------------------------------------------------------------------


def test_paused_at_any_time_by_another_thread_it_ends_with_the_very_same_weights() -> None:
    job = small_job(epochs=3000)
    run = Run(job, RoundRobin())
    for pauses in range(1, 6):
        wait_until(lambda pauses=pauses: run.snapshot().epoch > 100 * pauses)  # type: ignore[misc]
        run.pause()
        assert run.state == "paused"
        run.play()
    wait_until(lambda: run.state in OVER)
    assert run.snapshot().epoch == 3000
    assert_trained(run, job)


def test_a_paused_run_rests() -> None:
    run = Run(small_job(epochs=10_000), RoundRobin())
    wait_until(lambda: run.snapshot().epoch > 0)
    run.pause()
    time.sleep(0.1)
    rested = run.snapshot()
    time.sleep(0.1)
    assert run.snapshot().version == rested.version
    assert run.state == "paused"
    run.stop()


def test_steps_are_of_so_many_epochs_and_lead_to_the_same_weights() -> None:
    executor, job = ManualExecutor(), small_job(epochs=40)
    run = Run(job, executor)
    run.pause()
    for epoch, step in [(1, 1), (2, 1), (32, 30), (33, 1)]:
        run.step(step)
        executor.run_all()
        assert run.state == "paused"
        assert run.snapshot().epoch == epoch
    run.step(100)
    executor.run_all()
    assert run.state == "finished"
    assert_trained(run, job)


def test_stopping_takes_effect_at_once_and_keeps_what_was_seen() -> None:
    executor = ManualExecutor()
    run = Run(small_job(epochs=10_000), executor)
    executor.run_slices(2)
    seen = run.snapshot()
    run.stop()
    stopped = run.snapshot()
    assert (stopped.state, stopped.reason) == ("stopped", "Stopped by hand.")
    for command in (run.play, run.step, run.pause, executor.run_slices):
        command()
    run.stop("again")
    after = run.snapshot()
    assert (after.version, after.reason) == (stopped.version, "Stopped by hand.")
    np.testing.assert_array_equal(after.weights, seen.weights)


def test_what_was_being_computed_when_it_was_stopped_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    executor = ManualExecutor()
    run = Run(small_job(epochs=10_000), executor)
    executor.run_slices()
    seen, work = run.snapshot(), Attempt.train

    def stopped_meanwhile(attempt: Attempt, epochs: int, rate: float) -> object:
        run.stop()
        return work(attempt, epochs, rate)

    monkeypatch.setattr(Attempt, "train", stopped_meanwhile)
    executor.run_slices()
    after = run.snapshot()
    assert (after.state, after.epoch) == ("stopped", seen.epoch)
    np.testing.assert_array_equal(after.weights, seen.weights)


def test_a_large_network_stops_within_the_slice_under_way() -> None:
    x = np.random.default_rng(0).normal(size=(200, 3))
    pool = RoundRobin(workers=2)
    run = Run(Job(LARGE, x, x[:, 0] * x[:, 1], Recipe(epochs=10_000)), pool)
    wait_until(lambda: run.snapshot().epoch > 1)
    run.stop()
    stopped = run.snapshot()
    assert stopped.state == "stopped"
    wait_until(lambda: not pool._running)
    assert run.snapshot().epoch == stopped.epoch


def test_reset_and_played_again_it_is_the_same_again() -> None:
    executor, job = ManualExecutor(), small_job(epochs=200)
    run = Run(job, executor)
    executor.run_slices(2)
    run.set_learning_rate(0.5)
    executor.run_slices()
    run.reset()
    fresh = run.snapshot()
    assert (fresh.state, fresh.attempt, fresh.epoch) == ("paused", 1, 0)
    assert fresh.learning_rate == job.recipe.learning_rate
    np.testing.assert_array_equal(fresh.weights, flatten(initial_weights(NETWORK, 0)))
    executor.run_slices()
    assert run.snapshot().epoch == 0
    for _ in range(2):
        run.play()
        executor.run_all()
        assert run.state == "finished"
        assert_trained(run, job)
        run.reset()
    assert run.snapshot().reason == ""


def test_reset_before_it_began_or_in_the_middle_of_its_work() -> None:
    job = small_job(epochs=2000)
    run = Run(job, RoundRobin())
    run.reset()
    assert run.snapshot().weights.size in (0, NETWORK.parameter_count)
    run.play()
    wait_until(lambda: run.snapshot().epoch > 0)
    run.reset()
    run.play()
    wait_until(lambda: run.state in OVER)
    assert_trained(run, job)
    assert len(run.snapshot().losses.train) == 2000


def test_the_learning_rate_changes_on_the_way() -> None:
    executor = ManualExecutor()
    job = small_job(epochs=2, optimizer="sgd", batch_size=ROWS, learning_rate=0.01)
    steady, changed = Run(job, executor), Run(job, executor)
    changed.set_learning_rate(0.02)
    for run in (steady, changed):
        run.step()
    executor.run_all()
    start = flatten(initial_weights(NETWORK, 0))
    one, two = (run.snapshot().weights - start for run in (steady, changed))
    np.testing.assert_allclose(two, 2 * one, atol=1e-6)
    assert changed.snapshot().learning_rate == 0.02
    for wrong in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="learning_rate must be > 0; received"):
            changed.set_learning_rate(wrong)


# --- unwanted ends ------------------------------------------------------------------------------


def test_divergence_restores_the_last_good_weights_and_the_reason_names_the_epoch() -> None:
    executor, job = (
        ManualExecutor(),
        small_job(optimizer="sgd", batch_size=ROWS, learning_rate=0.05),
    )
    run = Run(job, executor)
    run.step(20)
    executor.run_all()
    learned = run.snapshot()
    run.set_learning_rate(1e6)
    run.play()
    executor.run_all()
    after = run.snapshot()
    assert after.state == "diverged"
    assert 20 <= after.epoch < 40
    assert after.weights_epoch == 20
    np.testing.assert_array_equal(after.weights, learned.weights)
    assert after.reason == (
        f"The loss ran away in epoch {after.epoch + 1}. The last good weights are kept, those "
        "after epoch 20. Every step was too long. Try a learning rate below 1e+06."
    )
    assert run.moments().epochs[-1] == 20
    assert np.isfinite(run.moments().path).all()
    assert np.isfinite(after.losses.train).all()


def test_the_way_of_a_runaway_is_in_the_snapshot_until_it_starts_over() -> None:
    executor = ManualExecutor()
    run = Run(small_job(optimizer="sgd", learning_rate=3.0, momentum=0.9), executor)
    assert run.snapshot().runaway is None
    numbers = run.numbers
    executor.run_all()
    after = run.snapshot()
    assert after.state == "diverged"
    assert after.runaway is not None
    assert after.runaway.epochs[0] == after.weights_epoch
    np.testing.assert_array_equal(after.runaway.path[0], after.weights)
    assert len(after.runaway.path) > 2
    assert run.numbers >= numbers + after.runaway.path.size
    run.reset()
    assert run.snapshot().runaway is None


def test_divergence_at_once_restores_the_initial_weights() -> None:
    executor = ManualExecutor()
    run = Run(small_job(optimizer="sgd", learning_rate=1e6), executor)
    executor.run_all()
    after = run.snapshot()
    assert after.state == "diverged"
    assert "those of the start" in after.reason
    np.testing.assert_array_equal(after.weights, flatten(initial_weights(NETWORK, 0)))


def test_what_cannot_be_trained_stops_with_a_reason() -> None:
    executor = ManualExecutor()
    huge = tuple(np.full(shape, 1e30) for shape in NETWORK.shapes)
    run = Run(replace(small_job(), weights=huge), executor)
    executor.run_all()
    assert run.state == "stopped"
    assert "start from smaller weights" in run.snapshot().reason


def test_an_error_inside_stops_this_run_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    executor, work = ManualExecutor(), Attempt.train
    broken, fine = Run(small_job(), executor), Run(small_job(), executor)

    def fails(attempt: Attempt, epochs: int, rate: float) -> object:
        if attempt is broken._attempt:
            raise RuntimeError("out of luck")
        return work(attempt, epochs, rate)

    monkeypatch.setattr(Attempt, "train", fails)
    executor.run_all()
    assert broken.snapshot().reason == "Something went wrong inside: out of luck"
    assert fine.state == "finished"
    assert "A run failed" in caplog.text


def test_a_run_whose_owner_is_gone_ends_itself() -> None:
    executor, now = ManualExecutor(), [0.0]
    run = Run(small_job(epochs=10_000), executor, clock=lambda: now[0])
    with run.watchers.watching():
        now[0] = 1000.0
        executor.run_slices()
        assert run.snapshot().state == "running"
    now[0] += UNWATCHED_LIMIT - 1.0
    run.watchers.touch()
    now[0] += UNWATCHED_LIMIT
    executor.run_slices()
    assert run.snapshot().state == "running"
    now[0] += 1.0
    executor.run_slices()
    assert run.snapshot().state == "stopped"
    assert run.snapshot().reason == "Nobody watched it for 60 seconds."


# --- together -----------------------------------------------------------------------------------


def test_eight_runs_on_two_workers_get_their_time_slices_in_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool, slices, work = RoundRobin(workers=2), list[Run](), Run.run_time_slice
    jobs = [small_job(epochs=40, seed=seed) for seed in range(8)]
    runs = [Run(job, pool, paused=True) for job in jobs]
    for run in runs:  # as if compiled: no group has to wait for its first
        run._attempt.pace.record(1, 0.0)

    def shortest(run: Run, _: float) -> None:
        slices.append(run)
        work(run, 1e-9)

    monkeypatch.setattr(Run, "run_time_slice", shortest)
    for run in runs:
        run.play()
    began = len(slices)
    wait_until(lambda: all(run.state in OVER for run in runs))
    for run, job in zip(runs, jobs, strict=True):
        assert_trained(run, job)
        assert slices.count(run) == 40
    assert_in_turn(slices[began:], workers=2)


def assert_in_turn(slices: list[Run], workers: int) -> None:
    """Between two slices of a run, all others had one that had slices to come.

    But for those that another worker had under way all the time, or is about to begin.
    """
    compared = 0
    for run in {*slices}:
        own = [at for at, sliced in enumerate(slices) if sliced is run]
        for one, other in itertools.pairwise(own):
            waiting = {*slices[other:]} - {run}
            missed = waiting - {*slices[one + 1 : other]}
            assert len(missed) <= 2 * (workers - 1), f"two slices at {one} and {other}"
            compared += len(waiting) >= 5
    assert compared > 50


def test_until_their_function_is_compiled_runs_that_share_it_are_of_one_group() -> None:
    executor = ManualExecutor()
    one, same = (Run(small_job(seed=seed), executor) for seed in (0, 1))
    other = Run(small_job(loss="mae"), executor)
    assert one.compile_group == same.compile_group != other.compile_group
    one.run_time_slice(0.001)
    assert one.compile_group not in (same.compile_group, other.compile_group)
