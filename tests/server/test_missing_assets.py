"""Files of the component that are none get 404, and nothing else does."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse

from playground.server.missing_assets import MissingAssets
from playground.stage.routes import ASSETS_PATH
from tests.asgi import ask


@pytest.mark.parametrize("base", ["", "/class"])
def test_only_files_that_are_there_reach_streamlit(base: str) -> None:
    app = MissingAssets(PlainTextResponse("from Streamlit"), base)
    for name in ("index.js", "css/stage.css"):
        assert ask(app, f"{base}/{ASSETS_PATH}/{name}").body == b"from Streamlit"
    for name in ("nothing.js", "x" * 5000, "a/" * 3000, "a\0b", "css", "index.js/more"):
        assert ask(app, f"{base}/{ASSETS_PATH}/{name}").status == 404, name[:20]
    assert ask(app, f"{base}/_stcore/health").body == b"from Streamlit"
