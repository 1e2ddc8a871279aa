"""Pictures over a grid, and scenes seen through a scaling: Keras' numbers, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.network.activity import grid_rows
from playground.core.network.network import Dense, Network, forward
from playground.core.network.scaling import Scaling, fold
from playground.stage.predict.answer import MAX_CELLS, Question, Scenes, answer

NETWORK = Network(3, (Dense(4, "tanh"), Dense(1)))
RANDOM = np.random.default_rng(8)
WEIGHTS = tuple(RANDOM.normal(size=shape) for shape in NETWORK.shapes)
X = RANDOM.normal(size=(30, 3)) * [1.0, 50.0, 0.01] + [0.0, 300.0, -2.0]
Y = RANDOM.normal(size=30) * 20.0 + 100.0
GRID = {"held": [0.5, 290.0, -2.0], "shown": [2, 0], "spans": [[-3.0, -1.0], [0.0, 4.0]]}


def body(**changes: Any) -> dict[str, Any]:
    """A question that makes sense, with changes."""
    return {
        "scene": "none",
        "revision": 1,
        "network": {
            "inputs": 3,
            "layers": [{"units": 4, "activation": "tanh"}, {"units": 1, "activation": "linear"}],
        },
        "weights": [array.ravel().tolist() for array in WEIGHTS],
        "at": [],
        **changes,
    }


def test_a_scene_with_a_scaling_is_asked_in_raw_units_and_answers_in_them() -> None:
    scenes, scaling = Scenes(), Scaling.of(X, Y)
    asked = body(
        scene=scenes.register(X, Y, scaling),
        at=[1.0, 310.0, -2.0],
        grid={**GRID, "cells": 5},
    )
    given: dict[str, Any] = answer(Question.parse(asked), scenes)
    raw = fold(NETWORK, WEIGHTS, scaling)
    grid = grid_rows(
        np.array(GRID["held"]), [2, 0], [np.linspace(-3.0, -1.0, 5), np.linspace(0.0, 4.0, 5)]
    )
    assert grid[1].tolist() == [0.0, 290.0, -2.5], "the first shown input runs fastest"
    rows = {"predictions": X, "at": np.array([[1.0, 310.0, -2.0]]), "grid": grid}
    for name, x in rows.items():
        expected = forward(NETWORK, raw, x)[:, 0]
        np.testing.assert_allclose(given[name], expected, rtol=1e-4, atol=1e-3)
    assert "thumbs" not in given


def test_a_grid_over_one_input_is_a_curve_and_without_one_there_is_none() -> None:
    scenes = Scenes()
    token = scenes.register(X, Y)
    grid = {"held": [0.0, 0.0, 0.0], "shown": [0], "spans": [[-1.0, 1.0]], "cells": 512}
    given: dict[str, Any] = answer(Question.parse(body(scene=token, grid=grid)), scenes)
    rows = np.zeros((512, 3))
    rows[:, 0] = np.linspace(-1.0, 1.0, 512)
    np.testing.assert_allclose(given["grid"], forward(NETWORK, WEIGHTS, rows)[:, 0], atol=1e-5)
    for nothing in ({}, {"grid": None}):
        assert answer(Question.parse(body(scene=token, **nothing)), scenes)["grid"] == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"held": [0.0, 0.0]}, "held must hold 3 numbers; received 2"),
        ({"held": [0.0, 0.0, float("nan")]}, "held must be numbers between"),
        ({"held": None}, "held"),
        ({"shown": []}, r"one or two different inputs from 0 to 2; received \[\]"),
        ({"shown": [0, 1, 2]}, r"shown must be .* received \[0, 1, 2\]"),
        ({"shown": [1, 1]}, "different"),
        ({"shown": [0, 3]}, "from 0 to 2"),
        ({"shown": [-1, 0]}, "from 0 to 2"),
        ({"shown": [0.5, 1]}, "malformed"),
        ({"shown": 1}, "malformed"),
        ({"spans": [[0.0, 1.0]]}, "spans must hold 4 numbers; received 2"),
        ({"spans": [[0.0, 1.0], [0.0, float("inf")]]}, "spans must be numbers between"),
        ({"spans": [[0.0, 1.0], [2.0, 2.0]]}, "spans must begin below their end"),
        ({"spans": [[0.0, 1.0, 2.0], [3.0]]}, "inhomogeneous"),
        ({"cells": 1}, "2 to 64 cells along each; received 1"),
        ({"cells": MAX_CELLS[2] + 1}, "over 2 inputs has 2 to 64 cells along each; received 65"),
        ({"shown": [1], "spans": [[0.0, 1.0]], "cells": 513}, "over 1 inputs has 2 to 512 cells"),
        ({"cells": 2.5}, "malformed"),
        ({"cells": 10**30}, "2 to 64"),
    ],
)
def test_a_grid_without_sense_is_refused_with_its_reason(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        Question.parse(body(grid={**GRID, "cells": 4, **changes}))


@pytest.mark.parametrize("grid", [[], "all", 3, {}, {"shown": [0]}])
def test_a_grid_is_complete(grid: object) -> None:
    with pytest.raises(ValueError, match="incomplete or malformed"):
        Question.parse(body(grid=grid))


def test_another_scaling_makes_another_scene() -> None:
    scenes, scaling = Scenes(), Scaling.of(X, Y)
    shifted = Scaling.of(X + 1.0, Y)
    others = [None, scaling, shifted, replace(scaling, y_mean=0.0), replace(scaling, y_scale=1.0)]
    tokens = [scenes.register(X, Y, other) for other in others]
    assert len(set(tokens)) == len(tokens)
    assert scenes.register(X, Y, Scaling.of(X, Y)) == tokens[1]


def test_a_scaling_must_be_of_the_scenes_inputs() -> None:
    with pytest.raises(ValueError, match="the scaling must be of 3 inputs; received one of 2"):
        Scenes().register(X, Y, Scaling.of(X[:, :2], Y))
