"""TensorFlow and Keras, imported once, when somebody first needs them."""

from __future__ import annotations

import gc
import importlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["cold", "starting", "ready", "failed"]

_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "KERAS_BACKEND": "tensorflow",
}
SMALL_LOOP_BYTES = 150_000
"""Bytes that a loop may touch in a round for XLA to compile it as one piece, for one thread."""


class KerasUnavailable(RuntimeError):
    """TensorFlow or Keras could not be imported; the message says why and what to do."""


@dataclass(frozen=True)
class Libraries:
    """The two modules: `tf` is tensorflow, `keras` is keras."""

    tf: Any
    keras: Any


class BackendLoader:
    """Imports the libraries on the first request and remembers how far that is.

    Args:
        importer: does the import; called once, in the thread that asks first. All others wait.
    """

    def __init__(self, importer: Callable[[], Libraries]) -> None:
        self._importer = importer
        self._import_lock = threading.Lock()
        self._warm_up_lock = threading.Lock()
        self._libraries: Libraries | None = None
        self._is_warming_up = False
        self.status: Status = "cold"
        self.failure: str | None = None

    def libraries(self) -> Libraries:
        """Returns the libraries, importing them if nobody has yet.

        Raises:
            KerasUnavailable: if they cannot be imported.
        """
        with self._import_lock:
            if self._libraries is None:
                self._libraries = self._import()
            return self._libraries

    def warm_up(
        self, before_ready: Callable[[], object], after_ready: Callable[[], object]
    ) -> None:
        """Imports the libraries in the background, then runs `rehearsal`, then `encore`.

        Only the first call does anything. The status is "ready" once the rehearsal is over.
        """
        with self._warm_up_lock:
            if self._is_warming_up:
                return
            self._is_warming_up = True
        if self.status == "cold":
            self.status = "starting"
        # Not a daemon: a Python that exits in the middle of TensorFlow's own code aborts.
        threading.Thread(
            target=self._warm_up, args=(before_ready, after_ready), name="keras-warm-up"
        ).start()

    def _warm_up(
        self, before_ready: Callable[[], object], after_ready: Callable[[], object]
    ) -> None:
        try:
            self.libraries()
            before_ready()
            self.status = "ready"
            after_ready()
        except Exception as error:
            self._fail(error)

    def _import(self) -> Libraries:
        if self.failure is not None:
            raise KerasUnavailable(self.failure)
        self.status = "starting"
        try:
            libraries = self._importer()
        except Exception as error:
            self._fail(error)
            raise KerasUnavailable(self.failure) from error
        if not self._is_warming_up:
            self.status = "ready"
        return libraries

    def _fail(self, error: Exception) -> None:
        self.failure = self.failure or (
            f"Keras could not be started: {error}. "
            "Install the packages of requirements.txt, then start the server again."
        )
        self.status = "failed"


def xla_flags(given: str) -> str:
    """The flags given, and the one that trains small networks as one piece.

    XLA for CPUs otherwise hands every step of a loop to a pool of threads that wait for each
    other. An 8-8-1 network, batch by batch, is three times as fast in one piece, and leaves the
    other cores to those who watch; from about 16-16-1 at a batch of 64 on, threads are faster.
    """
    option = (
        f"--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold={SMALL_LOOP_BYTES}"
    )
    return given if "xla_backend_extra_options" in given else f"{given} {option}".strip()


def _import_keras() -> Libraries:
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ["XLA_FLAGS"] = xla_flags(os.environ.get("XLA_FLAGS", ""))
    tf = importlib.import_module("tensorflow")
    tf.get_logger().setLevel("ERROR")
    keras = importlib.import_module("keras")
    if _is_server.is_set():
        keras.backend.clear_session = _noop
        _freeze_gc()
    return Libraries(tf=tf, keras=keras)


_is_server = threading.Event()


def _freeze_gc() -> None:
    """What is loaded now stays: the garbage collector need not look through it again.

    It looks through everything once the objects made since are a quarter of all others. With the
    million of TensorFlow that is hardly ever, so that what ended sessions and runs leave behind
    would stay; and then no thread moves for a fifth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.collect()  # so that it counts anew how many others there are


def _noop(free_memory: bool = True) -> None:
    """Instead of `keras.backend.clear_session`, in a server."""


def disable_clear_session() -> None:
    """For a server, before Keras is imported: what is loaded then stays.

    The garbage collector does not look through it, and `keras.backend.clear_session` does nothing.
    Streamlit calls it after every script of every learner. With TensorFlow loaded that takes
    200 ms, ten times as long as the script, in which no other thread moves; and it takes Keras'
    global state away from models that other threads are just building.
    """
    _is_server.set()


_loader = BackendLoader(_import_keras)


def libraries() -> Libraries:
    """TensorFlow and Keras; the first call imports them, which takes seconds.

    Raises:
        KerasUnavailable: if they cannot be imported.
    """
    return _loader.libraries()


def start(before_ready: Callable[[], object], after_ready: Callable[[], object]) -> None:
    """Imports both in the background, then runs what is given; returns at once, works once."""
    _loader.warm_up(before_ready, after_ready)


def status() -> Status:
    """How far Keras is: "cold", "starting", "ready" or "failed"."""
    return _loader.status


def failure() -> str | None:
    """Why Keras could not be started, in a sentence, or None."""
    return _loader.failure
