"""The stage of a training: what it adds to the network's own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.data.datasets import load
from playground.core.fit.least_squares import least_squares
from playground.core.network.network import Dense
from playground.stage.payloads.layers import layers_payload, view_of
from playground.stage.payloads.training import MAX_POINTS, OtherRun, RunInfo, training_payload
from playground.stage.predict.answer import Question, answer
from playground.stage.predict.models import MODELS, TrainingModel
from playground.stage.predict.token_store import UnknownToken
from playground.state.layers import LayersState, reinitialised
from playground.state.training import TrainingState
from tests.base64_arrays import unpacked

ROWS = len(view_of(TrainingState.default().layers_state).sample.y)


def watched(practice: TrainingState, run: str = "", **more: Any) -> RunInfo:
    """Nothing but the weights before training, as far as it is not said otherwise."""

    def source(epoch: int | None) -> Any:
        return 7 if epoch is None else epoch, practice.layers_state.tensors.arrays

    given = {"start": practice.layers_state.tensors, "source": source, "others": ()}
    sides = {"trained": np.arange(5, ROWS), "tested": np.arange(5)}
    return RunInfo(run=run, asked=3, owner="me", **{**given, **sides, **more})


def test_it_is_the_networks_stage_with_a_run_and_the_weights_before_it() -> None:
    practice = TrainingState.default()
    start = reinitialised(practice.layers_state, 5, "he_normal").tensors
    told = training_payload(practice, "v-1", watched(practice, "abc", start=start))
    data = json.loads(json.dumps(told))
    network = json.loads(
        json.dumps(
            layers_payload(view_of(practice.layers_state), practice.layers_state, "v-1", None)
        )
    )
    own = {"kind", "look"}
    assert {key: data[key] for key in network.keys() - own} == {
        key: network[key] for key in network.keys() - own
    }
    assert (data["kind"], data["run"], data["asked"]) == ("training", "abc", 3)
    assert (data["epochs"], data["loss"], data["live"]) == (300, "MSE", False)
    packed = unpacked(data["start"])
    assert np.array_equal(packed, start.flatten())
    assert data["tested"] == list(range(5))
    assert len(data["trained"]) == ROWS - 5


def test_before_training_there_is_no_run() -> None:
    practice = TrainingState.default()
    assert training_payload(practice, "v-1", watched(practice))["run"] is None


def test_other_trainings_are_thinned_and_keep_what_is_known() -> None:
    practice = TrainingState.default()
    train, test = np.linspace(1.0, 0.1, 1999), np.full(1999, np.nan)
    test[9] = 0.5
    told = training_payload(
        practice, "v", watched(practice, others=(OtherRun("SGD", train, test),))
    )
    (other,) = told["others"]
    epochs, values = other["train"]
    assert len(epochs) <= MAX_POINTS + 2
    assert (epochs[0], epochs[-1]) == (1, 1999)
    assert values == [train[epoch - 1] for epoch in epochs]
    assert all(epoch == 10 for epoch in other["test"][0])
    json.dumps(told, allow_nan=False)


def linear(*inputs: str) -> TrainingState:
    return TrainingState(LayersState.default("cereal", inputs, "calories", ()))


def test_a_linear_unit_is_told_the_best_there_is() -> None:
    practice = linear("sugars", "fiber")
    told = training_payload(practice, "v", watched(practice))
    sample = load("cereal").sample(["sugars", "fiber"], "calories")
    kernel, bias = least_squares(sample.x, sample.y)
    assert told["best"] == {"w": kernel[:, 0].tolist(), "b": float(bias[0])}
    assert "landscapes" not in told
    assert "best" not in training_payload(
        TrainingState.default(), "v", watched(TrainingState.default())
    )


def test_of_a_single_input_there_is_a_landscape() -> None:
    told = training_payload(linear("sugars"), "v", watched(linear("sugars")))
    assert told["landscapes"]["linear"]["data"][0]["type"] == "contour"


def large() -> TrainingState:
    layers = (Dense(256, "relu"), Dense(256, "relu"))
    return TrainingState(LayersState.default("cereal", ("sugars", "fiber"), "calories", layers))


def question(data: Any, **more: Any) -> Question:
    scene = data["views"]["standardised"]["scene"]
    body = {"scene": scene, "revision": 1, "model": data["model"], "at": [3.0, 2.0], **more}
    return Question.parse(body)


def test_what_the_browser_does_not_compute_is_asked_of_the_training_itself() -> None:
    practice = large()
    data = training_payload(practice, "v", watched(practice, "large"))
    assert data["live"]
    assert data["start"] == ""
    newest, early = answer(question(data)), answer(question(data, epoch=3))
    assert (newest["epoch"], early["epoch"]) == (7, 3)
    assert isinstance(newest["corners"], list)
    corners = list(map(unpacked, newest["corners"]))
    first = practice.layers_state.tensors.arrays[0][:8, :8]
    np.testing.assert_array_equal(corners[0], first.ravel())
    assert corners[2].size == 64
    again = training_payload(practice, "w", watched(practice, "large"))
    assert again["model"] == data["model"]


def test_a_training_that_is_forgotten_is_an_unknown_scene() -> None:
    practice = large()

    def gone(_: int | None) -> Any:
        raise LookupError("forgotten")

    data = training_payload(practice, "v", replace(watched(practice, "gone"), source=gone))
    assert isinstance(MODELS.get(data["model"]), TrainingModel)
    with pytest.raises(UnknownToken, match="forgotten"):
        question(data)


def test_an_epoch_is_a_whole_number() -> None:
    practice = large()
    data = training_payload(practice, "v", watched(practice, "whole"))
    with pytest.raises(ValueError, match="malformed"):
        question(data, epoch="now")
