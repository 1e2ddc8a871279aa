"""What the browser fetches besides Streamlit: Plotly's script, Keras' answers, health."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

import plotly
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from playground import engine
from playground.stage.answers import Question, UnknownScene, answer

PLOTLY_PATH = f"plotly/{plotly.__version__}/plotly.min.js"
ASSETS_PATH = "_stcore/bidi-components/playground.stage"
MAX_BODY = 1_000_000


def asset_modules() -> list[str]:
    """The stage's JavaScript files, as Streamlit serves them below ASSETS_PATH."""
    folder = files("playground").joinpath("stage", "assets")
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".js"))


@cache
def packed_plotly() -> bytes:
    """Plotly's script, compressed once: it is 4.8 MB as it lies in the package."""
    script = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    return gzip.compress(script, compresslevel=6)


def plotly_script(request: Request) -> Response:
    """The script of the installed Plotly; its version is in the address, so it may be kept."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    script = packed_plotly()
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        script = gzip.decompress(script)
    return Response(script, media_type="text/javascript", headers=headers)


async def keras_answer(request: Request) -> Response:
    """Keras' predictions for the weights in the body; 202 while Keras is still starting."""
    if engine.status() == "failed":
        return _refusal(503, "failed", engine.failure() or "TensorFlow did not start")
    if engine.status() != "ready":
        engine.warm_up()
        return _refusal(202, "starting", "TensorFlow is being loaded")
    try:
        question = Question.parse(json.loads(await _body(request)))
        return JSONResponse(await run_in_threadpool(answer, question))
    except UnknownScene:
        return _refusal(404, "lost", "the server was restarted or has forgotten this page")
    except (ValueError, RecursionError) as error:
        return _refusal(422, "refused", str(error))


async def _body(request: Request) -> bytes:
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_BODY:
            raise ValueError(f"a question has at most {MAX_BODY} bytes")
    return bytes(received)


def _refusal(code: int, status: str, reason: str) -> Response:
    return JSONResponse({"status": status, "reason": reason}, status_code=code)


def health(_: Request) -> Response:
    """Whether the server answers, and how far Keras is."""
    return JSONResponse({"server": "ok", "keras": engine.status()})


def routes() -> list[BaseRoute]:
    """The stage's routes, to be given to `st.App`."""
    return [
        Route(f"/{PLOTLY_PATH}", plotly_script),
        Route("/keras/answer", keras_answer, methods=["POST"]),
        Route("/health", health),
    ]
