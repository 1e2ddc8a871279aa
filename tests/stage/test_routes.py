"""The routes beside Streamlit's own: Plotly's script and Keras' answers."""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from playground import engine
from playground.core.network.network import Dense, Network, neuron
from playground.stage.asset_version import ASSETS_PATH
from playground.stage.predict.models import MODELS
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import PredictAnswer, PredictRequest, Refusal, StepAnswer
from playground.stage.routes import MAX_BODY, PLOTLY_3D, PLOTLY_FLAT, asset_modules, routes
from tests.asgi import Response, ask
from tests.base64_arrays import unpacked
from tests.structs import instances

pytestmark = pytest.mark.keras

APP = Starlette(routes=routes())
X, Y = np.array([[1.0], [2.0]]), np.array([3.0, 5.0])


@pytest.fixture(scope="module", autouse=True)
def keras() -> None:
    """Keras is ready: a prediction waits until it is."""
    engine.predict(Network(1), neuron((1.0,), 0.0), X)
    assert engine.status() == "ready"


def source(**changes: Any) -> dict[str, Any]:
    network = {"inputs": 1, "layers": [{"units": 1, "activation": "linear"}]}
    return {"kind": "inline", "network": network, "weights": [[2.0], [1.0]], **changes}


def request(**changes: Any) -> dict[str, Any]:
    return {
        "eval_points": EVAL_POINTS.register(X, Y),
        "revision": 3,
        "source": source(),
        "at": [10.0],
        **changes,
    }


def post(*pieces: bytes) -> Response:
    return ask(APP, "/keras/answer", method="POST", body=pieces)


@pytest.mark.parametrize(
    ("path", "part"), [(PLOTLY_FLAT, "cartesian"), (PLOTLY_3D, "gl3d")], ids=["flat", "3d"]
)
def test_plotlys_script_is_of_the_installed_version_packed_or_not(path: str, part: str) -> None:
    installed = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    (version,) = re.findall(rb"plotly\.js (v[\d.]+)\n", installed[:200])
    packed = ask(APP, f"/{path}", headers={"Accept-Encoding": "gzip, br"})
    plain = ask(APP, f"/{path}")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert plain.body.startswith(f"/**\n* plotly.js ({part} - minified) ".encode() + version)
    for response in (packed, plain):
        assert response.status == 200
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["vary"] == "Accept-Encoding"
        assert response.headers["content-type"].startswith("text/javascript")


def test_keras_answers_a_request() -> None:
    response = post(json.dumps(request()).encode())
    assert response.status == 200
    assert response.headers["content-encoding"] == "identity"  # Streamlit leaves it as it is
    answer = msgspec.json.decode(response.body, type=PredictAnswer)
    assert answer.revision == 3
    assert answer.predictions == pytest.approx([3.0, 5.0])
    assert answer.at == pytest.approx([21.0])
    assert answer.metrics.mse == pytest.approx(0.0, abs=1e-9)


def test_keras_takes_a_step() -> None:
    step: dict[str, Any] = {
        "eval_points": EVAL_POINTS.register(X, Y),
        "activation": "linear",
        "w": 0.0,
        "b": 0.0,
        "rows": [0, 1],
        "rate": 0.5,
    }

    def take(**changes: Any) -> Response:
        return ask(APP, "/keras/step", method="POST", body=[json.dumps(step | changes).encode()])

    answer = msgspec.json.decode(take().body, type=StepAnswer)
    assert (answer.w, answer.b) == pytest.approx((2.0, 1.0), abs=1e-4)
    lost, refused = take(eval_points="0" * 32), take(rows=[2])
    assert (lost.status, lost.json()["status"]) == (404, "lost")
    assert (refused.status, refused.json()["status"]) == (422, "refused")


def test_a_request_may_come_in_pieces() -> None:
    body = json.dumps(request()).encode()
    assert post(body[:20], body[20:]).status == 200


