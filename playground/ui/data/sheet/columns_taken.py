"""Which columns of a wide file are taken: all, a range, or some by name."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from playground.core.importing.errors import MAX_COLUMNS
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Settings
from playground.ui.data.sheet import changes
from playground.ui.shared import sessions
from playground.ui.shared.own_datasets import Upload

_FEW = 20
_ALL, _RANGE, _BY_NAME = "All", "A range", "By name"
_HOW = "sheet columns taken"
_ENDS = ("sheet from column", "sheet to column")
_NAMES = "sheet column names"


def draw(upload: Upload, reading: Reading) -> None:
    """Draws the choice, for files with many columns; of few, one is left out by its kind.

    Args:
        upload: whose columns they are.
        reading: the upload's last one.
    """
    settings, width = changes.shown(upload), len(reading.names)
    if width <= _FEW:
        return
    taken = settings.columns_taken.value if settings.columns_taken else ()
    taken = taken or tuple(range(1, width + 1))
    key = f"{_HOW} {hash((upload.key, taken))}"
    with st.container(key="sheet_columns_taken", horizontal=True, vertical_alignment="bottom"):
        how = st.segmented_control(
            f"Columns: {len(taken):,} of {width:,} are taken",
            [_ALL, _RANGE, _BY_NAME],
            key=key,
            default=_mode(taken, width),
            required=True,
            on_change=changes.on_change,
            args=(upload.key, key, _take_all),
            help=f"Of more than {MAX_COLUMNS}, the first {MAX_COLUMNS} are taken unless you choose",
        )
        if how == _RANGE:
            _range(upload, reading, (taken[0], taken[-1]))
        elif how == _BY_NAME:
            _by_name(upload, reading, taken)


def _mode(taken: Sequence[int], width: int) -> str:
    if len(taken) == width:
        return _ALL
    return _RANGE if taken[-1] - taken[0] == len(taken) - 1 else _BY_NAME


def _take_all(settings: Settings, how: str) -> Settings:
    """All at once; a range and names are chosen in their own boxes."""
    return settings.setting(columns_taken=()) if how == _ALL else settings


def _range(upload: Upload, reading: Reading, ends: tuple[int, int]) -> None:
    def change(settings: Settings, _: object) -> Settings:
        first, last = (int(sessions.choice(key)) for key in _ENDS)
        if first > last:
            names = (reading.names[number - 1] for number in (first, last))
            raise ValueError("“{}” comes after “{}” in the file".format(*names))
        return settings.setting(columns_taken=tuple(range(first, last + 1)))

    for label, key, value in zip(("From", "to"), _ENDS, ends, strict=True):
        st.selectbox(
            label,
            range(1, len(reading.names) + 1),
            format_func=_titles(reading).__getitem__,
            key=sessions.show_choice(key, value),
            on_change=changes.on_change,
            args=(upload.key, key, change),
            width=180,
        )


def _by_name(upload: Upload, reading: Reading, taken: Sequence[int]) -> None:
    def change(settings: Settings, numbers: Sequence[int]) -> Settings:
        if not numbers:
            raise ValueError("at least one column must be taken")
        return settings.setting(columns_taken=tuple(sorted(numbers)))

    st.multiselect(
        "Names",
        range(1, len(reading.names) + 1),
        format_func=_titles(reading).__getitem__,
        key=sessions.show_choice(_NAMES, [*taken]),
        on_change=changes.on_change,
        args=(upload.key, _NAMES, change),
    )


def _titles(reading: Reading) -> dict[int, str]:
    """By number: the name, with the number where it is no name of its own."""
    return {number: f"{number}: {name}" for number, name in enumerate(reading.names, start=1)}
