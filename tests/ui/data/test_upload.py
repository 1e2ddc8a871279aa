"""A script shows the upload it has read itself."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _two_scripts() -> None:
    """An older script, not stopped yet, stores its upload as soon as this one has read its own."""
    from collections.abc import Iterator
    from contextlib import contextmanager
    from unittest.mock import patch

    import streamlit as st

    from playground.core.importing.read import read_table
    from playground.ui.data import upload
    from playground.ui.shared import sessions
    from playground.ui.shared.own_datasets import Upload

    late = read_table("x\ty\n1\t2\n2\t4\n3\t5\n")

    @contextmanager
    def overtaken(_: str) -> Iterator[None]:
        yield
        sessions.own_datasets().upload = Upload("three points", "My points", late)

    with patch.object(st, "spinner", overtaken):
        upload._show_upload("two points", "My points", lambda: "x\ty\n1\t2\n2\t4\n", preview=False)


def test_the_upload_of_an_older_script_is_not_shown() -> None:
    page = AppTest.from_function(_two_scripts).run(timeout=30)
    assert not page.exception
    assert "2 rows below the header" in page.error[0].value
    assert not page.button
