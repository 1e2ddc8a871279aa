"""The pages of a class: `class` for the teacher and the wall, `join/<code>` for learners.

They are pages of their own, without Streamlit: a learner's is there at once, and the board lives by
its stream alone.
"""

from __future__ import annotations

import html
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit import config

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.course.setup import page_of, setup_of, state_of
from playground.rooms.codes import read_code
from playground.server.html_shell import ICON
from playground.stage.asset_version import versioned_path
from playground.stage.payloads.share import qr_code
from playground.stage.protocol import QrCode
from playground.ui.shared.room_address import machine_addresses, room_address

_NOT_CACHED = {"Cache-Control": "no-store"}
_LONGEST = 300

_HTML = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Neuron Playground</title>
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{root}{assets}/css/class.css">
<link rel="stylesheet" href="{root}{assets}/css/sketches.css">
<script type="module" src="{root}{assets}/{script}"></script>
</head>
<body class="np-class-page" data-code="{code}">
<main id="class"><noscript>A class needs JavaScript, as every page here does.</noscript></main>
</body>
</html>
"""


class Invitation(Struct, frozen=True, kw_only=True):
    """How learners come to a class.

    Attributes:
        address: that they type or scan.
        qr: its QR code; None where other devices cannot open it.
        obstacle: a sentence about why, or "".
        hosts: this machine's addresses, where there are several to choose from.
    """

    address: str
    qr: QrCode | None
    obstacle: str
    hosts: list[str]


class LessonSteps(Struct, frozen=True, kw_only=True):
    """A lesson that a class can be taken through.

    Attributes:
        id, title: of the lesson.
        pages: path of the page that each step is on.
    """

    id: str
    title: str
    pages: list[str]


def routes() -> list[Route]:
    """The routes, to be given to `st.App`."""
    return [
        Route("/class", _board),
        Route("/class/invitation", _invitation),
        Route("/class/lessons", _lessons),
        Route("/join", _join),
        Route("/join/{code:path}", _join),
    ]


def _board(_: Request) -> Response:
    return _page("Class", "class/classPage.js", "./", "")


def _join(request: Request) -> Response:
    code: str = request.path_params.get("code", "")
    # Relative, so that it holds below any path that a proxy may serve the app under.
    root = "../" * (1 + code.count("/")) if "code" in request.path_params else "./"
    return _page("Join a class", "class/joinPage.js", root, code[:20])


def _page(title: str, script: str, root: str, code: str) -> Response:
    fields = {"icon": ICON, "assets": versioned_path(), "script": script, "root": root}
    page = _HTML.format(title=title, code=html.escape(code), **fields)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def _invitation(request: Request) -> Response:
    """Address and QR code; only the browser knows under which address the app is reached."""
    base = request.query_params.get("base", "")[:_LONGEST]
    code = read_code(request.query_params.get("code", ""))
    if not code or not _is_address(base):
        return JSONResponse({"reason": "The address is not one."}, 422, _NOT_CACHED)
    hosts = machine_addresses()
    wanted = request.query_params.get("host", "")
    host = wanted if wanted in hosts else next(iter(hosts), None)
    where = room_address(base, config.get_option("server.address"), host)
    address = f"{where.base}join/{code}"
    invitation = Invitation(
        address=address,
        qr=None if where.obstacle else qr_code(address),
        obstacle=where.obstacle,
        hosts=hosts if host and host in address else [],
    )
    content = msgspec.json.encode(invitation)
    return Response(content, media_type="application/json", headers=_NOT_CACHED)


def _lessons(_: Request) -> Response:
    """The course, for the teacher's board."""
    content = msgspec.json.encode([_steps(lesson) for lesson in lessons()])
    return Response(content, media_type="application/json", headers=_NOT_CACHED)


def _steps(lesson: Lesson) -> LessonSteps:
    states = (state_of(setup_of(lesson, index))[0] for index in range(len(lesson.steps)))
    return LessonSteps(id=lesson.id, title=lesson.title, pages=[page_of(s) for s in states])


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
