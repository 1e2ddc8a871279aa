"""What a room's streams send: the newest state, to whom it concerns, and an end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from playground.limits import LED_A_SECOND, SEATS
from playground.rooms import streams
from playground.rooms.protocol import (
    AskBet,
    BringClass,
    EndRoom,
    LedValues,
    MoveBet,
    SetMode,
    Vote,
)
from playground.rooms.streams import RoomEvent, learner_events, teacher_events
from playground.state.values import Values
from tests.rooms.classes import Clock, line, room_at, tried


def led(w: float) -> LedValues:
    """A line as the teacher moves it."""
    fields: dict[str, Any] = {"frozen": [], "at": [1.0], "switches": {}, "choices": {}}
    values = Values(weights=[[w], [0.0]], activations=["linear"], camera=None, **fields)
    return LedValues(kind="neuron", values=values)


async def following(events: AsyncGenerator[RoomEvent, None]) -> tuple[str, Any]:
    """The next event, within five seconds."""
    event = await asyncio.wait_for(anext(events), 5.0)
    return event.name, json.loads(event.data)


def test_a_learner_is_sent_who_they_are_where_the_class_is_and_only_what_changes() -> None:
    async def check() -> None:
        room = room_at(Clock())
        room.do(BringClass("neuron?w=1"))
        seat, _ = room.join()
        events = learner_events(room, seat)
        name, own = await following(events)
        assert (name, own["vote"]) == ("seat", None)
        name, news = await following(events)
        assert (name, news["link"], news["moved"]) == ("room", "neuron?w=1", 1)
        waiting = asyncio.create_task(following(events))
        await asyncio.sleep(0)
        room.report(room.join()[0], tried(picture=line(1.0)))  # somebody else: no news for learners
        await asyncio.sleep(0.05)
        assert not waiting.done()
        room.do(AskBet("Up?", ["yes", "no"]))
        name, own = await waiting
        assert (name, own["round"]) == ("seat", 1)
        name, news = await following(events)
        assert (news["bet"]["state"], news["bet"]["counts"]) == ("open", [])
        room.vote(seat, Vote(round=1, answer=1))
        assert (await following(events))[1]["vote"] == 1
        room.do(MoveBet("shown"))
        assert (await following(events))[1]["bet"]["counts"] == [0, 1]
        room.do(EndRoom())
        assert await following(events) == ("over", {})
        with pytest.raises(StopAsyncIteration):
            await anext(events)

    asyncio.run(check())


def test_a_slow_reader_gets_the_newest_of_what_the_teacher_moves_and_no_backlog() -> None:
    async def check() -> None:
        room = room_at(Clock())
        seat, _ = room.join()
        room.do(SetMode("follow"))
        events = learner_events(room, seat)
        await following(events)
        await following(events)
        for w in range(50):
            room.lead(led(float(w)))
        name, shown = await following(events)
        assert (name, shown["values"]["weights"][0]) == ("led", [49.0])
        began = asyncio.get_running_loop().time()
        room.lead(led(50.0))
        assert (await following(events))[1]["values"]["weights"][0] == [50.0]
        assert asyncio.get_running_loop().time() - began >= 0.9 / LED_A_SECOND
        await events.aclose()
        assert room.is_empty

    asyncio.run(check())


def test_who_comes_late_is_sent_what_the_teacher_shows_now() -> None:
    async def check() -> None:
        room = room_at(Clock())
        room.do(SetMode("follow"))
        room.lead(led(7.0))
        events = learner_events(room, room.join()[0])
        assert [(await following(events))[0] for _ in range(3)] == ["seat", "room", "led"]
        await events.aclose()

    asyncio.run(check())


def test_the_board_sees_learners_come_work_and_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "BOARD_INTERVAL", 0.0)

    async def check() -> None:
        room = room_at(Clock())
        board, wall = teacher_events(room, "board"), teacher_events(room, "wall")
        assert (await following(board))[1]["tiles"] == []
        assert (await following(wall))[1]["counts"]["here"] == 0
        seat, _ = room.join()
        [tile] = (await following(board))[1]["tiles"]
        assert (tile["dot"], tile["here"]) == ("open", False)
        events = learner_events(room, seat)
        await following(events)
        assert (await following(board))[1]["tiles"][0]["here"]
        room.report(seat, tried(2))
        assert (await following(board))[1]["counts"]["stuck"] == 1
        await events.aclose()
        assert not (await following(board))[1]["tiles"][0]["here"]
        room.leave(seat)
        assert (await following(board))[1]["tiles"] == []
        await board.aclose()
        await wall.aclose()

    asyncio.run(check())


def test_a_dot_changes_with_time_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "BOARD_INTERVAL", 0.0)
    monkeypatch.setattr(streams, "WAIT", 0.01)

    async def check() -> None:
        clock = Clock()
        room = room_at(clock)
        room.report(room.join()[0], tried())
        board = teacher_events(room, "board")
        assert (await following(board))[1]["counts"]["working"] == 1
        clock.now += 60
        assert (await following(board))[1]["counts"]["stuck"] == 1
        await board.aclose()

    asyncio.run(check())


def test_who_leaves_in_one_tab_has_left_in_all_and_too_many_tabs_end_the_oldest() -> None:
    async def check() -> None:
        room = room_at(Clock())
        seat, _ = room.join()
        tabs = [learner_events(room, seat) for _ in range(5)]
        for tab in tabs:
            await following(tab)
        oldest = [await following(tabs[0]) for _ in range(2)]
        assert oldest[-1] == ("elsewhere", {})
        await following(tabs[1])
        room.leave(seat)
        assert await following(tabs[1]) == ("left", {})
        for tab in tabs:
            await tab.aclose()

    asyncio.run(check())


def test_who_is_away_for_three_minutes_has_the_same_seat_in_a_full_class() -> None:
    async def check() -> None:
        clock = Clock()
        room = room_at(clock)
        seat, credential = room.join()
        room.report(seat, tried(picture=line(2.0)))
        events = learner_events(room, seat)
        await following(events)
        await events.aclose()  # the Wi-Fi is away
        for _ in range(SEATS - 1):
            room.join()
        clock.now += 180.0
        room.do(BringClass("plane"))
        room.join()  # of those who never came, one makes room
        assert room.join(credential) == (seat, credential)
        again = learner_events(room, seat)
        await following(again)
        assert (await following(again))[1]["link"] == "plane"
        await again.aclose()

    asyncio.run(check())


def test_a_stream_ends_with_the_server() -> None:
    async def check() -> None:
        room = room_at(Clock())
        for events in (
            learner_events(room, room.join()[0], lambda: True),
            teacher_events(room, "wall", lambda: True),
        ):
            with pytest.raises(StopAsyncIteration):
                await anext(events)

    asyncio.run(check())
