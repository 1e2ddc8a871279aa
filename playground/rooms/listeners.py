"""Who hears from a room: the open streams of its learners, of the board and of the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playground.limits import SEAT_STREAMS


@dataclass(eq=False)
class Listener:
    """An open stream.

    Attributes:
        wake: called when there is news; it must not wait.
        seat: number of the learner's seat; None: of the teacher.
        is_dismissed: whether newer ones of the same person have taken its place.
    """

    wake: Callable[[], None]
    seat: int | None
    is_dismissed: bool = False


class Listeners:
    """The open streams of a room, in the order in which they were opened."""

    def __init__(self) -> None:
        self._all: list[Listener] = []

    @contextmanager
    def listening(self, wake: Callable[[], None], seat: int | None) -> Iterator[Listener]:
        """Adds a stream for as long as the context lasts.

        Args:
            wake: called when there is news for it.
            seat: number of the learner's seat; None: the teacher's.
        """
        listener = Listener(wake, seat)
        self._all.append(listener)
        own = [other for other in self._all if other.seat == seat and not other.is_dismissed]
        for oldest in own[:-SEAT_STREAMS]:
            oldest.is_dismissed = True
            oldest.wake()
        try:
            yield listener
        finally:
            self._all.remove(listener)

    def wake_all(self) -> None:
        """There is news for everybody."""
        for listener in self._all:
            listener.wake()

    def wake_teacher(self) -> None:
        """There is news of learners."""
        for listener in self._all:
            if listener.seat is None:
                listener.wake()

    def wake_seat(self, number: int) -> None:
        """There is news for one learner."""
        for listener in self._all:
            if listener.seat == number:
                listener.wake()

    @property
    def seats(self) -> set[int]:
        """Numbers of the seats that are connected."""
        return {listener.seat for listener in self._all if listener.seat is not None}

    @property
    def has_teacher(self) -> bool:
        """Whether a browser of the teacher is connected."""
        return any(listener.seat is None for listener in self._all)
