"""Who sits where: seats are taken, found again by their credential, and given up."""

from __future__ import annotations

from collections.abc import Container

from playground.limits import SEATS
from playground.rooms.codes import Secret, is_secret, new_secret
from playground.rooms.errors import Forbidden, Full
from playground.rooms.rates import Clock
from playground.rooms.seats import Seat

UNUSED = 60.0
"""Seconds after which a seat that was never used makes room in a full class."""


class Seating:
    """The seats of a room by their number. A credential is number and secret: "7.…".

    Args:
        clock: returns the time in seconds.
        is_reopened: whether the server has forgotten who sat there: then the first who comes with
            a credential for a free seat has it again.
    """

    def __init__(self, clock: Clock, is_reopened: bool) -> None:
        self.seats: dict[int, Seat] = {}
        self._clock, self._is_reopened = clock, is_reopened

    def take(self, credential: str, connected: Container[int]) -> tuple[Seat, str]:
        """Gives a learner the seat from before, or a new one.

        Args:
            credential: of the seat from before, or "".
            connected: numbers of the seats whose browser is connected.

        Returns:
            The seat, and its credential.

        Raises:
            Full: if all are taken.
        """
        now = self._clock()
        number, secret = _parts(credential)
        if (seat := self.seats.get(number)) and seat.secret.matches(secret):
            seat.seen, seat.has_left = now, False
            return seat, credential
        if not self._may_return(number):
            number, secret = self._free_number(connected), new_secret()
        seat = Seat(number, Secret(secret), joined=now, seen=now, changed=now)
        self.seats[number] = seat
        return seat, f"{number}.{secret}"

    def of(self, credential: str) -> Seat:
        """The seat of a credential.

        Raises:
            Forbidden: if there is none, or it is somebody else's.
        """
        number, secret = _parts(credential)
        seat = self.seats.get(number)
        if seat is None or not seat.secret.matches(secret):
            raise Forbidden("This seat is not yours. Join the class again with its code.")
        return seat

    def knows(self, credential: str) -> bool:
        """Whether it is of a seat, or of one that may have been there before."""
        number, secret = _parts(credential)
        seat = self.seats.get(number)
        return seat.secret.matches(secret) if seat else self._may_return(number)

    def _may_return(self, number: int) -> bool:
        return self._is_reopened and number >= 0 and number not in self.seats

    def _free_number(self, connected: Container[int]) -> int:
        if len(self.seats) >= SEATS:
            self._free_one(connected)
        if len(self.seats) >= SEATS:
            raise Full(
                f"All {SEATS} seats of this class are taken. Sit down beside somebody, or explore "
                "on your own: every page works without a class."
            )
        return next(number for number in range(SEATS) if number not in self.seats)

    def _free_one(self, connected: Container[int]) -> None:
        """Of a full class, a seat goes whose learner has left, or never came."""
        now = self._clock()
        for number, seat in self.seats.items():
            never_came = seat.report is None and now - seat.seen > UNUSED
            if seat.has_left or (never_came and number not in connected):
                del self.seats[number]
                return


def _parts(credential: str) -> tuple[int, str]:
    """Number and secret of a credential; -1 and "" of a text that is none."""
    number, _, secret = credential.partition(".")
    is_number = number.isascii() and number.isdigit() and len(number) <= 3
    if not is_number or int(number) >= SEATS or not is_secret(secret):
        return -1, ""
    return int(number), secret
