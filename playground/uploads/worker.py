"""The process in which a visitor's file is read: it does one thing, and then it is gone.

It gets a function with its arguments on its standard input, and writes what came of it to its
standard output, both pickled.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from typing import Any

from playground.limits import READER_BYTES, READER_SECONDS

NICER = 5
"""By how much it steps back behind the server, which answers people."""


def main() -> None:
    """Does it."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        _step_back()
        pickle.dump(_outcome(*pickle.load(sys.stdin.buffer)), out, protocol=pickle.HIGHEST_PROTOCOL)


def _step_back() -> None:
    """Others come first, and the memory has a limit; where the system has such things."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        os.nice(NICER)
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (READER_BYTES, READER_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (READER_SECONDS, READER_SECONDS))


def _outcome(function: Any, *arguments: Any) -> tuple[bool, Any]:
    """Whether it went well, and the result or the error."""
    try:
        return True, function(*arguments)
    except (ValueError, MemoryError) as error:
        return False, error


if __name__ == "__main__":
    main()
