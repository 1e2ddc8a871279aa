"""Functions that stand for readers: they are found by name in another process."""

from __future__ import annotations

import os
import signal
import time

from playground.core.importing.errors import TableError


def process_of(data: bytes, *more: str) -> tuple[int, bytes, tuple[str, ...]]:
    """In which process it is called, and with what; it prints something on its way."""
    print("half a sentence", flush=True)
    return os.getpid(), data, more


def refuse(data: bytes) -> None:
    """Finds no table."""
    raise TableError(f"There is nothing in {len(data)} bytes.")


def break_off(data: bytes) -> None:
    """Ends as a fault in a library would, or somebody who needs the memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(data: bytes) -> None:
    """Has a fault of its own."""
    raise ZeroDivisionError


def take_too_much(data: bytes) -> int:
    """Wants three gigabytes."""
    return len(bytearray(3 * 2**30))


def take_too_long(data: bytes) -> None:
    """Uses up the time that is left, as the system counts it."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    while True:
        pass


def never_end(data: bytes) -> None:
    """Says in a file who it is, and waits."""
    with open(data.decode(), "w", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(3600)


def limits(data: bytes) -> tuple[int, str]:
    """How much memory it may take, and how willingly the system ends it."""
    import resource

    with open("/proc/self/oom_score_adj", encoding="ascii") as score:
        return resource.getrlimit(resource.RLIMIT_DATA)[0], score.read().strip()
