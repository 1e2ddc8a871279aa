"""Grids of rows, and points with a scaling: Keras' numbers, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.network.activity import grid_rows
from playground.core.network.network import Dense, Network, forward
from playground.core.network.scaling import Scaling, fold
from playground.stage.predict.answer import predict
from playground.stage.predict.points import EvalPointsStore
from playground.stage.predict.request import MAX_CELLS, Request

NETWORK = Network(3, (Dense(4, "tanh"), Dense(1)))
RANDOM = np.random.default_rng(8)
WEIGHTS = tuple(RANDOM.normal(size=shape) for shape in NETWORK.shapes)
X = RANDOM.normal(size=(30, 3)) * [1.0, 50.0, 0.01] + [0.0, 300.0, -2.0]
Y = RANDOM.normal(size=30) * 20.0 + 100.0
GRID: dict[str, Any] = {
    "fixed": [0.5, 290.0, -2.0],
    "shown": [2, 0],
    "spans": [[-3.0, -1.0], [0.0, 4.0]],
}


def request(**changes: Any) -> Request:
    """A request that makes sense, with changes; by way of JSON, as it arrives."""
    layers = [{"units": 4, "activation": "tanh"}, {"units": 1, "activation": "linear"}]
    source = {
        "kind": "inline",
        "network": {"inputs": 3, "layers": layers},
        "weights": [array.ravel().tolist() for array in WEIGHTS],
    }
    body = {"eval_points": "none", "revision": 1, "source": source, "at": [], **changes}
    return Request.decode(json.dumps(body).encode())


@pytest.mark.keras
def test_points_with_a_scaling_are_given_and_predicted_in_the_datas_units() -> None:
    store, scaling = EvalPointsStore(), Scaling.of(X, Y)
    decoded = request(
        eval_points=store.register(X, Y, scaling),
        at=[1.0, 310.0, -2.0],
        grid={**GRID, "cells": 5},
    )
    answer = predict(decoded, store)
    raw = fold(NETWORK, WEIGHTS, scaling)
    grid = grid_rows(
        np.array(GRID["fixed"]), [2, 0], [np.linspace(-3.0, -1.0, 5), np.linspace(0.0, 4.0, 5)]
    )
    assert grid[1].tolist() == [0.0, 290.0, -2.5], "the first shown input runs fastest"
    rows = {"predictions": X, "at": np.array([[1.0, 310.0, -2.0]]), "grid": grid}
    for name, x in rows.items():
        expected = forward(NETWORK, raw, x)[:, 0]
        np.testing.assert_allclose(getattr(answer, name), expected, rtol=1e-4, atol=1e-3)
    assert answer.thumbs is None


@pytest.mark.keras
def test_a_grid_over_one_input_is_a_curve_and_without_one_there_is_none() -> None:
    store = EvalPointsStore()
    token = store.register(X, Y)
    grid = {"fixed": [0.0, 0.0, 0.0], "shown": [0], "spans": [[-1.0, 1.0]], "cells": 512}
    answer = predict(request(eval_points=token, grid=grid), store)
    rows = np.zeros((512, 3))
    rows[:, 0] = np.linspace(-1.0, 1.0, 512)
    assert isinstance(answer.grid, list)
    np.testing.assert_allclose(answer.grid, forward(NETWORK, WEIGHTS, rows)[:, 0], atol=1e-5)
    nothing: list[dict[str, Any]] = [{}, {"grid": None}]
    for changes in nothing:
        assert predict(request(eval_points=token, **changes), store).grid == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"fixed": [0.0, 0.0]}, "fixed must hold 3 numbers; received 2"),
        ({"fixed": [0.0, 0.0, 1e300]}, "fixed must be numbers between"),
        ({"fixed": None}, r"malformed: .*at `\$.grid.fixed`"),
        ({"shown": []}, r"one or two different inputs from 0 to 2; received \[\]"),
        ({"shown": [0, 1, 2]}, r"shown must be .* received \[0, 1, 2\]"),
        ({"shown": [1, 1]}, "different"),
        ({"shown": [0, 3]}, "from 0 to 2"),
        ({"shown": [-1, 0]}, "from 0 to 2"),
        ({"shown": [0.5, 1]}, r"malformed: .*at `\$.grid.shown\[0\]`"),
        ({"shown": 1}, r"malformed: .*at `\$.grid.shown`"),
        ({"spans": [[0.0, 1.0]]}, "spans must hold 4 numbers; received 2"),
        ({"spans": [[0.0, 1.0], [0.0, 1e10]]}, "spans must be numbers between"),
        ({"spans": [[0.0, 1.0], [2.0, 2.0]]}, "spans must begin below their end"),
        ({"spans": [[0.0, 1.0, 2.0], [3.0]]}, r"of length 2 - at `\$.grid.spans\[0\]`"),
        ({"cells": 1}, "2 to 64 cells along each; received 1"),
        ({"cells": MAX_CELLS[2] + 1}, "over 2 inputs has 2 to 64 cells along each; received 65"),
        ({"shown": [1], "spans": [[0.0, 1.0]], "cells": 513}, "over 1 inputs has 2 to 512 cells"),
        ({"cells": 2.5}, r"malformed: .*at `\$.grid.cells`"),
        ({"cells": 10**30}, "2 to 64"),
        ({"spans": [[0.0, float("nan")], [0.0, 1.0]]}, "malformed"),
    ],
)
def test_a_grid_that_makes_no_sense_is_refused_with_the_place(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        request(grid={**GRID, "cells": 4, **changes})


@pytest.mark.parametrize("grid", [[], "all", 3, {}, {"shown": [0]}])
def test_a_grid_is_complete(grid: object) -> None:
    with pytest.raises(ValueError, match=r"incomplete or malformed: .*at `\$.grid`"):
        request(grid=grid)


def test_another_scaling_makes_another_token() -> None:
    store, scaling = EvalPointsStore(), Scaling.of(X, Y)
    shifted = Scaling.of(X + 1.0, Y)
    others = [None, scaling, shifted, replace(scaling, y_mean=0.0), replace(scaling, y_scale=1.0)]
    tokens = [store.register(X, Y, other) for other in others]
    assert len(set(tokens)) == len(tokens)
    assert store.register(X, Y, Scaling.of(X, Y)) == tokens[1]


def test_a_scaling_must_be_of_the_points_inputs() -> None:
    with pytest.raises(ValueError, match="the scaling must be of 3 inputs; received one of 2"):
        EvalPointsStore().register(X, Y, Scaling.of(X[:, :2], Y))
