"""Random networks, and what NumPy, the core or Keras find of them: cases for the scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.network.activations import ACTIVATIONS, Array
from playground.core.network.activity import inactive_units
from playground.core.network.collapse import collapse
from playground.core.network.hinges import SHARP_ACTIVATIONS, hinge_points, hinge_segments
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network, Weights, layer_passes
from playground.core.network.scaling import Scaling, fold

Case = dict[str, Any]
"""As a script reads it: arrays flat, None for NaN."""


def flat(array: Array) -> list[float | None]:
    """The numbers row by row, None for NaN."""
    return [None if np.isnan(number) else float(number) for number in array.ravel()]


@dataclass(frozen=True, eq=False)
class Sample:
    """A network with weights, a scaling, and rows `(rows, inputs)` in raw units."""

    network: Network
    weights: Weights
    scaling: Scaling
    x: Array

    def given(self) -> Case:
        """All that a script needs to compute the network."""
        return {
            "network": {
                "inputs": self.network.inputs,
                "layers": [vars(layer) for layer in self.network.layers],
            },
            "weights": [flat(array) for array in self.weights],
            "x": flat(self.x),
            "scaling": {
                "x_mean": flat(self.scaling.x_mean),
                "x_scale": flat(self.scaling.x_scale),
                "y_mean": self.scaling.y_mean,
                "y_scale": self.scaling.y_scale,
            },
        }


# --- predictions ------------------------------------------------------------------------------


def lively_sample(number: int, rows: int = 64) -> Sample:
    """A random network of one output; its activation takes turns, so that all come up."""
    random = np.random.default_rng(number)
    names = list(ACTIVATIONS)
    depth, inputs = int(random.integers(1, 7)), int(random.integers(1, 9))
    hidden = [
        Dense(int(random.integers(1, 17)), str(random.choice(names))) for _ in range(1, depth)
    ]
    network = Network(inputs, (*hidden, Dense(1, names[number % len(names)])))
    x = random.uniform(-1e3, 1e3, inputs) + random.normal(size=(rows, inputs)) * 10.0 ** (
        random.integers(-2, 3, inputs)
    )
    y = random.uniform(-100.0, 100.0) + random.normal(size=rows) * random.uniform(0.1, 50.0)
    scaling = Scaling.of(x, y)
    return Sample(network, lively_weights(network, scaling.inputs(x), random), scaling, x)


def lively_weights(network: Network, x: Array, random: np.random.Generator) -> Weights:
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


def passes_case(sample: Sample) -> Case:
    """Every neuron's sum and output; the rows are those that the network sees."""
    passes = layer_passes(sample.network, sample.weights, sample.x)
    return {
        **sample.given(),
        "z": [flat(one.z) for one in passes],
        "y": [flat(one.y) for one in passes],
    }


def predictions_case(sample: Sample, outputs: Array) -> Case:
    """Predictions in raw units, of a network's `outputs` `(rows, units)` for standardised rows."""
    y = sample.scaling.raw_target(np.asarray(outputs, dtype=np.float64))
    return {**sample.given(), "predictions": flat(y)}


# --- stacks -----------------------------------------------------------------------------------


def stack_case(number: int, rows: int = 12) -> Case:
    """A network often linear or ReLU first, often far off in its bias, and what the core finds.

    So hinges lie in and out of view, and many neurons are inactive.
    """
    random = np.random.default_rng(number)
    inputs, hidden = int(random.integers(1, 9)), int(random.integers(0, 6))
    names = ["linear", *SHARP_ACTIVATIONS, *ACTIVATIONS]
    layers = [Dense(int(random.integers(1, 12)), str(random.choice(names))) for _ in range(hidden)]
    network = Network(inputs, (*layers, Dense(1)))
    arrays = [random.normal(size=shape) for shape in network.shapes]
    for bias in arrays[1:-1:2]:
        bias += random.choice([0.0, -3.0, 12.0], size=bias.shape)
    if hidden:  # lines along an axis, and neurons that read nothing
        arrays[0][random.integers(inputs), :] *= random.random(layers[0].units) < 0.6
    shown = [int(i) for i in random.permutation(inputs)[:2]]
    x = random.normal(5.0, 3.0, (rows, inputs))
    scaling = Scaling.of(x, random.normal(100.0, 20.0, rows))
    sample = Sample(network, tuple(arrays), scaling, random.normal(size=(rows, inputs)))
    spans = ((-1.5, 3.0), (-4.0, 0.5))[: len(shown)]
    return {**sample.given(), **_stack_facts(sample, shown, random.normal(size=inputs), spans)}


def _stack_facts(
    sample: Sample, shown: list[int], fixed: Array, spans: tuple[tuple[float, float], ...]
) -> Case:
    network, weights = sample.network, sample.weights
    linear = Network(network.inputs, tuple(Dense(layer.units) for layer in network.layers))
    single = collapse(linear, weights)
    points = hinge_points(network, weights, spans[0], varied=shown[0], fixed=fixed)
    segments = None
    if len(shown) == 2:
        varied = (shown[0], shown[1])
        segments = _lines(hinge_segments(network, weights, *spans, varied=varied, fixed=fixed))
    inactive = inactive_units(network, weights, sample.x)
    return {
        "shown": shown,
        "fixed": flat(fixed),
        "spans": spans,
        "single": _numbers(single),
        "raw": _numbers(fold(Network(network.inputs), single, sample.scaling)),
        "points": flat(points),
        "segments": segments,
        "inactive": [np.where(one.dead, 1, 2 * one.saturated).tolist() for one in inactive],
    }


def _numbers(unit: Weights) -> list[float | None]:
    kernel, bias = unit
    return flat(np.concatenate([kernel.ravel(), bias]))


def _lines(segments: Array) -> list[Any]:
    """The two ends of each line, or None where there is none."""
    return [None if np.isnan(ends).any() else ends.tolist() for ends in segments]
