"""The stream of a run, for browsers: server-sent events past Streamlit."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from playground.runs.events import Known, events, is_told, moments
from playground.runs.registry import RUNS, Runs, UnknownRun
from playground.runs.run import Run

RETRY = 1000
"""Milliseconds after which a browser that lost the stream asks again."""
SEND_TIMEOUT = 30.0
"""Seconds after which a reader that takes nothing is given up; it may come back."""


def routes(runs: Runs = RUNS) -> list[BaseRoute]:
    """`GET runs/<id>/events` and `GET runs/<id>/moments`, to be given to `st.App`."""

    async def stream(request: Request) -> Response:
        return _stream(request, runs)

    async def past(request: Request) -> Response:
        return _moments(request, runs)

    return [Route("/runs/{id}/events", stream), Route("/runs/{id}/moments", past)]


def _moments(request: Request, runs: Runs) -> Response:
    """The weights on their way, for a browser that was not there from the start."""
    try:
        training = runs.watched(request.path_params["id"])
    except UnknownRun:
        return _unknown()
    return JSONResponse(moments(training))


def _stream(request: Request, runs: Runs) -> Response:
    """Events from Last-Event-ID on; 204, which keeps browsers from asking again, after the end."""
    try:
        training = runs.watched(request.path_params["id"])
    except UnknownRun:
        return _unknown()
    known = Known.parse(request.headers.get("last-event-id"))
    if is_told(training, known):
        return Response(status_code=204)
    return EventSourceResponse(_sent(training, known), send_timeout=SEND_TIMEOUT)


def _unknown() -> Response:
    reason = "the server was restarted or has forgotten this run"
    return JSONResponse({"status": "lost", "reason": reason}, status_code=404)


async def _sent(training: Run, known: Known) -> AsyncGenerator[ServerSentEvent, None]:
    async with aclosing(events(training, known)) as told:
        async for event in told:
            yield ServerSentEvent(event.data, event=event.name, id=event.id, retry=RETRY)
