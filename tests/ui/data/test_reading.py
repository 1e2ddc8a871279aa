"""What is large is read elsewhere, in turn, while the page can be used; the rest at once."""

from __future__ import annotations

from typing import Any

import pytest

from playground.limits import READ_HERE_BYTES
from playground.ui.data.reading import progress_text
from playground.uploads.queue import QUEUE
from tests.pages.test_data import opened, own_datasets, paste

LIMIT = 120
CELLS = "mass\theight\n" + "".join(f"{i}\t{2 * i}\n" for i in range(READ_HERE_BYTES // 8))


def read_lines(app: Any) -> str:
    return " ".join(note.value for note in (*app.success, *app.info))


def test_a_large_table_is_read_while_the_page_goes_on() -> None:
    app = paste(opened("data"), CELLS)
    own = own_datasets(app)
    waiting = own.waiting
    assert waiting is not None
    assert own.upload.table is None
    assert "Nothing is marked" in " ".join(text.value for text in app.markdown)  # below the panel
    assert waiting.ticket.wait(LIMIT)
    app.run()
    assert not app.exception
    assert f"{CELLS.count(chr(10)) - 1:,} rows, tab" in read_lines(app)
    assert own_datasets(app).waiting is None


def test_a_full_queue_says_so_and_takes_the_table_once_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as full:
        full.setattr(QUEUE, "_max_bytes", len(CELLS) - 1)
        app = paste(opened("data"), CELLS)
        assert "no room on this server for one more table" in app.error[0].value
        assert own_datasets(app).waiting is None
    app.run()
    assert not app.error
    assert own_datasets(app).waiting is not None


def test_another_input_leaves_the_queue() -> None:
    app = paste(opened("data"), CELLS)
    assert own_datasets(app).waiting is not None
    paste(app, CELLS[:200])
    assert own_datasets(app).waiting is None
    assert "rows, tab" in read_lines(app)


@pytest.mark.parametrize(
    ("before", "seconds", "text"),
    [
        (0, 3.6, "Reading … about 4 s left"),
        (0, 0.1, "Reading … about 1 s left"),
        (1, 20.0, "1 file is read before yours: about 20 s until yours is there"),
        (7, 200.0, "7 files are read before yours: 3 min until yours is there"),
    ],
)
def test_the_place_is_said(before: int, seconds: float, text: str) -> None:
    assert progress_text(before, seconds) == text
