"""HTTP routes of the class: join, report, vote, lead. Its news is in the stream of each tab.

A credential (the teacher's secret, or that of a seat) comes in a header, never in an address.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.limits import ROOM_BODY
from playground.rooms.data_points import data_points
from playground.rooms.errors import Busy, Refused
from playground.rooms.news import RoomRefusal, SeatTaken
from playground.rooms.progress import progress_csv
from playground.rooms.protocol import Command, JoinRoom, LedValues, OpenRoom, Report, Vote, WhoIs
from playground.rooms.pseudonyms import pseudonym
from playground.rooms.registry import ROOMS_HERE, Rooms
from playground.rooms.room import Room
from playground.rooms.seats import Seat

CREDENTIAL_HEADER = "playground-seat"
_NOT_CACHED = {"Cache-Control": "no-store"}
_DONE = 204

Handler = Callable[[Request, bytes], Awaitable[Response]]


def routes(rooms: Rooms = ROOMS_HERE) -> list[Route]:
    """All below `rooms`, for `st.App`."""
    desk = _Desk(rooms)
    posts: dict[str, Handler] = {
        "": desk.open,
        "/{code}/join": desk.join,
        "/{code}/report": desk.report,
        "/{code}/vote": desk.vote,
        "/{code}/leave": desk.leave,
        "/{code}/commands": desk.command,
        "/{code}/values": desk.lead,
        "/{code}/who": desk.who,
    }
    gets: dict[str, Handler] = {
        "/{code}/points": desk.points,
        "/{code}/progress.csv": desk.progress,
    }
    return [
        *(Route(f"/rooms{path}", _answered(do), methods=["POST"]) for path, do in posts.items()),
        *(Route(f"/rooms{path}", _answered(do), methods=["GET"]) for path, do in gets.items()),
    ]


class _Desk:
    """The routes' functions, for one set of rooms. All run in the event loop's thread."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    # --- anybody --------------------------------------------------------------------------------

    async def open(self, request: Request, body: bytes) -> Response:
        """A teacher opens a room."""
        return _json(self._rooms.open(_message(body, OpenRoom), _client(request)))

    async def join(self, request: Request, body: bytes) -> Response:
        """A learner comes, or comes back."""
        credential = _message(body, JoinRoom).seat
        room = self._rooms.find(request.path_params["code"], _client(request), credential)
        if not room.knows(credential):
            self._rooms.require_join(_client(request))
        seat, credential = room.join(credential)
        who = pseudonym(room.code, seat.number)
        return _json(
            SeatTaken(
                seat=credential,
                animal=who.animal,
                colour=who.colour,
                link=room.link,
                moved=room.moved,
            )
        )

    # --- learners -------------------------------------------------------------------------------

    async def report(self, request: Request, body: bytes) -> Response:
        """How a learner is getting on."""
        room, seat = self._seat(request)
        self._rooms.require_report(room, seat.number)
        room.report(seat, _message(body, Report))
        return Response(status_code=_DONE)

    async def vote(self, request: Request, body: bytes) -> Response:
        """A learner's answer to the bet."""
        room, seat = self._seat(request)
        room.vote(seat, _message(body, Vote))
        return Response(status_code=_DONE)

    async def leave(self, request: Request, _: bytes) -> Response:
        """A learner goes for good."""
        room, seat = self._seat(request)
        room.leave(seat)
        return Response(status_code=_DONE)

    # --- the teacher ----------------------------------------------------------------------------

    async def command(self, request: Request, body: bytes) -> Response:
        """What the teacher has the room do."""
        room = self._led(request)
        self._rooms.require_command(room)
        room.do(_message(body, Command))
        return Response(status_code=_DONE)

    async def lead(self, request: Request, body: bytes) -> Response:
        """What the teacher's stage shows, many times a second."""
        room = self._led(request)
        self._rooms.require_leading(room)
        room.lead(_message(body, LedValues))
        return Response(status_code=_DONE)

    async def who(self, request: Request, body: bytes) -> Response:
        """Who sits there: only after a click."""
        room = self._led(request)
        number = _message(body, WhoIs).seat
        if number not in room.seats:
            raise Refused("Nobody sits there any more.")
        return _json(pseudonym(room.code, number))

    async def points(self, request: Request, _: bytes) -> Response:
        """The data that lines lie over: for the teacher and for whoever has a seat."""
        room, credential = self._room(request)
        if not room.is_teacher(credential):
            room.seating.of(credential)
        columns = request.query_params.getlist("data")
        if len(columns) != 3:
            raise Refused("A data set, an input and a target are wanted.")
        return _json(data_points(*columns))

    async def progress(self, request: Request, _: bytes) -> Response:
        """The progress as a table."""
        room = self._led(request)
        name = f'attachment; filename="class-{room.code}.csv"'
        headers = {**_NOT_CACHED, "Content-Disposition": name}
        return Response(progress_csv(room), media_type="text/csv; charset=utf-8", headers=headers)

    # --- whose request it is --------------------------------------------------------------------

    def _room(self, request: Request) -> tuple[Room, str]:
        return room_of(request, request.path_params["code"], self._rooms)

    def _seat(self, request: Request) -> tuple[Room, Seat]:
        room, credential = self._room(request)
        return room, room.seating.of(credential)

    def _led(self, request: Request) -> Room:
        room, credential = self._room(request)
        room.require_teacher(credential)
        return room


def room_of(request: Request, code: str, rooms: Rooms) -> tuple[Room, str]:
    """A room, and the credential that the request came with, which may be anybody's.

    Args:
        request: of a browser.
        code: of the room.
        rooms: where it is looked for.

    Raises:
        Refused: if there is no such room, or too many were guessed.
    """
    credential = request.headers.get(CREDENTIAL_HEADER, "")[:64]
    return rooms.find(code, _client(request), credential), credential


def refusal(refused: Refused) -> Response:
    """The answer to what is refused: a sentence."""
    answer = _json(RoomRefusal(refused.status, str(refused)), refused.code)
    if isinstance(refused, Busy):
        answer.headers["Retry-After"] = f"{max(1.0, refused.wait):.0f}"
    return answer


def _answered(do: Handler) -> Callable[[Request], Awaitable[Response]]:
    """What is refused is answered by a sentence."""

    async def answer(request: Request) -> Response:
        try:
            # First: behind a proxy, a connection with an unread body is cut before its answer.
            return await do(request, await _body(request))
        except Refused as refused:
            return refusal(refused)

    return answer


async def _body(request: Request) -> bytes:
    received = bytearray()
    async for piece in request.stream():
        received += piece
        if len(received) > ROOM_BODY:
            raise Refused(f"A message to a class has at most {ROOM_BODY:,} bytes.")
    return bytes(received)


def _message(body: bytes, kind: Any) -> Any:
    """The body, validated."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (ValueError, RecursionError) as error:
        raise Refused(f"This was not understood: {error}.") from error


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _json(content: msgspec.Struct, code: int = 200) -> Response:
    return Response(
        msgspec.json.encode(content), code, media_type="application/json", headers=_NOT_CACHED
    )
