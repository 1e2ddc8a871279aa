"""Asks an ASGI app as a server would, in this process and with its own event loop."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message


@dataclass
class Response:
    """What came back: status, headers with lower-case names, body."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


def ask(
    app: ASGIApp,
    path: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: Iterable[bytes] = (b"",),
    root_path: str = "",
    query: str = "",
) -> Response:
    """Sends one request, its body in pieces, and returns the whole response."""
    response = Response()
    pieces = list(body)

    async def receive() -> Message:
        piece = pieces.pop(0) if pieces else b""
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            response.status = message["status"]
            response.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            response.body += message.get("body", b"")

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("localhost", 80),
        "path": root_path + path,
        "root_path": root_path,
        "query_string": query.encode(),
        "headers": [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()],
    }
    asyncio.run(run(app, scope, receive, send))
    return response


def listen(
    app: ASGIApp, target: str, headers: dict[str, str], enough: Callable[[bytes], bool]
) -> Response:
    """Reads a stream until there is enough of it, and goes away, or until its end.

    Args:
        app: that is asked.
        target: path and query.
        headers: of the request.
        enough: whether this is all that is wanted.
    """
    path, _, query = target.partition("?")
    response = Response()

    async def read() -> None:
        gone = asyncio.Event()
        requests = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            if requests:
                return requests.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                response.status = message["status"]
                response.headers = {k.decode(): v.decode() for k, v in message["headers"]}
                return
            response.body += message.get("body", b"")
            if enough(response.body):
                gone.set()

        scope: dict[str, Any] = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": path,
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
        }
        await app(scope, receive, send)

    asyncio.run(asyncio.wait_for(read(), 60.0))
    return response


def events_of(response: Response) -> list[dict[str, str]]:
    """The fields of each event, as the browser reads them."""
    blocks = response.body.decode().replace("\r\n", "\n").strip().split("\n\n")
    return [dict(re.findall(r"^(\w+): (.*)$", block, re.MULTILINE)) for block in blocks]


async def run(app: ASGIApp, scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Hands a request to the app."""
    await app(scope, receive, send)
