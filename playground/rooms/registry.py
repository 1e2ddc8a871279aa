"""All rooms of the server: opened, found by their code, and forgotten."""

from __future__ import annotations

import time

from playground.limits import COMMANDS, JOINS, ROOMS, ROOMS_OF_AN_ADDRESS, WRONG_CODES
from playground.limits import LED_A_SECOND as LED
from playground.limits import REPORT_SECONDS as REPORT
from playground.rooms.codes import Secret, is_secret, new_code, new_secret, read_code
from playground.rooms.errors import Busy, Forbidden, Full, Refused, UnknownRoom
from playground.rooms.links import class_link
from playground.rooms.news import RoomOpened
from playground.rooms.protocol import OpenRoom
from playground.rooms.rates import Clock, Rate
from playground.rooms.room import Room

_MINUTE, _HOUR = 60.0, 3_600.0


class Rooms:
    """The rooms by their codes, and how often somebody may do something about them.

    Args:
        clock: returns the time in seconds.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._rooms: dict[str, Room] = {}
        self._opening = Rate(ROOMS_OF_AN_ADDRESS, _HOUR, clock)
        self._wrong = Rate(WRONG_CODES, _MINUTE, clock)
        self._returning = Rate(JOINS, _MINUTE, clock)
        self._joining = Rate(JOINS, _MINUTE, clock)
        self._reporting = Rate(2, 2 * REPORT, clock)
        self._commanding = Rate(COMMANDS, _MINUTE, clock)
        self._leading = Rate(2 * LED, 2.0, clock)

    def open(self, wanted: OpenRoom, client: str) -> RoomOpened:
        """Opens a room, or opens one again that was forgotten.

        Args:
            wanted: what is to be opened.
            client: address of the browser.

        Raises:
            Refused: if the link leads elsewhere, or code and secret are none.
            Forbidden: if the code belongs to somebody else.
            Busy: if this address has opened too many.
            Full: if there are too many.
        """
        link = class_link(wanted.link)
        code, secret = self._again(wanted) if wanted.code else (new_code(self._rooms), new_secret())
        if code not in self._rooms:
            if wait := self._opening.take(client):
                raise Busy(
                    f"{ROOMS_OF_AN_ADDRESS} classes were opened from this network within an hour. "
                    f"Try again in {_minutes(wait)}.",
                    wait,
                )
            self._make_room()
            self._rooms[code] = Room(
                code, Secret(secret), self._clock, wanted.title, link, bool(wanted.code)
            )
        return RoomOpened(code, secret)

    def find(self, code: str, client: str, credential: str = "") -> Room:
        """The room of a code, as somebody typed it.

        Whoever has a seat in it never waits because somebody beside them guesses codes.

        Args:
            code: in whatever case.
            client: address of the browser.
            credential: that the browser has, or "".

        Raises:
            UnknownRoom: if there is none (any more).
            Busy: if too many codes came from this address that led nowhere.
        """
        room = self._rooms.get(read_code(code))
        if room is not None and (room.is_over or room.is_forgotten):
            room = None
        if room is not None and room.knows(credential):
            return room
        wrong = self._returning if "." in credential else self._wrong
        if wait := wrong.wait(client):
            raise Busy(
                "Too many wrong codes came from this network. Try again in "
                f"{max(1.0, wait):.0f} s.",
                wait,
            )
        if room is None:
            wrong.take(client)
            raise UnknownRoom(
                f"There is no class with the code {code[:12]!r} now. Look at the code once more; "
                "if it is right, the class is over, or the server was started again."
            )
        return room

    def collect(self) -> None:
        """Forgets rooms that are over, or in which nobody has done anything for too long."""
        for code, room in [*self._rooms.items()]:
            if room.is_over or room.is_forgotten:
                self._forget(code)

    def require_join(self, client: str) -> None:
        """Takes one of this address's turns to join, or raises Busy."""
        _require(self._joining.take(client), "Very many are joining from this network")

    def require_report(self, room: Room, seat: int) -> None:
        """Takes one of a seat's turns to report.

        Args:
            room: of the seat.
            seat: its number.

        Raises:
            Busy: if the last reports were just now.
        """
        _require(self._reporting.take(f"{room.code} {seat}"), "Reports come too quickly")

    def require_command(self, room: Room) -> None:
        """Takes one of a teacher's turns, or raises Busy."""
        _require(self._commanding.take(room.code), "So much at once is too much for thirty screens")

    def require_leading(self, room: Room) -> None:
        """Takes one of the turns of a teacher who is followed, or raises Busy."""
        _require(self._leading.take(room.code), "Nobody can follow so quickly")

    def __len__(self) -> int:
        return len(self._rooms)

    def _again(self, wanted: OpenRoom) -> tuple[str, str]:
        code = read_code(wanted.code)
        if not code or not is_secret(wanted.secret):
            raise Refused("This class cannot be opened again: open a new one.")
        room = self._rooms.get(code)
        if room is not None and not room.secret.matches(wanted.secret):
            raise Forbidden("The code of this class is somebody else's by now: open a new one.")
        if room is not None and (room.is_over or room.is_forgotten):
            self._forget(code)
        return code, wanted.secret

    def _make_room(self) -> None:
        """Of too many rooms, the one in which nobody is goes that was used longest ago."""
        self.collect()
        if len(self._rooms) < ROOMS:
            return
        empty = [room for room in self._rooms.values() if room.is_empty]
        if not empty:
            raise Full(
                f"{ROOMS} classes are open on this server, which is as many as it can take. Try "
                "again when one is over."
            )
        self._forget(min(empty, key=lambda room: room.touched).code)

    def _forget(self, code: str) -> None:
        self._rooms.pop(code).end()


def _require(wait: float, sentence: str) -> None:
    if wait:
        raise Busy(f"{sentence}: try again in {max(1.0, wait):.0f} s.", wait)


def _minutes(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return "a minute" if minutes == 1 else f"{minutes} minutes"


ROOMS_HERE = Rooms()
"""Those of this server."""
