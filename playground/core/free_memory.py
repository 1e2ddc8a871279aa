"""How much memory the system still gives, where it says so (Linux)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")


def free_memory(meminfo: Path = _MEMINFO, cgroup: Path = _CGROUP) -> float:
    """Bytes that programs may still take: of the machine, or of the container if that has fewer.

    Args:
        meminfo: what the kernel says of the machine.
        cgroup: what it says of the container (version 2).

    Returns:
        Infinity where neither says so.
    """
    return min(_of_machine(meminfo), _of_container(cgroup))


def _of_machine(meminfo: Path) -> float:
    with suppress(OSError, KeyError, ValueError):
        return 1024.0 * _numbers(meminfo)["MemAvailable:"]
    return float("inf")


def _of_container(cgroup: Path) -> float:
    """What its processes have not taken, and files that it can drop."""
    with suppress(OSError, KeyError, ValueError):
        limit = float((cgroup / "memory.max").read_text())  # "max": no limit, a ValueError
        taken = float((cgroup / "memory.current").read_text())
        return limit - taken + _numbers(cgroup / "memory.stat")["inactive_file"]
    return float("inf")


def _numbers(file: Path) -> dict[str, int]:
    """The first number of each line, by the word before it."""
    lines = (line.split() for line in file.read_text().splitlines())
    return {words[0]: int(words[1]) for words in lines if len(words) > 1}
