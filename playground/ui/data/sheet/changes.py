"""What a person changes on the import sheet: other settings, with which the file is read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from playground.core.importing.settings import Settings
from playground.ui.shared import sessions
from playground.ui.shared.own_datasets import Upload

Change: TypeAlias = Callable[[Settings, Any], Settings]
"""From settings and what a control was set to, to other settings."""


def shown(upload: Upload) -> Settings:
    """The settings that the controls show: those that are wanted, or those of the last reading."""
    if upload.wanted is not None:
        return upload.wanted
    return upload.attempt.settings if upload.attempt else Settings()


@sessions.callback
def on_change(upload: object, widget: str, change: Change) -> None:
    """Callback of a control: has the file read as it is set there.

    Args:
        upload: key of the upload that the control is about.
        widget: key of the control.
        change: what it changes. A ValueError of it is shown on the sheet.
    """
    now = _current(upload)
    try:
        changed = change(shown(now), sessions.choice(widget))
        if changed != shown(now):
            now.wanted = changed
    except sessions.StaleChoice:
        raise
    except ValueError as error:
        now.problem = f"That is not possible: {error}."


@sessions.callback
def on_press(upload: object, settings: Settings) -> None:
    """Callback of a button: has the file read with other settings.

    Args:
        upload: key of the upload that the button is about.
        settings: what is set; the rest is guessed.
    """
    _current(upload).wanted = settings


def _current(upload: object) -> Upload:
    now = sessions.own_datasets().upload
    if now.key != upload or now.attempt is None:
        raise sessions.StaleChoice("That was about another table, so it is left out.")
    return now
