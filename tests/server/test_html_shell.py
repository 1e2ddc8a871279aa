"""Requests for pages get HTML, unknown paths 404, and all other requests go to Streamlit."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from urllib.parse import urljoin

import pytest
from starlette.responses import PlainTextResponse

from playground.server.html_shell import PageShell
from playground.site import PAGES, PageSpec
from playground.stage.asset_version import ASSETS_PATH, versioned_path
from playground.stage.routes import PLOTLY_3D, PLOTLY_FLAT
from playground.stage.weights_route import weights_path
from tests.asgi import Response, ask

APP = PageShell(PlainTextResponse("from Streamlit"))
PLOTLY_PARTS = {
    "": PLOTLY_FLAT,
    "neuron": PLOTLY_FLAT,
    "data": PLOTLY_FLAT,
    "plane": PLOTLY_3D,
    "layers": PLOTLY_3D,
    "training": PLOTLY_3D,
    "concrete": PLOTLY_3D,
}
"""By page, what Plotly draws its first picture with; the course draws nothing."""
HTML = {"Accept": "text/html,application/xhtml+xml"}


def get(path: str, root_path: str = "") -> Response:
    """The response to a browser that navigates to `path`."""
    return ask(APP, path, headers=HTML, root_path=root_path)


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.title)
def test_a_page_is_streamlits_own_with_the_base_url_of_its_server(spec: PageSpec) -> None:
    response = get(f"/{spec.path}")
    assert response.status == 200
    page = response.body.decode()
    assert "BACKEND_BASE_URL" in page
    assert "<title>Neuron Playground</title>" in page
    parts = {part for part in (PLOTLY_FLAT, PLOTLY_3D) if f"./{part}" in page}
    assert parts == ({PLOTLY_PARTS[spec.path]} if spec.path in PLOTLY_PARTS else set())
    assert response.headers["cache-control"] == "no-cache"


def test_a_page_comes_compressed_to_browsers_that_take_it() -> None:
    plain = get("/neuron")
    packed = ask(APP, "/neuron", headers={**HTML, "Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 3


def test_an_unknown_address_gets_404_and_links_to_every_page() -> None:
    for path in ("/nowhere", "/neuron/deeper", "/neuron/", "/Neuron", "/staticx"):
        response = get(path)
        assert response.status == 404, path
        page = response.body.decode()
        assert f"<code>{path}</code>" in page
        for spec in PAGES:
            link = re.search(f'<a href="([^"]+)">{spec.title}</a>', page)
            assert link
            assert urljoin(f"http://room/class{path}", link[1]) == f"http://room/class/{spec.path}"


def test_the_path_that_a_server_is_told_of_is_none_of_the_pages() -> None:
    assert get("/neuron", root_path="/class").status == 200
    assert '<a href="./neuron">' in get("/nowhere", root_path="/class").body.decode()


def test_below_streamlits_own_path_pages_are_found_and_others_lead_there() -> None:
    below = PageShell(PlainTextResponse("from Streamlit"), base="/school/class")

    def answer(path: str) -> Response:
        return ask(below, path, headers=HTML)

    assert answer("/school/class/neuron").status == 200
    assert answer("/school/class/_stcore/health").body == b"from Streamlit"
    redirect = answer("/school/class")
    assert (redirect.status, redirect.headers["location"]) == (307, "class/")
    for path in ("/", "/neuron", "/school/", "/school/class/nowhere", "/school/classroom/x"):
        response = answer(path)
        assert response.status == 404, path
        link = re.search('<a href="([^"]+)">One neuron</a>', response.body.decode())
        assert link
        assert urljoin(f"http://room{path}", link[1]) == "http://room/school/class/neuron"


def test_an_address_without_the_slash_that_a_proxy_stripped_is_mended_in_the_browser() -> None:
    assert 'location.pathname.endsWith("/")' in get("/").body.decode()
    assert 'location.pathname.endsWith("/neuron")' in get("/neuron").body.decode()


def test_an_address_is_shown_as_text_and_not_in_full() -> None:
    page = get("/<script>alert(1)</script>" + "x" * 10_000).body.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert len(page) < 4_000


@pytest.mark.parametrize(
    "path",
    ["/_stcore/health", "/static/js/index.js", "/media/a.png", f"/{PLOTLY_FLAT}", "/health"],
)
def test_what_is_no_page_goes_to_streamlit(path: str) -> None:
    assert get(path).body == b"from Streamlit"


def test_requests_that_do_not_accept_html_go_to_streamlit() -> None:
    for path in ("/neuron", "/nowhere"):
        assert ask(APP, path).body == b"from Streamlit"
        assert ask(APP, path, method="POST", headers=HTML).body == b"from Streamlit"


def test_the_weights_of_concrete_are_fetched_at_once() -> None:
    assert f'href="./{weights_path()}" as="fetch"' in get("/concrete").body.decode()
    assert "weights/" not in get("/").body.decode()


def test_everything_that_is_preloaded_exists() -> None:
    page = get("/").body.decode()
    links = re.findall(r'<link rel="(?:module)?preload" href="\./([^"]+)"', page)
    assert PLOTLY_FLAT in links
    assert {f"{ASSETS_PATH}/index.js", f"{versioned_path()}/index.js"} <= {*links}
    for link in set(links) - {PLOTLY_FLAT}:
        folder, name = files("playground").joinpath("stage", "assets"), f"{ASSETS_PATH}/"
        if link.startswith(f"{versioned_path()}/"):
            name = f"{versioned_path()}/"
        if link.startswith("static/"):
            folder, name = files("streamlit").joinpath("static", "static", "js"), "static/js/"
        assert folder.joinpath(link.removeprefix(name)).is_file(), link
    assert any(link.startswith("static/js/BidiComponent.") for link in links)
