"""Keras takes the step that the browser took."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from playground.stage.predict.points import EVAL_POINTS
from playground.stage.predict.step import step
from playground.stage.predict.token_store import UnknownToken
from tests.js.descents import descent_cases

pytestmark = pytest.mark.keras


def request(**changes: Any) -> bytes:
    x, y = np.array([[1.0], [2.0], [4.0]]), np.array([3.0, 5.0, 6.0])
    fields = {
        "eval_points": EVAL_POINTS.register(x, y),
        "activation": "linear",
        "w": 1.0,
        "b": 0.0,
        "rows": [0, 1, 2],
        "rate": 0.1,
    }
    return json.dumps({**fields, **changes}).encode()


@pytest.mark.parametrize("case", descent_cases(), ids=lambda case: case["name"])
def test_it_is_the_step_of_numpy(case: dict[str, Any]) -> None:
    x, y = np.array(case["x"])[:, np.newaxis], np.array(case["y"])
    (w, b), rows = case["place"], case["rows"]
    after = step(
        request(
            eval_points=EVAL_POINTS.register(x, y),
            activation=case["activation"],
            w=w,
            b=b,
            rows=rows,
            rate=case["rate"],
        )
    )
    ends = np.array([x.min(), x.max()])
    expected = case["after"][0] * ends + case["after"][1]
    np.testing.assert_allclose(after.w * ends + after.b, expected, rtol=2e-5, atol=2e-4)


def test_the_rows_are_those_that_are_drawn() -> None:
    x, y = np.array([[1.0], [9.0], [2.0], [4.0]]), np.array([3.0, 0.0, 5.0, 6.0])
    token = EVAL_POINTS.register(x, y, drawn=np.array([0, 2, 3]))
    with pytest.raises(ValueError, match="rows must be 1 to 3 indices below 3; received 1 up to 3"):
        step(request(eval_points=token, rows=[3]))
    chosen, all_rows = (
        step(request(eval_points=EVAL_POINTS.register(x, y, drawn=drawn), rows=rows))
        for drawn, rows in ((np.array([0, 2, 3]), [1]), (None, [2]))
    )
    assert chosen == all_rows


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rows": []}, "rows must be 1 to 3 indices below 3; received 0"),
        ({"rows": [0] * 4}, "received 4"),
        ({"rows": [-1]}, "malformed"),
        ({"rate": 0.0}, "rate must be above 0"),
        ({"rate": 1e300}, "rate must be above 0 and at most 10"),
        ({"activation": "wavy"}, "wavy"),
        ({"w": 1e300}, "float32"),
        ({"w": None}, "malformed"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        step(request(**changes))


def test_unknown_points() -> None:
    with pytest.raises(UnknownToken):
        step(request(eval_points="0" * 32))
