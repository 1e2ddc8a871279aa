"""HTTP routes for browsers that watch a run: server-sent events, outside Streamlit."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio
import msgspec
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playground.runs.events import Cursor, events, is_up_to_date, moments
from playground.runs.registry import RUNS, Runs, UnknownRun
from playground.runs.run import Run

RETRY = 1000
"""Milliseconds after which a browser that lost the stream reconnects."""
AWAY = 90.0
"""Seconds for which a hidden tab counts as a watcher; browsers let it say so once a minute."""
SEND_TIMEOUT = 30.0
"""Seconds after which a reader that takes nothing is disconnected; it may reconnect."""
FAREWELL = 2.0
"""Seconds within which a stream ends by itself when the server does."""


def routes(runs: Runs = RUNS) -> list[Route]:
    """`GET runs/<id>/events`, `GET runs/<id>/moments` and `POST runs/<id>/watch`, for `st.App`."""

    async def get_events(request: Request) -> Response:
        return _stream(request, runs)

    async def get_moments(request: Request) -> Response:
        return _moments(request, runs)

    async def post_watch(request: Request) -> Response:
        return _watch(request, runs)

    return [
        Route("/runs/{id}/events", get_events),
        Route("/runs/{id}/moments", get_moments),
        Route("/runs/{id}/watch", post_watch, methods=["POST"]),
    ]


def _moments(request: Request, runs: Runs) -> Response:
    """The stored moments, for a browser that has not read the stream from the start."""
    try:
        run = runs.watched(request.path_params["id"])
    except UnknownRun:
        return _unknown()
    return Response(msgspec.json.encode(moments(run)), media_type="application/json")


def _watch(request: Request, runs: Runs) -> Response:
    """A hidden tab has given its stream back, and is still there."""
    try:
        runs.watched(request.path_params["id"]).watchers.expect_back(AWAY)
    except UnknownRun:
        return _unknown()
    return Response(status_code=204)


def _stream(request: Request, runs: Runs) -> Response:
    """Events after Last-Event-ID; 204 after the end, so that browsers do not reconnect.

    A browser sends that header only when it reconnects by itself. Who opens a stream again after
    it was given back sends the id as `after`.
    """
    try:
        run = runs.watched(request.path_params["id"])
    except UnknownRun:
        return _unknown()
    known = request.headers.get("last-event-id") or request.query_params.get("after")
    cursor = Cursor.parse(known)
    if is_up_to_date(run, cursor):
        return Response(status_code=204)
    ending = anyio.Event()
    return EventSourceResponse(
        _sent(run, cursor, ending),
        send_timeout=SEND_TIMEOUT,
        shutdown_event=ending,
        shutdown_grace_period=FAREWELL,
    )


def _unknown() -> Response:
    reason = "the server was restarted or has forgotten this run"
    return JSONResponse({"status": "lost", "reason": reason}, status_code=404)


async def _sent(
    run: Run, cursor: Cursor, ending: anyio.Event
) -> AsyncGenerator[ServerSentEvent, None]:
    async with aclosing(events(run, cursor, is_ending=ending.is_set)) as stream:
        async for event in stream:
            yield ServerSentEvent(event.data, event=event.name, id=event.id, retry=RETRY)
