"""The browser's arithmetic is Keras': every activation, on networks of every shape, with scaling.

The module is the one the pages use, fetched from the running app and run in Chromium.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from playground import engine
from playground.core.network.activations import ACTIVATIONS, Array, activation
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network, Weights, layer_passes
from playground.core.network.scaling import Scaling
from playground.stage.routes import ASSETS_PATH

NETWORKS = 200
ROWS = 64
LIMIT = 1e-5
MODULE = f"/{ASSETS_PATH}/model/forward.js"
SLOPES = f"/{ASSETS_PATH}/model/activations.js"

FORWARD = """async ([address, cases]) => {
    const { forward } = await import(address);
    return cases.map(({ network, weights, x, scaling }) =>
        Array.from(forward(network, weights.map((w) => Float64Array.from(w)), x, scaling)));
}"""

OUTPUTS = """async ([address, { network, weights, x }]) => {
    const { outputs, passes } = await import(address);
    const rows = x.slice();
    const seen = {
        outputs: outputs(network, weights, rows).map((y) => Array.from(y)),
        passes: passes(network, weights, rows).map(({ z, y }) => [Array.from(z), Array.from(y)]),
    };
    return { ...seen, untouched: rows.every((value, i) => value === x[i]) };
}"""

FUNCTIONS = """async ([address, table, z]) => {
    const functions = Object.entries((await import(address))[table]);
    return Object.fromEntries(functions.map(([name, f]) => [name, z.map((value) => f(value))]));
}"""


@dataclass(frozen=True, eq=False)
class Case:
    """A network on standardised numbers, with weights, and rows `(rows, inputs)` in raw units."""

    network: Network
    weights: Weights
    scaling: Scaling
    x: Array

    def for_browser(self) -> dict[str, Any]:
        scaling = self.scaling
        return {
            "network": {
                "inputs": self.network.inputs,
                "layers": [vars(layer) for layer in self.network.layers],
            },
            "weights": [array.ravel().tolist() for array in self.weights],
            "x": self.x.ravel().tolist(),
            "scaling": {
                "x_mean": scaling.x_mean.tolist(),
                "x_scale": scaling.x_scale.tolist(),
                "y_mean": scaling.y_mean,
                "y_scale": scaling.y_scale,
            },
        }

    def by_keras(self) -> Array:
        """Predictions `(rows,)` of the Keras model itself, in raw units."""
        model = engine.keras_model(self.network, self.weights)
        rows = self.scaling.inputs(self.x).astype(np.float32)
        return self.scaling.raw_target(np.asarray(model(rows), dtype=np.float64)[:, 0])

    def by_engine(self) -> Array:
        """The same by the compiled call that answers the pages."""
        answers = engine.predict(self.network, self.weights, self.scaling.inputs(self.x))
        return self.scaling.raw_target(answers[:, 0])


def _case(number: int) -> Case:
    """A random network of one output; the output's activation takes turns, so that all come up."""
    random = np.random.default_rng(number)
    names = list(ACTIVATIONS)
    depth, inputs = int(random.integers(1, 7)), int(random.integers(1, 9))
    hidden = [
        Dense(int(random.integers(1, 17)), str(random.choice(names))) for _ in range(1, depth)
    ]
    network = Network(inputs, (*hidden, Dense(1, names[number % len(names)])))
    x = random.uniform(-1e3, 1e3, inputs) + random.normal(size=(ROWS, inputs)) * 10.0 ** (
        random.integers(-2, 3, inputs)
    )
    y = random.uniform(-100.0, 100.0) + random.normal(size=ROWS) * random.uniform(0.1, 50.0)
    scaling = Scaling.of(x, y)
    return Case(network, _lively(network, scaling.inputs(x), random), scaling, x)


