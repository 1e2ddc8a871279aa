"""The cases that the scripts' tests read, by file: NumPy and the core say what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import numpy as np

from playground.core.data.coverage import Coverage
from playground.core.fit.metrics import metrics
from playground.core.network.activations import ACTIVATIONS, Array
from playground.core.typed_number import read_typed_number
from playground.figures import cloud
from tests.js.classifiers import class_cases, classifier_sample
from tests.js.descents import descent_cases
from tests.js.lessons import course_fact_cases
from tests.js.networks import Case, flat, lively_sample, passes_case, stack_case


def activation_cases() -> list[Case]:
    """Sums from small to huge, some at and next to the kink."""
    cases = []
    for far in (1.0, 10.0, 50.0, 1e3, 1e300):
        near = [0.0, -0.0, far * 1e-9, -far * 1e-9, far / 20.0, -far / 20.0]
        z: Array = np.concatenate([np.linspace(-far, far, 2001), near])
        functions = {name: flat(one.function(z)) for name, one in ACTIVATIONS.items()}
        slopes = {name: flat(one.derivative(z)) for name, one in ACTIVATIONS.items()}
        cases.append({"z": flat(z), "functions": functions, "slopes": slopes})
    return cases


def error_cases() -> list[Case]:
    """Few and many rows, small and large numbers, and a target that never varies."""
    random = np.random.default_rng(3)
    pairs = [(np.full(3, 2.0), np.array([1.0, 2.0, 4.0]))]
    for rows, size in ((1, 1.0), (7, 1e-3), (76, 100.0), (1030, 1e5)):
        y = random.normal(size, size, rows)
        pairs.append((y, y + random.normal(0.0, size / 3, rows)))
    cases = []
    for y, predictions in pairs:
        errors = metrics(y, predictions)
        numbers = np.array([errors.mse, errors.mae, np.nan if errors.r2 is None else errors.r2])
        cases.append(
            {
                "y": flat(y),
                "predictions": flat(predictions),
                **dict(zip(("mse", "mae", "r2"), flat(numbers), strict=True)),
            }
        )
    return cases


def coverage_cases() -> list[Case]:
    """Rows of several groups, and mixes among them and beyond."""
    random = np.random.default_rng(6)
    cases = []
    for inputs in (1, 3, 8):
        x = random.normal(10.0, random.uniform(0.1, 5.0, inputs), (40, inputs))
        coverage = Coverage.of(x, np.arange(40) // 2)
        for _ in range(10):
            mix = random.normal(10.0, 5.0, inputs)
            rows = coverage.nearest(mix, 5)
            cases.append(
                {
                    "mix": flat(mix),
                    "x": flat(x),
                    "spread": flat(coverage.spread),
                    "rows": rows.tolist(),
                    "distances": flat(coverage.distances(mix)[rows]),
                    "outside": coverage.outside(mix).tolist(),
                }
            )
    return cases


def plane_cases() -> list[Case]:
    """Planes w·x + b over a rectangle, most of them with their zero in it."""
    random = np.random.default_rng(5)
    cases = []
    for _ in range(200):
        x, y = np.sort(random.normal(0.0, 10.0, (2, 2)), axis=1)
        w = random.normal(0.0, 3.0, 2)
        zero = w[0] * random.uniform(*x) + w[1] * random.uniform(*y)
        b = float(-random.uniform(0.9, 1.1) * zero)
        cases.append({"w": flat(w), "b": b, "x": flat(x), "y": flat(y)})
    return cases


def typed_number_cases() -> list[Case]:
    """Digits and signs in any order."""
    random = np.random.default_rng(5)
    signs = [*"0123456789" * 2, *"000.,.,' -e\u2212\u00a0"]
    texts = ["".join(random.choice(signs, length)) for length in random.integers(1, 10, 4000)]
    readings = map(read_typed_number, texts)
    return [
        {"text": text, "reading": reading and asdict(reading)}
        for text, reading in zip(texts, readings, strict=True)
    ]


ORACLES: dict[str, Callable[[], list[Case]]] = {
    "activations": activation_cases,
    "classes": class_cases,
    "marks": lambda: [
        {"color": color, "symbol": symbol}
        for color, symbol in zip(cloud.PALETTE, cloud.SHAPES, strict=True)
    ],
    "courseFacts": course_fact_cases,
    "coverage": coverage_cases,
    "descent": descent_cases,
    "errors": error_cases,
    "passes": lambda: [
        passes_case(make(number))
        for make in (lively_sample, classifier_sample)
        for number in range(20)
    ],
    "planes": plane_cases,
    "stacks": lambda: [stack_case(number) for number in range(60)],
    "typedNumbers": typed_number_cases,
}
