"""What Keras predicts: the numbers, and every request that makes no sense."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.fit.metrics import metrics
from playground.core.network.network import forward
from playground.stage.predict.answer import predict
from playground.stage.predict.points import EvalPointsStore
from playground.stage.predict.request import MAX_AT, MAX_PARAMETERS, Request
from playground.stage.predict.token_store import UnknownToken
from playground.stage.protocol import PredictRequest
from tests.structs import instances

SAMPLE = load("cereal").sample(["sugars"], "calories")


def source(**changes: Any) -> dict[str, Any]:
    """A neuron in the browser, with changes."""
    network = {"inputs": 1, "layers": layers(1, activation="linear")}
    return {"kind": "inline", "network": network, "weights": [[2.5], [90.0]], **changes}


def request(**changes: Any) -> Request:
    """A request that makes sense, with changes; by way of JSON, as it arrives."""
    body = {"eval_points": "none", "revision": 7, "source": source(), "at": [5.0], **changes}
    return Request.decode(msgspec.json.encode(body))


def layers(*units: int, activation: str = "relu") -> list[dict[str, Any]]:
    return [{"units": number, "activation": activation} for number in units]


@pytest.mark.keras
def test_keras_predicts_at_the_registered_points_and_beyond() -> None:
    store = EvalPointsStore()
    token = store.register(SAMPLE.x, SAMPLE.y)
    answer = predict(request(eval_points=token, at=[5.0, -1.0]), store)
    expected = 2.5 * SAMPLE.x[:, 0] + 90.0
    assert answer.revision == 7
    assert answer.predictions == pytest.approx(expected.tolist(), rel=1e-6)
    assert answer.at == pytest.approx([102.5, 87.5], rel=1e-6)
    errors = metrics(SAMPLE.y, expected)
    assert msgspec.structs.astuple(answer.metrics) == pytest.approx(
        (errors.mse, errors.mae, errors.r2), rel=1e-5
    )


@pytest.mark.keras
def test_keras_predicts_with_deeper_networks() -> None:
    store = EvalPointsStore()
    random = np.random.default_rng(4)
    x, y = random.normal(size=(20, 2)), random.normal(size=20)
    weights = [random.normal(size=size).tolist() for size in (6, 3, 3, 1)]
    network = {"inputs": 2, "layers": layers(3) + layers(1, activation="linear")}
    decoded = request(
        eval_points=store.register(x, y),
        source=source(network=network, weights=weights),
        at=[0.5, -0.5],
    )
    answer = predict(decoded, store)
    expected = forward(decoded.network, decoded.weights, x)[:, 0]
    assert answer.predictions == pytest.approx(expected.tolist(), abs=1e-5)


@pytest.mark.keras
def test_of_several_classes_keras_gives_each_ones_probability_row_by_row() -> None:
    store, random = EvalPointsStore(), np.random.default_rng(6)
    x, y = random.normal(size=(20, 2)), random.integers(0, 3, 20).astype(np.float64)
    weights = [random.normal(size=size).tolist() for size in (8, 4, 12, 3)]
    network = {"inputs": 2, "layers": layers(4) + layers(3, activation="softmax")}
    decoded = request(
        eval_points=store.register(x, y),
        source=source(network=network, weights=weights),
        at=[0.5, -0.5, 1.0, 2.0],
    )
    answer = predict(decoded, store)
    expected = forward(decoded.network, decoded.weights, x)
    assert expected.sum(axis=1) == pytest.approx(np.ones(20))
    assert answer.predictions == pytest.approx(expected.ravel().tolist(), abs=1e-5)
    at = forward(decoded.network, decoded.weights, np.array([[0.5, -0.5], [1.0, 2.0]]))
    assert answer.at == pytest.approx(at.ravel().tolist(), abs=1e-5)
    wrong = (y[:, np.newaxis] == np.arange(3)) - expected
    assert answer.metrics.mse == pytest.approx((wrong**2).mean(), abs=1e-5)
    assert answer.metrics.mae == pytest.approx(np.abs(wrong).mean(), abs=1e-5)


@pytest.mark.keras
def test_a_target_that_never_varies_has_no_r2() -> None:
    store = EvalPointsStore()
    token = store.register(SAMPLE.x, np.full(len(SAMPLE.y), 100.0))
    assert predict(request(eval_points=token), store).metrics.r2 is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"source": source(weights=[[2.5]])}, "weights must hold 2 arrays; received 1"),
        ({"source": source(weights=[[2.5, 1.0], [90.0]])}, "weights must hold 1 numbers; rec"),
        ({"source": source(weights=[[1e10], [90.0]])}, "weights must be numbers between -1e9"),
        ({"source": source(weights=[[None], [90.0]])}, r"at `\$.source.weights\[0\]\[0\]`"),
        ({"source": source(weights=[["abc"], [90.0]])}, r"at `\$.source.weights\[0\]\[0\]`"),
        ({"source": source(weights=None)}, r"malformed: .*at `\$.source.weights`"),
        ({"source": source(kind="live")}, r"Invalid value 'live' - at `\$.source.kind`"),
        ({"source": {}}, "missing required field `kind`"),
        ({"source": {"kind": "stored"}}, "missing required field `model`"),
        ({"at": [1e10]}, "at must be numbers between"),
        ({"at": [0, None]}, r"at `\$.at\[1\]`"),
        ({"at": 5.0}, r"malformed: .*at `\$.at`"),
        ({"at": [0.0] * (MAX_AT + 1)}, f"at most {MAX_AT} rows"),
        ({"source": source(network={"inputs": 1})}, "missing required field `layers`"),
        ({"source": source(network={"inputs": 1, "layers": []})}, "layers must be between"),
        ({"source": source(network={"inputs": 1, "layers": layers(0)})}, "units must be between"),
        (
            {"source": source(network={"inputs": 1, "layers": layers(1, activation="no")})},
            "activation must be one of",
        ),
        ({"source": source(network={"inputs": 0, "layers": layers(1)})}, "inputs must be between"),
        (
            {"source": source(network={"inputs": 9, "layers": layers(512, 512)})},
            f"most {MAX_PARAMETERS} param",
        ),
        ({"source": source(network="linear")}, r"malformed: .*at `\$.source.network`"),
        (
            {"source": source(network={"inputs": 1.5, "layers": layers(1)})},
            r"at `\$.source.network.inputs`",
        ),
        ({"revision": None}, r"malformed: .*at `\$.revision`"),
        ({"revision": 1.5}, r"malformed: .*at `\$.revision`"),
        ({"eval_points": 3}, r"malformed: .*at `\$.eval_points`"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_the_place(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        request(**changes)


@pytest.mark.parametrize("body", [b"null", b"[]", b'"text"', b"3", b"{}"])
def test_a_request_is_an_object(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"Expected `object`|missing required field"):
        Request.decode(body)


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["kind", "inputs", "layers", "units", "shown", "cells", "spans"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(["revision", "source", "at", "grid", "eval_points"]), _json)
def test_no_request_whatever_fails_otherwise(field: str, value: object) -> None:
    body = {"eval_points": "none", "revision": 7, "source": source(), "at": [5.0], field: value}
    try:
        decoded = Request.decode(json.dumps(body).encode())
    except (ValueError, UnknownToken):
        return
    assert decoded.network.parameter_count <= MAX_PARAMETERS
    assert len(decoded.at) <= MAX_AT


@given(instances(PredictRequest))
def test_no_request_of_the_right_types_fails_otherwise(message: PredictRequest) -> None:
    with contextlib.suppress(ValueError, UnknownToken):
        Request.decode(msgspec.json.encode(message))


def test_the_network_must_fit_the_points() -> None:
    store = EvalPointsStore()
    token = store.register(np.zeros((3, 2)), np.zeros(3))
    with pytest.raises(ValueError, match="the points have 2 inputs; received a network with 1"):
        predict(request(eval_points=token), store)


@pytest.mark.keras
def test_an_answer_too_large_for_float32_is_refused() -> None:
    store = EvalPointsStore()
    token = store.register(np.array([[1e35]]), np.zeros(1))
    with pytest.raises(ValueError, match="too large for float32"):
        predict(request(eval_points=token, source=source(weights=[[1e9], [0.0]])), store)


def test_the_same_points_share_a_token_that_nobody_can_guess() -> None:
    one, other = EvalPointsStore(), EvalPointsStore()
    token = one.register(SAMPLE.x, SAMPLE.y)
    assert one.register(SAMPLE.x.copy(), SAMPLE.y.copy()) == token
    assert one.register(SAMPLE.x, SAMPLE.y + 1.0) != token
    assert other.register(SAMPLE.x, SAMPLE.y) != token
    with pytest.raises(UnknownToken):
        other.get("0" * 32)


def test_points_of_another_shape_have_another_token() -> None:
    store = EvalPointsStore()
    numbers = np.arange(6.0)
    tokens = {
        store.register(numbers[: rows * inputs].reshape(rows, inputs), numbers[rows * inputs :])
        for rows, inputs in ((1, 5), (5, 1), (2, 2))
    }
    assert len(tokens) == 3
