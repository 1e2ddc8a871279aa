"""A class when something goes wrong: cut lines, a restart, a full class, two teachers."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from playground.limits import SEATS
from playground.rooms.routes import CREDENTIAL_HEADER
from tests.browser.classes import TITLE, join, open_class
from tests.browser.servers import Server

REPORT = {"page": "neuron", "step": "line.2", "tried": True}


class Class:
    """A class on a server, over HTTP as browsers speak it.

    Args:
        base: address of the server.
    """

    def __init__(self, base: str) -> None:
        self.host = urlsplit(base).netloc
        self.line = http.client.HTTPConnection(self.host, timeout=20)
        _, opened = self.post("", {"title": "8b", "link": "neuron?w=2"})
        self.code, self.secret = opened["code"], opened["secret"]

    def close(self) -> None:
        """Ends the class, and hangs up."""
        self.command({"kind": "end"})
        self.line.close()

    def post(self, path: str, body: Any, credential: str = "") -> tuple[int, Any]:
        """Status and content of the answer; a class's own paths begin with a slash."""
        self.line.request(
            "POST", f"/rooms{path}", json.dumps(body), {CREDENTIAL_HEADER: credential}
        )
        response = self.line.getresponse()
        content = response.read()
        return response.status, json.loads(content) if content else None

    def join(self, seat: str = "") -> tuple[int, Any]:
        """The answer to somebody who comes, or comes back."""
        return self.post(f"/{self.code}/join", {"seat": seat})

    def command(self, command: Any, secret: str | None = None) -> tuple[int, Any]:
        """The answer to a teacher."""
        return self.post(f"/{self.code}/commands", command, secret or self.secret)

    @contextmanager
    def stream(self, credential: str) -> Iterator[Iterator[tuple[str, Any]]]:
        """The events of a stream, whose line is cut where the context ends."""
        line = http.client.HTTPConnection(self.host, timeout=20)
        line.request("GET", f"/news?room={self.code}", None, {CREDENTIAL_HEADER: credential})
        response = line.getresponse()
        assert response.status == 200, response.read()
        try:
            yield events(response)
        finally:
            response.close()
            line.close()


def events(response: http.client.HTTPResponse) -> Iterator[tuple[str, Any]]:
    name = ""
    while line := response.readline():
        kind, _, value = line.decode().strip().partition(": ")
        if kind == "event":
            name = value
        elif kind == "data":
            yield name, json.loads(value)


def board_where(board: Iterator[tuple[str, Any]], here: int) -> Any:
    """The first board on which so many are here."""
    return next(news for _, news in board if news["counts"]["here"] == here)


@pytest.fixture
def school(server: str) -> Iterator[Class]:
    opened = Class(server)
    yield opened
    opened.close()


def test_who_was_away_sits_where_they_sat_and_learns_what_happened(school: Class) -> None:
    _, joined = school.join()
    seat = joined["seat"]
    with school.stream(school.secret) as board:
        with school.stream(seat) as learner:
            assert [next(learner)[0], next(learner)[0]] == ["seat", "room"]
            assert board_where(board, here=1)["tiles"][0]["here"]
        assert not board_where(board, here=0)["tiles"][0]["here"]
        school.command({"kind": "bring", "link": "layers?layers=2-relu"})
        school.command({"kind": "ask", "question": "Up?", "answers": ["yes", "no"]})
        with school.stream(seat) as learner:
            (_, own), (_, news) = next(learner), next(learner)
            assert (own["animal"], own["round"]) == (joined["animal"], 1)
            assert (news["link"], news["moved"]) == ("layers?layers=2-relu", 1)
            tiles = board_where(board, here=1)["tiles"]
        assert [tile["seat"] for tile in tiles] == [0]


