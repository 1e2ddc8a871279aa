"""A network as the cells of a notebook: data, scaling, split, network, picture, training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array
from playground.core.network.network import Weights
from playground.core.network.weights import shortest_decimals
from playground.core.takeaway import Takeaway
from playground.export import picture_cell, training_cell
from playground.export.data_text import DataText, data_text, python_bytes, python_text
from playground.export.keras_code import MAX_WRITTEN, dense_lines, tensor_lines


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook: Python, or Markdown."""

    text: str
    is_code: bool = True


_INTRODUCTION = """\
# {title}

The data, the network and its weights as they were on a page of Neuron Playground. Nothing else is
needed: run the cells from top to bottom. They use `keras` with `tensorflow`, `pandas` and `plotly`,
which are there in Colab; elsewhere: `pip install keras tensorflow pandas plotly`.

Data: {source}"""

_IMPORTS = """\
{more}from io import StringIO

import keras
import numpy as np
import pandas as pd
import plotly.graph_objects as go
from keras import layers
"""

_DATA = """\
table = pd.read_csv(
    StringIO({text}),
    index_col=0,
    keep_default_na=False,{dtype}
)
inputs = {inputs!r}
target = {target!r}
x = table[inputs].to_numpy(dtype=float)
{y}
print(table)
"""
_NUMBERS = "y = table[target].to_numpy(dtype=float)"
_CLASSES = """\
classes = {classes!r}
y = table[target].map(classes.index).to_numpy(dtype=float)"""

_SPLIT = """\
is_test = (table[{part!r}] == "test").to_numpy()
print((~is_test).sum(), "rows to train on,", is_test.sum(), "to test")
"""

_MODEL = """\
model = keras.Sequential([
    keras.Input(shape=({inputs},)),
{layers}
])
{weights}
model.set_weights(weights)
model.summary()
"""
_PACKED = """\
import base64

packed = base64.b64decode({packed})
numbers = np.frombuffer(packed, dtype="<f4")
shapes = {shapes}
ends = np.cumsum([np.prod(shape) for shape in shapes])
weights = [part.reshape(s) for part, s in zip(np.split(numbers, ends[:-1]), shapes)]"""
_RAW = """
# These are w and b in the data's units. The same neuron on standardised numbers:
w, b = weights
weights = [w * x_scale[:, None] / y_scale, (b + x_mean @ w - y_mean) / y_scale]"""
_RAW_CLASSES = """
# These are w and b in the data's units. The same neuron on standardised numbers:
w, b = weights
weights = [w * x_scale[:, None], b + x_mean @ w]"""

_PREDICT = '''\
def predict(rows, model=model):
    """What the network gives for rows in the data's units."""
    inner = (np.asarray(rows, dtype=float) - x_mean) / x_scale
    return model.predict(inner, verbose=0){back}


row = np.array([{row}])
on_page = {on_page}
print("for", dict(zip(inputs, row[0].tolist())), "it gives", predict(row)[0].tolist())
print("on the page:", on_page)
{errors}
'''
_ERRORS = 'print("MSE over all rows:", np.mean((predict(x)[:, 0] - y) ** 2))'
_YES_NO = "answers = (predict(x)[:, 0] >= 0.5).astype(int)"
_ONE_OF = "answers = predict(x).argmax(axis=1)"
_ACCURACY = '\nprint("right answers:", np.mean(answers == y))'


def cells(takeaway: Takeaway) -> Iterator[Cell]:
    """The cells, which run from top to bottom; in Markdown what they do."""
    data = data_text(takeaway)
    yield Cell(_introduction(takeaway), is_code=False)
    yield from _data(takeaway, data)
    yield Cell("## Scaling\n\nThe network sees numbers of a similar size.", is_code=False)
    yield Cell(_scaling(takeaway))
    yield Cell("## Rows to train on, and rows to test", is_code=False)
    yield Cell(_SPLIT.format(part=data.part))
    yield Cell("## The network, with the weights that were on screen", is_code=False)
    yield Cell(_model(takeaway))
    yield Cell(_predict(takeaway))
    yield Cell("## The picture", is_code=False)
    yield Cell(picture_cell.picture(takeaway))
    yield Cell(training_cell.about(takeaway), is_code=False)
    yield Cell(training_cell.training(takeaway))


