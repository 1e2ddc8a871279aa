"""The scripts are run, as users run them, and must predict what the network predicts."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from playground.core.network.network import Dense, Network, Weights, forward, neuron
from playground.export.keras_code import keras_code, tutorial_code, weights_table
from tests.scripts import output_of

pytestmark = pytest.mark.keras

Script = Callable[..., str]
scripts = pytest.mark.parametrize("script", [keras_code, tutorial_code])

TODAY = """\
import keras
import numpy as np
from keras import layers

# calories from sugars
model = keras.Sequential([
    keras.Input(shape=(1,)),
    layers.Dense(units=1),
])
model.set_weights([
    np.array([[2.5]]),  # w
    np.array([90.0]),  # b
])

x = np.array([[5.0]])  # sugars
print(model.predict(x, verbose=0))
"""


def _printed(code: str, folder: Path) -> float:
    """What the script prints when it is saved and run."""
    ((answer,),) = ast.literal_eval(output_of(code, folder).strip())
    return float(answer)


def _stack() -> tuple[Network, Weights]:
    network = Network(2, (Dense(4, "relu"), Dense(3, "relu"), Dense(1)))
    random = np.random.default_rng(3)
    return network, tuple(random.normal(size=shape) for shape in network.shapes)


@scripts
def test_the_tutorials_neuron_says_102_5(script: Script, tmp_path: Path) -> None:
    code = script(Network(1), neuron([2.5], 90.0), [5.0], columns=["sugars"], target="calories")
    assert _printed(code, tmp_path) == 102.5


@scripts
def test_a_stack_says_what_the_reference_says(script: Script, tmp_path: Path) -> None:
    network, weights = _stack()
    row = [1.5, -2.25]
    expected = forward(network, weights, np.array([row]))[0, 0]
    hidden = forward(Network(2, network.layers[:2]), weights[:4], np.array([row]))
    assert 0 < np.count_nonzero(hidden) < 3, "ReLU must be at work in the example"
    code = script(network, weights, row, columns=["sugars", "fiber"], target="calories")
    assert _printed(code, tmp_path) == pytest.approx(expected, rel=1e-5)


def test_a_silent_relu_says_0(tmp_path: Path) -> None:
    network = Network(1, (Dense(1, "relu"),))
    code = keras_code(network, neuron([-3.0], 1.0), [2.0], columns=["x"], target="y")
    assert _printed(code, tmp_path) == 0.0


def test_todays_form() -> None:
    code = keras_code(Network(1), neuron([2.5], 90.0), [5.0], columns=["sugars"], target="calories")
    assert code == TODAY


def test_the_tutorials_form() -> None:
    network = Network(1, (Dense(1, "relu"),))
    code = tutorial_code(network, neuron([2.5], 90.0), [5.0], columns=["sugars"], target="calories")
    assert "from tensorflow import keras\nfrom tensorflow.keras import layers\n" in code
    assert 'layers.Dense(units=1, activation="relu", input_shape=[1]),' in code
    assert "keras.Input" not in code
    plain = tutorial_code(Network(1), neuron([2.5], 90.0), [5.0], columns=["x"], target="y")
    assert "layers.Dense(units=1, input_shape=[1])," in plain


@scripts
def test_every_number_can_be_read_back_exactly(script: Script) -> None:
    network, weights = _stack()
    code = script(network, weights, [0.1 + 0.2, 1.0], columns=["a", "b"], target="c")
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: call.lineno)
    arrays = [
        ast.literal_eval(call.args[0]) for call in calls if ast.unparse(call.func) == "np.array"
    ]
    assert len(arrays) == 7
    *written, row = arrays
    assert row == [[0.1 + 0.2, 1.0]]
    for received, expected in zip(written, weights, strict=True):
        assert received == expected.tolist()


@scripts
def test_lines_are_no_longer_than_a_screen_and_names_stay_in_their_comment(script: Script) -> None:
    network = Network(2, (Dense(40, "relu"), Dense(1)))
    weights = tuple(np.random.default_rng(0).normal(size=shape) for shape in network.shapes)
    code = script(network, weights, [1.0, 2.0], columns=["a\nimport os", "{b}"], target="c")
    assert max(map(len, code.splitlines())) <= 100
    imports = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import)]
    assert "os" not in {name.name for node in imports for name in node.names}
    assert "{b}" in code


@scripts
def test_of_many_weights_only_the_layers_are_written(script: Script) -> None:
    network = Network(2, (Dense(300, "relu"), Dense(1)))
    weights = tuple(np.ones(shape) for shape in network.shapes)
    text = script(network, weights, (1.0, 2.0), columns=("a", "b"), target="y")
    assert "Its 1,201 weights are too many" in text
    assert "set_weights" not in text
    compile(text, "script", "exec")


@scripts
def test_what_does_not_fit_is_refused(script: Script) -> None:
    with pytest.raises(ValueError, match=r"must hold 2 each, .*; received 1 and 2"):
        script(*_stack(), [1.0], columns=["a", "b"], target="c")
    with pytest.raises(ValueError, match="received 2 and 1"):
        script(*_stack(), [1.0, 2.0], columns=["a"], target="c")
    with pytest.raises(ValueError, match="weights must have the shapes"):
        script(Network(1), neuron([1.0, 2.0], 0.0), [1.0], columns=["a"], target="c")


def test_weights_as_tensors() -> None:
    assert weights_table(Network(1), neuron([2.5], 90.0)) == [
        {
            "layer": "dense 1",
            "tensor": "kernel (w)",
            "shape": "(1, 1)",
            "count": "1",
            "dtype": "float32",
            "values": "[[2.5]]",
        },
        {
            "layer": "dense 1",
            "tensor": "bias (b)",
            "shape": "(1,)",
            "count": "1",
            "dtype": "float32",
            "values": "[90.0]",
        },
    ]


def test_tensors_show_the_float32_that_keras_holds_and_stay_short() -> None:
    kernel = weights_table(Network(1), neuron([0.1 + 0.2], 1 / 3))
    assert [row["values"] for row in kernel] == ["[[0.3]]", "[0.33333334]"]
    large = Network(8, (Dense(512),))
    rows = weights_table(large, tuple(np.ones(shape) for shape in large.shapes))
    assert rows[0]["shape"] == "(8, 512)"
    assert all("..." in row["values"] and len(row["values"]) < 500 for row in rows)
    with pytest.raises(ValueError, match="weights must have the shapes"):
        weights_table(large, neuron([1.0], 0.0))
