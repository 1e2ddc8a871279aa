"""The routes beside Streamlit's own: Plotly's script, Keras' answers, health."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette

from playground import engine
from playground.core.network.network import Dense, Network, neuron
from playground.stage.predict.answer import MODELS, SCENES
from playground.stage.routes import ASSETS_PATH, MAX_BODY, PLOTLY_PATH, asset_modules, routes
from tests.asgi import Response, ask
from tests.base64_arrays import unpacked

APP = Starlette(routes=routes())
X, Y = np.array([[1.0], [2.0]]), np.array([3.0, 5.0])


@pytest.fixture(scope="module", autouse=True)
def keras() -> None:
    """Keras is ready: a prediction waits until it is."""
    engine.predict(Network(1), neuron((1.0,), 0.0), X)
    assert engine.status() == "ready"


def question(**changes: Any) -> dict[str, Any]:
    return {
        "scene": SCENES.register(X, Y),
        "revision": 3,
        "network": {"inputs": 1, "layers": [{"units": 1, "activation": "linear"}]},
        "weights": [[2.0], [1.0]],
        "at": [10.0],
        **changes,
    }


def post(*pieces: bytes) -> Response:
    return ask(APP, "/keras/answer", method="POST", body=pieces)


def test_plotlys_script_is_the_installed_one_packed_or_not() -> None:
    script = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    packed = ask(APP, f"/{PLOTLY_PATH}", headers={"Accept-Encoding": "gzip, br"})
    plain = ask(APP, f"/{PLOTLY_PATH}")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body == script
    for response in (packed, plain):
        assert response.status == 200
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["vary"] == "Accept-Encoding"
        assert response.headers["content-type"].startswith("text/javascript")


def test_health_tells_of_keras() -> None:
    assert ask(APP, "/health").json() == {"server": "ok", "keras": "ready"}


def test_keras_answers_a_question() -> None:
    response = post(json.dumps(question()).encode())
    assert response.status == 200
    assert response.headers["content-encoding"] == "identity"  # Streamlit leaves it as it is
    answer = response.json()
    assert answer["revision"] == 3
    assert answer["predictions"] == pytest.approx([3.0, 5.0])
    assert answer["at"] == pytest.approx([21.0])
    assert answer["metrics"]["mse"] == pytest.approx(0.0, abs=1e-9)


def test_a_question_may_come_in_pieces() -> None:
    body = json.dumps(question()).encode()
    assert post(body[:20], body[20:]).status == 200


def test_a_forgotten_scene_is_lost() -> None:
    response = post(json.dumps(question(scene="0" * 32)).encode())
    assert response.status == 404
    assert response.json()["status"] == "lost"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b"\xff\xfe",
        b"[1, 2]",
        b"{}",
        b"[" * 100_000,
        b"1" * 10_000,
        json.dumps(question(revision=float("inf"))).encode(),
        json.dumps(question(weights=[[float("nan")], [0.0]])).encode(),
        json.dumps(question(network={"inputs": float("inf"), "layers": []})).encode(),
    ],
    ids=["empty", "text", "bytes", "list", "bare", "deep", "long", "inf", "nan", "infinite"],
)
def test_nonsense_is_refused_with_a_reason(body: bytes) -> None:
    response = post(body)
    assert response.status == 422
    assert response.json()["status"] == "refused"
    assert response.json()["reason"]


def test_a_question_too_long_is_refused_before_it_is_read_to_its_end() -> None:
    response = post(*[b" " * 100_000] * (MAX_BODY // 100_000 + 1))
    assert response.status == 422
    assert f"{MAX_BODY} bytes" in response.json()["reason"]


def test_only_questions_are_posted() -> None:
    assert ask(APP, "/keras/answer").status == 405


def test_a_large_network_is_answered_for_and_a_forgotten_one_is_lost() -> None:
    network = Network(1, (Dense(10, "relu"), Dense(1)))
    weights = tuple(np.ones(shape) for shape in network.shapes)
    blocks = [[2.0] * 8, [0.0] * 8, [1.0] * 8, [0.0]]
    asked = question(
        model=MODELS.register(network, weights),
        blocks=blocks,
        grid={"held": [0.0], "shown": [0], "spans": [[1.0, 2.0]], "cells": 2},
    )
    given = post(json.dumps(asked).encode()).json()
    assert unpacked(given["predictions"]).tolist() == [16.0 + 4.0, 32.0 + 6.0]
    thumbs = [unpacked(thumb).tolist() for thumb in given["thumbs"]]
    assert thumbs == [[2.0] * 8 + [4.0] * 8, [20.0, 38.0]]
    lost = post(json.dumps({**asked, "model": "0" * 32}).encode())
    assert (lost.status, lost.json()["status"]) == (404, "lost")


def test_a_page_loads_the_modules_that_its_view_imports() -> None:
    modules = asset_modules("views/neuronView.js")
    assert {"index.js", "stage.js", "views/neuronView.js", "model/forward.js"} <= set(modules)
    assert "views/planeView.js" not in modules
    assert ASSETS_PATH.endswith("/playground.stage")
