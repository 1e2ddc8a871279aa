"""A run seen from near by, batch after batch; and one that ends early."""

from dataclasses import replace

import numpy as np
import pytest

from playground.runs.run import Run
from playground.runs.snapshot import OVER, Snapshot
from tests.runs.jobs import ByHand, small_job

# --- single batches ---------------------------------------------------------------------------


def test_batch_by_batch_it_is_the_same_training() -> None:
    executor = ByHand()
    whole, parts = Run(small_job(epochs=3), executor), Run(small_job(epochs=3), executor)
    parts.reset()
    seen = []
    while parts.state not in OVER:
        parts.step_batch()
        executor.all_turns()
        seen.append(parts.snapshot())
    numbers = [snapshot.step.number for snapshot in seen if snapshot.step]
    assert numbers == 3 * [1, 2, 3, 4]
    assert [snapshot.weights_epoch for snapshot in seen] == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3]
    one, other = whole.snapshot(), parts.snapshot()
    np.testing.assert_array_equal(one.weights, other.weights)
    np.testing.assert_allclose(one.losses.train, other.losses.train, rtol=1e-6)
    np.testing.assert_array_equal(one.losses.test, other.losses.test)


def test_a_batch_tells_what_it_did() -> None:
    executor = ByHand()
    training = Run(small_job(optimizer="sgd", learning_rate=0.1), executor)
    training.reset()
    training.step_batch()
    executor.all_turns()
    first = training.snapshot()
    assert first.state == "paused"
    assert first.epoch == 0
    assert first.step is not None
    assert len({*first.step.rows.tolist()}) == 16
    np.testing.assert_allclose(first.step.update, -0.1 * first.step.gradient, atol=1e-6)
    start = training.moments().path[0]
    np.testing.assert_allclose(start + first.step.update, first.weights, atol=1e-6)
    training.step()
    executor.all_turns()
    assert training.snapshot().step is None
    assert training.snapshot().epoch == 1


def test_frozen_weights_have_no_gradient() -> None:
    job, executor = small_job(), ByHand()
    frozen = tuple(np.ones(shape) for shape in job.network.shapes[:2])
    rest = tuple(np.zeros(shape) for shape in job.network.shapes[2:])
    training = Run(replace(job, frozen=(*frozen, *rest)), executor)
    training.step_batch()
    executor.all_turns()
    step = training.snapshot().step
    assert step is not None
    held = sum(array.size for array in frozen)
    assert not step.gradient[:held].any()
    assert not step.update[:held].any()
    assert step.gradient[held:].any()


def test_reset_after_a_batch_goes_back_to_the_start() -> None:
    executor = ByHand()
    training = Run(small_job(epochs=2), executor)
    training.reset()
    training.step_batch()
    executor.all_turns()
    training.reset()
    assert training.snapshot().step is None
    np.testing.assert_array_equal(training.snapshot().weights, training.moments().path[0])
    training.play()
    executor.all_turns()
    untouched = Run(small_job(epochs=2), executor)
    executor.all_turns()
    np.testing.assert_array_equal(training.snapshot().weights, untouched.snapshot().weights)


# --- early end --------------------------------------------------------------------------------


def impatient(patience: int, tested: int = 20, *, restore: bool = True) -> tuple[Run, Snapshot]:
    executor = ByHand()
    job = small_job(tested, epochs=400, learning_rate=0.05)
    training = Run(replace(job, patience=patience, restore_best=restore), executor)
    executor.all_turns()
    return training, training.snapshot()


@pytest.mark.parametrize("tested", [20, 0])
def test_it_ends_early_as_keras_does(tested: int) -> None:
    training, end = impatient(10, tested)
    losses = end.losses.test if tested else end.losses.train
    best = int(np.argmin(losses)) + 1
    assert end.state == "finished"
    assert len(losses) == best + 10 < 400
    assert end.weights_epoch == best
    assert f"epoch {best}" in end.reason
    assert ("test rows" if tested else "rows trained on") in end.reason
    patient, executor = small_job(tested, epochs=best, learning_rate=0.05), ByHand()
    oracle = Run(patient, executor)
    executor.all_turns()
    np.testing.assert_array_equal(end.weights, oracle.snapshot().weights)
    assert training.moments().epochs[-1] == best


def test_without_restoring_the_weights_stay() -> None:
    _, end = impatient(10, restore=False)
    best = int(np.argmin(end.losses.test)) + 1
    assert end.weights_epoch == end.epoch == best + 10
    assert "weights stay" in end.reason


def test_without_patience_it_goes_on() -> None:
    executor = ByHand()
    training = Run(small_job(epochs=60, learning_rate=0.05), executor)
    executor.all_turns()
    assert training.snapshot().epoch == 60


def test_patience_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="patience"):
        replace(small_job(), patience=-1)
