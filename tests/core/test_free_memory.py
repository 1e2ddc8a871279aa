"""What the system still gives: of the machine, or of the container if that has fewer."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from playground.core.free_memory import free_memory

NOWHERE = Path("nowhere")


@pytest.fixture
def meminfo(tmp_path: Path) -> Path:
    """A machine that gives 4 MB more."""
    file = tmp_path / "meminfo"
    file.write_text("MemTotal: 9000 kB\nMemAvailable: 4096 kB\nHugePages_Total: 0\n")
    return file


def container(folder: Path, limit: str) -> Path:
    (folder / "memory.max").write_text(limit + "\n")
    (folder / "memory.current").write_text("5000000\n")
    (folder / "memory.stat").write_text("anon 4000000\ninactive_file 1000000\n")
    return folder


def test_the_machine_says_so(meminfo: Path) -> None:
    assert free_memory(meminfo, NOWHERE) == 4 * 2**20


def test_files_that_a_container_can_drop_are_free(meminfo: Path, tmp_path: Path) -> None:
    assert free_memory(meminfo, container(tmp_path, "6000000")) == 2_000_000
    assert free_memory(meminfo, container(tmp_path, "60000000")) == 4 * 2**20
    assert free_memory(meminfo, container(tmp_path, "max")) == 4 * 2**20


def test_where_nothing_is_said_there_is_no_limit() -> None:
    assert math.isinf(free_memory(NOWHERE, NOWHERE))


def test_this_machine_has_some() -> None:
    assert free_memory() > 2**20
