"""The payload of Concrete, its weights, and what Keras predicts with them."""

from __future__ import annotations

from urllib.parse import parse_qs

import msgspec
import numpy as np
import pytest
from starlette.applications import Starlette

from playground.core.network.network import forward
from playground.ladder.networks import (
    DEEP,
    LADDER,
    SPLITS,
    best_linear,
    sample,
    scaling,
    split_of,
)
from playground.ladder.store import trained_ladder
from playground.stage import weights_route
from playground.stage.payloads.concrete import concrete_payload
from playground.stage.predict.answer import predict
from playground.stage.predict.request import Request
from playground.stage.protocol import ConcretePayload, PredictRequest, StoredModel, SyncState
from playground.state.concrete import ConcreteState, training_state_of
from playground.state.training import TrainingState
from tests.asgi import ask
from tests.structs import sent


def payload_of() -> ConcretePayload:
    """What the browser gets, by way of JSON."""
    return sent(concrete_payload(ConcreteState.default(), SyncState("name", 1, 0)))


def test_it_is_not_large_and_the_points_are_registered_once() -> None:
    payload = payload_of()
    assert len(msgspec.json.encode(payload)) < 250_000
    other = concrete_payload(ConcreteState.default(), SyncState("other", 7, 0))
    assert other.eval_points == payload.eval_points
    assert payload.values == ConcreteState.default().values
    assert payload.values.at[7] == 28.0
    low, high = np.min(sample().x, axis=0), np.max(sample().x, axis=0)
    assert [(s.low, s.high) for s in payload.sliders] == list(zip(low, high, strict=True))
    assert [slider.index for slider in payload.sliders] == list(range(8))


def test_the_ladders_figures_are_those_of_its_predictions() -> None:
    ladder = payload_of().ladder
    assert [network.name for network in ladder.networks] == list(LADDER)
    for split in ladder.splits:
        np.testing.assert_array_equal(split.y, sample().y[split_of(split.name)[1]])
        for network in ladder.networks:
            predicted = np.array(network.predicted[split.name])
            missed = np.mean((np.array(split.y) - predicted) ** 2) / np.var(split.y)
            assert network.r2[split.name] == pytest.approx(1 - missed, abs=1e-4)
        assert split.best == best_linear(split.name).r2
    assert {split.name for split in ladder.splits} == {*SPLITS}


def test_columns_are_called_as_people_call_them() -> None:
    payload = payload_of()
    columns = (*payload.columns.inputs, payload.columns.target)
    labels = {column.name: column.label for column in columns}
    assert labels["BlastFurnaceSlag"] == "Blast-furnace slag"
    assert labels["CompressiveStrength"] == "Strength"
    assert labels["Water"] == "Water"
    assert [slider.label for slider in payload.sliders] == list(labels.values())[:-1]
    for column in payload.columns.inputs:
        layout = payload.figures[f"profile {column.name}"].layout
        assert layout["xaxis"]["title"]["text"] == f"{column.label} ({column.unit})"
        assert layout["yaxis"]["title"]["text"] == "Strength (MPa)"


def test_the_link_to_training_is_that_network_and_split() -> None:
    for network in payload_of().ladder.networks:
        for split, link in network.training.items():
            state, ignored = TrainingState.from_query(parse_qs(link))
            assert not ignored
            assert state == training_state_of(LADDER[network.name], split)


def test_the_example_shows_what_the_splits_do() -> None:
    ladder = payload_of().ladder
    assert ladder.ages == [3.0, 7.0, 28.0, 90.0]
    at_random, by_mix = (split.tested for split in ladder.splits)
    assert sorted(at_random) == [False, False, True, True]
    assert by_mix == [True] * 4


def test_the_weights_arrive_to_the_last_bit_and_may_be_kept() -> None:
    app = Starlette(routes=weights_route.routes())
    response = ask(app, f"/{weights_route.weights_path()}")
    assert response.status == 200
    assert "immutable" in response.headers["cache-control"]
    flat = np.frombuffer(response.body, "<f2").astype(np.float32)
    np.testing.assert_array_equal(flat, trained_ladder().tensors.flatten())
    assert ask(app, "/weights/older.f16").status == 404


@pytest.mark.keras
def test_keras_predicts_with_the_stored_network_without_its_weights_in_the_request() -> None:
    payload = payload_of()
    at = [*ConcreteState.default().at, *sample().x[5].tolist()]
    source = StoredModel(payload.model)
    request = PredictRequest(eval_points=payload.eval_points, revision=3, source=source, at=at)
    answer = predict(Request.decode(msgspec.json.encode(request)))
    assert isinstance(answer.predictions, list)
    np.testing.assert_allclose(answer.predictions, payload.test_predictions, atol=1e-3)
    rows = scaling().inputs(np.reshape(at, (2, 8)))
    outputs = forward(DEEP.network, trained_ladder().tensors.weights, rows)[:, 0]
    np.testing.assert_allclose(answer.at, scaling().raw_target(outputs), atol=1e-3)
    assert answer.thumbs is None
