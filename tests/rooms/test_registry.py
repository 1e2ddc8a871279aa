"""Rooms are found by their code, guessed by nobody, opened again, and forgotten."""

from __future__ import annotations

import pytest

from playground.limits import (
    JOINS,
    ROOM_SECONDS,
    ROOMS,
    ROOMS_OF_AN_ADDRESS,
    WRONG_CODES,
)
from playground.rooms.errors import Busy, Forbidden, Full, Refused, UnknownRoom
from playground.rooms.protocol import EndRoom, OpenRoom
from playground.rooms.rates import Rate
from playground.rooms.registry import Rooms
from tests.rooms.classes import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(clock: Clock) -> Rooms:
    return Rooms(clock)


def test_a_bucket_has_so_many_turns_and_fills_up_again() -> None:
    clock = Clock()
    rate = Rate(2, 10.0, clock)
    assert [rate.take("a"), rate.take("a"), rate.take("b")] == [0.0, 0.0, 0.0]
    assert rate.take("a") == pytest.approx(5.0)
    clock.now += 5.0
    assert rate.take("a") == 0.0
    clock.now += 1000.0
    assert [bool(rate.take("a")) for _ in range(3)] == [False, False, True]


def test_a_room_is_found_by_its_code_as_people_type_it(rooms: Rooms) -> None:
    opened = rooms.open(OpenRoom(title="8b", link="neuron?w=2"), "teacher")
    room = rooms.find(f" {opened.code.lower()} ", "learner")
    assert (room.title, room.link) == ("8b", "neuron?w=2")
    assert room.is_teacher(opened.secret)
    with pytest.raises(UnknownRoom, match="no class with the code 'BCDF0'"):
        rooms.find("BCDF0", "learner")


def test_who_guesses_codes_waits_and_those_inside_do_not(rooms: Rooms, clock: Clock) -> None:
    opened = rooms.open(OpenRoom(), "teacher")
    _, credential = rooms.find(opened.code, "school").join()
    for _ in range(WRONG_CODES):
        with pytest.raises(UnknownRoom):
            rooms.find("BBBBB", "school")
    for code in ("BBBBB", opened.code):
        with pytest.raises(Busy, match="Too many wrong codes"):
            rooms.find(code, "school")
    assert rooms.find(opened.code, "school", credential)
    assert rooms.find(opened.code, "school", opened.secret)
    assert rooms.find(opened.code, "elsewhere")
    clock.now += 60
    assert rooms.find(opened.code, "school")


def test_guesses_with_a_made_up_seat_are_counted_too(rooms: Rooms) -> None:
    opened = rooms.open(OpenRoom(), "teacher")
    made_up = "7." + "x" * 22
    for _ in range(JOINS):
        with pytest.raises(UnknownRoom):
            rooms.find("BBBBB", "school", made_up)
    with pytest.raises(Busy):
        rooms.find(opened.code, "school", made_up)


def test_a_server_that_was_started_again_opens_the_same_code_for_its_teacher(clock: Clock) -> None:
    opened = Rooms(clock).open(OpenRoom(), "teacher")
    rooms = Rooms(clock)
    again = OpenRoom(code=opened.code, secret=opened.secret, link="neuron", title="8b")
    assert rooms.open(again, "teacher") == opened
    room = rooms.find(opened.code, "learner")
    assert room.is_reopened
    assert rooms.open(again, "teacher") == opened
    assert rooms.find(opened.code, "learner") is room
    thief = OpenRoom(code=opened.code, secret="x" * 22)
    with pytest.raises(Forbidden, match="somebody else's"):
        rooms.open(thief, "thief")
    for nonsense in (OpenRoom(code="?"), OpenRoom(code=opened.code, secret="short")):
        with pytest.raises(Refused, match="open a new one"):
            rooms.open(nonsense, "teacher")


def test_an_address_opens_so_many_rooms_and_a_server_has_so_many(rooms: Rooms) -> None:
    for _ in range(ROOMS_OF_AN_ADDRESS):
        rooms.open(OpenRoom(), "one")
    with pytest.raises(Busy, match="Try again in 6 minutes"):
        rooms.open(OpenRoom(), "one")
    for number in range(2 * ROOMS):
        rooms.open(OpenRoom(), f"teacher {number}")
    assert len(rooms) == ROOMS


def test_a_room_with_somebody_in_it_never_makes_room(rooms: Rooms) -> None:
    opened = [rooms.open(OpenRoom(), f"teacher {number}") for number in range(ROOMS)]
    found = [rooms.find(each.code, "learner") for each in opened]
    contexts = [room.listeners.listening(lambda: None, None) for room in found]
    for context in contexts:
        context.__enter__()
    with pytest.raises(Full, match="as many as it can take"):
        rooms.open(OpenRoom(), "late")
    contexts[3].__exit__(None, None, None)
    rooms.open(OpenRoom(), "late")
    assert found[3].is_over
    with pytest.raises(UnknownRoom):
        rooms.find(opened[3].code, "learner")


def test_what_is_over_or_unused_is_forgotten(rooms: Rooms, clock: Clock) -> None:
    over, unused = (rooms.open(OpenRoom(), "teacher") for _ in range(2))
    rooms.find(over.code, "learner").do(EndRoom())
    with pytest.raises(UnknownRoom):
        rooms.find(over.code, "learner")
    clock.now += ROOM_SECONDS + 1
    with pytest.raises(UnknownRoom):
        rooms.find(unused.code, "learner")
    rooms.collect()
    assert len(rooms) == 0
