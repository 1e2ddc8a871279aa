"""The route of short links: `s/<code>` leads to the page with its whole link."""

from __future__ import annotations

import html

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from playground.server.html_shell import SHORT_LINK_PATH, not_found_page
from playground.state.short_links import SHORT_LINKS

_NOT_CACHED = {"Cache-Control": "no-store"}


def follow(request: Request) -> Response:
    """Redirects to the page that a code stands for; a page with links if there is none."""
    code: str = request.path_params["code"]
    # Relative, so that it holds below any path that a proxy may serve the app under.
    up = "../" * (1 + code.count("/"))
    try:
        link = SHORT_LINKS.get(code.rstrip("/"))
    except KeyError:
        return _forgotten(code, up)
    return RedirectResponse(up + link, status_code=303, headers=_NOT_CACHED)


def _forgotten(code: str, root: str) -> Response:
    shown = html.escape(code[:20])
    page = not_found_page(
        "This short link leads nowhere",
        f"<code>{shown}</code> is unknown here; perhaps a typing error. A short link works until "
        "the server is started again: ask for a new one. These pages exist:",
        root,
    )
    return HTMLResponse(page, status_code=404, headers=_NOT_CACHED)


def routes() -> list[Route]:
    """The routes of short links, to be given to `st.App`."""
    return [Route(f"/{SHORT_LINK_PATH}/{{code:path}}", follow)]
