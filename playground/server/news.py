"""`GET news`: what a tab is told, of its class and of the training that it watches, in one stream.

A browser opens six connections to a server at most, for all of its tabs together, and a stream
takes one of them for as long as it is open.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import TypeVar

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.rooms.errors import Refused
from playground.rooms.registry import ROOMS_HERE, Rooms
from playground.rooms.routes import refusal, room_of
from playground.rooms.seats import Seat
from playground.rooms.streams import TeacherView, room_events
from playground.runs.events import Cursor, events, is_up_to_date
from playground.runs.registry import RUNS, Runs, UnknownRun
from playground.runs.routes import unknown_run

SEND_TIMEOUT = 30.0
"""Seconds after which a reader that takes nothing is disconnected; it may reconnect."""
FAREWELL = 2.0
"""Seconds within which a stream ends by itself when the server does."""

IsEnding = Callable[[], bool]
Topic = Callable[[IsEnding], AsyncGenerator[ServerSentEvent, None]]
T = TypeVar("T")


def routes(runs: Runs = RUNS, rooms: Rooms = ROOMS_HERE) -> list[Route]:
    """`GET news?room=<code>&view=wall&run=<id>&after=<id of an event>`, for `st.App`.

    Each topic may be left out. A credential of the room comes in a header.

    Args:
        runs: the trainings of this server.
        rooms: its classes.
    """

    async def get_news(request: Request) -> Response:
        try:
            topics = [*_run_topic(request, runs), *_room_topic(request, rooms)]
        except UnknownRun:
            return unknown_run()
        except Refused as refused:
            return refusal(refused)
        return _streamed(topics)

    return [Route("/news", get_news)]


def _streamed(topics: list[Topic]) -> Response:
    """The topics' news, until the last of them has ended; 204 if there is nothing to come."""
    if not topics:
        return Response(status_code=204)
    ending = anyio.Event()
    return EventSourceResponse(
        together([topic(ending.is_set) for topic in topics]),
        send_timeout=SEND_TIMEOUT,
        shutdown_event=ending,
        shutdown_grace_period=FAREWELL,
    )


def _run_topic(request: Request, runs: Runs) -> list[Topic]:
    """A run from after the event that the reader has read last; nothing if that was its end."""
    run_id = request.query_params.get("run")
    if run_id is None:
        return []
    run, cursor = runs.watched(run_id), Cursor.parse(request.query_params.get("after"))

    async def topic(is_ending: IsEnding) -> AsyncGenerator[ServerSentEvent, None]:
        async with aclosing(events(run, cursor, is_ending=is_ending)) as stream:
            async for event in stream:
                yield ServerSentEvent(event.data, event=event.name, id=event.id)

    return [] if is_up_to_date(run, cursor) else [topic]


def _room_topic(request: Request, rooms: Rooms) -> list[Topic]:
    """A learner's seat, or with the teacher's secret the board or the wall."""
    code = request.query_params.get("room")
    if code is None:
        return []
    room, credential = room_of(request, code, rooms)
    reader: Seat | TeacherView = "wall" if request.query_params.get("view") == "wall" else "board"
    if not room.is_teacher(credential):
        reader = room.seating.of(credential)

    async def topic(is_ending: IsEnding) -> AsyncGenerator[ServerSentEvent, None]:
        async with aclosing(room_events(room, reader, is_ending)) as stream:
            async for event in stream:
                yield ServerSentEvent(event.data, event=event.name)

    return [topic]


async def together(sources: Sequence[AsyncGenerator[T, None]]) -> AsyncGenerator[T, None]:
    """Yields what any of several generators does, until all have ended.

    A source is asked for its next value only once its last one has been taken: where each makes
    its values of what is newest then, a slow reader has no backlog.

    Args:
        sources: the generators, which are closed at the end.
    """
    pending: dict[asyncio.Future[T | None], AsyncGenerator[T, None]] = {}

    def ask(source: AsyncGenerator[T, None]) -> None:
        pending[asyncio.ensure_future(anext(source, None))] = source

    for source in sources:
        ask(source)
    try:
        while pending:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for answer in done:
                source, value = pending.pop(answer), answer.result()
                if value is not None:
                    yield value
                    ask(source)
    finally:
        with anyio.CancelScope(shield=True):
            for answer in pending:
                answer.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            for source in sources:
                await source.aclose()
