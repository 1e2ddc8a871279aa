"""Requests to Keras: one of a client at a time, the newest waits, long ones leave threads free."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from playground.stage.predict.request_queue import Busy, Long, RequestQueue

SECONDS = 30.0
"""After which a test that waits has failed."""


class Works:
    """Works that wait until they are let go, and the order in which they were begun."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._gates: dict[str, threading.Event] = {}

    def work(self, name: str) -> Callable[[], str]:
        gate = self._gates[name] = threading.Event()

        def run() -> str:
            self.begun.append(name)
            assert gate.wait(SECONDS)
            return name

        return run

    def let_go(self, *names: str) -> None:
        for name in names:
            self._gates[name].set()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not condition():
            await asyncio.sleep(0.001)


def checked(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """A test that runs in an event loop."""

    def run() -> None:
        asyncio.run(test())

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


@checked
async def test_of_a_client_one_is_computed_and_a_newer_one_replaces_the_one_that_waits() -> None:
    queue, works = RequestQueue[str](at_once=4, long_at_once=1), Works()
    mine = [asyncio.create_task(queue.run("me", works.work(name))) for name in "abc"]
    await until(lambda: works.begun == ["a"])
    await until(mine[1].done)
    other = asyncio.create_task(queue.run("other", works.work("x")))
    await until(lambda: works.begun == ["a", "x"])
    works.let_go("x", "a", "c")
    assert [await mine[0], await mine[2], await other] == ["a", "c", "x"]
    with pytest.raises(Busy):
        await mine[1]
    assert works.begun == ["a", "x", "c"]


@checked
async def test_who_sends_many_has_no_more_turns_than_others() -> None:
    queue, works = RequestQueue[str](at_once=1, long_at_once=1), Works()
    greedy = [asyncio.create_task(queue.run("greedy", works.work(f"g{n}"))) for n in range(9)]
    await until(lambda: works.begun == ["g0"])
    learner = asyncio.create_task(queue.run("learner", works.work("l")))
    await asyncio.sleep(0)
    greedy.append(asyncio.create_task(queue.run("greedy", works.work("g9"))))
    works.let_go("g0", "l", "g9")
    assert await learner == "l"
    assert await greedy[-1] == "g9"
    assert works.begun == ["g0", "g9", "l"]
    outcomes = await asyncio.gather(*greedy, return_exceptions=True)
    assert [isinstance(outcome, Busy) for outcome in outcomes] == [False, *[True] * 8, False]


@checked
async def test_long_ones_leave_threads_to_the_others() -> None:
    queue, works = RequestQueue[str](at_once=2, long_at_once=1), Works()
    long_ones = [
        asyncio.create_task(queue.run(f"client {n}", lambda n=n: Long(works.work(f"long {n}"))))  # type: ignore[misc]
        for n in range(5)
    ]
    await until(lambda: works.begun == ["long 0"])
    for n in range(3):
        quick = asyncio.create_task(queue.run("learner", works.work(f"quick {n}")))
        await until(lambda n=n: works.begun[-1] == f"quick {n}")  # type: ignore[misc]
        works.let_go(f"quick {n}")
        assert await quick == f"quick {n}"
    for n in range(5):
        await until(lambda n=n: f"long {n}" in works.begun)  # type: ignore[misc]
        assert f"long {n + 1}" not in works.begun
        works.let_go(f"long {n}")
    assert await asyncio.gather(*long_ones) == [f"long {n}" for n in range(5)]


@checked
async def test_a_long_one_is_not_begun_once_its_client_has_sent_a_newer_one() -> None:
    queue, works = RequestQueue[str](at_once=2, long_at_once=1), Works()
    first = works.work("first")
    older = asyncio.create_task(queue.run("me", lambda: first() and Long(works.work("rest"))))
    await until(lambda: works.begun == ["first"])
    newer = asyncio.create_task(queue.run("me", works.work("newer")))
    await asyncio.sleep(0)
    works.let_go("first", "newer")
    with pytest.raises(Busy):
        await older
    assert await newer == "newer"
    assert works.begun == ["first", "newer"]


@checked
async def test_no_more_than_so_many_wait_and_errors_come_back() -> None:
    queue, works = RequestQueue[str](at_once=1, long_at_once=1, waiting=2), Works()
    tasks = [asyncio.create_task(queue.run(f"{n}", works.work(f"{n}"))) for n in range(3)]
    await until(lambda: works.begun == ["0"])
    with pytest.raises(Busy):
        await queue.run("3", works.work("3"))
    works.let_go("0", "1", "2")
    assert await asyncio.gather(*tasks) == ["0", "1", "2"]

    def fail() -> str:
        raise ValueError("does not fit")

    with pytest.raises(ValueError, match="does not fit"):
        await queue.run("0", fail)


@checked
async def test_a_client_that_has_gone_disturbs_nobody() -> None:
    queue, works = RequestQueue[str](at_once=1, long_at_once=1), Works()
    gone = asyncio.create_task(queue.run("gone", works.work("gone")))
    waits = asyncio.create_task(queue.run("too", works.work("too")))
    await until(lambda: works.begun == ["gone"])
    gone.cancel()
    waits.cancel()
    await asyncio.sleep(0)
    works.let_go("gone", "too")
    after = asyncio.create_task(queue.run("after", works.work("after")))
    works.let_go("after")
    assert await after == "after"
    assert works.begun == ["gone", "after"]
