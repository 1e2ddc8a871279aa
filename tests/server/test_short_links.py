"""`s/<code>` leads to the page with its whole link, below any path; unknown codes get a page."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from playground.server.html_shell import PageShell
from playground.server.short_links import routes
from playground.site import PAGES
from playground.state.short_links import SHORT_LINKS
from tests.asgi import Response, ask

APP = Starlette(routes=routes(), middleware=[Middleware(PageShell)])
LINK = "layers?layers=8-relu,8-relu&weights=AACAPw"


def get(path: str) -> Response:
    """The response to a browser that was given this address."""
    return ask(APP, path, headers={"Accept": "text/html"})


@pytest.mark.parametrize("base", ["http://room:8501/", "http://room/class/"])
@pytest.mark.parametrize("link", [LINK, "?w=2.5&b=90", "data"])
@pytest.mark.parametrize("end", ["", "/"])
def test_a_code_leads_to_its_page_below_any_path(base: str, link: str, end: str) -> None:
    path = f"s/{SHORT_LINKS.put(link)}{end}"
    response = get(f"/{path}")
    assert response.status == 303
    assert urljoin(base + path, response.headers["location"]) == base + link
    assert response.headers["cache-control"] == "no-store"


def test_an_unknown_code_gets_404_a_sentence_and_links_to_every_page() -> None:
    response = get("/s/nnnn9")
    assert response.status == 404
    page = response.body.decode()
    assert "<code>nnnn9</code> is unknown here" in page
    assert "<h1>This short link leads nowhere</h1>" in page
    for spec in PAGES:
        assert f'<a href="../{spec.path}">{spec.title}</a>' in page


def test_what_was_typed_is_shown_as_text_and_not_in_full() -> None:
    page = get("/s/<script>" + "x" * 10_000).body.decode()
    assert "&lt;script&gt;xxx" in page
    assert "<script>" not in page
    assert len(page) < 4_000


def test_without_a_code_there_is_no_page() -> None:
    assert get("/s").status == 404
    assert get("/s/").status == 404
