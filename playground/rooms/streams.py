"""What a room's streams send: the newest state whenever the reader is ready, and no backlog."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import Literal, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

import msgspec

from playground.limits import LED_A_SECOND
from playground.rooms.room import Room
from playground.rooms.seats import Seat
from playground.rooms.views import board_news, room_news, seat_news, wall_news

TeacherView: TypeAlias = Literal["board", "wall"]
WAIT = 1.0
"""Seconds after which a reader looks, even if nobody woke it: dots change with time."""
BOARD_INTERVAL = 0.4
"""Seconds between two events of a board or a wall, at least."""
_IN_JSON: WeakKeyDictionary[Room, tuple[int, str]] = WeakKeyDictionary()


class RoomEvent(NamedTuple):
    """A server-sent event: its name, and JSON in one line."""

    name: str
    data: str


def room_events(
    room: Room, reader: Seat | TeacherView, is_ending: Callable[[], bool] = lambda: False
) -> AsyncGenerator[RoomEvent, None]:
    """The news for whoever reads it.

    Args:
        room: that it is about.
        reader: a learner's seat, or what the teacher looks at.
        is_ending: whether the server is about to end.
    """
    if isinstance(reader, Seat):
        return learner_events(room, reader, is_ending)
    return teacher_events(room, reader, is_ending)


async def learner_events(
    room: Room, seat: Seat, is_ending: Callable[[], bool] = lambda: False
) -> AsyncGenerator[RoomEvent, None]:
    """Yields "seat", "room" and "led" whenever they changed; last "over", "left" or "elsewhere".

    Args:
        room: of the seat.
        seat: of the learner, who counts as connected as long as the generator is open.
        is_ending: whether the server is about to end.
    """
    woken = asyncio.Event()
    sent: dict[str, str] = {}
    version = led_version = -1
    with room.listeners.listening(woken.set, seat.number) as listener:
        room.listeners.wake_teacher()
        try:
            while not (is_ending() or listener.is_dismissed):
                woken.clear()
                if end := _end(room, seat):
                    yield end
                    return
                own = _json(seat_news(room, seat))
                if own != sent.get("seat"):
                    sent["seat"] = own
                    yield RoomEvent("seat", own)
                if room.version != version:
                    version = room.version
                    yield RoomEvent("room", _room_json(room))
                if room.led and room.led_version != led_version:
                    led_version = room.led_version
                    yield RoomEvent("led", room.led)
                    await asyncio.sleep(1 / LED_A_SECOND)
                else:
                    await _woken(woken)
            if listener.is_dismissed:
                yield RoomEvent("elsewhere", "{}")
        finally:
            room.listeners.wake_teacher()


async def teacher_events(
    room: Room, view: TeacherView, is_ending: Callable[[], bool] = lambda: False
) -> AsyncGenerator[RoomEvent, None]:
    """Yields the board or the wall whenever it changed; "over" at the end.

    Args:
        room: that it is about.
        view: the event's name, too.
        is_ending: whether the server is about to end.
    """
    woken = asyncio.Event()
    sent = ""
    with room.listeners.listening(woken.set, None) as listener:
        while not (is_ending() or listener.is_dismissed):
            woken.clear()
            if room.is_over:
                yield RoomEvent("over", "{}")
                return
            news = _json(board_news(room) if view == "board" else wall_news(room))
            if news != sent:
                sent = news
                yield RoomEvent(view, news)
                await asyncio.sleep(BOARD_INTERVAL)
            else:
                await _woken(woken)


def _end(room: Room, seat: Seat) -> RoomEvent | None:
    if room.is_over:
        return RoomEvent("over", "{}")
    if seat.has_left or room.seats.get(seat.number) is not seat:
        return RoomEvent("left", "{}")
    return None


async def _woken(woken: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(woken.wait(), WAIT)


def _json(news: msgspec.Struct) -> str:
    return msgspec.json.encode(news).decode()


def _room_json(room: Room) -> str:
    """Encoded once for everybody."""
    version, text = _IN_JSON.get(room, (-1, ""))
    if version != room.version:
        text = _json(room_news(room))
        _IN_JSON[room] = (room.version, text)
    return text
