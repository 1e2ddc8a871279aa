"""The routes of the class as browsers meet them: join, stream, report, lead, and every refusal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.applications import Starlette

from playground.limits import PICTURE_NUMBERS, ROOM_BODY, SEATS, WRONG_CODES
from playground.rooms.registry import Rooms
from playground.rooms.routes import CREDENTIAL_HEADER, routes
from playground.server import news
from playground.server.base_path import below
from tests.asgi import Response, ask, events_of, listen
from tests.rooms.classes import Clock

REPORT = {"page": "neuron", "step": "line.2", "tried": True}


def picture(**fields: Any) -> bytes:
    """A report with a picture."""
    return json.dumps(
        {**REPORT, "picture": {"page": "neuron", "data": [], "activations": [], **fields}}
    ).encode()


class School:
    """A server with one class, and its teacher."""

    def __init__(self, base: str = "") -> None:
        self.clock, self.base = Clock(), base
        rooms = Rooms(self.clock)
        self.app = Starlette(routes=below(base, [*routes(rooms), *news.routes(rooms=rooms)]))
        opened = self.post("", {"title": "8b", "link": "neuron?w=2"})
        assert opened.status == 200
        self.code, self.secret = opened.json()["code"], opened.json()["secret"]

    def post(self, path: str, body: Any, credential: str = "") -> Response:
        """The answer to a message; a class's own paths begin with a slash."""
        whole = f"{self.base}/rooms{path}"
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return ask(
            self.app, whole, method="POST", headers={CREDENTIAL_HEADER: credential}, body=[content]
        )

    def join(self, seat: str = "", code: str = "") -> Response:
        """The answer to somebody who comes."""
        return self.post(f"/{code or self.code}/join", {"seat": seat})

    def command(self, command: Any, secret: str | None = None) -> Response:
        """The answer to the teacher."""
        credential = self.secret if secret is None else secret
        return self.post(f"/{self.code}/commands", command, credential)

    def read(self, credential: str, events: int, query: str = "") -> list[tuple[str, Any]]:
        """The first events of a stream; the reader then goes away."""
        response = listen(
            self.app,
            f"{self.base}/news?room={self.code}{query}",
            {CREDENTIAL_HEADER: credential},
            lambda body: body.count(b"event: ") >= events,
        )
        return [(event["event"], json.loads(event["data"])) for event in events_of(response)]


@pytest.fixture
def school() -> School:
    return School()


def test_a_learner_joins_is_where_the_class_is_and_keeps_the_seat() -> None:
    for school in (School(), School("/class/below")):
        joined = school.join(code=school.code.lower()).json()
        assert joined["link"] == "neuron?w=2"
        assert joined["colour"]
        assert school.join(joined["seat"]).json() == joined
        assert school.join().json()["seat"] != joined["seat"]
        [(name, own), (_, news)] = school.read(joined["seat"], 2)
        assert (name, own["animal"]) == ("seat", joined["animal"])
        assert (news["code"], news["title"]) == (school.code, "8b")


def test_the_teacher_leads_and_sees_the_board_and_the_wall(school: School) -> None:
    seat = school.join().json()["seat"]
    assert school.post(f"/{school.code}/report", REPORT, seat).status == 204
    for command in (
        {"kind": "bring", "link": "layers?layers=2-relu"},
        {"kind": "ask", "question": "Up?", "answers": ["yes", "no"]},
        {"kind": "pace", "pace": "upto", "step": "line.3"},
    ):
        assert school.command(command).status == 204
    assert school.post(f"/{school.code}/vote", {"round": 1, "answer": 0}, seat).status == 204
    assert school.command({"kind": "bet", "to": "shown"}).status == 204
    [(name, board)] = school.read(school.secret, 1)
    assert (name, board["tiles"][0]["dot"], board["votes"]) == ("board", "working", 1)
    [(name, wall)] = school.read(school.secret, 1, "&view=wall")
    assert (name, wall["room"]["bet"]["counts"]) == ("wall", [1, 0])
    [_, (_, news)] = school.read(seat, 2)
    assert (news["link"], news["step"]) == ("layers?layers=2-relu", "line.3")


