"""A stream sends the newest state, no loss twice, and resumes where a reader lost it."""

from __future__ import annotations

import asyncio
import base64
import json
from contextlib import aclosing
from typing import Any

import numpy as np
import pytest

from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network
from playground.core.network.weights import base64_float32
from playground.runs import events as events_module
from playground.runs.events import Cursor, Event, events, is_up_to_date
from playground.runs.job import Job
from playground.runs.run import Run
from playground.runs.scheduler import RoundRobin
from tests.base64_arrays import unpacked
from tests.runs.jobs import ManualExecutor, small_job, wait_until

pytestmark = pytest.mark.keras

NOTHING = Cursor()


def content(event: Event) -> Any:
    return json.loads(event.data)


def read_events(run: Run, cursor: Cursor = NOTHING, most: int = 10_000) -> list[Event]:
    """The events up to the end, or the first so many."""

    async def read() -> list[Event]:
        read = []
        async with aclosing(events(run, cursor, interval=0.001)) as stream:
            async for event in stream:
                read.append(event)
                if len(read) == most:
                    break
        return read

    return asyncio.run(asyncio.wait_for(read(), 60.0))


def test_from_the_first_event_to_the_end_every_loss_is_sent_once() -> None:
    run = Run(small_job(epochs=3000), RoundRobin())
    seen = read_events(run)
    assert [event.name for event in seen] == ["snapshot"] * (len(seen) - 1) + ["end"]
    losses = [content(event)["losses"] for event in seen]
    done = 0
    for part in losses:
        assert part["after"] == done
        assert len(part["train"]) == len(part["test"])
        done += len(part["train"])
    assert done == 3000
    train = np.concatenate([part["train"] for part in losses])
    np.testing.assert_allclose(train, run.snapshot().losses.train, rtol=1e-5)
    last = content(seen[-1])
    assert (last["state"], last["epoch"], last["epochs"]) == ("finished", 3000, 3000)
    assert last["reason"] == "All 3000 epochs are done."
    np.testing.assert_array_equal(unpacked(last["weights"]), run.snapshot().weights)
    assert len({event.id for event in seen}) == len(seen)


def test_a_reader_that_reconnects_resumes_where_the_stream_was_lost() -> None:
    executor = ManualExecutor()
    run = Run(small_job(epochs=2000), executor)
    executor.run_slices(2)
    [before] = read_events(run, most=1)
    executor.run_slices(2)
    [after] = read_events(run, Cursor.parse(before.id), most=1)
    assert content(after)["losses"]["after"] == content(before)["epoch"]
    executor.run_all()
    [last] = read_events(run, Cursor.parse(after.id))
    assert last.name == "end"
    assert content(last)["losses"]["after"] == content(after)["epoch"]
    assert read_events(run, Cursor.parse(last.id)) == []
    assert is_up_to_date(run, Cursor.parse(last.id))
    assert not is_up_to_date(run, Cursor.parse(after.id))


def test_after_a_reset_everything_is_sent_again() -> None:
    executor = ManualExecutor()
    run = Run(small_job(epochs=50), executor)
    executor.run_all()
    [end] = read_events(run)
    run.reset()
    [fresh] = read_events(run, Cursor.parse(end.id), most=1)
    assert content(fresh)["losses"] == {"after": 0, "train": [], "test": []}
    assert (content(fresh)["attempt"], content(fresh)["state"]) == (1, "paused")
    run.play()
    executor.run_all()
    [again] = read_events(run, Cursor.parse(end.id))
    assert content(again)["losses"] == content(end)["losses"]
    assert content(again)["weights"] == content(end)["weights"]


def test_a_slow_reader_gets_the_newest_and_no_backlog() -> None:
    executor = ManualExecutor()
    run = Run(small_job(epochs=10_000), executor)

    async def read() -> list[int]:
        epochs = []
        async with aclosing(events(run, NOTHING, interval=0.0)) as stream:
            async for event in stream:
                epochs.append(content(event)["epoch"])
                assert content(event)["epoch"] == run.snapshot().epoch
                executor.run_slices(5)
                if len(epochs) == 4:
                    break
        return epochs

    epochs = asyncio.run(read())
    assert min(np.diff(epochs)) > 1
    run.stop()


