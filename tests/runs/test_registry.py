"""Runs have ids that nobody can guess, are controlled by their owners, and are removed in time."""

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network
from playground.limits import MEMORY_LEFT
from playground.runs import memory
from playground.runs.job import Job
from playground.runs.registry import EXPIRES_AFTER, MAX_RUNS, Runs, UnknownRun, new_owner
from tests.runs.jobs import ManualExecutor, small_job

pytestmark = pytest.mark.keras

ME, YOU = new_owner(), new_owner()


def test_ids_and_owners_are_long_and_never_the_same() -> None:
    runs = Runs(ManualExecutor())
    ids = {runs.start(new_owner(), small_job()) for _ in range(20)}
    assert len(ids) == len({new_owner() for _ in range(20)}) == 20
    assert all(len(run_id) >= 20 for run_id in ids)


def test_the_owner_controls_a_run_and_others_only_watch() -> None:
    runs = Runs(ManualExecutor())
    run_id = runs.start(ME, small_job())
    assert runs.owned(ME, run_id) is runs.watched(run_id)
    assert runs.ids(ME) == (run_id,)
    assert runs.ids(YOU) == ()
    for steer in (runs.owned, runs.forget):
        with pytest.raises(UnknownRun):
            steer(YOU, run_id)
    for unknown in ("", "nobody", run_id[:-1]):
        with pytest.raises(UnknownRun):
            runs.watched(unknown)


def test_a_removed_run_is_stopped_and_unknown() -> None:
    runs = Runs(ManualExecutor())
    run_id = runs.start(ME, small_job())
    run = runs.watched(run_id)
    runs.forget(ME, run_id)
    assert run.state == "stopped"
    assert len(runs) == 0
    with pytest.raises(UnknownRun):
        runs.watched(run_id)


def test_started_paused_it_trains_nothing_and_is_queued_otherwise() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    paused = runs.owned(ME, runs.start(ME, small_job(), paused=True))
    queued = runs.owned(ME, runs.start(ME, small_job()))
    assert (paused.state, queued.state) == ("paused", "queued")
    executor.run_all()
    assert (paused.snapshot().epoch, queued.state) == (0, "finished")
    assert executor.submitted == [queued]


def test_the_oldest_run_of_the_owner_that_is_over_is_removed_for_a_new_one() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    yours = runs.start(YOU, small_job(epochs=1))
    mine = [runs.start(ME, small_job(epochs=1)) for _ in range(MAX_RUNS)]
    with pytest.raises(ValueError, match=r"6 runs are going, and a session has at most 6: stop"):
        runs.start(ME, small_job())
    executor.run_all()
    newest = runs.start(ME, small_job())
    assert runs.ids(ME) == (*mine[1:], newest)
    assert runs.ids(YOU) == (yours,)


def test_runs_of_one_network_address_have_a_limit_that_others_do_not_feel() -> None:
    now = [0.0]
    runs = Runs(ManualExecutor(), unwatched_limit=60.0, clock=lambda: now[0])
    last = [runs.start(new_owner(), small_job(), client="school") for _ in range(240)][-1]
    with pytest.raises(ValueError, match=r"^240 runs are going at this network address, .* wait"):
        runs.start(new_owner(), small_job(), client="school")
    runs.start(new_owner(), small_job(), client="home")
    runs.watched(last).stop()
    runs.start(new_owner(), small_job(), client="school")
    with pytest.raises(ValueError, match="240 runs"):
        runs.start(new_owner(), small_job(), client="school")
    now[0] = 61.0  # all of them have closed their tabs
    runs.start(new_owner(), small_job(), client="school")


def test_nothing_is_begun_while_the_system_has_little_memory_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs = Runs(ManualExecutor())
    run_id = runs.start(ME, small_job())
    monkeypatch.setattr(memory, "free_memory", lambda: MEMORY_LEFT - 1)
    for begin in (lambda: runs.start(ME, small_job()), lambda: runs.train(small_job())):
        with pytest.raises(ValueError, match=r"little memory left .* wait a minute, then start"):
            begin()
    assert runs.ids(ME) == (run_id,)


def test_large_runs_at_once_have_a_limit() -> None:
    network = Network(3, (Dense(100), Dense(1)))
    job = Job(network, np.zeros((10, 3)), np.zeros(10), Recipe())
    runs = Runs(ManualExecutor(), max_work=2 * job.work)
    first, _ = (runs.start(ME, job) for _ in range(2))
    with pytest.raises(ValueError, match=r"would be 15,030, and a session has at most 10,020"):
        runs.start(ME, job)
    runs.start(YOU, job)
    runs.owned(ME, first).stop()
    runs.start(ME, job)


def test_unwatched_paused_runs_stop_and_are_removed_later() -> None:
    now = [0.0]
    runs = Runs(ManualExecutor(), unwatched_limit=60.0, clock=lambda: now[0])
    gone, here = runs.start(ME, small_job()), runs.start(YOU, small_job())
    for run_id in (gone, here):
        runs.watched(run_id).pause()
    now[0] = 50.0
    runs.owned(YOU, here)
    now[0] = 100.0
    runs.collect()
    assert runs.watched(gone).state == "stopped"
    assert runs.watched(here).state == "paused"
    now[0] = EXPIRES_AFTER + 1.0
    runs.owned(YOU, here)
    runs.collect()
    assert runs.ids(ME) == ()
    assert runs.ids(YOU) == (here,)


def test_when_memory_is_full_the_longest_unwatched_are_removed() -> None:
    executor, now = ManualExecutor(), [0.0]
    one = 2 * 10 + (1 + 10) * small_job().network.parameter_count
    runs = Runs(executor, max_numbers=4 * one, clock=lambda: now[0])
    ids = []
    for _ in range(12):
        now[0] += 1.0
        ids.append(runs.start(new_owner(), small_job(epochs=10)))
        executor.run_all()
        assert len(runs) <= 5
    with pytest.raises(UnknownRun):
        runs.watched(ids[0])
    assert runs.watched(ids[-1]).state == "finished"


def test_a_run_that_is_no_longer_valid_is_stopped_and_removed() -> None:
    runs, there = Runs(ManualExecutor()), [True]
    mine = runs.start(ME, small_job(), is_valid=lambda: there[0])
    stays = runs.start(ME, small_job())
    runs.collect()
    assert runs.ids(ME) == (mine, stays)
    run = runs.watched(mine)
    there[0] = False
    runs.collect()
    assert runs.ids(ME) == (stays,)
    assert run.state == "stopped"
