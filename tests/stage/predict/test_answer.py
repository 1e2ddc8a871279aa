"""What Keras is asked and answers: the numbers, and every question that makes no sense."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.fit.metrics import metrics
from playground.core.network.network import forward
from playground.stage.predict.answer import (
    MAX_AT,
    MAX_PARAMETERS,
    Question,
    Scenes,
    UnknownScene,
    answer,
)

SAMPLE = load("cereal").sample(["sugars"], "calories")


def body(**changes: Any) -> dict[str, Any]:
    """A question that makes sense, with changes."""
    return {
        "scene": "none",
        "revision": 7,
        "network": {"inputs": 1, "layers": [{"units": 1, "activation": "linear"}]},
        "weights": [[2.5], [90.0]],
        "at": [5.0],
        **changes,
    }


def layers(*units: int, activation: str = "relu") -> list[dict[str, Any]]:
    return [{"units": number, "activation": activation} for number in units]


def test_keras_answers_for_the_scene_and_beyond() -> None:
    scenes = Scenes()
    token = scenes.register(SAMPLE.x, SAMPLE.y)
    given = answer(Question.parse(body(scene=token, at=[5.0, -1.0])), scenes)
    expected = 2.5 * SAMPLE.x[:, 0] + 90.0
    assert given["revision"] == 7
    assert given["predictions"] == pytest.approx(expected.tolist(), rel=1e-6)
    assert given["at"] == pytest.approx([102.5, 87.5], rel=1e-6)
    errors = metrics(SAMPLE.y, expected)
    assert given["metrics"] == pytest.approx(
        {"mse": errors.mse, "mae": errors.mae, "r2": errors.r2}, rel=1e-5
    )


def test_keras_answers_for_deeper_networks() -> None:
    scenes = Scenes()
    random = np.random.default_rng(4)
    x, y = random.normal(size=(20, 2)), random.normal(size=20)
    weights = [random.normal(size=size).tolist() for size in (6, 3, 3, 1)]
    network = {"inputs": 2, "layers": layers(3) + layers(1, activation="linear")}
    question = Question.parse(
        body(scene=scenes.register(x, y), network=network, weights=weights, at=[0.5, -0.5])
    )
    given = answer(question, scenes)
    expected = forward(question.network, question.weights, x)[:, 0]
    assert given["predictions"] == pytest.approx(expected.tolist(), abs=1e-5)


def test_a_target_that_never_varies_has_no_r2() -> None:
    scenes = Scenes()
    token = scenes.register(SAMPLE.x, np.full(len(SAMPLE.y), 100.0))
    given = answer(Question.parse(body(scene=token)), scenes)
    assert isinstance(given["metrics"], dict)
    assert given["metrics"]["r2"] is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"weights": [[2.5]]}, "weights"),
        ({"weights": [[2.5, 1.0], [90.0]]}, "weights must hold 1 numbers; received 2"),
        ({"weights": [[float("nan")], [90.0]]}, "between -1e9 and 1e9"),
        ({"weights": [[float("inf")], [90.0]]}, "between -1e9 and 1e9"),
        ({"weights": [["abc"], [90.0]]}, "abc"),
        ({"weights": None}, "malformed"),
        ({"at": [1e10]}, "at must be numbers between"),
        ({"at": 5.0}, "malformed"),
        ({"at": [0.0] * (MAX_AT + 1)}, f"at most {MAX_AT} rows"),
        ({"network": {"inputs": 1}}, "layers"),
        ({"network": {"inputs": 1, "layers": []}}, "layers must be between"),
        ({"network": {"inputs": 1, "layers": layers(0)}}, "units must be between"),
        ({"network": {"inputs": 1, "layers": layers(1, activation="no")}}, "no"),
        ({"network": {"inputs": 0, "layers": layers(1)}}, "inputs"),
        ({"network": {"inputs": 9, "layers": layers(512, 512)}}, f"most {MAX_PARAMETERS} param"),
        ({"network": "linear"}, "malformed"),
        ({"revision": None}, "malformed"),
        ({"revision": float("inf")}, "malformed"),
        ({"network": {"inputs": float("inf"), "layers": layers(1)}}, "malformed"),
    ],
)
def test_a_question_without_sense_is_refused_with_its_reason(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        Question.parse(body(**changes))


@pytest.mark.parametrize("other", [None, [], "text", 3, {}])
def test_a_question_is_an_object(other: object) -> None:
    with pytest.raises(ValueError, match=r"object|incomplete"):
        Question.parse(other)


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["inputs", "layers", "units", "activation", "shown", "cells", "spans"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(["revision", "network", "weights", "at", "grid"]), _json)
def test_no_question_whatever_fails_otherwise(field: str, value: object) -> None:
    try:
        question = Question.parse(body(**{field: value}))
    except ValueError:
        return
    assert question.network.parameter_count <= MAX_PARAMETERS
    assert len(question.at) <= MAX_AT


def test_the_network_must_fit_the_scene() -> None:
    scenes = Scenes()
    token = scenes.register(np.zeros((3, 2)), np.zeros(3))
    with pytest.raises(ValueError, match="the scene has 2 inputs; received a network with 1"):
        answer(Question.parse(body(scene=token)), scenes)


def test_an_answer_too_large_for_float32_is_refused() -> None:
    scenes = Scenes()
    token = scenes.register(np.array([[1e35]]), np.zeros(1))
    with pytest.raises(ValueError, match="too large for float32"):
        answer(Question.parse(body(scene=token, weights=[[1e9], [0.0]])), scenes)


def test_the_same_points_share_a_token_that_nobody_can_guess() -> None:
    one, other = Scenes(), Scenes()
    token = one.register(SAMPLE.x, SAMPLE.y)
    assert one.register(SAMPLE.x.copy(), SAMPLE.y.copy()) == token
    assert one.register(SAMPLE.x, SAMPLE.y + 1.0) != token
    assert other.register(SAMPLE.x, SAMPLE.y) != token
    with pytest.raises(UnknownScene):
        other.get("0" * 32)


def test_points_of_another_shape_are_another_scene() -> None:
    scenes = Scenes()
    numbers = np.arange(6.0)
    tokens = {
        scenes.register(numbers[: rows * inputs].reshape(rows, inputs), numbers[rows * inputs :])
        for rows, inputs in ((1, 5), (5, 1), (2, 2))
    }
    assert len(tokens) == 3


def test_scenes_not_looked_at_for_long_are_forgotten() -> None:
    scenes = Scenes(limit=2)
    first, second, third = (np.full((1, 1), number) for number in (1.0, 2.0, 3.0))
    y = np.zeros(1)
    kept, lost = scenes.register(first, y), scenes.register(second, y)
    assert scenes.get(kept).x is first
    scenes.register(third, y)
    assert scenes.get(kept).x is first
    with pytest.raises(UnknownScene):
        scenes.get(lost)
