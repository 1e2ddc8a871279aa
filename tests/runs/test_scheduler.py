"""Time slices go round, tasks of one group never run at once, and the others wait in a queue."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Hashable

import pytest

from playground.runs.pace import Pace
from playground.runs.scheduler import TIME_SLICE, RoundRobin, Task
from tests.runs.jobs import wait_until

SLICES: list["FakeTask"] = []
RUNNING: list["FakeTask"] = []


class FakeTask:
    """So many time slices of a few milliseconds, recorded in SLICES."""

    def __init__(
        self, slices: int, compile_group: Hashable = None, duration: float = 0.002
    ) -> None:
        self.compile_group = self if compile_group is None else compile_group
        self.left, self.at_once, self._duration = slices, 0, duration

    ready_at = 0.0
    client: Hashable = None

    @property
    def is_runnable(self) -> bool:
        return self.left > 0

    def run_time_slice(self, seconds: float) -> None:
        SLICES.append(self)
        RUNNING.append(self)
        time.sleep(self._duration)
        self.at_once = max(
            self.at_once, sum(other.compile_group == self.compile_group for other in RUNNING)
        )
        RUNNING.remove(self)
        self.left -= 1


@pytest.fixture(autouse=True)
def _fresh() -> None:
    SLICES.clear()


class WithoutThreads(RoundRobin):
    """Starts no threads: the test starts and finishes the time slices."""

    def _work_until_idle(self) -> None:
        pass


def start_slice(pool: RoundRobin) -> Task:
    """Starts the next time slice."""
    began = pool._next()
    assert began is not None
    return began


def run_slice(pool: RoundRobin) -> Task:
    """Starts and finishes the next time slice."""
    task = start_slice(pool)
    pool._finish_slice(task)
    return task


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_however_long_slices_last_every_task_gets_one_in_every_round(workers: int) -> None:
    pool, tasks, rng = (
        WithoutThreads(workers),
        [FakeTask(10**9) for _ in range(8)],
        random.Random(1),
    )
    for task in tasks:
        pool.submit(task)
    busy: list[Task] = []
    since_last = dict.fromkeys(tasks, 0)
    for _ in range(2000):
        if len(busy) == workers:  # any of the running slices ends
            pool._finish_slice(busy.pop(rng.randrange(workers)))
        busy.append(start_slice(pool))
        for task in tasks:
            since_last[task] = 0 if task in busy else since_last[task] + 1
        assert max(since_last.values()) <= 7


def test_eight_on_two_workers_are_all_done() -> None:
    pool, tasks = RoundRobin(workers=2), [FakeTask(25) for _ in range(8)]
    for task in tasks:
        pool.submit(task)
    wait_until(lambda: not any(task.is_runnable for task in tasks))
    assert sorted(SLICES.count(task) for task in tasks) == [25] * 8


def test_a_task_submitted_late_waits_for_one_round_at_most() -> None:
    pool, first, late = (
        WithoutThreads(workers=1),
        [FakeTask(1000) for _ in range(3)],
        FakeTask(1000),
    )
    for task in first:
        pool.submit(task)
    for _ in range(50):
        pool._finish_slice(start_slice(pool))
    pool.submit(late)
    assert late in {run_slice(pool) for _ in range(4)}


def test_tasks_of_one_group_take_turns_and_leave_the_other_worker_to_others() -> None:
    pool, same, other = (
        WithoutThreads(workers=2),
        [FakeTask(9, "engine") for _ in range(2)],
        FakeTask(9),
    )
    for task in (*same, other):
        pool.submit(task)
    assert start_slice(pool) is same[0]
    assert [run_slice(pool) for _ in range(3)] == [other] * 3
    pool._finish_slice(same[0])
    assert start_slice(pool) is same[1]
    assert start_slice(pool) is other


def test_tasks_of_one_group_never_run_at_once() -> None:
    pool = RoundRobin(workers=2)
    same, other = [FakeTask(10, "engine") for _ in range(4)], FakeTask(30)
    for task in (*same, other):
        pool.submit(task)
    wait_until(lambda: not any(task.is_runnable for task in (*same, other)))
    assert [task.at_once for task in same] == [1, 1, 1, 1]


class FakeClock:
    """The time, which passes only while tasks have a slice."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Paced(FakeTask):
    """A task whose slices last so long, so many seconds apart."""

    def __init__(
        self, clock: FakeClock, seconds: float, every: float = 0.0, client: Hashable = None
    ) -> None:
        super().__init__(10**9)
        self._clock, self._seconds, self._every = clock, seconds, every
        self.ready_at, self.client = 0.0, client

    def run_time_slice(self, seconds: float) -> None:
        SLICES.append(self)
        self._clock.now += self._seconds
        self.ready_at = self._clock.now + self._every


def work_until(pool: RoundRobin, clock: FakeClock, time: float) -> None:
    """One worker works until that time."""
    while clock.now < time:
        if any(task.ready_at <= clock.now for task in pool._ready):
            task = start_slice(pool)
            task.run_time_slice(TIME_SLICE)
            pool._finish_slice(task)
        else:
            clock.now = min(task.ready_at for task in pool._ready)


def waiting_in(pool: RoundRobin, tasks: list[Paced]) -> list[Paced]:
    """Those of the tasks that are queued."""
    return [task for task in tasks if pool.queue_position(task)]


