"""Present mode is a field of every page's address that belongs to no page's state."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.site import PAGES, PageSpec

APP = Path(__file__).parents[2] / "playground" / "app.py"
WITH_A_LINK = [spec for spec in PAGES if spec.path != "course"]
"""The map of the course shows nothing that a link could hold."""


@pytest.mark.parametrize("spec", WITH_A_LINK, ids=lambda spec: spec.title)
def test_no_page_warns_of_it_or_drops_it(spec: PageSpec) -> None:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["present"] = "1"
    app.query_params["data"] = "nope"  # a wrong field, so that the page writes its link anew
    app.switch_page(f"../pages/{spec.file.name}").run()
    assert not app.exception
    (notice,) = app.warning
    assert "data" in notice.value
    assert "present" not in notice.value
    assert "present" in app.query_params
    assert "data" not in app.query_params
