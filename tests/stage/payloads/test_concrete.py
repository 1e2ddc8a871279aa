"""What the browser is told of Concrete, its weights, and Keras' answers about them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from starlette.applications import Starlette

from playground.core.network.network import forward
from playground.ladder.networks import DEEP, LADDER, SPLITS, sample, scaling, split_of
from playground.ladder.store import trained_ladder
from playground.stage import weights_route
from playground.stage.payloads.concrete import concrete_payload
from playground.stage.predict.answer import Question, answer
from playground.state.concrete import ConcreteState
from tests.asgi import ask


def test_it_is_json_and_not_large() -> None:
    data = concrete_payload(ConcreteState.default(), "a-0")
    assert len(json.dumps(data, allow_nan=False)) < 250_000
    assert concrete_payload(ConcreteState.default(), "b-7")["scene"] == data["scene"]
    assert data["hand"]["x7"] == 28.0
    low, high = np.min(sample().x, axis=0), np.max(sample().x, axis=0)
    assert [(s["low"], s["high"]) for s in data["sliders"]] == list(zip(low, high, strict=True))


def test_the_ladders_figures_are_those_of_its_predictions() -> None:
    ladder = concrete_payload(ConcreteState.default(), "a-0")["ladder"]
    assert [rung["name"] for rung in ladder["rungs"]] == list(LADDER)
    for split in ladder["splits"]:
        np.testing.assert_array_equal(split["y"], sample().y[split_of(split["name"])[1]])
        for rung in ladder["rungs"]:
            told = np.array(rung["predicted"][split["name"]])
            miss = np.mean((np.array(split["y"]) - told) ** 2) / np.var(split["y"])
            assert rung["r2"][split["name"]] == pytest.approx(1 - miss, abs=1e-4)
    assert "seed 0" in ladder["recipe"]
    assert "721 rows to train on, 309 to test on" in ladder["recipe"]
    assert {split["name"] for split in ladder["splits"]} == {*SPLITS}


def test_the_weights_arrive_to_the_last_bit_and_may_be_kept() -> None:
    app = Starlette(routes=weights_route.routes())
    response = ask(app, f"/{weights_route.weights_path()}")
    assert response.status == 200
    assert "immutable" in response.headers["cache-control"]
    flat = np.frombuffer(response.body, "<f2").astype(np.float32)
    np.testing.assert_array_equal(flat, trained_ladder().tensors.flatten())
    assert ask(app, "/weights/older.f16").status == 404


def test_keras_answers_about_the_kept_network_without_its_weights_in_the_question() -> None:
    data = concrete_payload(ConcreteState.default(), "a-0")
    at = [*ConcreteState.default().at, *sample().x[5].tolist()]
    question = {"scene": data["scene"], "model": data["model"], "revision": 3, "at": at}
    told = answer(Question.parse(question))
    np.testing.assert_allclose(np.array(told["predictions"]), data["told"], atol=1e-3)
    rows = scaling().inputs(np.reshape(at, (2, 8)))
    outputs = forward(DEEP.network, trained_ladder().tensors.weights, rows)[:, 0]
    np.testing.assert_allclose(np.array(told["at"]), scaling().raw_target(outputs), atol=1e-3)
    assert "thumbs" not in told