def test_events_are_at_least_an_interval_apart() -> None:
    run = Run(small_job(epochs=10_000), RoundRobin())
    wait_until(lambda: run.snapshot().epoch > 0)

    async def read() -> int:
        count = 0
        async with aclosing(events(run, NOTHING, interval=1 / 30)) as stream:
            try:
                async with asyncio.timeout(1.0):
                    async for _ in stream:
                        count += 1
            except TimeoutError:
                run.stop()
        return count

    assert 3 <= asyncio.run(read()) <= 31


def test_a_run_is_watched_only_while_the_stream_is_open() -> None:
    now = [0.0]
    run = Run(small_job(), ManualExecutor(), clock=lambda: now[0])

    async def read() -> None:
        async with aclosing(events(run, NOTHING)) as stream:
            await anext(stream)
            now[0] = 100.0
            assert run.watchers.unwatched_for == 0.0

    asyncio.run(read())
    now[0] = 130.0
    assert run.watchers.unwatched_for == 30.0


def test_a_large_network_sends_losses_and_no_weights() -> None:
    network = Network(3, (Dense(150, "relu"), Dense(150, "relu"), Dense(1)))
    x = np.random.default_rng(0).normal(size=(30, 3))
    executor = ManualExecutor()
    run = Run(Job(network, x, x[:, 0], Recipe(epochs=2)), executor)
    [queued] = read_events(run, most=1)
    executor.run_all()
    [end] = read_events(run)
    for event in (queued, end):
        assert content(event)["weights"] == ""
    assert len(content(end)["losses"]["train"]) == 2
    assert content(end)["losses"]["test"] == [None, None]


def test_a_run_that_diverged_sends_its_last_good_weights() -> None:
    executor = ManualExecutor()
    run = Run(small_job(optimizer="sgd", learning_rate=1e6), executor)
    executor.run_all()
    [end] = read_events(run)
    assert content(end)["state"] == "diverged"
    assert content(end)["weights_epoch"] == 0
    np.testing.assert_array_equal(unpacked(content(end)["weights"]), run.moments().path[0])


@pytest.mark.parametrize("large", [False, True])
def test_it_sends_how_the_loss_ran_away_where_the_browser_draws_the_network(
    large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(events_module, "MAX_BROWSER_PARAMETERS", 1)
    executor = ManualExecutor()
    run = Run(small_job(optimizer="sgd", learning_rate=3.0, momentum=0.9), executor)
    [queued] = read_events(run, most=1)
    assert content(queued)["runaway"] is None
    executor.run_all()
    [end] = read_events(run)
    sent, known = content(end)["runaway"], run.snapshot().runaway
    assert known is not None
    if large:
        assert sent is None
        return
    assert (sent["epochs"], sent["batches"]) == (known.epochs.tolist(), 4)
    assert sent["losses"] == known.loss.tolist()
    np.testing.assert_array_equal(unpacked(sent["weights"]), known.path.ravel())


@pytest.mark.parametrize(
    "text", [None, "", "1", "1.2", "1.2.3.4", "a.b.c", "-1.2.3", "1.2.٣", "." * 99]
)
def test_an_invalid_id_is_the_start(text: str | None) -> None:
    assert Cursor.parse(text) == NOTHING


def test_ids_are_read_back() -> None:
    cursor = Cursor(attempt=2, epoch=345, version=6789)
    assert Cursor.parse(str(cursor)) == cursor


def test_numbers_are_packed_as_the_browser_unpacks_them() -> None:
    assert base64.b64decode(base64_float32([1.0, -2.5])) == b"\x00\x00\x80?\x00\x00 \xc0"
    assert np.isinf(unpacked(base64_float32([1e300]))[0])


def test_a_queued_run_sends_its_position_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("playground.runs.events.QUEUE_REFRESH", 0.01)
    executor = ManualExecutor()
    first, second = (Run(small_job(), executor) for _ in range(2))
    assert [content(event)["queue_position"] for event in read_events(second, most=3)] == [2, 2, 2]
    executor.submitted.remove(first)
    assert (
        content(read_events(second, Cursor.of(second.snapshot()), most=1)[0])["queue_position"] == 1
    )
