"""The stage's scripts, tested by Deno: against cases of NumPy, the core and Keras where there are.

`deno test tests/js` runs them without Python; the tests that need cases are ignored then.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from playground import engine
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import forward, layer_passes
from tests.js.classifiers import ARCHITECTURES, classifier_sample
from tests.js.networks import Case, lively_sample, predictions_case
from tests.js.oracles import ORACLES

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
MODEL = ROOT / "playground/stage/assets/model"
KERAS = "forwardKeras_test.js"
SCRIPTS = sorted(path.name for path in FOLDER.glob("*_test.js") if path.name != KERAS)
SAMPLES = [lively_sample(number) for number in range(200)]
CLASSIFIERS = [classifier_sample(number) for number in range(200)]
BY_MODEL, BY_CALL = SAMPLES[:30], SAMPLES[30:40]
"""Three and one of every activation, by that of the last layer; Keras takes its time for each."""


def deno(*arguments: str | Path, cases: Path | None = None) -> str:
    """Runs Deno, which must succeed. Returns what it wrote."""
    beside = str(Path(sys.executable).parent)
    program = shutil.which("deno", path=os.pathsep.join([beside, os.environ["PATH"]]))
    assert program is not None, "deno is missing: python -m pip install -r requirements-dev.txt"
    environment = {**os.environ, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"}
    if cases:
        environment["PLAYGROUND_CASES"] = str(cases)
    done = subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def run_script(name: str, cases: Path) -> None:
    """Runs a script's tests, all of them."""
    allowed = ("--allow-env=PLAYGROUND_CASES", f"--allow-read={cases}")
    output = deno("test", "--no-check", *allowed, FOLDER / name, cases=cases)
    assert " passed | 0 failed" in output, output
    assert "ignored" not in output, output


def write(folder: Path, name: str, cases: list[Case]) -> None:
    (folder / f"{name}.json").write_text(json.dumps(cases, allow_nan=False))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all cases of NumPy and the core."""
    folder = tmp_path_factory.mktemp("cases")
    for name, make in ORACLES.items():
        write(folder, name, make())
    return folder


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_keeps_its_promises(name: str, cases: Path) -> None:
    run_script(name, cases)


@pytest.mark.keras
def test_the_browser_computes_what_keras_computes(tmp_path: Path) -> None:
    """By NumPy for all, by the Keras model itself, and by the compiled call that answers pages."""
    found = []
    for sample in SAMPLES:
        x = sample.scaling.inputs(sample.x)
        found.append(predictions_case(sample, forward(sample.network, sample.weights, x)))
        if sample in BY_MODEL:
            outputs = engine.keras_model(sample.network, sample.weights)(x.astype(np.float32))
            found.append(predictions_case(sample, np.asarray(outputs)))
        if sample in BY_CALL:
            outputs = engine.predict(sample.network, sample.weights, x)
            found.append(predictions_case(sample, outputs))
    for sample in CLASSIFIERS:
        x = sample.scaling.inputs(sample.x)
        for last in (
            layer_passes(sample.network, sample.weights, x)[-1],
            engine.last_layer(sample.network, sample.weights, x),
        ):
            found.append(predictions_case(sample, last.y))
    write(tmp_path, "keras", found)
    run_script(KERAS, tmp_path)


def test_the_model_needs_no_dom_clock_or_network() -> None:
    """Its types are checked without those of the browser."""
    deno("check", "--config", FOLDER / "pure.json", *sorted(MODEL.glob("*.js")))


def test_the_networks_are_of_every_kind() -> None:
    networks = [sample.network for sample in SAMPLES]
    hidden = [layer for network in networks for layer in network.layers[:-1]]
    assert {layer.activation for layer in hidden} == set(ACTIVATIONS)
    for samples in (SAMPLES, BY_MODEL, BY_CALL):
        assert {one.network.layers[-1].activation for one in samples} == set(ACTIVATIONS)
    assert {layer.units for layer in hidden} == set(range(1, 17))
    assert {len(network.layers) for network in networks} == set(range(1, 7))
    assert {network.inputs for network in networks} == set(range(1, 9))
    classifiers = {sample.network for sample in CLASSIFIERS}
    assert len(classifiers) == ARCHITECTURES
    assert {one.layers[-1].units for one in classifiers} == {1, 3, 4, 5, 6}


def test_the_stacks_are_of_every_kind() -> None:
    stacks = ORACLES["stacks"]()
    points = [stack["points"] for stack in stacks]
    segments = [stack["segments"] for stack in stacks if stack["segments"] is not None]
    for found in (points, segments):
        away = [neuron is None for one in found for neuron in one]
        assert 20 < sum(away) < len(away) - 20
        assert sum(len(one) == 0 for one in found) >= 10
    states = Counter(state for stack in stacks for layer in stack["inactive"] for state in layer)
    assert min(states[state] for state in (0, 1, 2)) >= 10
    assert {len(stack["network"]["layers"]) for stack in stacks} == set(range(1, 7))
