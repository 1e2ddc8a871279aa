"""All runs of a server, by unguessable id; only its owner controls a run."""

from __future__ import annotations

import math
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Network
from playground.limits import RUNS_OF_AN_ADDRESS
from playground.runs.job import MAX_WORK, Job
from playground.runs.memory import check_memory
from playground.runs.precompile import Precompile
from playground.runs.run import UNWATCHED_LIMIT, Run
from playground.runs.scheduler import Executor, RoundRobin
from playground.runs.snapshot import OVER
from playground.runs.watchers import Clock

MAX_RUNS = 6
"""Runs stored for one owner: the one on screen and five to compare it with."""
MAX_NUMBERS = 2**24
"""Numbers in the histories of all runs together, 64 MB of weights: six runs each for a class."""
MAX_PRECOMPILED = 16
"""Functions compiled in advance that are remembered: fewer than the engine caches."""
EXPIRES_AFTER = 3600.0
"""Seconds without a watcher after which a run that is over is removed."""


class UnknownRun(LookupError):
    """No such run: it was never started, is somebody else's, or was removed."""


@dataclass(frozen=True)
class _Entry:
    owner: str
    client: str
    run: Run
    label: object
    is_valid: Callable[[], bool]


def new_owner() -> str:
    """A token for a session, which nobody can guess."""
    return secrets.token_urlsafe(16)


