"""Streamlit's scripts and styles come compressed; all else is left to Streamlit."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from playground.server.packed_scripts import PackedScripts
from tests.asgi import ask

STATIC = Path(str(files("streamlit").joinpath("static", "static")))
GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("base", ["", "/class"])
@pytest.mark.parametrize(("kind", "type_"), [("js", "text/javascript"), ("css", "text/css")])
def test_a_script_is_what_streamlit_has_compressed(base: str, kind: str, type_: str) -> None:
    app = PackedScripts(PlainTextResponse("from Streamlit"), base)
    file = max((STATIC / kind).glob(f"*.{kind}"), key=lambda file: file.stat().st_size)
    response = ask(app, f"{base}/static/{kind}/{file.name}", headers=GZIP)
    assert gzip.decompress(response.body) == file.read_bytes()
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-type"].startswith(type_)
    assert "immutable" in response.headers["cache-control"]


def test_the_rest_is_left_to_streamlit() -> None:
    app = PackedScripts(PlainTextResponse("from Streamlit"))
    name = next((STATIC / "js").glob("index.*.js")).name
    path = f"/static/js/{name}"
    for asked, headers in (
        (path, {}),
        (path, {**GZIP, "Range": "bytes=0-9"}),
        (path, {**GZIP, "If-None-Match": '"1"'}),
        ("/static/js/nothing.js", GZIP),
        ("/static/js/../js/" + name, GZIP),
        ("/static/media/font.woff2", GZIP),
        ("/neuron", GZIP),
    ):
        assert ask(app, asked, headers=headers).body == b"from Streamlit", asked
