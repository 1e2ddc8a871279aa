"""The payload of Training: what it adds to the network's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from playground.core.data.datasets import load
from playground.core.fit.least_squares import least_squares
from playground.core.network.network import Dense
from playground.stage.payloads.layers import layers_payload, view_of
from playground.stage.payloads.training import MAX_POINTS, OtherRun, RunInfo, training_payload
from playground.stage.predict.answer import predict
from playground.stage.predict.models import MODELS, TrainingModel
from playground.stage.predict.request import Request
from playground.stage.predict.token_store import UnknownToken
from playground.stage.protocol import (
    Curve,
    LayersPayload,
    LinearBest,
    SyncState,
    TrainingPayload,
)
from playground.state.layers import LayersState, reinitialised
from playground.state.training import TrainingState
from tests.base64_arrays import unpacked
from tests.structs import sent

SYNC = SyncState("name", 3, 2)
ROWS = len(view_of(TrainingState.default().layers_state).sample.y)


def run_info(state: TrainingState, run: str = "", **more: Any) -> RunInfo:
    """The run of a state; its weights stay the initial ones, and five rows are tested."""

    def source(epoch: int | None) -> Any:
        return 7 if epoch is None else epoch, state.layers_state.tensors.arrays

    fields = {
        "start": state.layers_state.tensors,
        "source": source,
        "others": (),
        "train_rows": np.arange(5, ROWS),
        "test_rows": np.arange(5),
    }
    return RunInfo(run=run, attempt=3, owner="me", **{**fields, **more})


def payload_of(state: TrainingState, run: str = "", **more: Any) -> TrainingPayload:
    """What the browser gets, by way of JSON."""
    return sent(training_payload(state, SYNC, run_info(state, run, **more)))


def test_it_is_the_networks_payload_with_a_run_and_the_weights_before_it() -> None:
    state = TrainingState.default()
    start = reinitialised(state.layers_state, 5, "he_normal").tensors
    payload = payload_of(state, "abc", start=start)
    network = layers_payload(view_of(state.layers_state), state.layers_state, SYNC, None)
    shared = [name for name in LayersPayload.__struct_fields__ if name != "layout_key"]
    assert len(shared) > 20
    for name in shared:
        assert getattr(payload, name) == getattr(network, name), name
    assert payload.layout_key == [*network.layout_key, False]
    assert (payload.run, payload.attempt, payload.owner) == ("abc", 3, "me")
    assert (payload.epochs, payload.loss, payload.server_model) == (300, "MSE", False)
    assert np.array_equal(unpacked(payload.start), start.flatten())
    assert payload.test_rows == list(range(5))
    assert payload.train_rows == list(range(5, ROWS))
    assert payload.train_index is None
    assert payload.split_counts == (ROWS - 5, 5)


def test_before_training_there_is_no_run() -> None:
    assert payload_of(TrainingState.default()).run is None


def test_losses_of_other_runs_are_thinned() -> None:
    train, test = np.linspace(1.0, 0.1, 1999), np.linspace(2.0, 0.2, 1999)
    others = (OtherRun("r1", "SGD", train, test),)
    (other,) = payload_of(TrainingState.default(), others=others).others
    assert (other.id, other.name) == ("r1", "SGD")
    for curve, losses in ((other.train, train), (other.test, test)):
        assert MAX_POINTS / 2 < len(curve.epochs) <= MAX_POINTS + 2
        assert (curve.epochs[0], curve.epochs[-1]) == (1, 1999)
        assert curve.losses == [losses[epoch - 1] for epoch in curve.epochs]


@pytest.mark.parametrize("known", [[1], [10], [1999], [10, 11], [3, 700, 1999]])
def test_the_known_losses_of_another_run_are_kept_however_few(known: list[int]) -> None:
    test = np.full(1999, np.nan)
    test[np.array(known) - 1] = [0.5 + epoch for epoch in known]
    others = (OtherRun("r1", "SGD", np.linspace(1.0, 0.1, 1999), test),)
    (other,) = payload_of(TrainingState.default(), others=others).others
    assert other.test == Curve(known, [0.5 + epoch for epoch in known])


def test_another_run_without_test_rows_has_no_test_losses() -> None:
    others = (OtherRun("r1", "SGD", np.array([2.0, 1.0]), np.full(2, np.nan)),)
    (other,) = payload_of(TrainingState.default(), others=others).others
    assert (other.train, other.test) == (Curve([1, 2], [2.0, 1.0]), Curve([], []))


def linear(*inputs: str) -> TrainingState:
    return TrainingState(LayersState.default("cereal", inputs, "calories", ()))


def test_of_a_linear_unit_the_best_there_is_is_known() -> None:
    payload = payload_of(linear("sugars", "fiber"))
    sample = load("cereal").sample(["sugars", "fiber"], "calories")
    kernel, bias = least_squares(sample.x, sample.y)
    assert payload.best == LinearBest(kernel[:, 0].tolist(), float(bias[0]))
    assert payload.landscapes is None
    assert payload_of(TrainingState.default()).best is None


def test_of_a_single_input_there_is_a_landscape() -> None:
    landscapes = payload_of(linear("sugars")).landscapes
    assert landscapes is not None
    assert landscapes["linear"].data[0]["type"] == "contour"


def large() -> TrainingState:
    layers = (Dense(256, "relu"), Dense(256, "relu"))
    return TrainingState(LayersState.default("cereal", ("sugars", "fiber"), "calories", layers))


def request(payload: TrainingPayload, **source: Any) -> Request:
    """A request about the network in training."""
    body = {
        "eval_points": payload.scalings.standardised.eval_points,
        "revision": 1,
        "source": {"kind": "training", "model": payload.model, **source},
        "at": [3.0, 2.0],
    }
    return Request.decode(msgspec.json.encode(body))


@pytest.mark.keras
def test_a_network_that_the_browser_does_not_compute_is_predicted_with_from_its_run() -> None:
    state = large()
    payload = payload_of(state, "large")
    assert payload.server_model
    assert payload.start == ""
    newest, early = predict(request(payload)), predict(request(payload, epoch=3))
    assert (newest.epoch, early.epoch) == (7, 3)
    assert newest.blocks is not None
    blocks = list(map(unpacked, newest.blocks))
    first = state.layers_state.tensors.arrays[0][:8, :8]
    np.testing.assert_array_equal(blocks[0], first.ravel())
    assert blocks[2].size == 64
    assert payload_of(state, "large").model == payload.model


def test_before_its_run_a_large_network_is_a_stored_model() -> None:
    payload = payload_of(large())
    assert not payload.server_model
    assert payload.model is not None
    assert not isinstance(MODELS.get(payload.model), TrainingModel)


def test_a_run_that_was_removed_is_an_unknown_token() -> None:
    def gone(_: int | None) -> Any:
        raise LookupError("forgotten")

    payload = payload_of(large(), "gone", source=gone)
    assert payload.model is not None
    assert isinstance(MODELS.get(payload.model), TrainingModel)
    with pytest.raises(UnknownToken, match="forgotten"):
        request(payload)


def test_an_epoch_is_a_whole_number() -> None:
    payload = payload_of(large(), "whole")
    with pytest.raises(ValueError, match=r"malformed: .*at `\$.source.epoch`"):
        request(payload, epoch="now")


def test_some_fields_depend_on_the_recipe() -> None:
    state = TrainingState.default()
    huber = replace(state, recipe=replace(state.recipe, loss="huber", learning_rate=0.5, epochs=7))
    payload = payload_of(huber)
    assert (payload.loss, payload.rate, payload.epochs) == ("Huber", 0.5, 7)
