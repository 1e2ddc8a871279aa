"""A class for tests, on a clock that they set."""

from __future__ import annotations

from playground.rooms.codes import Secret, new_secret
from playground.rooms.protocol import Picture, Report
from playground.rooms.room import Room

TEACHER = new_secret()


class Clock:
    """Seconds, as a test says."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def room_at(clock: Clock, code: str = "BCDFG", *, is_reopened: bool = False) -> Room:
    """A room whose teacher's secret is TEACHER."""
    return Room(code, Secret(TEACHER), clock, is_reopened=is_reopened)


def line(w: float, b: float = 0.0, target: str = "calories") -> Picture:
    """A line over the cereals."""
    data = ["cereal", "sugars", target]
    numbers = [[w], [b]]
    return Picture(page="neuron", kind="line", data=data, numbers=numbers, activations=["linear"])


def tried(like_misses: int = 0, *, done: bool = False, picture: Picture | None = None) -> Report:
    """The report of a learner who has moved something in a lesson."""
    return Report(
        page="neuron",
        step="line.2",
        tried=True,
        like_misses=like_misses,
        done=done,
        picture=picture,
    )
