"""What is read elsewhere comes back as if it were read here; what goes wrong is a sentence."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from playground.core.importing.errors import TableError
from playground.core.importing.read import read
from playground.limits import MEMORY_LEFT, READER_BYTES
from playground.uploads import process, worker
from tests.uploads import readers

TABLE = b"name;mass [kg];height\nAnna;62,5;171\nBen;80;\nCleo;55,25;160\nDana;71;182\n"


def test_it_is_another_process_that_gets_all_arguments_and_may_print() -> None:
    pid, data, more = process.call(readers.process_of, TABLE, "name.csv", "x")
    assert pid != os.getpid()
    assert (data, more) == (TABLE, ("name.csv", "x"))
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_table_is_the_same_as_read_here_and_so_is_its_refusal() -> None:
    there, here = process.call(read, TABLE, "people"), read(TABLE, "people")
    pd.testing.assert_frame_equal(there.frame, here.frame)
    assert there.settings == here.settings
    assert there.notes == here.notes
    with pytest.raises(TableError, match="nothing in 3 bytes"):
        process.call(readers.refuse, b"abc")


@pytest.mark.parametrize(
    ("reader", "sentence"),
    [
        (readers.break_off, process.CRASHED),
        (readers.fail, process.CRASHED),
        (readers.take_too_much, process.TOO_LARGE),
        (readers.take_too_long, process.TOO_LONG),
    ],
)
def test_a_reader_that_ends_badly_gives_a_sentence(
    reader: Callable[[bytes], Any], sentence: str
) -> None:
    with pytest.raises(process.ReaderFailed) as failed:
        process.call(reader, TABLE)
    assert str(failed.value) == sentence


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has such limits")
def test_a_reader_has_a_limit_and_is_ended_before_the_server() -> None:
    most, score = process.call(readers.limits, TABLE)
    assert MEMORY_LEFT <= most <= READER_BYTES
    assert score == "1000"


@pytest.mark.parametrize(
    ("free", "most"),
    [
        (math.inf, READER_BYTES),
        (3 * READER_BYTES, READER_BYTES),
        (3 * MEMORY_LEFT, 2 * MEMORY_LEFT),
        (MEMORY_LEFT, MEMORY_LEFT),
    ],
)
def test_where_memory_is_short_it_has_less(free: float, most: int) -> None:
    assert worker.most_memory(free) == most


def test_a_process_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    def is_wanted() -> bool:
        return not (note.exists() and note.read_text(encoding="utf-8").endswith("\n"))

    with pytest.raises(process.ReaderFailed, match="Nobody waits"):
        process.call(readers.never_end, str(note).encode(), is_wanted=is_wanted)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text(encoding="utf-8")), 0)
