"""Present mode, and what a link hides and locks, are fields of every page's address that belong to
no page's state."""

from __future__ import annotations

import pytest

from playground.site import PAGES, PageSpec
from tests.pages.script import new_app

WITH_A_LINK = [spec for spec in PAGES if spec.path != "course"]
"""The map of the course shows nothing that a link could hold."""


@pytest.mark.parametrize("spec", WITH_A_LINK, ids=lambda spec: spec.title)
def test_no_page_warns_of_it_or_drops_it(spec: PageSpec) -> None:
    app = new_app()
    fields = {"present": "1", "only": "w,b", "lock": "b"}
    for name, value in fields.items():
        app.query_params[name] = value
    app.query_params["data"] = "nope"  # a wrong field, so that the page writes its link anew
    app.switch_page(f"../pages/{spec.file.name}").run()
    assert not app.exception
    (notice,) = app.warning
    assert "data" in notice.value
    assert not any(name in notice.value for name in ("present", "only", "lock"))
    assert {name: "".join(app.query_params[name]) for name in fields} == fields
    assert "data" not in app.query_params
