"""What visitors brought stays within its limits, and goes with the session."""

from __future__ import annotations

import gc

import pytest

from playground.core.importing.errors import MAX_BYTES
from playground.limits import SOURCE_BYTES
from playground.uploads.sources import Source, Sources


def alive(sources: list[Source]) -> list[bytes | str | None]:
    return [source.data for source in sources]


def test_the_one_used_longest_ago_makes_room() -> None:
    shelf = Sources(most=3, size=100, size_of_all=1000)
    mine = [shelf.put(name, "me") for name in ("a", "b", "c")]
    assert shelf.use(mine[0]) == "a"
    mine.append(shelf.put("d", "me"))
    assert alive(mine) == ["a", None, "c", "d"]
    assert shelf.use(mine[1]) is None
    mine.append(shelf.put(b"e" * 99, "me"))
    assert alive(mine) == [None, None, None, "d", b"e" * 99]


def test_each_session_has_its_room_and_all_have_one_together() -> None:
    shelf = Sources(most=2, size=60, size_of_all=100)
    first, other = shelf.put(b"1" * 50, "me"), shelf.put(b"2" * 50, "you")
    assert None not in alive([first, other])
    third = shelf.put(b"3" * 50, "they")
    assert first.data is None
    assert None not in alive([other, third])


def test_a_file_counts_no_longer_once_its_session_is_gone() -> None:
    shelf = Sources(most=9, size=100, size_of_all=100)
    gone = shelf.put(b"1" * 90, "me")
    del gone
    gc.collect()
    stays = shelf.put(b"2" * 60, "you")
    late = shelf.put(b"3" * 40, "they")
    assert None not in alive([stays, late])


@pytest.mark.parametrize("data", [b"x" * 500, "ä" * 250])
def test_the_last_one_stays_whatever_its_size(data: bytes | str) -> None:
    source = Sources(most=1, size=10, size_of_all=10).put(data, "me")
    assert source.data == data
    assert source.size == 500


def test_the_largest_file_that_is_read_has_room() -> None:
    assert SOURCE_BYTES >= MAX_BYTES
