"""The process in which a visitor's file is read: it does one thing, and then it is gone.

It gets a function with its arguments on its standard input, and writes what came of it to its
standard output, both pickled.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from playground.core.free_memory import free_memory
from playground.limits import MEMORY_LEFT, READER_BYTES, READER_SECONDS

NICER = 5
"""By how much it steps back behind the server, which answers people."""


def main() -> None:
    """Does it."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        _step_back()
        pickle.dump(_outcome(*pickle.load(sys.stdin.buffer)), out, protocol=pickle.HIGHEST_PROTOCOL)


def _step_back() -> None:
    """Others come first, and the memory has a limit; where the system has such things.

    Where memory ends all the same, Linux ends this process, and not the server.
    """
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with suppress(ImportError, AttributeError, OSError, ValueError):
        os.nice(NICER)
        import resource

        most = most_memory(free_memory())
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (READER_SECONDS, READER_SECONDS))


def most_memory(free: float) -> int:
    """How many bytes reading may take, where the system still gives `free` of them."""
    return int(min(READER_BYTES, max(MEMORY_LEFT, free - MEMORY_LEFT)))


def _outcome(function: Any, *arguments: Any) -> tuple[bool, Any]:
    """Whether it went well, and the result or the error."""
    try:
        return True, function(*arguments)
    except (ValueError, MemoryError) as error:
        return False, error


if __name__ == "__main__":
    main()
