"""Networks from files: honest ones give what they gave, hostile ones are refused."""

from __future__ import annotations

import json
import pickle
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from playground import engine
from playground.core.model_files.network_file import MAX_BYTES, NetworkFileError
from playground.core.model_files.read import read_network_file
from playground.core.network.network import Dense, Network, forward
from playground.export.weights_file import weights_json
from tests.core.model_files.archives import (
    BIASES,
    KERNELS,
    archive,
    changed,
    honest_config,
    layer,
    weights_file,
)
from tests.export.takeaways import classifiers, stacks, units


def honest_json() -> dict[str, Any]:
    """As the page writes it."""
    text: dict[str, Any] = json.loads(weights_json(next(stacks())))
    return text


def test_an_archive_gives_its_layers_and_its_scaling() -> None:
    read = read_network_file(archive())
    assert read.network == Network(2, (Dense(3, "relu"), Dense(1)))
    for received, expected in zip(
        read.weights, (KERNELS[0], BIASES[0], KERNELS[1], BIASES[1]), strict=True
    ):
        np.testing.assert_array_equal(received, expected)
    assert read.scaling is not None
    np.testing.assert_array_equal(read.scaling.x_mean, [1.0, 2.0])
    np.testing.assert_array_equal(read.scaling.x_scale, [2.0, 3.0])
    assert (read.scaling.y_mean, read.scaling.y_scale) == (100.0, 20.0)
    packed = read_network_file(archive(compression=zipfile.ZIP_DEFLATED))
    np.testing.assert_array_equal(packed.weights[0], KERNELS[0])


def test_what_a_page_writes_as_json_comes_back() -> None:
    for takeaway in [*stacks(), *units(), *classifiers()][::4]:
        read = read_network_file(weights_json(takeaway))
        assert read.network == takeaway.network
        assert read.inputs == tuple(column.name for column in takeaway.sample.inputs)
        x = takeaway.sample.x
        if read.scaling is None:
            again = forward(read.network, read.weights, x)
        else:
            inner = forward(read.network, read.weights, read.scaling.inputs(x))
            again = read.scaling.raw_target(inner)
        np.testing.assert_allclose(again, takeaway.predict(x), rtol=1e-5, atol=1e-5)


@pytest.mark.keras
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # Keras' own
def test_what_keras_writes_comes_back() -> None:
    for takeaway in [*stacks(), *units(), *classifiers()][::6]:
        data = engine.keras_file(takeaway.network, takeaway.weights, takeaway.scaling)
        read = read_network_file(data)
        assert read.network == takeaway.network
        x = takeaway.sample.x
        if read.scaling is None:
            again = forward(read.network, read.weights, x)
        else:
            inner = forward(read.network, read.weights, read.scaling.inputs(x))
            again = read.scaling.raw_target(inner)
        expected = takeaway.predict(x)
        np.testing.assert_allclose(again, expected, rtol=1e-5, atol=1e-5 * np.ptp(expected))


