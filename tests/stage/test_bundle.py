"""Scripts are joined to one, in the order in which they need each other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from playground.stage import bundle as module
from playground.stage.bundle import bundle
from tests.js.test_scripts import deno


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of the package's."""
    folder = tmp_path / "stage" / "assets"
    folder.mkdir(parents=True)
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    bundle.cache_clear()
    return folder


def test_names_of_files_stay_apart_and_imports_are_found(assets: Path) -> None:
    (assets / "a.js").write_text(
        'import { one as first, two } from "./b.js";\nimport * as c from "./sub/c.js";\n'
        "const one = 5;\nconsole.log(JSON.stringify([first, two(), new c.Three().x, one]));\n",
        "utf-8",
    )
    (assets / "b.js").write_text(
        'import {\n  Three,\n} from "./sub/c.js";\nexport const one = 1;\n'
        "const hidden = new Three().x;\nexport function two() {\n  return hidden - 1;\n}\n",
        "utf-8",
    )
    (assets / "sub").mkdir()
    (assets / "sub" / "c.js").write_text(
        '/** import("./nothing.js") */\nexport class Three {\n  x = 3;\n}\n', "utf-8"
    )
    text = bundle("a.js")
    assert text.index("// sub/c.js") < text.index("// b.js") < text.index("// a.js")
    (assets / "joined.mjs").write_text(text, "utf-8")
    assert json.loads(deno("run", "--quiet", "--no-check", assets / "joined.mjs")) == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('import { b } from "./a.js";\n', "import each other"),
        ('import b from "./b.js";\n', "imports of a default"),
        ("export let x = 1;\n", "cannot be joined"),
        ('export * from "./b.js";\n', "cannot be joined"),
        ('const x = "</script>";\n', "cannot be joined"),
    ],
)
def test_what_cannot_be_joined_is_refused(assets: Path, text: str, reason: str) -> None:
    (assets / "a.js").write_text(text, "utf-8")
    (assets / "b.js").write_text("export default function f() {}\n", "utf-8")
    with pytest.raises(ValueError, match=reason):
        bundle("a.js")


def test_the_live_page_needs_nothing_else() -> None:
    bundle.cache_clear()
    text = bundle("away/main.js")
    assert len(text) < 400_000
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
    assert not re.search(r"^\s*(?:import|export)\b", code, re.MULTILINE)
    assert "fetch(" not in code
    assert "EventSource" not in code