class Runs:
    """Runs and their owners. Of the runs that are over, the longest unwatched is removed first.

    Args:
        executor: gives time slices to all runs.
        unwatched_limit: seconds without a watcher after which a run stops itself.
        max_work: rows times parameters, summed over an owner's runs that are not over.
        max_numbers: numbers in the histories of all runs.
        clock: returns the time in seconds.
    """

    def __init__(
        self,
        executor: Executor,
        *,
        unwatched_limit: float = UNWATCHED_LIMIT,
        max_work: int = MAX_WORK,
        max_numbers: int = MAX_NUMBERS,
        clock: Clock = time.monotonic,
    ) -> None:
        self._executor, self._unwatched_limit, self._clock = executor, unwatched_limit, clock
        self._max_work, self._max_numbers = max_work, max_numbers
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._precompiled: deque[Hashable] = deque(maxlen=MAX_PRECOMPILED)
        self._lock = threading.Lock()

    def start(
        self,
        owner: str,
        job: Job,
        label: object = None,
        is_valid: Callable[[], bool] = lambda: True,
        *,
        client: str = "",
        paused: bool = False,
    ) -> str:
        """Starts a run; if the owner has MAX_RUNS, the oldest that is over is removed for it.

        Args:
            owner: the token of the session that will control it.
            job: what is trained.
            label: what the owner stores with it; `label` returns it.
            is_valid: once it returns False, the run is stopped and removed by `collect`.
            client: from where; owners are made freely, so time slices are shared among these.
            paused: trains nothing before `play` or a step; otherwise it is queued at once.

        Returns:
            Its id, which nobody can guess.

        Raises:
            ValueError: if too many or too large runs of the owner, or of its client, are not over;
                or the system has little memory left.
        """
        self.collect()
        check_memory()
        with self._lock:
            self._check_client(client)
            self._make_room(owner, job)
            run_id = secrets.token_urlsafe(16)
            limit, clock = self._unwatched_limit, self._clock
            run = Run(job, self._executor, limit, clock, client=client, paused=paused)
            self._entries[run_id] = _Entry(owner, client, run, label, is_valid)
        return run_id

    def train(self, job: Job, client: str = "") -> Run:
        """Trains to the end, in time slices like everybody's, and returns the run that is over.

        Nobody else can find it, and it does not count among an owner's runs.

        Args:
            job: what is trained.
            client: as of `start`.

        Raises:
            ValueError: if training failed, with the reason, or as of `start`.
        """
        check_memory()
        run = Run(job, self._executor, math.inf, self._clock, client=client)
        run.wait(threading.TIMEOUT_MAX)
        if run.state == "stopped":
            raise ValueError(run.snapshot().reason)
        return run

    def precompile(self, network: Network, recipe: Recipe, rows: int) -> None:
        """Compiles what such a run will need, once, in a time slice of its own.

        Does nothing for a network that is too large to be trained here.

        Args:
            network: what will be trained.
            recipe: how; learning rate, epochs and seed do not matter.
            rows: on how many rows.
        """
        task = Precompile(network, recipe, rows)
        with self._lock:
            if task.compile_group in self._precompiled or rows * network.parameter_count > MAX_WORK:
                return
            self._precompiled.append(task.compile_group)
        self._executor.submit(task)

    def watched(self, run_id: str) -> Run:
        """The run of an id, to be watched by whoever has the id.

        Raises:
            UnknownRun: if there is none.
        """
        with self._lock:
            if run_id not in self._entries:
                raise UnknownRun(run_id)
            return self._entries[run_id].run

    def owned(self, owner: str, run_id: str) -> Run:
        """The run of an id, to be controlled by its owner, who thereby counts as watching it.

        Args:
            owner: the token it was started with.
            run_id: as `start` returned it.

        Raises:
            UnknownRun: if there is none, or it is somebody else's.
        """
        return self._entry(owner, run_id).run

    def _entry(self, owner: str, run_id: str) -> _Entry:
        with self._lock:
            entry = self._entries.get(run_id)
        if entry is None or not secrets.compare_digest(entry.owner, owner):
            raise UnknownRun(run_id)
        entry.run.watchers.touch()
        return entry

    def label(self, owner: str, run_id: str) -> object:
        """What the owner stored with a run.

        Args:
            owner: the token it was started with.
            run_id: as `start` returned it.

        Raises:
            UnknownRun: if there is none, or it is somebody else's.
        """
        return self._entry(owner, run_id).label

    def set_label(self, owner: str, run_id: str, label: object) -> None:
        """Replaces what is stored with a run.

        Args:
            owner: the token that the run was started with.
            run_id: its id.
            label: what `label` will return.

        Raises:
            UnknownRun: if there is none, or it is somebody else's.
        """
        entry = replace(self._entry(owner, run_id), label=label)
        with self._lock:
            if run_id in self._entries:
                self._entries[run_id] = entry

    def ids(self, owner: str) -> tuple[str, ...]:
        """The owner's runs, the oldest first."""
        with self._lock:
            return tuple(self._of(owner))

    def forget(self, owner: str, run_id: str) -> None:
        """Stops a run and removes it.

        Args:
            owner: the token it was started with.
            run_id: as `start` returned it.

        Raises:
            UnknownRun: if there is none, or it is somebody else's.
        """
        run = self.owned(owner, run_id)
        with self._lock:
            self._entries.pop(run_id, None)
        run.stop()

    def collect(self) -> None:
        """Stops and removes runs that are not valid, stops unwatched ones, and frees memory.

        Runs that are over are removed once nobody has watched them for EXPIRES_AFTER seconds, or
        if all histories together are larger than `max_numbers`.
        """
        with self._lock:
            for run_id in [run for run, entry in self._entries.items() if not entry.is_valid()]:
                self._entries.pop(run_id).run.stop()
            for entry in self._entries.values():
                entry.run.stop_if_unwatched()
            over = [run_id for run_id, entry in self._entries.items() if _is_over(entry)]
            over.sort(key=self._unwatched_for, reverse=True)
            numbers = sum(entry.run.numbers for entry in self._entries.values())
            for run_id in over:
                unwatched_for = self._unwatched_for(run_id)
                if unwatched_for > EXPIRES_AFTER or (unwatched_for and numbers > self._max_numbers):
                    numbers -= self._entries.pop(run_id).run.numbers

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)

    def _unwatched_for(self, run_id: str) -> float:
        return self._entries[run_id].run.watchers.unwatched_for

    def _of(self, owner: str) -> dict[str, _Entry]:
        return {run_id: entry for run_id, entry in self._entries.items() if entry.owner == owner}

    def _check_client(self, client: str) -> None:
        entries = self._entries.values()
        going = sum(entry.client == client and not _is_over(entry) for entry in entries)
        if going >= RUNS_OF_AN_ADDRESS:
            raise ValueError(
                f"{going} runs are going at this network address, and the server takes no more "
                "from one: wait until one is over, then start this one again"
            )

    def _make_room(self, owner: str, job: Job) -> None:
        mine = self._of(owner)
        going = [entry for entry in mine.values() if not _is_over(entry)]
        if len(going) >= MAX_RUNS:
            raise ValueError(
                f"{len(going)} runs are going, and a session has at most {MAX_RUNS}: stop one, "
                "then start this one again"
            )
        work = sum(entry.run.job.work for entry in going) + job.work
        if going and work > self._max_work:
            raise ValueError(
                f"with this run, rows times parameters of all runs going would be {work:,}, and "
                f"a session has at most {self._max_work:,}: stop one, then start this one again"
            )
        over = [run_id for run_id, entry in mine.items() if _is_over(entry)]
        for run_id in over[: max(0, len(mine) + 1 - MAX_RUNS)]:
            del self._entries[run_id]


def _is_over(entry: _Entry) -> bool:
    return entry.run.state in OVER


RUNS = Runs(RoundRobin())
