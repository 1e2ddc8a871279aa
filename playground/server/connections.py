"""Answers leave at once, connections that do not come to the point are closed, Ctrl+C ends all.

Streamlit starts uvicorn with settings of its own, and has no option for these. uvicorn waits
without end for the rest of a request: a few hundred connections that say nothing would take
every descriptor that the server has.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from contextlib import suppress
from types import FrameType

import h11
import uvicorn
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from playground.limits import BODY_RATE, BODY_SECONDS, HEADER_SECONDS, SHUTDOWN_SECONDS

_TIMED_OUT = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"connection: close\r\n\r\nThe request was not complete in time."
)


class PunctualProtocol(H11Protocol):
    """uvicorn's own, with a deadline for a request's head and one for its body.

    What it sends leaves at once.
    """

    header_seconds = HEADER_SECONDS
    body_seconds = BODY_SECONDS
    body_rate = BODY_RATE
    _timer: asyncio.TimerHandle | None = None
    _waits_for: type | None = None
    _received = 0
    _since = 0.0
    _is_websocket = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The client has until the deadline to say what it wants."""
        super().connection_made(transport)
        send_at_once(transport.get_extra_info("socket"))
        self._watch()

    def data_received(self, data: bytes) -> None:
        """A piece of a request: a slow trickle does not move the deadline of its head."""
        super().data_received(data)
        self._watch(len(data))

    def on_response_complete(self) -> None:
        """What may come now is the next request."""
        super().on_response_complete()
        self._watch()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """From here on the connection is another protocol's."""
        self._is_websocket = True
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._rest()
        super().connection_lost(exc)

    def _watch(self, received: int = 0) -> None:
        """Starts the clock anew where something else is waited for than before."""
        state = self.conn.their_state
        waits = state if state in (h11.IDLE, h11.SEND_BODY) else None
        # Between two requests uvicorn has a clock of its own, and websockets have theirs.
        if self._is_websocket or self.timeout_keep_alive_task is not None:
            waits = None
        if waits is self._waits_for:
            self._received += received
            return
        self._rest()
        if waits is not None and not self.transport.is_closing():
            self._waits_for, self._received, self._since = waits, received, self.loop.time()
            self._timer = self.loop.call_later(self._left(), self._check)

    def _rest(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self._waits_for = None

    def _left(self) -> float:
        if self._waits_for is h11.IDLE:
            allowed = self.header_seconds
        else:
            allowed = self.body_seconds + self._received / self.body_rate
        return self._since + allowed - self.loop.time()

    def _check(self) -> None:
        if (left := self._left()) > 0:
            self._timer = self.loop.call_later(left, self._check)
        elif self.flow.read_paused:  # it is the server that is slow
            self._timer = self.loop.call_later(self.body_seconds, self._check)
        else:
            began = self._waits_for is not h11.IDLE or self._received > 0
            if began and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
                self.transport.write(_TIMED_OUT)  # a browser opens connections in advance, too
            self.transport.close()


def send_at_once(connection: socket.socket | None) -> None:
    """Turns Nagle's algorithm off. asyncio does so where a socket names TCP; Streamlit's does not.

    A body that follows its head, and one message after another, would wait until the client has
    acknowledged the one before, which it puts off: 40 ms under Linux, and up to 200 elsewhere.

    Args:
        connection: None, or one without TCP, stays as it is.
    """
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Leavers:
    """ASGI middleware: a client that goes away in the middle of a request is no error.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes `scope` on; without this, each would write a traceback into the log."""
        with suppress(ClientDisconnect):
            await self._app(scope, receive, send)


def settle() -> None:
    """Has the uvicorn that runs this process take these connections and this Ctrl+C.

    Called while it starts, in its main thread. Does nothing under another server.
    """
    server = _uvicorn()
    if server is None:
        return
    if issubclass(server.config.http_protocol_class, H11Protocol):
        server.config.http_protocol_class = PunctualProtocol
    server.config.timeout_graceful_shutdown = SHUTDOWN_SECONDS

    def end(_: int, __: FrameType | None) -> None:
        server.force_exit = server.should_exit
        server.should_exit = True

    # uvicorn's own handler raises the signal again when all is done, and `streamlit run` takes
    # that for a failure: "Aborted!".
    signal.signal(signal.SIGINT, end)


def _uvicorn() -> uvicorn.Server | None:
    """The server of this process: its method is the handler of the signal that ends it."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return server if isinstance(server, uvicorn.Server) else None
