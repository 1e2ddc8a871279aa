"""Liveness and readiness follow Keras, each by the status that whatever asks goes by."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from playground import engine
from playground.server.health import routes
from tests.asgi import ask

APP = Starlette(routes=routes())


@pytest.mark.parametrize(
    ("keras", "health", "ready"),
    [("cold", 200, 503), ("starting", 200, 503), ("ready", 200, 200), ("failed", 503, 503)],
)
def test_both_say_how_far_keras_is(
    keras: str, health: int, ready: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "status", lambda: keras)
    starts: list[bool] = []
    monkeypatch.setattr(engine, "warm_up", lambda: starts.append(True))
    monkeypatch.setattr(engine, "failure", lambda: "no Keras" if keras == "failed" else None)
    for path, status in (("/health", health), ("/ready", ready)):
        response = ask(APP, path)
        assert response.status == status
        assert starts == [True] * (path == "/ready")
        assert response.json()["keras"] == keras
        assert response.json().get("reason") == ("no Keras" if keras == "failed" else None)
