"""HTTP routes for browsers that watch a run. Its events are in the stream of each tab."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playground.runs.events import moments
from playground.runs.registry import RUNS, Runs, UnknownRun

AWAY = 90.0
"""Seconds for which a hidden tab counts as a watcher; browsers let it say so once a minute."""


def routes(runs: Runs = RUNS) -> list[Route]:
    """`GET runs/<id>/moments` and `POST runs/<id>/watch`, for `st.App`."""

    async def get_moments(request: Request) -> Response:
        return _moments(request, runs)

    async def post_watch(request: Request) -> Response:
        return _watch(request, runs)

    return [
        Route("/runs/{id}/moments", get_moments),
        Route("/runs/{id}/watch", post_watch, methods=["POST"]),
    ]


def _moments(request: Request, runs: Runs) -> Response:
    """The stored moments, for a browser that has not read the stream from the start."""
    try:
        run = runs.watched(request.path_params["id"])
    except UnknownRun:
        return unknown_run()
    return Response(msgspec.json.encode(moments(run)), media_type="application/json")


def _watch(request: Request, runs: Runs) -> Response:
    """A hidden tab has given its stream back, and is still there."""
    try:
        runs.watched(request.path_params["id"]).watchers.expect_back(AWAY)
    except UnknownRun:
        return unknown_run()
    return Response(status_code=204)


def unknown_run() -> Response:
    """The answer to who asks for a run that is not here."""
    reason = "the server was restarted or has forgotten this run"
    return JSONResponse({"status": "lost", "reason": reason}, status_code=404)
