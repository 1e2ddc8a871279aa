"""What a browser asks of a run beside the stream of its events."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from playground.runs.registry import Runs
from playground.runs.routes import routes
from tests.asgi import ask
from tests.runs.jobs import ManualExecutor


@pytest.mark.parametrize(("method", "what"), [("POST", "watch"), ("GET", "moments")])
@pytest.mark.parametrize("run_id", ["nobody", "0" * 22, "%00"])
def test_an_unknown_run_is_lost(run_id: str, method: str, what: str) -> None:
    app = Starlette(routes=routes(Runs(ManualExecutor())))
    response = ask(app, f"/runs/{run_id}/{what}", method=method)
    assert response.status == 404
    assert response.json()["status"] == "lost"
    assert "restarted" in response.json()["reason"]
