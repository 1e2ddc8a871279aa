"""The stage of a training: what it adds to the network's own."""

from __future__ import annotations

import base64
import json

import numpy as np

from playground.layers_state import drawn
from playground.stage.layers import layers_data, view_of
from playground.stage.training import training_data
from playground.training_state import Practice


def test_it_is_the_networks_stage_with_a_run_and_the_weights_before_it() -> None:
    practice = Practice.default()
    start = drawn(practice.stack, 5, "he_normal").tensors
    data = json.loads(json.dumps(training_data(practice, start, "v-1", "abc", 3)))
    network = json.loads(
        json.dumps(layers_data(view_of(practice.stack), practice.stack, "v-1", None))
    )
    assert {key: data[key] for key in network if key != "kind"} == {
        key: network[key] for key in network if key != "kind"
    }
    assert (data["kind"], data["run"], data["asked"]) == ("training", "abc", 3)
    assert (data["epochs"], data["loss"]) == (300, "MSE")
    packed = np.frombuffer(base64.b64decode(data["start"]), dtype="<f4")
    assert np.array_equal(packed, start.flat())


def test_before_training_there_is_no_run() -> None:
    practice = Practice.default()
    assert training_data(practice, practice.stack.tensors, "v-1", "", 0)["run"] is None
