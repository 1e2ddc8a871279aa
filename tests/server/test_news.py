"""`GET news` as a tab meets it: one topic and two, resuming, the end, what is unknown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator

import pytest
from starlette.applications import Starlette

from playground.rooms.protocol import OpenRoom
from playground.rooms.registry import Rooms
from playground.rooms.routes import CREDENTIAL_HEADER
from playground.runs import routes as run_routes
from playground.runs.registry import Runs, new_owner
from playground.server.news import routes, together
from tests.asgi import Response, ask, events_of, listen
from tests.runs.jobs import ManualExecutor, small_job

ME = new_owner()


def stream(
    runs: Runs,
    run_id: str,
    after: str = "",
    leave_after: int = 10**6,
    query: str = "",
    headers: dict[str, str] | None = None,
    rooms: Rooms | None = None,
) -> Response:
    """Reads news to its end, or goes away after so many events."""
    app = Starlette(routes=routes(runs, rooms or Rooms()))
    target = f"/news?run={run_id}&after={after}{query}"
    return listen(app, target, headers or {}, lambda body: body.count(b"event: ") >= leave_after)


@pytest.mark.keras
def test_a_run_is_streamed_to_its_end_and_then_there_is_no_content() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job())
    executor.run_all()
    response = stream(runs, run_id)
    assert response.status == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    [end] = events_of(response)
    assert end["event"] == "end"
    assert json.loads(end["data"])["state"] == "finished"
    assert stream(runs, run_id, after=end["id"]).status == 204


@pytest.mark.keras
def test_a_reader_that_disconnects_is_noticed_and_may_reconnect() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job(epochs=2000))
    executor.run_slices(2)
    [first] = events_of(stream(runs, run_id, leave_after=1))
    assert first["event"] == "snapshot"
    run = runs.watched(run_id)
    assert run.watchers.unwatched_for > 0.0
    executor.run_slices(2)
    [second] = events_of(stream(runs, run_id, first["id"], leave_after=1))
    received, known = json.loads(second["data"]), json.loads(first["data"])["epoch"]
    assert received["losses"]["after"] == known
    assert len(received["losses"]["train"]) == received["epoch"] - known > 0
    run.stop()
    [end] = events_of(stream(runs, run_id, second["id"]))
    assert (end["event"], json.loads(end["data"])["reason"]) == ("end", "Stopped by hand.")


@pytest.mark.keras
def test_who_gave_the_stream_back_reads_on_from_where_it_was() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job(epochs=2000))
    executor.run_slices(2)
    [first] = events_of(stream(runs, run_id, leave_after=1))
    assert (
        ask(
            Starlette(routes=run_routes.routes(runs)), f"/runs/{run_id}/watch", method="POST"
        ).status
        == 204
    )
    assert runs.watched(run_id).watchers.unwatched_for == 0.0
    executor.run_slices(2)
    [second] = events_of(stream(runs, run_id, first["id"], leave_after=1))
    known = json.loads(first["data"])["epoch"]
    assert json.loads(second["data"])["losses"]["after"] == known > 0


@pytest.mark.keras
def test_a_run_that_ends_while_it_is_watched_ends_the_stream() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job())

    async def both() -> Response:
        reading = asyncio.create_task(asyncio.to_thread(stream, runs, run_id))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(executor.run_all)
        return await reading

    seen = events_of(asyncio.run(both()))
    assert seen[0]["event"] == "snapshot"
    assert json.loads(seen[0]["data"])["state"] == "queued"
    assert seen[-1]["event"] == "end"


@pytest.mark.parametrize("run_id", ["nobody", "0" * 22, "%00"])
def test_an_unknown_run_is_lost(run_id: str) -> None:
    response = stream(Runs(ManualExecutor()), run_id)
    assert response.status == 404
    assert response.json()["status"] == "lost"
    assert "restarted" in response.json()["reason"]


def test_news_is_only_read_and_of_nothing_there_is_none() -> None:
    app = Starlette(routes=routes(Runs(ManualExecutor()), Rooms()))
    assert ask(app, "/news", method="POST").status == 405
    assert ask(app, "/news").status == 204


class ClassWithRun:
    """A learner who watches a training."""

    def __init__(self) -> None:
        self.executor, self.rooms = ManualExecutor(), Rooms()
        self.runs = Runs(self.executor)
        self.run_id = self.runs.start(ME, small_job(epochs=2000))
        opened = self.rooms.open(OpenRoom(title="8b"), "teacher")
        self.room = self.rooms.find(opened.code, "teacher")
        self.seat, self.credential = self.room.join()

    def read(self, events: int, run_id: str = "", after: str = "") -> Response:
        """So many events of both."""
        headers = {CREDENTIAL_HEADER: self.credential}
        query = f"&room={self.room.code}"
        run_id = run_id or self.run_id
        return stream(self.runs, run_id, after, events, query, headers, self.rooms)


@pytest.mark.keras
def test_a_class_and_a_training_come_in_one_stream_and_the_reader_counts_for_both() -> None:
    both = ClassWithRun()
    both.executor.run_slices(2)
    seen: list[tuple[set[int], float]] = []
    run = both.runs.watched(both.run_id)

    async def read_and_look() -> Response:
        reading = asyncio.create_task(asyncio.to_thread(both.read, 4))
        while not both.room.listeners.seats:
            await asyncio.sleep(0.01)
        seen.append((both.room.listeners.seats, run.watchers.unwatched_for))
        while not reading.done():
            both.executor.run_slices()
            await asyncio.sleep(0.05)
        return await reading

    told = events_of(asyncio.run(read_and_look()))
    names = [event["event"] for event in told]
    assert sorted(names[:3]) == ["room", "seat", "snapshot"]
    assert "id" in told[names.index("snapshot")]
    assert "id" not in told[names.index("seat")]
    assert seen == [({both.seat.number}, 0.0)]
    assert both.room.listeners.seats == set()
    assert run.watchers.unwatched_for > 0.0


def test_the_class_goes_on_after_the_end_of_the_training_and_the_other_way_round() -> None:
    both = ClassWithRun()
    both.executor.run_slices(2)
    both.runs.watched(both.run_id).stop()
    told = events_of(both.read(3))
    assert sorted(event["event"] for event in told) == ["end", "room", "seat"]
    end = next(event for event in told if event["event"] == "end")
    told = events_of(both.read(2, after=end["id"]))
    assert [event["event"] for event in told] == ["seat", "room"]
    both.room.leave(both.seat)
    told = events_of(both.read(10))
    assert sorted(event["event"] for event in told) == ["end", "left"]


def test_who_asks_for_two_and_may_have_one_learns_which_is_refused() -> None:
    both = ClassWithRun()
    lost = both.read(1, run_id="nobody")
    assert (lost.status, lost.json()["status"]) == (404, "lost")
    both.credential = "x"
    refused = both.read(1)
    assert (refused.status, refused.json()["status"]) == (403, "forbidden")
    assert both.room.listeners.seats == set()
    assert refused.headers["cache-control"] == "no-store"


def test_a_slow_reader_gets_what_is_newest_of_each_topic() -> None:
    async def read() -> list[tuple[str, int]]:
        newest = {"fast": 0, "slow": 0}

        async def topic(name: str, pause: float) -> AsyncGenerator[tuple[str, int], None]:
            while newest[name] < 5:
                await asyncio.sleep(pause)
                yield name, newest[name]

        seen = []
        async for event in together([topic("fast", 0.0), topic("slow", 0.01)]):
            seen.append(event)
            for name in newest:
                newest[name] += 1
            await asyncio.sleep(0.02)
        return seen

    seen = asyncio.run(read())
    for name in ("fast", "slow"):
        values = [value for topic, value in seen if topic == name]
        assert len(values) > 1
        assert values == sorted(set(values))  # no state comes twice, or late
    assert all(value >= at - 1 for at, (_, value) in enumerate(seen))  # one at most has waited


def test_sources_are_closed_where_the_reader_goes_away_and_where_one_breaks() -> None:
    closed: list[str] = []

    async def topic(name: str, breaks: bool = False) -> AsyncGenerator[str, None]:
        try:
            yield name
            if breaks:
                raise ValueError("broken")
            await asyncio.sleep(60.0)
        finally:
            closed.append(name)

    async def read(breaks: bool) -> None:
        stream = together([topic("a"), topic("b", breaks)])
        assert {await anext(stream), await anext(stream)} == {"a", "b"}
        if breaks:
            with pytest.raises(ValueError, match="broken"):
                await anext(stream)
        else:
            await stream.aclose()

    for breaks in (False, True):
        closed.clear()
        asyncio.run(read(breaks))
        assert sorted(closed) == ["a", "b"]