class _Evil:
    """Runs something where it is unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return (print, ("this ran",))


def _set(index: int, **values: Any) -> Callable[[Any], None]:
    return lambda layers: layers[index]["config"].update(values)


def _json_with(**values: Any) -> bytes:
    return json.dumps(honest_json() | values).encode()


def _layer_with(**values: Any) -> bytes:
    text = honest_json()
    text["layers"][0].update(values)
    return json.dumps(text).encode()


def _link(file: Any) -> None:
    del file["layers/dense/vars/0"]
    file["layers/dense/vars/0"] = h5py.ExternalLink("/etc/passwd", "/")


def _soft_link(file: Any) -> None:
    del file["layers/dense/vars/0"]
    file["layers/dense/vars/0"] = h5py.SoftLink("/layers/dense_1/vars/0")


def _external(file: Any) -> None:
    del file["layers/dense/vars/0"]
    file["layers/dense/vars"].create_dataset(
        "0", shape=(2, 3), dtype="f4", external=[("/etc/passwd", 0, 24)]
    )


def _packed(file: Any) -> None:
    del file["layers/dense/vars/0"]
    file["layers/dense/vars"].create_dataset(
        "0", shape=(2, 3), dtype="f4", chunks=(2, 3), compression="gzip"
    )


def _huge(file: Any) -> None:
    del file["layers/dense/vars/0"]
    file["layers/dense/vars"].create_dataset("0", shape=(50_000, 50_000), dtype="f4", chunks=True)


def _texts(file: Any) -> None:
    del file["layers/dense/vars/0"]
    file["layers/dense/vars/0"] = np.full((2, 3), b"x")


def _infinite(file: Any) -> None:
    file["layers/dense/vars/0"][...] = np.inf


def _group(file: Any) -> None:
    del file["layers/dense/vars/0"]
    file.create_group("layers/dense/vars/0")


def _bomb() -> bytes:
    return archive(weights=bytes(300_000_000), compression=zipfile.ZIP_DEFLATED)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "pickle": (lambda: pickle.dumps(_Evil()), "could run anything"),
    "old Keras": (weights_file, "older Keras"),
    "nothing": (lambda: b"", "neither a .keras file nor JSON"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n", "neither a .keras file nor JSON"),
    "too many bytes": (lambda: bytes(MAX_BYTES + 1), "larger than 20 MB"),
    "a damaged zip": (lambda: archive()[:-40], "no .keras file, or it is damaged"),
    "a zip of something else": (
        lambda: archive(names=("a.txt", "b.txt")),
        "has no config.json",
    ),
    "a zip bomb": (_bomb, "too large"),
    "a large configuration": (lambda: archive(" " * 300_000), "too large"),
    "no JSON within": (lambda: archive("{not JSON"), "is no JSON"),
    "deep JSON within": (lambda: archive("[" * 100_000), "is no JSON"),
    "a functional model": (
        lambda: archive(honest_config() | {"class_name": "Functional"}),
        "Only a Sequential model",
    ),
    "a Lambda": (
        lambda: changed(lambda layers: layers.insert(2, layer("Lambda", function="…"))),
        "a layer “Lambda”",
    ),
    "a custom layer": (
        lambda: changed(lambda layers: layers[2].update(module="os", class_name="system")),
        "none of Keras",
    ),
    "a registered name": (
        lambda: changed(lambda layers: layers[2].update(registered_name="mine>Dense")),
        "none of Keras",
    ),
    "a Dropout": (
        lambda: changed(lambda layers: layers.insert(3, layer("Dropout", rate=0.5))),
        "a layer “Dropout”",
    ),
    "10 GB of units": (lambda: changed(_set(2, units=10**9)), "1000000000 units"),
    "no units": (lambda: changed(_set(2, units=0)), "0 units"),
    "units in words": (lambda: changed(_set(2, units="3")), "'3' units"),
    "an unknown activation": (lambda: changed(_set(2, activation="sin")), "'sin' is not known"),
    "an activation with code": (
        lambda: changed(_set(2, activation={"module": "os", "class_name": "system"})),
        "dict is not known",
    ),
    "no bias": (lambda: changed(_set(2, use_bias=False)), "has no bias"),
    "softmax within": (lambda: changed(_set(2, activation="softmax")), "softmax is for a last"),
    "too many layers": (
        lambda: changed(lambda layers: layers.extend([layers[2]] * 40)),
        "no list of layers, or too many",
    ),
    "images": (lambda: changed(_set(0, batch_shape=[None, 28, 28])), "rows of numbers"),
    "a million inputs": (lambda: changed(_set(0, batch_shape=[None, 10**6])), "1 to 48 inputs"),
    "a scale of 0": (lambda: changed(_set(1, variance=[[0.0, 1.0]])), "above 0"),
    "a scaling in the middle": (
        lambda: changed(lambda layers: layers.insert(3, layers[1])),
        "before all dense layers",
    ),
    "a shape that lies": (lambda: changed(_set(2, units=4)), "its layers need"),
    "no weights": (lambda: archive(weights=b"none"), "cannot be read"),
    "a link to another file": (lambda: archive(weights=weights_file(_link)), "another place"),
    "a link within": (lambda: archive(weights=weights_file(_soft_link)), "another place"),
    "numbers of another file": (lambda: archive(weights=weights_file(_external)), "are packed"),
    "packed numbers": (lambda: archive(weights=weights_file(_packed)), "are packed"),
    "10 GB of numbers": (lambda: archive(weights=weights_file(_huge)), "its layers need"),
    "texts": (lambda: archive(weights=weights_file(_texts)), "are no numbers"),
    "infinity": (lambda: archive(weights=weights_file(_infinite)), "not all finite"),
    "a folder": (lambda: archive(weights=weights_file(_group)), "are no numbers"),
    "JSON of something else": (lambda: b'{"a": 1}', "This JSON has no network"),
    "JSON that is none": (lambda: b'{"a": ', "This is no JSON"),
    "deep JSON": (lambda: b'{"a":' + b"[" * 1_000_000, "lists within lists"),
    "a long number": (lambda: b'{"a": ' + b"9" * 100_000 + b"}", "This is no JSON"),
    "JSON without layers": (lambda: _json_with(layers=[]), "1 to 8 layers"),
    "JSON with layers of numbers": (lambda: _json_with(layers=[1, 2]), "no units and weights"),
    "JSON with other lists": (lambda: _layer_with(kernel=[[1.0, 2.0]]), "must be a list of 1"),
    "JSON with texts": (lambda: _layer_with(kernel=[["1"]]), "are no numbers"),
    "JSON with truths": (lambda: _layer_with(bias=[True]), "are no numbers"),
    "JSON with infinity": (lambda: _layer_with(bias=[1e300]), "not all finite"),
    "JSON with a broken scaling": (lambda: _json_with(scaling={"x_mean": 1}), "a list of 1"),
    "JSON with a scale of 0": (
        lambda: _json_with(scaling={"x_mean": [0], "x_scale": [0], "y_mean": 0, "y_scale": 1}),
        "above 0",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    make, reason = HOSTILE[name]
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(NetworkFileError) as refused:
            read_network_file(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    sentence = str(refused.value)
    assert reason in sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert most < 60_000_000, f"it took {most:,} bytes"
    assert capsys.readouterr().out == ""
    assert [*tmp_path.iterdir()] == []


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 30
