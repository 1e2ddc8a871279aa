"""`GET runs/<id>/events` as a browser meets it: headers, resuming, the end, unknown ids."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from playground.runs.registry import Runs, new_owner
from playground.runs.routes import routes
from tests.asgi import Response, ask
from tests.runs.jobs import ManualExecutor, small_job

pytestmark = pytest.mark.keras

ME = new_owner()


def stream(
    runs: Runs,
    run_id: str,
    last_event_id: str | None = None,
    leave_after: int | None = None,
    query: str = "",
) -> Response:
    """Reads the stream to its end, or goes away after so many pieces."""
    response, pieces = Response(), [0]

    async def read() -> None:
        gone = asyncio.Event()

        async def receive() -> Message:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                response.status = message["status"]
                response.headers = {k.decode(): v.decode() for k, v in message["headers"]}
                return
            response.body += message.get("body", b"")
            pieces[0] += 1
            if pieces[0] == leave_after:
                gone.set()

        headers = [] if last_event_id is None else [(b"last-event-id", last_event_id.encode())]
        scope: dict[str, Any] = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": f"/runs/{run_id}/events",
            "root_path": "",
            "query_string": query.encode(),
            "headers": headers,
        }
        await Starlette(routes=routes(runs))(scope, receive, send)

    asyncio.run(asyncio.wait_for(read(), 60.0))
    return response


def parsed(response: Response) -> list[dict[str, str]]:
    """The fields of each event, as the browser reads them."""
    blocks = response.body.decode().replace("\r\n", "\n").strip().split("\n\n")
    return [dict(re.findall(r"^(\w+): (.*)$", block, re.MULTILINE)) for block in blocks]


def test_a_run_is_streamed_to_its_end_and_then_there_is_no_content() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job())
    executor.run_all()
    response = stream(runs, run_id)
    assert response.status == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    [end] = parsed(response)
    assert end["event"] == "end"
    assert int(end["retry"]) > 0
    assert json.loads(end["data"])["state"] == "finished"
    assert stream(runs, run_id, last_event_id=end["id"]).status == 204


def test_a_reader_that_disconnects_is_noticed_and_may_reconnect() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job(epochs=2000))
    executor.run_slices(2)
    [first] = parsed(stream(runs, run_id, leave_after=1))
    assert first["event"] == "snapshot"
    run = runs.watched(run_id)
    assert run.watchers.unwatched_for > 0.0
    executor.run_slices(2)
    [second] = parsed(stream(runs, run_id, first["id"], leave_after=1))
    received, known = json.loads(second["data"]), json.loads(first["data"])["epoch"]
    assert received["losses"]["after"] == known
    assert len(received["losses"]["train"]) == received["epoch"] - known > 0
    run.stop()
    [end] = parsed(stream(runs, run_id, second["id"]))
    assert (end["event"], json.loads(end["data"])["reason"]) == ("end", "Stopped by hand.")


def test_who_gave_the_stream_back_reads_on_from_where_it_was() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job(epochs=2000))
    executor.run_slices(2)
    [first] = parsed(stream(runs, run_id, leave_after=1))
    assert ask(Starlette(routes=routes(runs)), f"/runs/{run_id}/watch", method="POST").status == 204
    assert runs.watched(run_id).watchers.unwatched_for == 0.0
    executor.run_slices(2)
    [second] = parsed(stream(runs, run_id, leave_after=1, query=f"after={first['id']}"))
    known = json.loads(first["data"])["epoch"]
    assert json.loads(second["data"])["losses"]["after"] == known > 0
    executor.run_slices(2)
    [third] = parsed(stream(runs, run_id, second["id"], 1, query=f"after={first['id']}"))
    assert json.loads(third["data"])["losses"]["after"] == json.loads(second["data"])["epoch"]


def test_a_hidden_tab_of_an_unknown_run_learns_so() -> None:
    app = Starlette(routes=routes(Runs(ManualExecutor())))
    assert ask(app, "/runs/nobody/watch", method="POST").status == 404


def test_a_run_that_ends_while_it_is_watched_ends_the_stream() -> None:
    executor = ManualExecutor()
    runs = Runs(executor)
    run_id = runs.start(ME, small_job())

    async def both() -> Response:
        reading = asyncio.create_task(asyncio.to_thread(stream, runs, run_id))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(executor.run_all)
        return await reading

    seen = parsed(asyncio.run(both()))
    assert seen[0]["event"] == "snapshot"
    assert json.loads(seen[0]["data"])["state"] == "queued"
    assert seen[-1]["event"] == "end"


@pytest.mark.parametrize("run_id", ["nobody", "0" * 22, "%00"])
def test_an_unknown_run_is_lost(run_id: str) -> None:
    response = ask(Starlette(routes=routes(Runs(ManualExecutor()))), f"/runs/{run_id}/events")
    assert response.status == 404
    assert response.json()["status"] == "lost"
    assert "restarted" in response.json()["reason"]


def test_streams_are_only_read() -> None:
    app = Starlette(routes=routes(Runs(ManualExecutor())))
    assert ask(app, "/runs/nobody/events", method="POST").status == 405
