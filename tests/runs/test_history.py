"""Every loss is stored, weights only at some moments, and memory is bounded."""

import threading

import numpy as np
import pytest

from playground.core.network.weights import Array32
from playground.runs.history import MAX_MOMENTS, RunHistory


def weights(*epochs: int, parameters: int = 3) -> Array32:
    """Weights whose values are the epochs after which they were."""
    return np.repeat(np.array(epochs, np.float32)[:, np.newaxis], parameters, axis=1)


def grown(history: RunHistory, to: int, by: int = 7, parameters: int = 3) -> RunHistory:
    while history.epoch < to:
        done = history.epoch
        epochs = np.arange(done + 1, min(done + by, to) + 1)
        path = weights(*epochs.tolist(), parameters=parameters)
        history.add(1.0 / epochs, 2.0 / epochs, path)
    return history


def new_history(parameters: int = 3, epochs: int = 10_000, **limits: int) -> RunHistory:
    history = RunHistory(parameters, epochs, **limits)
    history.begin(weights(0, parameters=parameters)[0])
    return history


def test_every_loss_is_there_and_those_after_an_epoch_can_be_had_alone() -> None:
    history = grown(new_history(), 100)
    losses = history.losses()
    np.testing.assert_array_equal(losses.train, 1.0 / np.arange(1, 101))
    np.testing.assert_array_equal(losses.test, 2.0 / np.arange(1, 101))
    later = history.losses(after=97)
    assert later.after == 97
    np.testing.assert_array_equal(later.train, 1.0 / np.array([98, 99, 100]))
    assert len(history.losses(after=100).train) == 0


@pytest.mark.parametrize("epochs", [1, 5, 199, 200, 201, 1000, 9999])
def test_moments_are_evenly_spread_and_contain_the_initial_and_the_newest(epochs: int) -> None:
    moments = grown(new_history(), epochs).moments()
    assert moments.epochs[0] == 0
    assert moments.epochs[-1] == epochs
    assert min(epochs, MAX_MOMENTS // 2) < len(moments.epochs) <= MAX_MOMENTS + 1
    assert len(set(np.diff(moments.epochs)[:-1])) <= 1
    np.testing.assert_array_equal(moments.path[:, 0], moments.epochs)


def test_how_it_grows_makes_no_difference() -> None:
    one, other = (grown(new_history(), 1234, by).moments() for by in (1, 64))
    np.testing.assert_array_equal(one.epochs, other.epochs)


def test_memory_is_bounded_and_slices_are_freed() -> None:
    history = new_history(parameters=500, max_numbers=5000)
    sizes = [grown(history, epochs, 50, 500).numbers for epochs in (50, 500, 5000)]
    assert max(sizes) <= 2 * 10_000 + 5000
    assert len(history.moments().epochs) <= 11
    assert history.newest[1].base is None


def test_a_network_beyond_all_limits_still_has_a_start_and_an_end() -> None:
    moments = grown(new_history(parameters=500, max_numbers=100), 90, parameters=500).moments()
    assert moments.epochs[0] == 0
    assert moments.epochs[-1] == 90
    assert len(moments.epochs) <= 3


def test_the_newest_weights_are_returned_without_a_copy_and_read_only() -> None:
    epoch, newest = grown(new_history(), 9).newest
    assert epoch == newest[0] == 9
    with pytest.raises(ValueError, match="read-only"):
        newest[0] = 1.0


def test_read_only_weights_are_stored_without_a_copy() -> None:
    history, last = new_history(), np.ones(3, np.float32)
    last.flags.writeable = False
    history.add(np.zeros(1), np.zeros(1), last[np.newaxis])
    assert np.shares_memory(history.newest[1], last)
    some = np.ones((9, 3), np.float32)
    line = some[:1]
    line.flags.writeable = False
    history.add(np.zeros(1), np.zeros(1), line)
    some[:] = 2.0
    np.testing.assert_array_equal(history.newest[1], 1.0)


@pytest.mark.parametrize("good", [0, 1, 30])
def test_back_at_good_weights_the_losses_stay_and_later_moments_go(good: int) -> None:
    history = grown(new_history(), 50)
    history.rewind(good, weights(good)[0])
    assert history.epoch == 50
    assert len(history.losses().train) == 50
    assert history.newest[0] == good
    np.testing.assert_array_equal(history.moments().epochs, np.arange(good + 1))
    np.testing.assert_array_equal(history.moments().path[:, 0], np.arange(good + 1))


def test_it_begins_once() -> None:
    history = grown(new_history(), 3)
    history.begin(weights(9)[0])
    assert history.newest[0] == 3
    assert history.moments().path[0, 0] == 0.0


def test_reading_from_another_thread_is_always_consistent() -> None:
    history = new_history(max_moments=20)
    seen: list[bool] = []

    def look() -> None:
        while history.epoch < 5000:
            moments, losses = history.moments(), history.losses()
            seen.append(bool(np.array_equal(moments.path[:, 0], moments.epochs)))
            seen.append(bool(np.array_equal(losses.test, 2.0 * losses.train)))

    looking = threading.Thread(target=look)
    looking.start()
    grown(history, 5000, by=3)
    looking.join()
    assert len(seen) > 10
    assert all(seen)