def test_what_the_teacher_moves_reaches_learners(school: School) -> None:
    seat = school.join().json()["seat"]
    values = {"weights": [[3.5], [1.0]], "activations": ["linear"], "frozen": [], "at": [5.0]}
    moved = {"kind": "neuron", "values": {**values, "switches": {}, "choices": {}, "camera": None}}
    assert school.post(f"/{school.code}/values", moved, school.secret).status == 204
    names = [name for name, _ in school.read(seat, 2)]
    assert names == ["seat", "room"]  # it showed nothing: nobody follows yet
    school.command({"kind": "mode", "mode": "follow"})
    assert school.post(f"/{school.code}/values", moved, school.secret).status == 204
    name, shown = school.read(seat, 3)[-1]
    assert (name, shown) == ("led", moved)


def test_a_name_is_known_only_after_a_click_of_the_teacher(school: School) -> None:
    joined = school.join().json()
    answer = school.post(f"/{school.code}/who", {"seat": 0}, school.secret).json()
    assert answer == {"animal": joined["animal"], "colour": joined["colour"]}
    assert school.post(f"/{school.code}/who", {"seat": 9}, school.secret).status == 422
    assert school.post(f"/{school.code}/who", {"seat": 0}, joined["seat"]).status == 403


@pytest.mark.parametrize("path", ["commands", "values", "who", "progress.csv", "points", "news"])
def test_nobody_else_leads_a_class_and_nobody_reads_it(school: School, path: str) -> None:
    other = School()
    seat = school.join().json()["seat"]
    learners = (seat,) if path not in {"news", "points"} else ()
    for credential in ("", "x", other.secret, school.secret[:-1], *learners):
        method = "GET" if path in {"progress.csv", "points", "news"} else "POST"
        whole = "/news" if path == "news" else f"/rooms/{school.code}/{path}"
        headers = {CREDENTIAL_HEADER: credential}
        query = f"room={school.code}"
        answer = ask(school.app, whole, method=method, headers=headers, body=[b"{}"], query=query)
        assert (answer.status, answer.json()["status"]) == (403, "forbidden")


def test_another_learners_seat_is_nobodys(school: School) -> None:
    mine, other = (school.join().json()["seat"] for _ in range(2))
    stolen = f"{other.split('.')[0]}.{mine.split('.')[1]}"
    for path, body in (("report", REPORT), ("vote", {"round": 1, "answer": 0}), ("leave", {})):
        answer = school.post(f"/{school.code}/{path}", body, stolen)
        assert (answer.status, answer.json()["status"]) == (403, "forbidden")
        assert "not yours" in answer.json()["reason"]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"nonsense", b"[]", b"null", b"\xff\xfe", b"[" * 60_000, b'{"page": 1}'),
        b'{"page": "neuron", "surprise": 1}',
        b'{"page": "neuron", "step": "line.2\\nx"}',
        b'{"page": "neuron", "step": "=1+1"}',
        b'{"page": "neuron", "like_misses": -1}',
        picture(kind="line", numbers=[]),
        picture(kind="film", numbers=[[1], [2]]),
        picture(kind="map", numbers=[[1], [2] * PICTURE_NUMBERS]),
        picture(kind="line", numbers=[[1e999], [0]]),
        b"x" * (ROOM_BODY + 1),
    ],
)
def test_nonsense_is_answered_by_a_sentence_and_changes_nothing(
    school: School, body: bytes
) -> None:
    seat = school.join().json()["seat"]
    answer = school.post(f"/{school.code}/report", body, seat)
    assert (answer.status, answer.json()["status"]) == (422, "refused")
    assert answer.json()["reason"].endswith(".")
    [(_, board)] = school.read(school.secret, 1)
    assert board["tiles"][0]["page"] == ""