def test_a_class_is_led_from_two_browsers_of_one_teacher_and_from_none_of_another(
    school: Class,
) -> None:
    other = Class(f"http://{school.host}")
    try:
        with school.stream(school.secret) as laptop, school.stream(school.secret) as tablet:
            assert [next(laptop)[0], next(tablet)[0]] == ["board", "board"]
            assert school.command({"kind": "rename", "title": "8c"})[0] == 204
            for board in (laptop, tablet):
                assert next(news["room"]["title"] for _, news in board) == "8c"
            status, refusal = school.command({"kind": "end"}, other.secret)
            assert (status, refusal["status"]) == (403, "forbidden")
            status, _ = school.post("", {"code": school.code, "secret": other.secret})
            assert status == 403
    finally:
        other.close()


def test_a_full_class_refuses_kindly_and_works(school: Class) -> None:
    seats = [school.join()[1]["seat"] for _ in range(SEATS)]
    assert len(set(seats)) == SEATS
    status, refusal = school.join()
    assert (status, refusal["status"]) == (503, "full")
    assert "every page works without a class" in refusal["reason"]
    assert school.join(seats[7])[1]["seat"] == seats[7]
    assert school.post(f"/{school.code}/report", REPORT, seats[-1])[0] == 204
    stolen = f"{seats[0].split('.')[0]}.{seats[1].split('.')[1]}"
    assert school.post(f"/{school.code}/report", REPORT, stolen)[0] == 403
    with school.stream(school.secret) as board:
        tiles = next(board)[1]["tiles"]
        assert (len(tiles), tiles[-1]["dot"]) == (SEATS, "working")
    school.post(f"/{school.code}/leave", {}, seats[3])
    assert school.join()[0] == 200


def test_after_a_restart_the_same_code_and_the_same_seats_are_there_again(
    browser: Browser, tmp_path: Path
) -> None:
    server = Server(tmp_path / "log.txt")
    server.start()
    laptop, phone = (browser.new_context(base_url=server.base) for _ in range(2))
    try:
        teacher, learner = laptop.new_page(), phone.new_page()
        school = Class(server.base)
        school.line.close()  # the next message opens it: the server ends one on which nothing comes
        other, school.code = school.code, open_class(teacher)
        who = join(learner, school.code)
        _, second = school.join()
        w = learner.get_by_role("slider", name="w", exact=True)
        expect(learner.get_by_test_id("keras-agreement")).to_have_attribute(
            "data-state", "agrees", timeout=60_000
        )
        w.press("ArrowRight")
        moved = w.input_value()
        expect(learner).to_have_url(re.compile(rf"w={re.escape(moved)}\b"))
        school.line.close()
        laptop.set_offline(True)
        server.stop()
        strip = learner.get_by_role("complementary", name="Class")
        expect(strip).to_contain_text("The connection to the class is lost.")
        assert w.input_value() == moved
        server.start()
        expect(strip).to_contain_text("What you have made stays here", timeout=30_000)
        status, refusal = school.post(f"/{school.code}/report", REPORT, second["seat"])
        assert (status, refusal["status"]) == (404, "unknown")
        assert "the server was started again" in refusal["reason"]

        school.line.close()

        # Only the teacher's browser knows the secret: with it, it opens the same code again.
        laptop.set_offline(False)
        expect(teacher.get_by_role("heading", name=TITLE)).to_be_visible(timeout=30_000)
        expect(teacher.locator(".np-wall-code")).to_have_text(school.code)
        expect(strip).not_to_contain_text("What you have made stays here", timeout=30_000)
        expect(learner.locator(".np-strip-text")).to_contain_text(f"You are the {who}")
        expect(teacher.get_by_text("1 here")).to_be_visible()
        assert w.input_value() == moved
        assert school.join(second["seat"])[1]["animal"] == second["animal"]
        newcomer = school.join()[1]
        assert (newcomer["colour"], newcomer["animal"]) != tuple(who.split())
        status, refusal = school.post("", {"code": school.code, "secret": school.secret})
        assert status == 403, "the secret of another class"
        assert school.post("", {"code": other, "secret": school.secret})[0] == 200
        school.line.close()
    finally:
        phone.close()
        laptop.close()
        server.stop()
    assert "Traceback" not in server.log.read_text(encoding="utf-8")
