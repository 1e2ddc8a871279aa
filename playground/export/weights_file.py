"""A network's weights as JSON, which can be brought back, and as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

from playground.core.importing.export import as_cell
from playground.core.model_files.weights_text import FORMAT
from playground.core.network.weights import shortest_decimals
from playground.core.takeaway import Takeaway

"""What the field `format` says, so that the file is known again."""
_ABOUT = "x' = (x - x_mean) / x_scale; a layer gives f(x'·kernel + bias); y = y'·y_scale + y_mean"


def weights_json(takeaway: Takeaway) -> bytes:
    """The layers with kernels `(inputs, units)` and biases, and the scaling around them."""
    sample = takeaway.sample
    weights = shortest_decimals(takeaway.weights)
    layers = [
        {
            "units": layer.units,
            "activation": layer.activation,
            "kernel": kernel.tolist(),
            "bias": bias.tolist(),
        }
        for layer, kernel, bias in zip(
            takeaway.network.layers, weights[::2], weights[1::2], strict=True
        )
    ]
    text: dict[str, Any] = {
        "format": FORMAT,
        "about": _ABOUT,
        "inputs": [{"name": column.name, "unit": column.unit} for column in sample.inputs],
        "target": {"name": sample.target.name, "unit": sample.target.unit},
        "classes": list(sample.classes),
        "layers": layers,
        "scaling": _scaling(takeaway),
    }
    return json.dumps(text, ensure_ascii=False).encode("utf-8")


def _scaling(takeaway: Takeaway) -> dict[str, Any] | None:
    scaling = takeaway.scaling
    if scaling is None:
        return None
    return {
        "x_mean": scaling.x_mean.tolist(),
        "x_scale": scaling.x_scale.tolist(),
        "y_mean": scaling.y_mean,
        "y_scale": scaling.y_scale,
    }


def weights_csv(takeaway: Takeaway) -> bytes:
    """A line for each weight and bias: the layer, the neuron, what it reads, and the number."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["layer", "neuron", "reads", "weight"])
    sources = [as_cell(column.name) for column in takeaway.sample.inputs]
    weights = shortest_decimals(takeaway.weights)
    for number, (kernel, bias) in enumerate(zip(weights[::2], weights[1::2], strict=True), 1):
        for unit, (column, constant) in enumerate(zip(kernel.T.tolist(), bias, strict=True), 1):
            for source, weight in zip(sources, column, strict=True):
                writer.writerow([number, unit, source, weight])
            writer.writerow([number, unit, "bias", constant])
        sources = [f"layer {number}, neuron {unit}" for unit in range(1, len(bias) + 1)]
    return file.getvalue().encode("utf-8")
