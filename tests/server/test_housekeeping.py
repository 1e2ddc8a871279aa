"""The periodic clean-up removes runs without any request."""

from __future__ import annotations

import asyncio

import pytest

from playground.runs.registry import RUNS, UnknownRun, new_owner
from playground.server import housekeeping
from tests.runs.jobs import small_job


def test_runs_whose_data_are_gone_are_removed_without_a_request() -> None:
    owner, here = new_owner(), [True]
    gone = RUNS.start(owner, small_job(epochs=5), is_valid=lambda: bool(here))
    other = RUNS.start(owner, small_job(epochs=5))
    here.clear()

    async def collect_until_gone() -> None:
        cleanup = asyncio.create_task(housekeeping.collect_forever(period=0.01))
        async with asyncio.timeout(30):
            while gone in RUNS.ids(owner):
                await asyncio.sleep(0.01)
        cleanup.cancel()

    asyncio.run(collect_until_gone())
    with pytest.raises(UnknownRun):
        RUNS.owned(owner, gone)
    RUNS.forget(owner, other)
