"""Admission: while file descriptors are short, newcomers wait, and nobody who is here notices.

A browser that is let in opens several connections and keeps one. Without a descriptor the server
could not even say so, therefore some are left to those who are here.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from playground.limits import (
    ARRIVAL_SECONDS,
    DESCRIPTORS_FOR_THOSE_INSIDE,
    DESCRIPTORS_OF_AN_ARRIVAL,
)
from playground.server import descriptors

_LOOK_EVERY = 0.1
"""Seconds for which a count of the descriptors holds."""
_TRY_AGAIN_LATER = 1013
"""Why a WebSocket is closed, in its own numbers."""

_FULL_HTML = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{ARRIVAL_SECONDS}">
<title>No place is free · Neuron Playground</title>
<style>
  :root {{ color-scheme: light dark; }}
  html {{ background: light-dark(#ffffff, #101614); color: light-dark(#0f1715, #e8eeec); }}
  body {{ font: 1.15rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 12vh auto; }}
  main {{ padding: 0 1.5rem; }}
</style>
</head>
<body>
<main>
<h1>No place is free right now</h1>
<p>As many people are here as this server can take. This page tries again every
{ARRIVAL_SECONDS} seconds, and opens as soon as somebody leaves.</p>
</main>
</body>
</html>
"""


class Admission:
    """ASGI middleware that lets newcomers in while there are descriptors for them.

    Args:
        app: what they are let into.
        limit: how many descriptors the process has.
        used: returns how many are open.
        clock: returns the time in seconds.
    """

    def __init__(
        self,
        app: ASGIApp,
        limit: Callable[[], int] = descriptors.raise_limit,
        used: Callable[[], int] = descriptors.used,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app, self._count, self._clock = app, used, clock
        self._limit = limit()
        self._room = int(self._limit * (1 - DESCRIPTORS_FOR_THOSE_INSIDE))
        self._arrivals: deque[float] = deque()
        self._looked, self._used = float("-inf"), 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets `scope` in, or says that there is no room."""
        if scope["type"] == "websocket" and not self._may_connect(scope):
            await WebSocketClose(_TRY_AGAIN_LATER)(scope, receive, send)
        elif scope["type"] == "http" and _is_page(scope) and not self._may_arrive():
            await _full(scope, receive, send)
        else:
            await self._app(scope, receive, self._short(scope, send))

    def _may_arrive(self) -> bool:
        """Whether a browser may load a page; those who just did have not opened all they will."""
        now = self._clock()
        while self._arrivals and now - self._arrivals[0] > ARRIVAL_SECONDS:
            self._arrivals.popleft()
        coming = DESCRIPTORS_OF_AN_ARRIVAL * (1 + len(self._arrivals))
        if self._open() + coming > self._room:
            return False
        self._arrivals.append(now)
        return True

    def _may_connect(self, scope: Scope) -> bool:
        """Whether a session may begin; one that goes on, after its line was cut, always may."""
        names = Headers(scope=scope).get("sec-websocket-protocol", "").split(",")
        goes_on = len(names) > 2 and bool(names[2].strip())
        return goes_on or self._open() < (self._room + self._limit) // 2

    def _open(self) -> int:
        """How many descriptors are open, looked up now and then."""
        now = self._clock()
        if now - self._looked > _LOOK_EVERY:
            self._looked = now
            try:
                self._used = self._count()
            except OSError:
                self._used = self._limit
        return self._used

    def _short(self, scope: Scope, send: Send) -> Send:
        """While descriptors are short, every connection is given back with its answer."""
        if scope["type"] != "http" or self._used < self._room // 2:
            return send

        async def closing(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        return closing


def _is_page(scope: Scope) -> bool:
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    headers = {
        "Retry-After": str(ARRIVAL_SECONDS),
        "Cache-Control": "no-store",
        "Connection": "close",
    }
    await HTMLResponse(_FULL_HTML, 503, headers)(scope, receive, send)
