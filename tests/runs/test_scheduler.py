"""Turns go round, works of one lane never meet, and who has no seat waits in a queue."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Hashable

import pytest

from playground.runs.pace import Pace
from playground.runs.scheduler import RoundRobin, Task
from tests.runs.jobs import wait_until

TURNS: list["Chore"] = []
AT_WORK: list["Chore"] = []


class Chore:
    """So many turns of a few milliseconds, noted in TURNS."""

    def __init__(self, turns: int, compile_group: Hashable = None, last: float = 0.002) -> None:
        self.compile_group = self if compile_group is None else compile_group
        self.left, self.met, self._last = turns, 0, last

    ready_at = 0.0

    @property
    def is_runnable(self) -> bool:
        return self.left > 0

    def run_time_slice(self, seconds: float) -> None:
        TURNS.append(self)
        AT_WORK.append(self)
        time.sleep(self._last)
        self.met = max(
            self.met, sum(other.compile_group == self.compile_group for other in AT_WORK)
        )
        AT_WORK.remove(self)
        self.left -= 1


@pytest.fixture(autouse=True)
def _fresh() -> None:
    TURNS.clear()


class Unmanned(RoundRobin):
    """Its turns are given out to whoever asks: the test, at its own pace."""

    def _work_until_idle(self) -> None:
        pass


def at_work(pool: RoundRobin) -> Task:
    """Begins the next turn."""
    began = pool._next()
    assert began is not None
    return began


def done_at_once(pool: RoundRobin) -> Task:
    """Gives the next turn, which ends before anything else happens."""
    work = at_work(pool)
    pool._finish_slice(work)
    return work


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_however_long_turns_last_everybody_gets_one_in_every_round(workers: int) -> None:
    pool, chores, rng = Unmanned(workers), [Chore(10**9) for _ in range(8)], random.Random(1)
    for chore in chores:
        pool.submit(chore)
    busy: list[Task] = []
    since_last = dict.fromkeys(chores, 0)
    for _ in range(2000):
        if len(busy) == workers:  # somebody's turn ends, a long one's or a short one's
            pool._finish_slice(busy.pop(rng.randrange(workers)))
        busy.append(at_work(pool))
        for chore in chores:
            since_last[chore] = 0 if chore in busy else since_last[chore] + 1
        assert max(since_last.values()) <= 7


def test_eight_on_two_workers_are_all_done() -> None:
    pool, chores = RoundRobin(workers=2), [Chore(25) for _ in range(8)]
    for chore in chores:
        pool.submit(chore)
    wait_until(lambda: not any(chore.is_runnable for chore in chores))
    assert sorted(TURNS.count(chore) for chore in chores) == [25] * 8


def test_one_who_comes_late_waits_for_one_round_at_most() -> None:
    pool, first, late = Unmanned(workers=1), [Chore(1000) for _ in range(3)], Chore(1000)
    for chore in first:
        pool.submit(chore)
    for _ in range(50):
        pool._finish_slice(at_work(pool))
    pool.submit(late)
    assert late in {done_at_once(pool) for _ in range(4)}


def test_works_of_one_lane_wait_for_each_other_and_leave_the_other_worker_to_others() -> None:
    pool, same, other = Unmanned(workers=2), [Chore(9, "engine") for _ in range(2)], Chore(9)
    for chore in (*same, other):
        pool.submit(chore)
    assert at_work(pool) is same[0]
    assert [done_at_once(pool) for _ in range(3)] == [other] * 3
    pool._finish_slice(same[0])
    assert at_work(pool) is same[1]
    assert at_work(pool) is other


def test_works_of_one_lane_never_meet() -> None:
    pool = RoundRobin(workers=2)
    same, other = [Chore(10, "engine") for _ in range(4)], Chore(30)
    for chore in (*same, other):
        pool.submit(chore)
    wait_until(lambda: not any(chore.is_runnable for chore in (*same, other)))
    assert [chore.met for chore in same] == [1, 1, 1, 1]


def test_who_has_no_seat_waits_in_the_queue_and_moves_up() -> None:
    pool = RoundRobin(workers=2, max_active=2)
    seated, waiting = [Chore(10_000) for _ in range(2)], [Chore(1) for _ in range(4)]
    for chore in (*seated, *waiting):
        pool.submit(chore)
    assert [pool.queue_position(chore) for chore in (*seated, *waiting)] == [0, 0, 1, 2, 3, 4]
    waiting[1].left = 0  # went away
    assert [pool.queue_position(chore) for chore in waiting] == [1, 0, 2, 3]
    assert not set(waiting) & set(TURNS)
    seated[0].left = 0
    wait_until(lambda: not any(chore.is_runnable for chore in waiting))
    assert [chore for chore in TURNS if chore in waiting] == [waiting[0], waiting[2], waiting[3]]
    seated[1].left = 0


def test_enrolling_again_and_again_gives_no_more_turns() -> None:
    pool, eager, other = Unmanned(workers=1), Chore(100), Chore(100)
    pool.submit(other)
    for _ in range(20):
        pool.submit(eager)
    assert [done_at_once(pool) for _ in range(6)] == [other, eager] * 3


def test_a_turn_that_fails_disturbs_nobody(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Chore):
        def run_time_slice(self, seconds: float) -> None:
            self.left -= 1
            raise RuntimeError("broken")

    pool, broken, fine = RoundRobin(workers=1), Broken(2), Chore(5)
    pool.submit(broken)
    pool.submit(fine)
    wait_until(lambda: not (broken.is_runnable or fine.is_runnable))
    assert len(caplog.records) == 2


def test_threads_are_there_only_while_there_is_something_to_do() -> None:
    def serving() -> int:
        return sum(thread.name == "training" for thread in threading.enumerate())

    wait_until(lambda: serving() == 0)
    pool, chore = RoundRobin(workers=3), Chore(5)
    assert serving() == 0
    for _ in range(2):
        chore.left = 5
        pool.submit(chore)
        assert 1 <= serving() <= 3
        wait_until(lambda: not chore.is_runnable)
        wait_until(lambda: serving() == 0)


def test_a_program_that_ends_does_not_wait_for_its_runs() -> None:
    code = (
        "from playground.runs.scheduler import RoundRobin\nimport time\n"
        "class Endless:\n"
        "    compile_group, is_runnable = None, True\n"
        "    def run_time_slice(self, seconds): time.sleep(seconds)\n"
        "RoundRobin().submit(Endless())\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=20).returncode == 0


def test_the_pace_grows_to_what_fits_whatever_the_first_call_took() -> None:
    pace = Pace()
    assert pace.epochs(0.05) == 1
    pace.record(1, 3.0)  # compiled
    assert pace.epochs(0.05) == 1
    pace.record(1, 0.001)
    assert pace.epochs(0.05) == 4
    pace.record(4, 0.002)
    assert pace.epochs(0.05) == 16
    pace.record(100, 0.05)
    assert pace.epochs(0.05) == 100
    pace.record(100, 0.5)
    assert pace.epochs(0.05) == 10
    pace.record(1, 9.0)
    assert pace.epochs(0.05) == 1
