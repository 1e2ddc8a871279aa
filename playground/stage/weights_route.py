"""The weights of the network of the text, as the browser fetches them: once, a megabyte."""

from __future__ import annotations

import hashlib
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


@cache
def packed_weights() -> bytes:
    """All numbers one after another in float16, least byte first; no bit is lost."""
    from playground.ladder.store import trained_ladder

    return trained_ladder().tensors.flatten().astype("<f2").tobytes()


@cache
def weights_path() -> str:
    """Their address, in which they are named by what they are, so that they may be kept."""
    return f"weights/{hashlib.sha256(packed_weights()).hexdigest()[:16]}.f16"


def _weights(request: Request) -> Response:
    if request.path_params["name"] != weights_path().removeprefix("weights/"):
        return Response("these weights are gone: reload the page", status_code=404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(packed_weights(), media_type="application/octet-stream", headers=headers)


def routes() -> list[Route]:
    """The route, to be given to `st.App`."""
    return [Route("/weights/{name}", _weights)]