def test_beyond_a_full_round_tasks_wait_in_the_queue_and_move_up() -> None:
    clock = FakeClock()
    pool = WithoutThreads(1, round_seconds=2 * TIME_SLICE, clock=clock)
    active, waiting = ([Paced(clock, TIME_SLICE) for _ in range(n)] for n in (2, 4))
    for task in (*active, *waiting):
        pool.submit(task)
    assert [pool.queue_position(task) for task in (*active, *waiting)] == [0, 0, 1, 2, 3, 4]
    waiting[1].left = 0  # went away
    assert [pool.queue_position(task) for task in waiting] == [1, 0, 2, 3]
    work_until(pool, clock, 1.0)
    assert not set(waiting) & set(SLICES)
    active[0].left = 0
    work_until(pool, clock, 2.0)
    assert [task in SLICES for task in waiting] == [True, False, False, False]
    assert [pool.queue_position(task) for task in waiting] == [0, 0, 1, 2]
    active[1].left = 0
    work_until(pool, clock, 3.0)
    assert [task in SLICES for task in waiting] == [True, False, True, False]


@pytest.mark.parametrize("count", [45, 150])
def test_slow_motion_takes_next_to_no_room_however_many_there_are(count: int) -> None:
    clock = FakeClock()
    pool = WithoutThreads(1, clock=clock)
    slow = [Paced(clock, seconds=0.003, every=1.0) for _ in range(count)]
    for task in slow:
        pool.submit(task)
    work_until(pool, clock, 5.0)
    assert waiting_in(pool, slow) == []
    learner = Paced(clock, TIME_SLICE)
    pool.submit(learner)
    assert pool.queue_position(learner) == 0
    before = SLICES.count(learner)
    work_until(pool, clock, 10.0)
    assert (SLICES.count(learner) - before) * TIME_SLICE > 5.0 - count * 0.003 * 5 - 1.0


def test_full_speed_takes_a_seat_each_however_long_an_epoch_is() -> None:
    clock = FakeClock()
    pool = WithoutThreads(1, clock=clock)
    tasks = [Paced(clock, seconds) for seconds in (TIME_SLICE, 1.0) for _ in range(21)]
    for task in tasks:
        pool.submit(task)
    work_until(pool, clock, 60.0)
    assert len(waiting_in(pool, tasks)) == 2


def test_who_makes_many_owners_pushes_nobody_into_the_queue() -> None:
    clock = FakeClock()
    pool = WithoutThreads(1, clock=clock)
    many = [Paced(clock, TIME_SLICE, client="many") for _ in range(60)]
    for task in many:
        pool.submit(task)
    work_until(pool, clock, 5.0)
    learners = [Paced(clock, TIME_SLICE, client=f"learner {n}") for n in range(5)]
    for task in learners:
        pool.submit(task)
    assert [pool.queue_position(task) for task in learners] == [1, 2, 3, 4, 5]
    work_until(pool, clock, 5.0 + 6 * TIME_SLICE)
    assert waiting_in(pool, learners) == []
    assert len(waiting_in(pool, many)) == 25
    work_until(pool, clock, 20.0)
    assert waiting_in(pool, learners) == []


def test_two_who_want_everything_come_to_half_of_it_each_and_stay() -> None:
    clock = FakeClock()
    pool = WithoutThreads(1, clock=clock)
    first, second = (
        [Paced(clock, TIME_SLICE, client=name) for _ in range(50)] for name in ("a", "b")
    )
    for task in (*first, *second):
        pool.submit(task)
    for end in (10.0, 30.0):
        work_until(pool, clock, end)
        assert [len(waiting_in(pool, tasks)) for tasks in (first, second)] == [30, 30]


def test_submitting_again_and_again_gives_no_more_slices() -> None:
    pool, eager, other = WithoutThreads(workers=1), FakeTask(100), FakeTask(100)
    pool.submit(other)
    for _ in range(20):
        pool.submit(eager)
    assert [run_slice(pool) for _ in range(6)] == [other, eager] * 3


def test_a_slice_that_fails_disturbs_no_other_task(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(FakeTask):
        def run_time_slice(self, seconds: float) -> None:
            self.left -= 1
            raise RuntimeError("broken")

    pool, broken, fine = RoundRobin(workers=1), Broken(2), FakeTask(5)
    pool.submit(broken)
    pool.submit(fine)
    wait_until(lambda: not (broken.is_runnable or fine.is_runnable))
    assert len(caplog.records) == 2


def test_threads_exist_only_while_there_is_something_to_do() -> None:
    def serving() -> int:
        return sum(thread.name == "training" for thread in threading.enumerate())

    wait_until(lambda: serving() == 0)
    pool, task = RoundRobin(workers=3), FakeTask(5)
    assert serving() == 0
    for _ in range(2):
        task.left = 5
        pool.submit(task)
        assert 1 <= serving() <= 3
        wait_until(lambda: not task.is_runnable)
        wait_until(lambda: serving() == 0)


def test_a_program_that_ends_does_not_wait_for_its_runs() -> None:
    code = (
        "from playground.runs.scheduler import RoundRobin\nimport time\n"
        "class Endless:\n"
        "    compile_group, client, is_runnable, ready_at = None, None, True, 0.0\n"
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
