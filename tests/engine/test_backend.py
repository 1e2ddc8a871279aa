"""Keras is imported when it is needed, once, and its status can be read meanwhile."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module

import pytest

from playground.engine.backend import BackendLoader, KerasUnavailable, Libraries


def in_fresh_python(code: str) -> str:
    """Runs `code` in a Python of its own and returns what it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def nothing() -> None:
    """Does nothing."""


def standard_libraries() -> Libraries:
    return Libraries(tf=import_module("json"), keras=import_module("math"))


def missing_library() -> Libraries:
    return Libraries(tf=import_module("no_such_tensorflow"), keras=None)


def warm_up_and_wait(
    loader: BackendLoader,
    before_ready: Callable[[], object] = nothing,
    after_ready: Callable[[], object] = nothing,
) -> None:
    loader.warm_up(before_ready, after_ready)
    for thread in threading.enumerate():
        if thread.name == "keras-warm-up":
            thread.join(timeout=30)


@pytest.mark.parametrize("module", ["playground", "playground.engine"])
def test_importing_does_not_import_tensorflow(module: str) -> None:
    heavy = "{'tensorflow', 'keras', 'streamlit', 'plotly'}"
    assert in_fresh_python(f"import sys, {module}; print({heavy} & set(sys.modules))") == "set()"


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, playground; print({'numpy', 'pandas'} & set(sys.modules))"
    assert in_fresh_python(code) == "set()"


def test_in_a_server_that_starts() -> None:
    """Warming up returns at once, predicting waits for it, and what is loaded is never cleared.

    One Python for all of that: each would spend seconds on the import.
    """
    code = """
import gc, json, threading, time
from playground import Network, engine, neuron
from playground.engine.backend import libraries
engine.disable_clear_session()
states = [engine.status()]
engine.warm_up()
engine.warm_up()
states.append(engine.status())
threads = [t for t in threading.enumerate() if t.name == "keras-warm-up"]
prediction = engine.predict(Network(1), neuron([2.5], 90.0), [[5.0]]).tolist()
while engine.status() == "starting":
    time.sleep(0.05)
states.append(engine.status())
engine.warm_up()
keras = libraries().keras
names = [keras.layers.Dense(1).name]
keras.backend.clear_session()
names.append(keras.layers.Dense(1).name)
print(json.dumps({
    "states": states,
    "threads": len(threads),
    "failure": engine.failure(),
    "prediction": prediction,
    "names are counted on": len({*names}) == 2,
    "frozen": gc.get_freeze_count() > 100_000,
    "looked through": len(gc.get_objects()) < gc.get_freeze_count() / 3,
}))
"""
    assert json.loads(in_fresh_python(code)) == {
        "states": ["cold", "starting", "ready"],
        "threads": 1,
        "failure": None,
        "prediction": [[102.5]],
        "names are counted on": True,
        "frozen": True,
        "looked through": True,
    }


def test_the_import_happens_once_for_all_threads() -> None:
    imports = []

    def importer() -> Libraries:
        imports.append(threading.current_thread())
        return standard_libraries()

    loader = BackendLoader(importer)
    threads = [threading.Thread(target=loader.libraries) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(imports) == 1
    assert loader.status == "ready"


def test_warm_up_is_idempotent() -> None:
    rehearsals = []
    loader = BackendLoader(standard_libraries)
    for _ in range(3):
        warm_up_and_wait(loader, lambda: rehearsals.append(1))
    assert rehearsals == [1]


def test_it_is_starting_in_before_ready_and_ready_in_after_ready() -> None:
    seen = []
    loader = BackendLoader(standard_libraries)
    warm_up_and_wait(loader, lambda: seen.append(loader.status), lambda: seen.append(loader.status))
    assert seen == ["starting", "ready"]


def test_warm_up_returns_while_another_thread_imports() -> None:
    begin, finish = threading.Event(), threading.Event()

    def slow_import() -> Libraries:
        begin.set()
        assert finish.wait(timeout=30)
        return standard_libraries()

    loader = BackendLoader(slow_import)
    first = threading.Thread(target=loader.libraries)
    first.start()
    assert begin.wait(timeout=30)
    seen: list[str] = []
    loader.warm_up(nothing, nothing)
    seen.append(loader.status)
    finish.set()
    first.join(timeout=30)
    warm_up_and_wait(loader)
    seen.append(loader.status)
    assert seen == ["starting", "ready"]


def test_a_failed_import_raises_for_every_caller() -> None:
    loader = BackendLoader(missing_library)
    warm_up_and_wait(loader)
    assert loader.status == "failed"
    assert loader.failure is not None
    assert "no_such_tensorflow" in loader.failure
    assert "requirements.txt" in loader.failure
    for _ in range(2):
        with pytest.raises(KerasUnavailable, match="no_such_tensorflow"):
            loader.libraries()


def test_a_failure_is_logged_once_with_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    loader = BackendLoader(missing_library)
    for _ in range(2):
        warm_up_and_wait(loader)
        with pytest.raises(KerasUnavailable):
            loader.libraries()
    (record,) = caplog.records
    assert record.getMessage() == loader.failure
    assert record.exc_info


def test_a_full_temporary_folder_does_not_keep_keras_from_starting() -> None:
    code = """
import tempfile
tempfile._candidate_tempdir_list = lambda: ["/no such folder"]
from playground import engine
from playground.engine import backend
backend.libraries()
print(engine.status())
"""
    assert in_fresh_python(code) == "ready"


def test_an_error_before_ready_is_a_failure() -> None:
    loader = BackendLoader(standard_libraries)
    warm_up_and_wait(loader, lambda: 1 / 0)
    assert loader.status == "failed"
    assert "division by zero" in str(loader.failure)
