"""The pages of a class: addresses that hold below any path, and how learners come to it."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from playground.course.read import lessons
from playground.server import class_pages
from playground.server.base_path import below
from playground.server.html_shell import PageShell
from playground.stage.asset_version import versioned_path
from playground.ui.shared.room_address import machine_addresses
from tests.asgi import ask

HTML = {"Accept": "text/html"}


def app(base: str = "") -> Starlette:
    shell = Middleware(PageShell, base=base)
    return Starlette(routes=below(base, class_pages.routes()), middleware=[shell])


@pytest.mark.parametrize("base", ["", "/class", "/a/b"])
@pytest.mark.parametrize("path", ["/class", "/join", "/join/", "/join/BCDFG", "/join/a/b/c"])
def test_a_page_finds_its_scripts_below_any_path(base: str, path: str) -> None:
    response = ask(app(base), base + path, headers=HTML)
    assert response.status == 200
    found = re.findall(r'(?:src|href)="([^"]+/_stcore[^"]+)"', response.body.decode())
    assert len(found) == 3
    root = f"http://room{base}/{versioned_path()}/"
    assert all(urljoin(f"http://room{base}{path}", link).startswith(root) for link in found)


def test_a_typed_code_is_text_and_not_in_full() -> None:
    page = ask(app(), '/join/"><script>alert(1)</script>', headers=HTML).body.decode()
    assert "<script>alert" not in page
    assert 'data-code="&quot;&gt;&lt;script&gt;alert(1' in page


def invited(query: str) -> Response:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/class/invitation",
        "query_string": query.encode(),
        "headers": [],
    }
    return class_pages._invitation(Request(scope))


def test_learners_get_an_address_that_they_can_reach() -> None:
    response = invited("base=http://localhost:8501/below/&code=bcdfg")
    text = bytes(response.body).decode()
    hosts = machine_addresses()
    if hosts:
        assert f'"address":"http://{hosts[0]}:8501/below/join/BCDFG"' in text
        assert '"path":"M' in text
    else:
        assert "in no network" in text
    elsewhere = bytes(invited("base=https://school.org/p/&code=BCDFG").body).decode()
    assert '"address":"https://school.org/p/join/BCDFG"' in elsewhere
    assert '"hosts":[]' in elsewhere


@pytest.mark.parametrize(
    "query",
    [
        *("", "base=http://x/", "code=BCDFG", "base=javascript:alert(1)&code=BCDFG"),
        *("base=http://[&code=BCDFG", "base=http://x/&code=00000"),
    ],
)
def test_an_address_that_is_none_is_refused(query: str) -> None:
    assert invited(query).status_code == 422


def test_the_board_knows_the_steps_of_every_lesson_and_their_pages() -> None:
    found = {each["id"]: each for each in ask(app("/below"), "/below/class/lessons").json()}
    assert list(found) == [lesson.id for lesson in lessons()]
    for lesson in lessons():
        assert len(found[lesson.id]["pages"]) == len(lesson.steps)
    assert set(found["line"]["pages"]) == {"neuron"}
    assert set(found["concrete"]["pages"]) <= {"concrete", "training", "layers"}