def test_an_unknown_token_is_lost() -> None:
    response = post(json.dumps(request(eval_points="0" * 32)).encode())
    assert response.status == 404
    refusal = msgspec.json.decode(response.body, type=Refusal)
    assert refusal.status == "lost"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"", "truncated"),
        (b"no JSON", "(byte "),
        (b"\xff\xfe", "(byte 0)"),
        (b"[1, 2]", "got `array`"),
        (b"{}", "field `eval_points`"),
        (b"[" * 100_000, "got `array`"),
        (b"1" * 10_000, "out of range"),
        (json.dumps(request(revision=float("inf"))).encode(), "(byte "),
        (json.dumps(request(at=[float("nan")])).encode(), "(byte "),
        (json.dumps(request(revision=1)).encode()[:-1] + b"000", "(byte "),
    ],
    ids=["empty", "text", "bytes", "list", "bare", "deep", "long", "inf", "nan", "cut"],
)
def test_what_is_no_request_is_refused_with_the_place(body: bytes, place: str) -> None:
    assert place in refusal(body)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"revision": 1e300}, "`$.revision`"),
        ({"revision": 10**30}, "`$.revision`"),
        ({"revision": -1}, "`$.revision`"),
        ({"revision": None}, "`$.revision`"),
        ({"at": ["ten"]}, "`$.at[0]`"),
        ({"at": [10**400]}, "`$.at[0]`"),
        ({"at": [1e10]}, "at must be numbers"),
        ({"source": 3}, "`$.source`"),
        ({"source": source(kind="nonsense")}, "`$.source.kind`"),
        ({"source": source(weights=[[True], [0]])}, "`$.source.weights[0][0]`"),
        ({"source": source(weights=[[10**300], [0]])}, "weights must be numbers"),
        ({"source": source(network={"inputs": 1, "layers": [{}]})}, "`$.source.network.layers[0]`"),
        ({"source": source(network={"inputs": 10**30, "layers": []})}, "inputs must be"),
        ({"source": {"kind": "training", "model": "x", "epoch": 10**30}}, "`$.source.epoch`"),
        ({"grid": {"shown": [0], "cells": 10**30, "spans": [[0, 1]], "fixed": [0]}}, "cells"),
        ({"grid": {"shown": [10**30], "cells": 3, "spans": [[0, 1]], "fixed": [0]}}, "shown"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_the_place(
    changes: dict[str, Any], place: str
) -> None:
    assert place in refusal(json.dumps(request(**changes)).encode())


def refusal(body: bytes) -> str:
    """The reason for which a request is refused."""
    response = post(body)
    assert response.status == 422
    message = msgspec.json.decode(response.body, type=Refusal)
    assert message.status == "refused"
    return message.reason


@given(instances(PredictRequest), st.booleans())
def test_every_request_of_the_right_types_gets_an_answer_or_a_refusal(
    message: PredictRequest, known: bool
) -> None:
    if known:
        message = msgspec.structs.replace(message, eval_points=EVAL_POINTS.register(X, Y))
    response = post(msgspec.json.encode(message))
    assert response.status in (200, 404, 422)
    if response.status != 200:
        assert msgspec.json.decode(response.body, type=Refusal).reason


@pytest.mark.parametrize("revision", [0, 2**53])
def test_every_revision_that_the_browser_counts_comes_back(revision: int) -> None:
    response = post(json.dumps(request(revision=revision)).encode())
    assert msgspec.json.decode(response.body, type=PredictAnswer).revision == revision


def test_a_request_too_long_is_refused_before_it_is_read_to_its_end() -> None:
    response = post(*[b" " * 100_000] * (MAX_BODY // 100_000 + 1))
    assert response.status == 422
    assert f"{MAX_BODY} bytes" in response.json()["reason"]


def test_answers_are_only_posted_for() -> None:
    assert ask(APP, "/keras/answer").status == 405


def test_a_stored_network_is_predicted_with_and_an_unknown_one_is_lost() -> None:
    network = Network(1, (Dense(10, "relu"), Dense(1)))
    weights = tuple(np.ones(shape) for shape in network.shapes)
    blocks = [[2.0] * 8, [0.0] * 8, [1.0] * 8, [0.0]]
    model = {"kind": "stored", "model": MODELS.register(network, weights), "blocks": blocks}
    grid = {"fixed": [0.0], "shown": [0], "spans": [[1.0, 2.0]], "cells": 2}
    response = post(json.dumps(request(source=model, grid=grid)).encode())
    answer = msgspec.json.decode(response.body, type=PredictAnswer)
    assert unpacked(answer.predictions).tolist() == [16.0 + 4.0, 32.0 + 6.0]
    thumbs = [unpacked(thumb).tolist() for thumb in answer.thumbs or ()]
    assert thumbs == [[2.0] * 8 + [4.0] * 8, [20.0, 38.0]]
    lost = post(json.dumps(request(source={**model, "model": "0" * 32}, grid=grid)).encode())
    assert (lost.status, lost.json()["status"]) == (404, "lost")


def test_a_page_loads_the_modules_that_its_view_imports() -> None:
    modules = asset_modules("views/neuronView.js")
    assert {"index.js", "stage.js", "views/neuronView.js", "model/forward.js"} <= set(modules)
    assert not {"views/planeView.js", "charts/bowl.js", "charts/scene3d.js"} & {*modules}
    assert ASSETS_PATH.endswith("/playground.stage")
