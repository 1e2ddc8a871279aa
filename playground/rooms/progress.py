"""The progress of a class as a table, with pseudonyms."""

from __future__ import annotations

import csv
from io import StringIO

from playground.rooms.pseudonyms import pseudonym
from playground.rooms.room import Room
from playground.rooms.seats import Seat

HEADER = ("learner", "joined after min", "page", "step", "state", "steps done", "steps", "bets")


def progress_csv(room: Room) -> str:
    """A row for every learner who was there, in the order in which they came.

    Nothing in it was written by a person: a spreadsheet finds no formula.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(_row(room, seat) for seat in sorted(room.seats.values(), key=_came))
    return text.getvalue()


def _came(seat: Seat) -> tuple[float, int]:
    return seat.joined, seat.number


def _row(room: Room, seat: Seat) -> tuple[object, ...]:
    who, report = pseudonym(room.code, seat.number), seat.report
    return (
        f"{who.colour} {who.animal}",
        round((seat.joined - room.opened) / 60),
        (report.page or "start") if report else "",
        report.step if report else "",
        "left" if seat.has_left else seat.dot(room.clock()),
        len(seat.steps),
        " ".join(seat.steps),
        seat.bets,
    )