def _lively(network: Network, x: Array, random: np.random.Generator) -> Weights:
    """Glorot's weights, each layer's then sized so that its sums vary by 1 over the rows.

    As they are drawn, six sigmoids in a row answer almost the same to every row, and next to
    nothing would be left to compare.
    """
    weights = list(draw_weights(network, int(random.integers(2**31))))
    for layer in range(len(network.layers)):
        z = layer_passes(network, tuple(weights), x)[layer].z
        weights[2 * layer] = weights[2 * layer] / np.sqrt(np.mean(np.var(z, axis=0)))
        z = layer_passes(network, tuple(weights), x)[layer].z
        weights[2 * layer + 1] = random.normal(0.0, 0.5, z.shape[1]) - np.mean(z, axis=0)
    return tuple(weights)


def _error(received: Array, expected: Array) -> float:
    """The largest difference, as a share of the output's range over the rows."""
    return float(np.max(np.abs(received - expected)) / np.ptp(expected))


def test_the_browser_computes_what_keras_computes(page: Page) -> None:
    cases = [_case(number) for number in range(NETWORKS)]
    page.goto("/_stcore/health")
    answers = page.evaluate(FORWARD, [MODULE, [case.for_browser() for case in cases]])
    errors = [_error(answer, case.by_keras()) for case, answer in zip(cases, answers, strict=True)]
    some = list(zip(cases, answers, strict=True))[::9]
    errors += [_error(answer, case.by_engine()) for case, answer in some]
    print(f"largest error {max(errors):.1e} of the output's range, median {np.median(errors):.1e}")
    assert max(errors) <= LIMIT


def test_the_networks_are_of_every_kind() -> None:
    networks = [_case(number).network for number in range(NETWORKS)]
    hidden = [layer for network in networks for layer in network.layers[:-1]]
    assert {layer.activation for layer in hidden} == set(ACTIVATIONS)
    assert {network.layers[-1].activation for network in networks} == set(ACTIVATIONS)
    assert {layer.units for layer in hidden} == set(range(1, 17))
    assert {len(network.layers) for network in networks} == set(range(1, 7))
    assert {network.inputs for network in networks} == set(range(1, 9))


def test_every_neuron_between_too(page: Page) -> None:
    page.goto("/_stcore/health")
    for number in (5, 12, 23):
        case = _case(number)
        seen = page.evaluate(OUTPUTS, [MODULE, case.for_browser()])
        expected = layer_passes(case.network, case.weights, case.x)
        assert seen["untouched"]
        for layer, (z, y) in enumerate(expected):
            assert seen["outputs"][layer] == seen["passes"][layer][1]
            for received, of_python in zip(seen["passes"][layer], (z, y), strict=True):
                np.testing.assert_allclose(received, of_python.ravel(), rtol=1e-9, atol=1e-9)


def _everywhere(far: float) -> Array:
    """Sums from -far to far, some of them at and next to the kink."""
    near = [0.0, -0.0, far * 1e-9, -far * 1e-9]
    return np.concatenate([np.linspace(-far, far, 2001), [far / 20.0, -far / 20.0], near])


@pytest.mark.parametrize("far", [1.0, 10.0, 1e3, 1e300])
def test_functions_keep_their_digits_however_far(page: Page, far: float) -> None:
    page.goto("/_stcore/health")
    z = _everywhere(far)
    seen = page.evaluate(FUNCTIONS, [MODULE, "ACTIVATIONS", z.tolist()])
    assert list(seen) == list(ACTIVATIONS)
    for name, values in seen.items():
        expected = activation(name).function(z)
        np.testing.assert_allclose(values, expected, rtol=1e-11, atol=1e-305, err_msg=name)


def test_slopes_keep_their_digits_however_far(page: Page) -> None:
    page.goto("/_stcore/health")
    z = np.concatenate([_everywhere(far) for far in (1.0, 10.0, 50.0, 1e3, 1e300)])
    seen = page.evaluate(FUNCTIONS, [SLOPES, "DERIVATIVES", z.tolist()])
    assert list(seen) == list(ACTIVATIONS)
    near = np.abs(z) < 3.0  # where SiLU and GELU turn round, their slopes are differences near 0
    for name, values in seen.items():
        expected, received = activation(name).derivative(z), np.array(values)
        np.testing.assert_allclose(received, expected, rtol=1e-11, atol=1e-15, err_msg=name)
        np.testing.assert_allclose(
            received[~near], expected[~near], rtol=1e-11, atol=1e-305, err_msg=name
        )