def _introduction(takeaway: Takeaway) -> str:
    dataset = takeaway.dataset
    source = ", ".join(filter(None, (dataset.title, dataset.source, dataset.licence)))
    source = f"{_line(source)} {dataset.url}".strip()
    return _INTRODUCTION.format(title=_line(takeaway.title), source=source)


def _line(text: str) -> str:
    """On one line, and as it stands in Markdown."""
    words = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|$" else c for c in words)


def _data(takeaway: Takeaway, data: DataText) -> Iterator[Cell]:
    text, classes = python_text(data.csv), takeaway.sample.classes
    more = "" if text.startswith('"""') else "import base64\nimport zlib\n"
    yield Cell("## The data", is_code=False)
    yield Cell(_IMPORTS.format(more=more))
    yield Cell(
        _DATA.format(
            text=text,
            inputs=list(data.inputs),
            target=data.target,
            dtype=f"\n    dtype={{{data.target!r}: str}}," if classes else "",
            y=_CLASSES.format(classes=list(classes)) if classes else _NUMBERS,
        )
    )


# --- scaling ------------------------------------------------------------------------------------


def _scaling(takeaway: Takeaway) -> str:
    scaling, usual = takeaway.inner_scaling, takeaway.usual_scaling
    varies = bool(np.ptp(takeaway.sample.x, axis=0).all())
    spread = "x.std(axis=0)" if varies else "np.where(np.ptp(x, axis=0) > 0, x.std(axis=0), 1.0)"
    lines = [
        f"x_mean = {_vector(scaling.x_mean, usual.x_mean, 'x.mean(axis=0)')}",
        f"x_scale = {_vector(scaling.x_scale, usual.x_scale, spread)}",
    ]
    inner_y = "y"
    if not takeaway.sample.classes:
        lines += [
            f"y_mean = {_number(scaling.y_mean, usual.y_mean, 'y.mean()')}",
            f"y_scale = {_number(scaling.y_scale, usual.y_scale, 'y.std()')}",
        ]
        inner_y = "(y - y_mean) / y_scale"
    return "\n".join([*lines, "inner_x = (x - x_mean) / x_scale", f"inner_y = {inner_y}"])


def _vector(value: Array, usual: Array, formula: str) -> str:
    """A formula, where it gives the value; otherwise its numbers."""
    if np.array_equal(value, usual):
        return formula
    if (value == value[0]).all():
        return f"np.full({len(value)}, {float(value[0])!r})"
    return f"np.array({value.tolist()!r})"


def _number(value: float, usual: float, formula: str) -> str:
    return formula if value == usual and value not in (0.0, 1.0) else repr(float(value))


# --- the network --------------------------------------------------------------------------------


def _model(takeaway: Takeaway) -> str:
    network, recipe, more = takeaway.network, takeaway.recipe, ""
    if takeaway.initializer != "glorot_uniform":
        more += f', kernel_initializer="{takeaway.initializer}"'
    if recipe.regularised:
        more += f", kernel_regularizer=keras.regularizers.L1L2(l1={recipe.l1}, l2={recipe.l2})"
    return _MODEL.format(
        inputs=network.inputs,
        layers=dense_lines(network, more=more),
        weights=_weights(takeaway),
    )


def _weights(takeaway: Takeaway) -> str:
    if takeaway.network.parameter_count > MAX_WRITTEN:
        return _PACKED.format(
            packed=python_bytes(_packed(takeaway.inner_weights)),
            shapes=list(takeaway.network.shapes),
        )
    is_plain_unit = takeaway.scaling is None and len(takeaway.network.layers) == 1
    if is_plain_unit:
        weights, more = takeaway.weights, _RAW_CLASSES if takeaway.sample.classes else _RAW
    else:
        weights, more = shortest_decimals(takeaway.inner_weights), ""
    lines = "\n".join(tensor_lines(index, array) for index, array in enumerate(weights))
    return f"weights = [\n{lines}\n]{more}"


def _packed(weights: Weights) -> bytes:
    return b"".join(array.astype("<f4").tobytes() for array in weights)


def _predict(takeaway: Takeaway) -> str:
    classes = takeaway.sample.classes
    answers = _YES_NO if len(classes) == 2 else _ONE_OF
    return _PREDICT.format(
        back="" if classes else " * y_scale + y_mean",
        row=[float(value) for value in takeaway.row],
        on_page=takeaway.predict(np.array([takeaway.row]))[0].tolist(),
        errors=answers + _ACCURACY if classes else _ERRORS,
    )
