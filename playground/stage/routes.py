"""What the browser fetches besides Streamlit: Plotly's script and Keras' answers."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import Literal

import msgspec
import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground import engine
from playground.limits import LONG_ANSWER, RETRY_AFTER
from playground.stage.predict.answer import predict, work
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.predict.request import Request as PredictRequest
from playground.stage.predict.request_queue import Busy, Long, RequestQueue
from playground.stage.predict.step import step
from playground.stage.predict.token_store import UnknownToken
from playground.stage.protocol import Refusal

PLOTLY_FLAT = f"plotly/{plotly.__version__}/plotly-cartesian.min.js"
PLOTLY_3D = f"plotly/{plotly.__version__}/plotly-gl3d.min.js"
"""Paths of the two parts of Plotly's script: a browser would compile all of it before it draws."""
PRESENT_SCRIPT = "present.js"
"""Below the folder of the files: what makes a page one for a projector."""
MAX_BODY = 1_000_000
SESSION_HEADER = "playground-session"
"""In which a page says whose request it is."""
_QUEUE: RequestQueue[Response] = RequestQueue()
_IMPORT = re.compile(r'^(?:import|export) .*?from "(\.[\w./]+)";', re.MULTILINE | re.DOTALL)


@cache
def asset_modules(view: str) -> tuple[str, ...]:
    """The JavaScript files that a page with this view needs, as Streamlit serves them.

    Args:
        view: the file of the view, such as "views/neuronView.js".

    Returns:
        Names below the folder of the files: the stage, the view, and whatever they import.
    """
    folder = files("playground").joinpath("stage", "assets")
    needed, found = [view, "index.js"], set[str]()
    while needed:
        name = needed.pop()
        if name not in found:
            found.add(name)
            script = folder.joinpath(name).read_text(encoding="utf-8")
            beside = posixpath.dirname(name)
            needed += [
                posixpath.normpath(posixpath.join(beside, path)) for path in _IMPORT.findall(script)
            ]
    return tuple(sorted(found))


@cache
def _packed(path: str) -> bytes:
    """A part of Plotly's script, as it lies in the package: compressed."""
    name = f"{posixpath.basename(path)}.gz"
    return files("playground").joinpath("stage", "plotly", name).read_bytes()


def plotly_script(request: Request) -> Response:
    """A part of Plotly's script; Plotly's version is in the address, so it may be kept."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    script = _packed(request.url.path)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        script = gzip.decompress(script)
    return Response(script, media_type="text/javascript", headers=headers)


async def keras_answer(request: Request) -> Response:
    """Keras' predictions for the weights in the body; 202 while Keras is still starting."""
    return await _keras(request, _answer)


async def keras_step(request: Request) -> Response:
    """Where Keras' next step of gradient descent leads; 202 while Keras is still starting."""
    return await _keras(request, _step)


async def _keras(
    request: Request, respond: Callable[[bytes], Response | Long[Response]]
) -> Response:
    try:
        # First: behind a proxy, a connection with an unread body is cut before its answer is read.
        body = await _body(request)
        if engine.status() == "failed":
            return _refusal(503, "failed", engine.failure() or "TensorFlow did not start")
        if engine.status() != "ready":
            engine.warm_up()
            return _refusal(202, "starting", "TensorFlow is being loaded")
        return await _QUEUE.run(_client(request), partial(respond, body))
    except Busy:
        refusal = _refusal(429, "busy", "Keras is busy; ask again in a second")
        refusal.headers["Retry-After"] = str(RETRY_AFTER)
        return refusal
    except UnknownToken:
        return _refusal(404, "lost", "the server was restarted or has forgotten this page")
    except (ValueError, RecursionError) as error:
        return _refusal(422, "refused", str(error))


def _client(request: Request) -> str:
    """Whose request it is: a page's session, or whoever has no page, by address."""
    session = request.headers.get(SESSION_HEADER, "")
    if EVAL_POINTS.has_partition(session):
        return session
    return f"at {request.client.host}" if request.client else ""


def _answer(body: bytes) -> Response | Long[Response]:
    """From the request to the encoded answer: both may be long, and the server must not wait."""
    request = PredictRequest.decode(body)
    if work(request) >= LONG_ANSWER:
        return Long(partial(_encoded_answer, request))
    return _encoded_answer(request)


def _encoded_answer(request: PredictRequest) -> Response:
    """Streamlit would compress it as hard as it can, while everybody else waits."""
    content = msgspec.json.encode(predict(request))
    headers = {"Content-Encoding": "identity"}
    return Response(content, media_type="application/json", headers=headers)


def _step(body: bytes) -> Response:
    return Response(msgspec.json.encode(step(body)), media_type="application/json")


async def _body(request: Request) -> bytes:
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_BODY:
            raise ValueError(f"a request has at most {MAX_BODY} bytes")
    return bytes(received)


def _refusal(
    code: int, status: Literal["starting", "failed", "lost", "refused", "busy"], reason: str
) -> Response:
    content = msgspec.json.encode(Refusal(status, reason))
    return Response(content, code, media_type="application/json")


def routes() -> list[Route]:
    """The stage's routes, to be given to `st.App`."""
    return [
        *(Route(f"/{path}", plotly_script) for path in (PLOTLY_FLAT, PLOTLY_3D)),
        Route("/keras/answer", keras_answer, methods=["POST"]),
        Route("/keras/step", keras_step, methods=["POST"]),
    ]
