"""The browser's other arithmetic: errors, differences, numbers as they are read, paths.

What a network answers is compared with Keras in test_activations.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from playground.core.fit.metrics import metrics
from playground.stage.routes import ASSETS_PATH

CALL = """async ([address, name, calls]) => {
    const module = await import(address);
    return calls.map((given) => module[name](...given));
}"""

FORWARD, FORMAT, TWEEN = "model/forward.js", "widgets/format.js", "widgets/tween.js"


@pytest.fixture
def blank(page: Page) -> Page:
    """A page of the server with nothing on it."""
    page.goto("/_stcore/health")
    return page


def call(page: Page, file: str, name: str, *calls: list[Any]) -> list[Any]:
    """What a function of the stage's assets returns for each list of arguments."""
    address = f"/{ASSETS_PATH}/{file}"
    returned: list[Any] = page.evaluate(CALL, [address, name, list(calls)])
    return returned


def test_errors_are_those_of_python(blank: Page) -> None:
    random = np.random.default_rng(3)
    pairs = []
    for rows, size in ((1, 1.0), (7, 1e-3), (76, 100.0), (1030, 1e5)):
        y = random.normal(size, size, rows)
        pairs.append((y, y + random.normal(0.0, size / 3, rows)))
    answers = call(blank, FORWARD, "metrics", *([y.tolist(), p.tolist()] for y, p in pairs))
    for (y, predictions), answer in zip(pairs, answers, strict=True):
        errors = metrics(y, predictions)
        assert answer["mse"] == pytest.approx(errors.mse, rel=1e-12)
        assert answer["mae"] == pytest.approx(errors.mae, rel=1e-12)
        assert answer["r2"] == pytest.approx(errors.r2, rel=1e-9, abs=1e-12, nan_ok=True)


def test_the_largest_difference_takes_no_nonsense_for_agreement(blank: Page) -> None:
    nan = float("nan")
    answers = call(
        blank,
        FORWARD,
        "largestDifference",
        [[1.0, 2.0, 3.0], [1.0, 2.5, 2.9]],
        [[], []],
        [[1.0, nan], [1.0, 1.0]],
        [[nan, 1.0], [1.0, 5.0]],
    )
    assert answers == [0.5, 0.0, float("inf"), float("inf")]


def test_numbers_are_shown_as_people_read_them(blank: Page) -> None:
    assert call(blank, FORMAT, "compact", [102.5], [-3.14159], [0.0], [12345.6], [2.5e7]) == [
        "102.5",
        "\u22123.142",
        "0.000",
        "12,346",
        "2.5e+7",
    ]
    assert call(blank, FORMAT, "toStep", [2.537, 0.05, 1], [-0.0001, 0.5], [90.0, 1.0]) == [
        "2.537",
        "0.0",
        "90",
    ]
    assert call(blank, FORMAT, "sixDigits", [0.1 + 0.2], [1234567.8], [-2.5]) == [
        0.3,
        1234570.0,
        -2.5,
    ]


def test_a_path_is_walked_from_its_start_to_its_end(blank: Page) -> None:
    path = [[0.0, 10.0], [1.0, 20.0], [3.0, 0.0]]
    walked = call(blank, TWEEN, "interpolate", *([path, t] for t in (0.0, 0.25, 0.5, 0.75, 1.0)))
    assert walked == [[0.0, 10.0], [0.5, 15.0], [1.0, 20.0], [2.0, 10.0], [3.0, 0.0]]
