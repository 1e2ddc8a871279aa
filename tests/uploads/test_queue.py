"""Files are read in turn; a place, a share and a guess are always known."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from playground.limits import MEMORY_LEFT
from playground.uploads import queue
from playground.uploads.process import ReaderFailed
from playground.uploads.queue import FIRST_GUESS, Queue, QueueFull

SIZE = int(FIRST_GUESS)
"""Of a file that takes a second by the first guess."""


class Desk:
    """A queue whose reader does what the test says, at a time that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0
        self.read: list[str] = []
        self.began = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.queue = Queue(1, self._call, lambda: self.now, max_bytes=3 * SIZE)

    def _call(
        self, function: Callable[[bytes], Any], data: bytes, *, is_wanted: Callable[[], bool]
    ) -> Any:
        self.began.release()
        self.go_on.acquire()
        if not is_wanted():
            raise ReaderFailed("unwanted")
        self.read.append(data.decode().strip())
        return function(data)


def file(name: str) -> bytes:
    return name.encode().ljust(SIZE)


def test_places_and_guesses_follow_the_queue() -> None:
    desk = Desk()
    first, second, third = (desk.queue.submit(len, file(name)) for name in "abc")
    desk.began.acquire()
    assert [ticket.before for ticket in (first, second, third)] == [0, 1, 2]
    assert [ticket.seconds_left for ticket in (first, second, third)] == [1, 2, 3]
    desk.now = 0.5
    assert [ticket.share for ticket in (first, second)] == [0.5, 0.0]
    assert [ticket.seconds_left for ticket in (first, second, third)] == [0.5, 1.5, 2.5]
    desk.now = 100.0
    assert first.share == 0.95
    assert not first.wait(0)
    desk.now = 3.0  # three times as long as guessed: the next guess is halfway
    desk.go_on.release()
    assert first.result() == SIZE
    desk.began.acquire()
    assert [ticket.before for ticket in (second, third)] == [0, 1]
    assert second.seconds_left == pytest.approx(1.5)
    desk.go_on.release(2)
    assert second.wait(30)
    assert third.wait(30)
    assert desk.read == ["a", "b", "c"]


def test_who_goes_makes_room_for_those_behind() -> None:
    desk = Desk()
    first, second, third = (desk.queue.submit(len, file(name)) for name in "abc")
    desk.began.acquire()
    del second
    assert third.before == 1
    del first
    desk.go_on.release(2)
    assert third.result() == SIZE
    assert desk.read == ["c"]


def test_a_full_queue_or_server_takes_no_more_until_somebody_goes_or_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    first, second, third = (desk.queue.submit(len, file(name)) for name in "abc")
    desk.began.acquire()
    with pytest.raises(QueueFull, match="try it again in a minute"):
        desk.queue.submit(len, b"x")
    monkeypatch.setattr(queue, "free_memory", lambda: MEMORY_LEFT - 1)
    del second
    with pytest.raises(QueueFull):
        desk.queue.submit(len, file("d"))
    monkeypatch.undo()
    fourth = desk.queue.submit(len, file("d"))
    with pytest.raises(QueueFull):
        desk.queue.submit(len, b"x")
    desk.go_on.release(3)
    assert all(ticket.wait(30) for ticket in (first, third, fourth))
    assert desk.queue.bytes == 0


def test_what_cannot_be_read_is_raised_to_the_one_who_waits_alone() -> None:
    desk = Desk()
    desk.go_on.release(2)
    bad, good = desk.queue.submit(int, b"x"), desk.queue.submit(int, b"7")
    assert bad.wait(30)
    with pytest.raises(ValueError, match="invalid literal"):
        bad.result()
    assert good.result() == 7
