"""The handouts of the course: `handout/<lesson>` is a sheet of paper about it, for a learner."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit import config

from playground.course.lesson import Lesson
from playground.course.read import lessons
from playground.course.setup import setup_of
from playground.server.html_shell import not_found_page
from playground.site import LESSON
from playground.ui.course.handout import handout
from playground.ui.shared.room_address import RoomAddress, machine_address, room_address

_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; img-src data:",
}
_LONGEST = 300
_NO_LESSON = "The course has no lesson of this name; perhaps a typing error. These pages exist:"


def routes() -> list[Route]:
    """The route, to be given to `st.App`."""
    return [Route("/handout/{lesson:path}", _handout)]


def _handout(request: Request) -> Response:
    wanted: str = request.path_params["lesson"]
    for number, lesson in enumerate(lessons(), start=1):
        if lesson.id == wanted:
            where = _where(request)
            address = address_of(lesson, where)
            page = handout(lesson, number, address, is_scannable=not where.obstacle)
            return HTMLResponse(page, headers=_HEADERS)
    page = not_found_page("There is no handout here", _NO_LESSON, "../" * (1 + wanted.count("/")))
    return HTMLResponse(page, status_code=404)


def address_of(lesson: Lesson, where: RoomAddress) -> str:
    """Of its first step, as others reach it.

    Args:
        lesson: of the course.
        where: the app is.
    """
    page = setup_of(lesson, 0).partition("?")[0]
    return f"{where.base}{page}?{LESSON}={lesson.id}.1"


def _where(request: Request) -> RoomAddress:
    """Where others reach the app: the browser knows below which path, on the host that it asked."""
    base = request.query_params.get("base", "")[:_LONGEST]
    if not _is_here(base, request):
        base = str(request.url).partition("handout/")[0]
    return room_address(base, config.get_option("server.address"), machine_address())


def _is_here(base: str, request: Request) -> bool:
    """Whether an address is of this server: a sheet must not lead to somebody else's."""
    try:
        parts = urlsplit(base)
        return parts.scheme in {"http", "https"} and parts.netloc == request.url.netloc
    except ValueError:
        return False
