"""The queue of requests to Keras: one of a client at a time, long ones apart from the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from playground.limits import ANSWERS_AT_ONCE, LONG_ANSWERS_AT_ONCE, REQUESTS_WAITING

Result = TypeVar("Result")


class Busy(Exception):
    """There is no turn for this request: its client sent a newer one, or too many wait."""


@dataclass(frozen=True)
class Long(Generic[Result]):
    """What a request returns that turned out to be long: the rest of its work."""

    work: Callable[[], Result]


@dataclass(eq=False)
class _Request(Generic[Result]):
    client: str
    work: Callable[[], Result | Long[Result]]
    is_long: bool = False
    done: asyncio.Future[Result] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def refuse(self) -> None:
        if not self.done.done():
            self.done.set_exception(Busy())


class RequestQueue(Generic[Result]):
    """Computes requests in a few threads of its own, which nothing else waits for.

    Of each client one request is computed at a time and one waits, which a newer one replaces, so
    that whoever sends many gets no more turns than others. Long requests leave threads to the
    rest. All methods are called in the server's event loop.

    Args:
        at_once: requests computed at a time.
        long_at_once: long ones among them, fewer.
        waiting: requests that may wait.
    """

    def __init__(
        self,
        at_once: int = ANSWERS_AT_ONCE,
        long_at_once: int = LONG_ANSWERS_AT_ONCE,
        waiting: int = REQUESTS_WAITING,
    ) -> None:
        self._at_once, self._long_at_once, self._most_waiting = at_once, long_at_once, waiting
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="keras-answer")
        self._waiting: dict[str, _Request[Result]] = {}
        self._running: dict[str, _Request[Result]] = {}

    async def run(self, client: str, work: Callable[[], Result | Long[Result]]) -> Result:
        """Waits for a turn, computes in a thread, and returns the result.

        Args:
            client: whose request it is.
            work: computes it, or returns a `Long`, which waits for a turn among the long ones.

        Raises:
            Busy: if it was replaced while it waited, or too many wait.
        """
        if client not in self._waiting and len(self._waiting) >= self._most_waiting:
            raise Busy
        request = _Request(client, work)
        self._wait(request)
        self._start()
        return await request.done

    def _wait(self, request: _Request[Result]) -> None:
        """Has a request wait, in the place of an older one of its client."""
        older = self._waiting.get(request.client)
        if older is not None:
            older.refuse()
        self._waiting[request.client] = request

    def _start(self) -> None:
        """Starts what has a turn, the longest waiting first."""
        for request in [*self._waiting.values()]:
            long_ones = sum(other.is_long for other in self._running.values())
            if len(self._running) >= self._at_once:
                return
            if request.done.done():  # its client has gone
                del self._waiting[request.client]
                continue
            if request.client in self._running:
                continue
            if request.is_long and long_ones >= self._long_at_once:
                continue
            del self._waiting[request.client]
            self._running[request.client] = request
            running = asyncio.get_running_loop().run_in_executor(self._threads, request.work)
            running.add_done_callback(partial(self._finish, request))

    def _finish(
        self, request: _Request[Result], finished: asyncio.Future[Result | Long[Result]]
    ) -> None:
        del self._running[request.client]
        error = finished.exception()
        if request.done.done():
            pass  # its client has gone
        elif error is not None:
            request.done.set_exception(error)
        elif isinstance(result := finished.result(), Long):
            request.work, request.is_long = result.work, True
            if request.client in self._waiting:
                request.refuse()
            else:
                self._wait(request)
        else:
            request.done.set_result(result)
        self._start()
