"""The periodic clean-up removes runs and sessions without any request."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit import App, config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient
from streamlit.runtime.state import SessionState

from playground.runs.registry import RUNS, UnknownRun, new_owner
from playground.server import descriptors, housekeeping, script_loops
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


class Tab(SessionClient):
    """A browser's tab; it shows nothing."""

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Nobody looks at it."""

    @property
    def client_context(self) -> None:
        return None


@dataclass(eq=False)
class Thing:
    """Something in a session, which refers to it as a callback does."""

    state: SessionState


def left_in(state: SessionState) -> weakref.ref[Thing]:
    """Leaves a thing in a session."""
    state["thing"] = thing = Thing(state)
    return weakref.ref(thing)


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    """Streamlit's runtime, which forgets a session at once when its tab is closed."""
    script = tmp_path / "app.py"
    script.write_text("", encoding="utf-8")
    before = config.get_option("server.disconnectedSessionTTL")
    config.set_option("server.disconnectedSessionTTL", 0)
    yield App(script)._create_runtime()
    config.set_option("server.disconnectedSessionTTL", before)
    Runtime._instance = None


def test_a_session_goes_without_another_visit_and_costs_no_descriptor(runtime: Runtime) -> None:
    async def visit() -> None:
        script_loops.install()
        await runtime.start()
        before = descriptors.used()
        names = [runtime.connect_session(Tab(), {}) for _ in range(3)]
        assert descriptors.used() == before
        sessions: list[Any] = [weakref.ref(runtime.get_app_session(name)) for name in names]
        things = [left_in(session().session_state) for session in sessions]
        there = housekeeping.Sessions()
        there.let_go()
        for name in names[:2]:
            runtime.disconnect_session(name)
        there.let_go()
        assert [session() is None for session in sessions] == [True, True, False]
        assert [thing() is None for thing in things] == [True, True, False]
        runtime.stop()
        await runtime.stopped

    policy = asyncio.get_event_loop_policy()
    try:
        asyncio.run(visit())
    finally:
        asyncio.set_event_loop_policy(policy)
