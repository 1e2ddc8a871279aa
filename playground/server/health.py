"""Whether the server lives and is ready, for whatever watches over it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playground import engine


async def health(_: Request) -> Response:
    """Liveness: 503 once Keras has failed, which only a new start of the server can mend."""
    return _state(engine.status() != "failed")


async def ready(_: Request) -> Response:
    """Readiness: 200 as soon as Keras answers; the first question starts Keras, as a visitor does.

    Visitors are welcome before that, too: pictures move at once, and Keras' answers come later.
    """
    engine.warm_up()
    return _state(engine.status() == "ready")


def _state(is_well: bool) -> Response:
    state = {"server": "ok", "keras": engine.status()}
    if reason := engine.failure():
        state["reason"] = reason
    headers = {"Cache-Control": "no-store"}
    return JSONResponse(state, status_code=200 if is_well else 503, headers=headers)


def routes() -> list[Route]:
    """`GET health` and `GET ready`, to be given to `st.App`."""
    return [Route("/health", health), Route("/ready", ready)]
