"""A lesson on paper: its steps with room for bets, and an address that others reach."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.server import handouts
from playground.server.base_path import below
from playground.server.html_shell import PageShell
from tests.asgi import ask

HTML = {"Accept": "text/html", "Host": "school:8501"}


def sheet(path: str, base: str = "", query: str = "") -> str:
    shell = Middleware(PageShell, base=base)
    app = Starlette(routes=below(base, handouts.routes()), middleware=[shell])
    response = ask(app, base + path, headers=HTML, query=query)
    assert response.status == (404 if "nobody" in path else 200)
    return response.body.decode()


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_every_step_has_its_question_and_room(lesson: Lesson) -> None:
    text = sheet(f"/handout/{lesson.id}")
    assert f"{lesson.minutes} minutes" in text
    assert text.count("What happened:") == len(lesson.steps)
    bets = [step.bet for step in lesson.steps if step.bet]
    assert text.count("My bet.") == len(bets)
    assert text.count("Draw it here") == sum(bool(bet.draws) for bet in bets)
    for answer in (answer for bet in bets for answer in bet.answers):
        assert f"<li>{answer}</li>" in text
    assert text.count('aria-label="QR code of the page"') == 1
    assert not re.search(r"[{}]", text.partition("</style>")[2])
    assert lesson.idea not in text, "it is what the learner is to say"


def test_the_address_is_the_one_that_the_browser_knows() -> None:
    link = r'href="([^"]+)"'
    assert re.findall(link, sheet("/handout/line")) == ["http://school:8501/neuron?lesson=line.1"]
    assert re.findall(link, sheet("/handout/line", "/a")) == [
        "http://school:8501/a/neuron?lesson=line.1"
    ]
    stripped = sheet("/handout/inputs", query="base=https://school:8501/below/")
    assert re.findall(link, stripped) == ["https://school:8501/below/plane?lesson=inputs.1"]


@pytest.mark.parametrize("base", ["http://elsewhere/", "javascript://school:8501/", "http://[", ""])
def test_a_sheet_leads_nowhere_else(base: str) -> None:
    links = re.findall(r'href="([^"]+)"', sheet("/handout/line", query=f"base={base}"))
    assert links == ["http://school:8501/neuron?lesson=line.1"]


def test_an_unknown_lesson_is_not_found() -> None:
    assert 'href="../course"' in sheet("/handout/nobody")
    assert 'href="../../course"' in sheet("/handout/nobody/else")
