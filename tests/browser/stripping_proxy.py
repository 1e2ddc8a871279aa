"""A reverse proxy that strips a path, as HAProxy's `replace-path /class(/)?(.*) /\\2`.

Like nginx by default it holds back what the server sends until the answer is whole, unless the
answer says `X-Accel-Buffering: no`. It takes one request from each connection.
"""

from __future__ import annotations

import asyncio
import re
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress

from anyio.from_thread import start_blocking_portal

PATH = "/class"


@contextmanager
def stripping_proxy(port: int) -> Iterator[str]:
    """Stands before the server at a port of this machine; yields its own address of the app."""
    requests: set[asyncio.Task[None]] = set()

    async def take(reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.ensure_future(_forward(port, reader, writer))
        requests.add(task)
        task.add_done_callback(requests.discard)

    async def end() -> None:
        server.close()
        for task in requests:
            task.cancel()
        await asyncio.gather(*requests, return_exceptions=True)

    with start_blocking_portal() as portal:
        server = portal.call(asyncio.start_server, take, "localhost", 0)
        yield f"http://localhost:{server.sockets[0].getsockname()[1]}{PATH}"
        portal.call(end)


async def _forward(port: int, reader: StreamReader, writer: StreamWriter) -> None:
    async with AsyncExitStack() as stack:
        stack.push_async_callback(_close, writer)
        stack.enter_context(suppress(OSError, asyncio.IncompleteReadError))  # one side is gone
        line, *headers = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        method, path, version = line.split(b" ")
        if not re.match(rf"{PATH}(?![^/?])".encode(), path):
            writer.write(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\nonly the proxy's own")
            return
        if not any(header.lower().startswith(b"upgrade:") for header in headers):
            headers = [h for h in headers if not h.lower().startswith(b"connection:")]
            headers.insert(0, b"Connection: close")
        upstream, to_app = await asyncio.open_connection("localhost", port)
        stack.push_async_callback(_close, to_app)
        stripped = b"/" + path.removeprefix(PATH.encode()).removeprefix(b"/")
        to_app.write(b"\r\n".join([b" ".join([method, stripped, version]), *headers]))
        there = asyncio.create_task(_pipe(reader, to_app))
        stack.callback(there.cancel)
        await _answer(upstream, writer)


async def _close(writer: StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def _answer(upstream: StreamReader, writer: StreamWriter) -> None:
    head = await upstream.readuntil(b"\r\n\r\n")
    streams = b" 101 " in head.split(b"\r\n")[0] or b"x-accel-buffering: no" in head.lower()
    if streams:
        writer.write(head)
        await _pipe(upstream, writer)
    else:
        writer.write(head + await upstream.read())
    await writer.drain()


async def _pipe(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()
