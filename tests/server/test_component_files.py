"""The component's files: kept under their version, compressed, and 404 where there is none."""

from __future__ import annotations

import gzip
import os
import posixpath
import re
from itertools import count
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from playground.server import component_files
from playground.server.component_files import ComponentFiles
from playground.stage import asset_version
from playground.stage.asset_version import ASSETS_PATH, FOLDER, version, versioned_path
from tests.asgi import ask

GZIP = {"Accept-Encoding": "gzip, br"}
STREAMLIT = PlainTextResponse("from Streamlit")
MISSING = ("nothing.js", "x" * 5000, "a/" * 3000, "a\0b", "css", "index.js/more", "../component.py")


@pytest.mark.parametrize("base", ["", "/class"])
def test_only_files_that_are_there_reach_streamlit(base: str) -> None:
    app = ComponentFiles(STREAMLIT, base)
    for name in ("stage.js", "css/stage.css"):
        assert ask(app, f"{base}/{ASSETS_PATH}/{name}").body == b"from Streamlit"
    for folder in (ASSETS_PATH, versioned_path()):
        for name in MISSING:
            assert ask(app, f"{base}/{folder}/{name}").status == 404, name[:20]
    for path in ("_stcore/health", f"{ASSETS_PATH}.other/index.js"):
        assert ask(app, f"{base}/{path}").body == b"from Streamlit"


@pytest.mark.parametrize("base", ["", "/class"])
@pytest.mark.parametrize(
    ("name", "type_"), [("index.js", "text/javascript"), ("css/stage.css", "text/css")]
)
def test_a_file_may_be_kept_under_its_version(base: str, name: str, type_: str) -> None:
    app, path = ComponentFiles(STREAMLIT, base), f"{base}/{versioned_path()}/{name}"
    content = (FOLDER / name).read_bytes()
    packed, plain = ask(app, path, headers=GZIP), ask(app, path)
    assert gzip.decompress(packed.body) == plain.body == content
    assert len(packed.body) < len(content)
    assert packed.headers["content-encoding"] == "gzip"
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["content-type"].startswith(type_)


def test_nothing_outside_the_folder_is_sent() -> None:
    app = ComponentFiles(STREAMLIT)
    for name in ("../stage.py", "../assets/../component.py", str(FOLDER / "../component.py")):
        assert ask(app, f"/{versioned_path()}/{name}").status == 404
    assert ask(app, f"/{versioned_path()}/protocol.d.ts").status == 404


def test_streamlits_address_leads_to_the_newest_version() -> None:
    path = f"/{ASSETS_PATH}/index.js"
    entry = ask(ComponentFiles(STREAMLIT), path)
    assert entry.headers["cache-control"] == "no-cache"
    found = re.fullmatch(r'export \{ default \} from "(.+)";\n', entry.body.decode())
    assert found
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[1]))
    assert target == f"/{versioned_path()}/index.js"
    assert "export default " in (FOLDER / "index.js").read_text(encoding="utf-8")


def test_a_file_that_changes_has_another_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is open since before is answered, and keeps nothing under the old address."""
    for module in (asset_version, component_files):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(asset_version, "monotonic", count().__next__)
    (tmp_path / "a.js").write_text("1")
    app, before = ComponentFiles(STREAMLIT), versioned_path()
    assert "immutable" in ask(app, f"/{before}/a.js", headers=GZIP).headers["cache-control"]
    (tmp_path / "a.js").write_text("2")
    os.utime(tmp_path / "a.js", ns=(1, 1))
    after = versioned_path()
    assert after != before
    for path, caching in ((after, "immutable"), (before, "no-cache")):
        response = ask(app, f"/{path}/a.js", headers=GZIP)
        assert gzip.decompress(response.body) == b"2"
        assert caching in response.headers["cache-control"]
    os.utime(tmp_path / "a.js", ns=(2, 2))
    assert versioned_path() == after
    (tmp_path / "b.css").write_text("")
    assert version() not in after


def test_the_files_are_looked_at_once_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 7.0
    monkeypatch.setattr(asset_version, "FOLDER", tmp_path)
    monkeypatch.setattr(asset_version, "monotonic", lambda: now)
    empty = version()
    (tmp_path / "a.js").write_text("1")
    now = 7.9
    assert version() == empty
    now = 8.0
    assert version() != empty
