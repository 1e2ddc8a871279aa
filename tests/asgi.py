"""Asks an ASGI app as a server would, in this process and with its own event loop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
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
        "query_string": b"",
        "headers": [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()],
    }
    asyncio.run(run(app, scope, receive, send))
    return response


async def run(app: ASGIApp, scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Hands a request to the app."""
    await app(scope, receive, send)