@pytest.mark.parametrize(
    "command",
    [
        {"kind": "surprise"},
        {"kind": "bring", "link": "https://elsewhere.org"},
        {"kind": "mode", "mode": "loud"},
        {"kind": "ask", "question": "", "answers": ["a", "b"]},
        {"kind": "ask", "question": "?", "answers": ["a"]},
        {"kind": "ask", "question": "?", "answers": ["a"] * 7},
        {"kind": "bet", "to": "shown"},
        {"kind": "show", "seats": [4]},
        {"kind": "rename", "title": "x" * 81},
    ],
)
def test_a_command_that_cannot_be_is_refused_in_a_sentence(school: School, command: Any) -> None:
    answer = school.command(command)
    assert (answer.status, answer.json()["status"]) == (422, "refused")


def test_markup_in_a_title_comes_as_it_was_written(school: School) -> None:
    title = "<img src=x onerror=alert(1)>&amp;"
    assert school.command({"kind": "rename", "title": title}).status == 204
    seat = school.join().json()["seat"]
    assert school.read(seat, 2)[1][1]["title"] == title


def test_reports_that_come_too_quickly_are_sent_again_later(school: School) -> None:
    seat, other = (school.join().json()["seat"] for _ in range(2))
    path = f"/{school.code}/report"
    assert [school.post(path, REPORT, seat).status for _ in range(3)] == [204, 204, 429]
    refused = school.post(path, REPORT, seat)
    assert refused.headers["retry-after"] == "2"
    assert "too quickly" in refused.json()["reason"]
    assert school.post(path, REPORT, other).status == 204
    school.clock.now += 2.0
    assert school.post(path, REPORT, seat).status == 204


def test_guessed_codes_are_answered_more_and_more_slowly(school: School) -> None:
    statuses = [school.join(code="BBBBB").status for _ in range(WRONG_CODES + 1)]
    assert statuses == [404] * WRONG_CODES + [429]
    assert school.join().status == 429
    assert school.command({"kind": "rename", "title": "still led"}).status == 204


def test_the_301st_learner_is_refused_kindly(school: School) -> None:
    for _ in range(SEATS):
        assert school.join().status == 200
    answer = school.join()
    assert (answer.status, answer.json()["status"]) == (503, "full")
    assert f"All {SEATS} seats" in answer.json()["reason"]


def test_a_class_that_is_over_is_over_for_everybody(school: School) -> None:
    seat = school.join().json()["seat"]
    assert school.command({"kind": "end"}).status == 204
    answer = school.post(f"/{school.code}/report", REPORT, seat)
    assert (answer.status, answer.json()["status"]) == (404, "unknown")
    assert school.join(seat).status == 404


def test_who_leaves_is_gone_until_they_come_back(school: School) -> None:
    seat = school.join().json()["seat"]
    assert school.post(f"/{school.code}/leave", {}, seat).status == 204
    assert school.read(school.secret, 1)[0][1]["tiles"] == []
    assert school.join(seat).json()["seat"] == seat
    assert len(school.read(school.secret, 1)[0][1]["tiles"]) == 1


def test_progress_and_points_are_for_the_teacher(school: School) -> None:
    school.join()
    headers = {CREDENTIAL_HEADER: school.secret}
    table = ask(school.app, f"/rooms/{school.code}/progress.csv", headers=headers)
    assert table.headers["content-disposition"] == f'attachment; filename="class-{school.code}.csv"'
    assert len(table.body.decode().splitlines()) == 2
    assert ask(school.app, f"/rooms/{school.code}/points", headers=headers).status == 422


def test_nothing_about_a_class_is_cached(school: School) -> None:
    assert school.join().headers["cache-control"] == "no-store"
    assert ask(school.app, "/news", query="room=BBBBB").headers["cache-control"] == "no-store"
