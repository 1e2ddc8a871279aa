"""TensorFlow and Keras, imported once, when they are first needed."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import tempfile
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
"""Bytes that an iteration of a loop may access for XLA to compile the loop for one thread."""


_log = logging.getLogger(__name__)


class KerasUnavailable(RuntimeError):
    """TensorFlow or Keras could not be imported; the message says why and what to do."""


@dataclass(frozen=True)
class Libraries:
    """The two modules: `tf` is tensorflow, `keras` is keras."""

    tf: Any
    keras: Any


class BackendLoader:
    """Imports the libraries on the first request and tracks the state of the import.

    Args:
        importer: does the import; called once, in the first thread that needs the libraries,
            while all others wait.

    Attributes:
        status: "cold", "starting", "ready" or "failed".
        failure: why it failed, in a sentence, or None.
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
        """Imports the libraries in the background; returns at once. Later calls do nothing.

        Args:
            before_ready: runs after the import; then the status becomes "ready".
            after_ready: runs last.
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
        self.failure = self.failure or f"Keras could not be started: {error}. {_cure(error)}"
        if self.status != "failed":
            _log.error(self.failure, exc_info=error)
        self.status = "failed"


def _cure(error: Exception) -> str:
    if isinstance(error, ImportError):
        return "Install the packages of requirements.txt, then start the server again."
    return "Once that is mended, start the server again."


def xla_flags(flags: str) -> str:
    """The flags given, plus the one that compiles the training of small networks for one thread.

    XLA for CPUs otherwise distributes every step of a loop over a thread pool. In one thread, an
    8-8-1 network trains three times as fast in batches, and the other cores are free; from about
    16-16-1 at a batch of 64 on, the pool is faster.
    """
    option = (
        f"--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold={SMALL_LOOP_BYTES}"
    )
    return flags if "xla_backend_extra_options" in flags else f"{flags} {option}".strip()


def _import_keras() -> Libraries:
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    _name_a_temporary_folder()
    os.environ["XLA_FLAGS"] = xla_flags(os.environ.get("XLA_FLAGS", ""))
    tf = importlib.import_module("tensorflow")
    tf.get_logger().setLevel("ERROR")
    keras = importlib.import_module("keras")
    if _is_server.is_set():
        keras.backend.clear_session = _noop
        _freeze_gc()
    return Libraries(tf=tf, keras=keras)


def _name_a_temporary_folder() -> None:
    """TensorFlow asks for its name, and Python has none where every such folder is full.

    Nothing here writes into it.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        tempfile.tempdir = os.path.abspath(os.sep)


_is_server = threading.Event()


def _freeze_gc() -> None:
    """Excludes all objects that exist now from garbage collection.

    A full collection starts once the objects created since the last one are a quarter of all
    others. With TensorFlow's million of objects that is hardly ever, so that the memory of ended
    sessions and runs would not be freed; and it blocks all threads for 200 ms.
    """
    gc.collect()
    gc.freeze()
    gc.collect()  # resets the collector's count of the other objects


def _noop(free_memory: bool = True) -> None:
    """Replaces `keras.backend.clear_session` in a server."""


def disable_clear_session() -> None:
    """For a server, to be called before Keras is imported: its modules and state are never cleared.

    The import then replaces `keras.backend.clear_session` by a function that does nothing, and
    excludes all loaded modules from garbage collection. Streamlit calls `clear_session` after
    every script run of every session. With TensorFlow loaded that blocks all threads for 200 ms,
    ten times as long as the script runs, and it clears Keras' global state while other threads
    build models.
    """
    _is_server.set()


def clear_kernel_cache() -> None:
    """Frees the kernels of eager operations, as `keras.backend.clear_session` does.

    TensorFlow keeps one for every operation with other shapes: 0.3 MB for every new architecture.
    """
    context = importlib.import_module("tensorflow.python.eager.context")
    context.context().clear_kernel_cache()


_loader = BackendLoader(_import_keras)


def libraries() -> Libraries:
    """TensorFlow and Keras; the first call imports them, which takes seconds.

    Raises:
        KerasUnavailable: if they cannot be imported.
    """
    return _loader.libraries()


def warm_up(before_ready: Callable[[], object], after_ready: Callable[[], object]) -> None:
    """Imports both in the background; returns at once. Later calls do nothing.

    Args:
        before_ready: runs after the import; then the status becomes "ready".
        after_ready: runs last.
    """
    _loader.warm_up(before_ready, after_ready)


def status() -> Status:
    """The state of Keras' import: "cold", "starting", "ready" or "failed"."""
    return _loader.status


def failure() -> str | None:
    """Why Keras could not be started, in a sentence, or None."""
    return _loader.failure
