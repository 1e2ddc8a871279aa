"""A session's files are few: the oldest make room, and too many at the same moment are refused."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from streamlit import App
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from playground.limits import FILES_AT_ONCE
from playground.server.uploads import UploadLimits
from tests.asgi import ask


@pytest.fixture
def files(tmp_path: Path) -> Iterator[MemoryUploadedFileManager]:
    """Where Streamlit holds what was uploaded."""
    script = tmp_path / "app.py"
    script.write_text("", encoding="utf-8")
    manager = App(script)._create_runtime().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    yield manager
    Runtime._instance = None


def address(session: str, file: str) -> str:
    return f"/_stcore/upload_file/{session}/{file}"


def test_the_oldest_files_of_a_session_make_room(files: MemoryUploadedFileManager) -> None:
    async def store(scope: Scope, receive: Receive, send: Send) -> None:
        session, name = scope["path"].split("/")[-2:]
        files.add_file(session, UploadedFileRec(name, name, "text/csv", b"x"))
        await PlainTextResponse("", 204)(scope, receive, send)

    app = UploadLimits(store)
    for name in ("a", "b", "c", "d"):
        assert ask(app, address("mine", name), method="PUT").status == 204
    assert ask(app, address("yours", "a"), method="PUT").status == 204
    kept = {session: list(stored) for session, stored in files.file_storage.items()}
    assert kept == {"mine": ["a", "b", "c", "d"][-FILES_AT_ONCE:], "yours": ["a"]}


def test_more_at_the_same_moment_are_refused(files: MemoryUploadedFileManager) -> None:
    statuses: list[int] = []
    inner: list[UploadLimits] = []

    async def while_one_is_on_its_way(scope: Scope, receive: Receive, send: Send) -> None:
        depth = len(statuses)
        statuses.append(0)
        statuses[depth] = (await asyncio.to_thread(put, "mine")) if depth < FILES_AT_ONCE else 0
        await PlainTextResponse("", 204)(scope, receive, send)

    def put(session: str) -> int:
        return ask(inner[0], address(session, "next"), method="PUT").status

    inner.append(UploadLimits(while_one_is_on_its_way))
    assert put("mine") == 204
    assert statuses == [204] * (FILES_AT_ONCE - 1) + [429]
    statuses.clear()
    assert put("mine") == 204  # they have arrived


def test_files_of_all_sessions_together_have_a_limit(files: MemoryUploadedFileManager) -> None:
    seen: list[int] = []
    inner: list[UploadLimits] = []

    async def store(scope: Scope, receive: Receive, send: Send) -> None:
        session, name = scope["path"].split("/")[-2:]
        if session == "slow":  # another one comes while this one is on its way
            seen.append(await asyncio.to_thread(put, "other", 40))
        body = (await receive())["body"]
        files.add_file(session, UploadedFileRec(name, name, "text/csv", body))
        await PlainTextResponse("", 204)(scope, receive, send)

    def put(session: str, size: int) -> int:
        length = {"content-length": str(size)}
        where = address(session, "a")
        return ask(inner[0], where, method="PUT", headers=length, body=[b"x" * size]).status

    inner.append(UploadLimits(store, max_bytes=100))
    assert [put("mine", 60), put("yours", 50), put("slow", 40)] == [204, 507, 204]
    assert seen == [507]
    files.remove_session_files("mine")
    assert put("yours", 50) == 204


def test_other_requests_pass(files: MemoryUploadedFileManager) -> None:
    async def anything(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("there")(scope, receive, send)

    app = UploadLimits(anything)
    assert ask(app, address("mine", "a"), method="DELETE").body == b"there"
    assert ask(app, "/keras/answer", method="PUT").body == b"there"
