"""Calls a function in a process of its own, which is ended afterwards, whatever happens in it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from playground.limits import READER_SECONDS

_LOOK_EVERY = 0.2
"""Seconds after which it is looked whether the result is still wanted."""


class ReaderFailed(Exception):
    """There is no result; the message is a whole sentence with the remedy."""


CRASHED = (
    "Reading stopped in the middle of this file, and nothing else is lost: try it once more. If "
    "that does not help, save the table as CSV in another program, and choose that file."
)
TOO_LARGE = (
    "This table takes more memory than reading it may take here: leave out rows or columns that "
    "you do not need, and choose it again."
)
TOO_LONG = (
    f"Reading took more than {READER_SECONDS // 60} minutes and was given up: leave out rows or "
    "columns that you do not need, and choose it again."
)
UNWANTED = "Nobody waits for this file any more."


def call(
    function: Callable[..., Any],
    *arguments: Any,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Any:
    """Returns what the function returns.

    Args:
        function: found by its name in its module; its result can be pickled.
        arguments: as it takes them.
        is_wanted: once it returns False, the process is ended.

    Raises:
        ReaderFailed: if there is no result: it crashed, took too much, or is not wanted any more.
        ValueError: as the function raises it.
    """
    # Not forked: TensorFlow's threads would not be there, but their locks would.
    with subprocess.Popen(
        [sys.executable, "-m", "playground.uploads.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    ) as process:
        threading.Thread(target=_watch, args=(process, is_wanted), daemon=True).start()
        try:
            answer, _ = process.communicate(pickle.dumps((function, *arguments)))
        finally:
            process.kill()
    if not is_wanted():
        raise ReaderFailed(UNWANTED)
    try:
        went_well, result = pickle.loads(answer)
    except (EOFError, pickle.UnpicklingError) as error:
        out_of_time = process.returncode == -getattr(signal, "SIGXCPU", 0)
        raise ReaderFailed(TOO_LONG if out_of_time else CRASHED) from error
    if went_well:
        return result
    if isinstance(result, MemoryError):
        raise ReaderFailed(TOO_LARGE)
    raise result


def _watch(process: subprocess.Popen[bytes], is_wanted: Callable[[], bool]) -> None:
    """Ends the process once nobody wants its result."""
    while process.poll() is None:
        if not is_wanted():
            process.kill()
        time.sleep(_LOOK_EVERY)
