"""The browser's other arithmetic of a stack is the core's: single unit, hinges, sleeping neurons.

The pages draw their pictures with it while the hand moves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from playground.core.network.activations import ACTIVATIONS, Array
from playground.core.network.activity import inactive_units
from playground.core.network.collapse import collapse
from playground.core.network.hinges import SHARP_ACTIVATIONS, hinge_points, hinge_segments
from playground.core.network.network import Dense, Network, Weights
from playground.core.network.scaling import Scaling, fold
from playground.stage.routes import ASSETS_PATH

NETWORKS = 60
ROWS = 12

ARITHMETIC = """async ([assets, cases]) => {
    const { asleep, collapsed, folded, hingePoints, hingeSegments } =
        await import(`${assets}/model/networkAnalysis.js`);
    const { passes } = await import(`${assets}/model/forward.js`);
    return cases.map(({ network, weights, scaling, x, view }) => {
        const single = collapsed(network, weights);
        const { w, b } = folded(single, scaling);
        const { shown, held, spans } = view;
        return {
            single: [...single.kernel, single.bias],
            raw: [...w, b],
            points: hingePoints(network, weights, { shown: shown[0], held, span: spans[0] }),
            segments: shown.length > 1
                ? hingeSegments(network, weights, { shown, held, spans }) : null,
            asleep: asleep(network, passes(network, weights, x)),
        };
    });
}"""


@dataclass(frozen=True, eq=False)
class Case:
    """A network, its data's scaling, rows `(rows, inputs)`, and what is in view of them."""

    network: Network
    weights: Weights
    scaling: Scaling
    x: Array
    shown: tuple[int, ...]
    held: Array
    spans: tuple[tuple[float, float], ...]

    def for_browser(self) -> dict[str, Any]:
        scaling = self.scaling
        return {
            "network": {
                "inputs": self.network.inputs,
                "layers": [vars(layer) for layer in self.network.layers],
            },
            "weights": [array.ravel().tolist() for array in self.weights],
            "scaling": {
                "x_mean": scaling.x_mean.tolist(),
                "x_scale": scaling.x_scale.tolist(),
                "y_mean": scaling.y_mean,
                "y_scale": scaling.y_scale,
            },
            "x": self.x.ravel().tolist(),
            "view": {"shown": self.shown, "held": self.held.tolist(), "spans": self.spans},
        }

    @property
    def single(self) -> Weights:
        """The unit the stack would be without hidden activations."""
        layers = [Dense(layer.units) for layer in self.network.layers]
        return collapse(Network(self.network.inputs, tuple(layers)), self.weights)

    @property
    def points(self) -> Array:
        return hinge_points(
            self.network, self.weights, self.spans[0], varied=self.shown[0], fixed=self.held
        )

    @property
    def segments(self) -> Array | None:
        if len(self.shown) == 1:
            return None
        shown = (self.shown[0], self.shown[1])
        return hinge_segments(self.network, self.weights, *self.spans, varied=shown, fixed=self.held)

    @property
    def inactive_units(self) -> list[list[int]]:
        states = inactive_units(self.network, self.weights, self.x)
        return [np.where(one.dead, 1, 2 * one.saturated).tolist() for one in states]


def _case(number: int) -> Case:
    """Often linear or ReLU first, often far off in its bias: hinges in and out of view, sleep."""
    random = np.random.default_rng(number)
    inputs, hidden = int(random.integers(1, 9)), int(random.integers(0, 6))
    names = ["linear", *SHARP_ACTIVATIONS, *ACTIVATIONS]
    layers = [Dense(int(random.integers(1, 12)), str(random.choice(names))) for _ in range(hidden)]
    network = Network(inputs, (*layers, Dense(1)))
    weights = [random.normal(size=shape) for shape in network.shapes]
    for bias in weights[1:-1:2]:
        bias += random.choice([0.0, -3.0, 12.0], size=bias.shape)
    if hidden:  # lines along an axis, and neurons that read nothing
        weights[0][random.integers(inputs), :] *= random.random(layers[0].units) < 0.6
    shown = tuple(int(i) for i in random.permutation(inputs)[:2])
    x = random.normal(5.0, 3.0, (ROWS, inputs))
    return Case(
        network,
        tuple(weights),
        Scaling.of(x, random.normal(100.0, 20.0, ROWS)),
        random.normal(size=(ROWS, inputs)),
        shown,
        random.normal(size=inputs),
        ((-1.5, 3.0), (-4.0, 0.5))[: len(shown)],
    )


CASES = [_case(number) for number in range(NETWORKS)]


def _flat(single: Weights) -> list[float]:
    kernel, bias = single
    return [*kernel.ravel(), *bias]


def _as_array(found: list[Any], like: Array) -> Array:
    """NaN where there is none, as the core has it."""
    hole = np.full(like.shape[1:], np.nan)
    return np.array([hole if one is None else one for one in found], dtype=float).reshape(
        like.shape
    )


def test_a_stack_is_the_same_in_browser_and_core(page: Page) -> None:
    page.goto("/_stcore/health")
    given = [f"/{ASSETS_PATH}", [case.for_browser() for case in CASES]]
    for number, (case, seen) in enumerate(
        zip(CASES, page.evaluate(ARITHMETIC, given), strict=True)
    ):
        note = f"network {number}: {case.network}"
        unit = Network(case.network.inputs)
        raw = fold(unit, case.single, case.scaling)
        size = max(map(abs, _flat(case.single)))
        assert seen["single"] == pytest.approx(_flat(case.single), rel=1e-9, abs=1e-12 * size), note
        assert seen["raw"] == pytest.approx(_flat(raw), rel=1e-9, abs=1e-9 * size), note
        found = _as_array(seen["points"], case.points)
        np.testing.assert_allclose(found, case.points, rtol=1e-9, atol=1e-12, err_msg=note)
        assert (seen["segments"] is None) == (case.segments is None)
        if case.segments is not None:
            lines = _as_array(seen["segments"], case.segments)
            np.testing.assert_allclose(lines, case.segments, rtol=1e-9, atol=1e-9, err_msg=note)
        assert seen["asleep"] == case.inactive_units, note


def test_the_networks_are_of_every_kind() -> None:
    points = [case.points for case in CASES]
    segments = [lines for case in CASES if (lines := case.segments) is not None]
    states = Counter(state for case in CASES for layer in case.inactive_units for state in layer)
    for found in (points, segments):
        away = [np.isnan(neuron).any() for one in found for neuron in one]
        assert 20 < sum(away) < len(away) - 20
        assert sum(len(one) == 0 for one in found) >= 10
    assert min(states[state] for state in (0, 1, 2)) >= 10
    assert {len(case.network.layers) for case in CASES} == set(range(1, 7))
