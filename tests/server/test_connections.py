"""Connections that do not come to the point are closed; those that do are left alone.

A real uvicorn with deadlines of half a second, and real sockets.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from playground.server.connections import Leavers, PunctualProtocol

HEAD = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 6\r\n\r\n"
WHOLE = HEAD + b"whole!"
CLOSE = b"\r\nConnection: close\r\n\r\n"


class Hurried(PunctualProtocol):
    """With deadlines that a test can wait for."""

    header_seconds = 0.5
    body_seconds = 0.5
    body_rate = 10_000_000
    accepted: ClassVar[list[socket.socket]] = []
    """The server's end of every connection so far."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.accepted.append(transport.get_extra_info("socket"))


async def _echo(request: Request) -> Response:
    return PlainTextResponse(await request.body())


async def _talk(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(await websocket.receive_text())


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the server listens."""
    app = Starlette(
        routes=[Route("/", _echo, methods=["POST"]), WebSocketRoute("/talk", _talk)],
        middleware=[Middleware(Leavers)],
    )
    server = uvicorn.Server(uvicorn.Config(app, http=Hurried, lifespan="off", log_level="critical"))
    listening = socket.create_server(("localhost", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield int(listening.getsockname()[1])
    server.should_exit = True
    thread.join(timeout=30)


def connected(port: int, sent: bytes) -> socket.socket:
    client = socket.create_connection(("localhost", port), timeout=30)
    client.sendall(sent)
    return client


def answer(client: socket.socket) -> bytes:
    """Everything that comes until the server closes the connection."""
    received = b""
    with client:
        while data := client.recv(4096):
            received += data
    return received


def test_an_answer_does_not_wait_until_the_one_before_is_acknowledged(port: int) -> None:
    with connected(port, WHOLE) as client:
        assert client.recv(4096).startswith(b"HTTP/1.1 200")
        assert Hurried.accepted[-1].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_what_is_not_complete_in_time_is_closed(port: int) -> None:
    cases = {
        "half a head": b"POST / HTTP/1.1\r\nHo",
        "a letter": b"P",
        "no body": HEAD,
        "half a body": HEAD + b"half",
        "opened in advance": b"",
    }
    clients = {name: connected(port, sent) for name, sent in cases.items()}
    for name, sent in {"no second head": b"POST / HT", "no second body": HEAD}.items():
        clients[name] = connected(port, WHOLE)
        assert clients[name].recv(4096).startswith(b"HTTP/1.1 200 ")
        clients[name].sendall(sent)
    answers = {name: answer(client) for name, client in clients.items()}
    assert answers.pop("opened in advance") == b""
    for name, received in answers.items():
        assert b"HTTP/1.1 408 " in received, name


def test_a_websocket_stays_open(port: int) -> None:
    with connect(f"ws://localhost:{port}/talk") as websocket:
        late = connected(port, HEAD)  # after the websocket, so its deadline ends later
        assert b"HTTP/1.1 408 " in answer(late)
        websocket.send("still there?")
        assert websocket.recv(timeout=30) == "still there?"


def test_a_trickle_does_not_move_the_deadline_of_a_head(port: int) -> None:
    with connected(port, b"POST / HTTP/1.1\r\nX: ") as client:
        client.settimeout(0.01)
        for _ in range(3000):
            try:
                assert client.recv(100).startswith(b"HTTP/1.1 408 ")
                return
            except TimeoutError:
                client.sendall(b"a")
    pytest.fail("the server still listens")


def test_what_comes_at_once_is_answered(port: int) -> None:
    received = answer(connected(port, WHOLE.replace(b"\r\n\r\n", CLOSE, 1)))
    assert received.startswith(b"HTTP/1.1 200 ")
    assert received.endswith(b"whole!")
