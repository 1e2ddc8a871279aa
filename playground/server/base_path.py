"""The path below which Streamlit is told to live, by its option `server.baseUrlPath`.

A proxy that strips a path needs none of this: every address that the app gives out is relative.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import BaseRoute, Route
from streamlit import config


def base_path() -> str:
    """What every address of the app begins with: such as "/class", or ""."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def below(base: str, routes: Iterable[Route]) -> list[BaseRoute]:
    """The same routes below a path; a `Mount` would keep Streamlit's own routes from being found.

    Args:
        base: as `base_path` gives it.
        routes: at the root.
    """
    return [
        Route(base + route.path, route.endpoint, methods=sorted(route.methods or ()))
        for route in routes
    ]
