"""Event loops for scripts that cost nothing until they run.

Streamlit gives every session an event loop for its script, and this app's scripts never run it.
Python's own takes three file descriptors from the start until the session is freed, minutes after
its tab was closed.
"""

from __future__ import annotations

import asyncio
import selectors
import socket


class IdleLoop(asyncio.SelectorEventLoop):
    """An event loop without descriptors: its selector needs none, its pipe is made when it runs."""

    _ssock: socket.socket | None = None
    _csock: socket.socket | None = None

    def __init__(self) -> None:
        super().__init__(selectors.PollSelector())

    def _make_self_pipe(self) -> None:
        """Called when the loop is made: not yet."""

    def run_forever(self) -> None:
        """As every loop; what calls in other threads wake it with is made first."""
        if self._ssock is None:
            super()._make_self_pipe()  # type: ignore[misc]
        super().run_forever()

    def _close_self_pipe(self) -> None:
        if self._ssock is not None:
            super()._close_self_pipe()  # type: ignore[misc]


class IdleLoops(asyncio.DefaultEventLoopPolicy):
    """Gives such loops to everybody who makes a new one from now on; the server has its own."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return IdleLoop()


def install() -> None:
    """Has sessions that come take loops without descriptors, where there is `poll`."""
    if hasattr(selectors, "PollSelector"):  # not on Windows
        asyncio.set_event_loop_policy(IdleLoops())
