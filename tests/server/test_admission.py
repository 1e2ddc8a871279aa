"""While descriptors are short, newcomers hear a sentence and those inside go on."""

from __future__ import annotations

import asyncio
import resource

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from playground.limits import ARRIVAL_SECONDS, DESCRIPTORS, DESCRIPTORS_OF_AN_ARRIVAL
from playground.server import descriptors
from playground.server.admission import Admission
from playground.server.script_loops import IdleLoop
from tests.asgi import ask, run

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
LIMIT = 100


class Room:
    """A server with 100 descriptors, of which `open` are taken, at a time that the test sets."""

    def __init__(self) -> None:
        self.open: int | None = 10
        self.now = 0.0
        self.admission = Admission(inside, lambda: LIMIT, self._used, lambda: self.now)

    def _used(self) -> int:
        if self.open is None:
            raise OSError(24, "Too many open files")
        return self.open

    def look(self) -> str:
        """What a browser that comes sees; every answer is either the page or the sentence."""
        self.now += 1
        answer = ask(self.admission, "/neuron", headers=BROWSER)
        text = answer.body.decode()
        if answer.status == 200:
            return text
        assert answer.status == 503
        assert answer.headers["retry-after"] == str(ARRIVAL_SECONDS)
        assert f'http-equiv="refresh" content="{ARRIVAL_SECONDS}"' in text
        assert "This page tries again" in text
        return "outside"

    def connect(self, protocols: str = "streamlit, token") -> str:
        """What a session's stream says."""
        self.now += 1
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(b"sec-websocket-protocol", protocols.encode())]
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
        asyncio.run(run(self.admission, scope, None, send))
        (answer,) = sent
        return "outside" if answer.get("code") == 1013 else str(answer["text"])


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Says to everybody that they are inside."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.send", "text": "inside"})
    else:
        await PlainTextResponse("inside")(scope, receive, send)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.mark.parametrize(("taken", "seen"), [(10, "inside"), (70, "outside"), (None, "outside")])
def test_a_newcomer_is_let_in_while_there_is_room(room: Room, taken: int | None, seen: str) -> None:
    room.open = taken
    assert room.look() == seen


def test_those_inside_are_answered_while_newcomers_wait(room: Room) -> None:
    room.open = 74
    assert room.look() == "outside"
    assert room.connect() == "inside"  # its page was loaded just before
    room.open = None
    assert room.connect() == "outside"
    assert room.connect("streamlit, token, a-session") == "inside"
    answer = ask(room.admission, "/keras/answer", method="POST")
    assert (answer.body, answer.headers["connection"]) == (b"inside", "close")


def test_connections_stay_open_while_there_are_enough_descriptors(room: Room) -> None:
    assert room.look() == "inside"
    assert "connection" not in ask(room.admission, "/keras/answer").headers


def test_those_who_come_at_once_are_counted_before_they_have_opened_all(room: Room) -> None:
    room.open = 50
    several = (75 - room.open) // DESCRIPTORS_OF_AN_ARRIVAL
    assert [room.look() for _ in range(several + 1)] == ["inside"] * several + ["outside"]
    room.now += ARRIVAL_SECONDS
    assert room.look() == "inside"


def test_the_limit_is_raised_as_far_as_the_system_allows() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most // 2, hard))
        assert descriptors.raise_limit() == most
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (most, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_an_idle_loop_takes_descriptors_only_while_it_is_used() -> None:
    before = descriptors.used()
    idle, busy = IdleLoop(), IdleLoop()
    assert descriptors.used() == before

    async def work() -> tuple[int, int]:
        await asyncio.sleep(0.001)
        return await asyncio.get_running_loop().run_in_executor(None, lambda: 4), 2

    assert busy.run_until_complete(work()) == (4, 2)
    assert busy.run_until_complete(work()) == (4, 2)
    busy.run_until_complete(busy.shutdown_default_executor())
    for loop in (idle, busy):
        loop.close()
        assert loop.is_closed()
    assert descriptors.used() == before
