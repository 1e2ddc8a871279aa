"""A run in single batches, and early stopping."""

from dataclasses import replace

import numpy as np
import pytest

from playground.runs.run import Run
from playground.runs.snapshot import OVER, Snapshot
from tests.runs.jobs import ManualExecutor, small_job

pytestmark = pytest.mark.keras

# --- single batches ---------------------------------------------------------------------------


def test_batch_by_batch_it_is_the_same_training() -> None:
    executor = ManualExecutor()
    whole, parts = Run(small_job(epochs=3), executor), Run(small_job(epochs=3), executor)
    parts.reset()
    seen = []
    while parts.state not in OVER:
        parts.step_batch()
        executor.run_all()
        seen.append(parts.snapshot())
    numbers = [snapshot.batch_update.number for snapshot in seen if snapshot.batch_update]
    assert numbers == 3 * [1, 2, 3, 4]
    assert [snapshot.weights_epoch for snapshot in seen] == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3]
    one, other = whole.snapshot(), parts.snapshot()
    np.testing.assert_array_equal(one.weights, other.weights)
    np.testing.assert_allclose(one.losses.train, other.losses.train, rtol=1e-6)
    np.testing.assert_array_equal(one.losses.test, other.losses.test)


def test_the_snapshot_after_a_batch_contains_its_update() -> None:
    executor = ManualExecutor()
    run = Run(small_job(optimizer="sgd", learning_rate=0.1), executor)
    run.reset()
    run.step_batch()
    executor.run_all()
    first = run.snapshot()
    assert first.state == "paused"
    assert first.epoch == 0
    assert first.batch_update is not None
    assert len({*first.batch_update.rows.tolist()}) == 16
    np.testing.assert_allclose(
        first.batch_update.update, -0.1 * first.batch_update.gradient, atol=1e-6
    )
    start = run.moments().path[0]
    np.testing.assert_allclose(start + first.batch_update.update, first.weights, atol=1e-6)
    run.step()
    executor.run_all()
    assert run.snapshot().batch_update is None
    assert run.snapshot().epoch == 1


def test_frozen_weights_have_no_gradient() -> None:
    job, executor = small_job(), ManualExecutor()
    frozen = tuple(np.ones(shape) for shape in job.network.shapes[:2])
    rest = tuple(np.zeros(shape) for shape in job.network.shapes[2:])
    run = Run(replace(job, frozen=(*frozen, *rest)), executor)
    run.step_batch()
    executor.run_all()
    step = run.snapshot().batch_update
    assert step is not None
    count = sum(array.size for array in frozen)
    assert not step.gradient[:count].any()
    assert not step.update[:count].any()
    assert step.gradient[count:].any()


def test_reset_after_a_batch_goes_back_to_the_start() -> None:
    executor = ManualExecutor()
    run = Run(small_job(epochs=2), executor)
    run.reset()
    run.step_batch()
    executor.run_all()
    run.reset()
    assert run.snapshot().batch_update is None
    np.testing.assert_array_equal(run.snapshot().weights, run.moments().path[0])
    run.play()
    executor.run_all()
    untouched = Run(small_job(epochs=2), executor)
    executor.run_all()
    np.testing.assert_array_equal(run.snapshot().weights, untouched.snapshot().weights)


# --- early end --------------------------------------------------------------------------------


def impatient(patience: int, tested: int = 20, *, restore: bool = True) -> tuple[Run, Snapshot]:
    executor = ManualExecutor()
    job = small_job(tested, epochs=400, learning_rate=0.05)
    run = Run(replace(job, patience=patience, restore_best=restore), executor)
    executor.run_all()
    return run, run.snapshot()


@pytest.mark.parametrize("tested", [20, 0])
def test_it_ends_early_as_keras_does(tested: int) -> None:
    run, end = impatient(10, tested)
    losses = end.losses.test if tested else end.losses.train
    best = int(np.argmin(losses)) + 1
    assert end.state == "finished"
    assert len(losses) == best + 10 < 400
    assert end.weights_epoch == best
    assert f"epoch {best}" in end.reason
    assert ("test rows" if tested else "rows trained on") in end.reason
    patient, executor = small_job(tested, epochs=best, learning_rate=0.05), ManualExecutor()
    oracle = Run(patient, executor)
    executor.run_all()
    np.testing.assert_array_equal(end.weights, oracle.snapshot().weights)
    assert run.moments().epochs[-1] == best


def test_without_restoring_the_weights_stay() -> None:
    _, end = impatient(10, restore=False)
    best = int(np.argmin(end.losses.test)) + 1
    assert end.weights_epoch == end.epoch == best + 10
    assert "weights stay" in end.reason


def test_without_patience_it_goes_on() -> None:
    executor = ManualExecutor()
    run = Run(small_job(epochs=60, learning_rate=0.05), executor)
    executor.run_all()
    assert run.snapshot().epoch == 60


def test_patience_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="patience"):
        replace(small_job(), patience=-1)
