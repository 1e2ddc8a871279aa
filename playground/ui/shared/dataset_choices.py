"""A learner's own data sets: which there are, a new one, and letting go of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.core.data.datasets import DATASETS, OWN_PREFIX, Dataset, load, publish
from playground.ui.shared import sessions, theme

MAX_SETS = 5
"""A learner's; a further one takes the place of the oldest."""


def names(columns: int = 2) -> list[str]:
    """The data sets that this learner may choose, with at least so many columns of numbers."""
    own = sessions.belongings().sets.values()
    return [*DATASETS, *(mine.name for mine in own if len(mine.columns) >= columns)]


def is_visible(name: str) -> bool:
    """Whether a data set is built in or this learner's own."""
    return not name.startswith(OWN_PREFIX) or name in sessions.belongings().sets


def escape_own(data: str, text: str) -> str:
    """A text of a data set where Markdown is read: of somebody's own it is shown to the letter."""
    return theme.escape_markdown(text) if data.startswith(OWN_PREFIX) else text


def title_formatter(data: str) -> Callable[[str], str]:
    """Names and units of columns, for a widget, which must not hold the data set."""
    return lambda column: load(data).column(column).title


def column_title(data: str, column: str) -> str:
    """Name and unit of a column, where Markdown is read."""
    return escape_own(data, load(data).column(column).title)


def free_title(title: str) -> str:
    """The title, with a number after it if another data set has it: boxes choose by titles."""
    taken = {load(name).title for name in names()}
    free, number = title, 1
    while free in taken:
        number += 1
        free = f"{title} ({number})"
    return free


def add(dataset: Dataset, reading: object) -> None:
    """Makes it this learner's own, on every page; too many push out the oldest.

    Args:
        reading: key of what it was made of.
    """
    mine = sessions.belongings()
    while len(mine.sets) >= MAX_SETS:
        remove(next(iter(mine.sets)))
    mine.sets[dataset.name] = publish(dataset)
    mine.used = (dataset.name, reading)


def remove(name: str) -> None:
    """Forgets a data set: pages that show it go back to their default, and undo skips it."""
    for session in sessions.everything():
        session.past = [screen for screen in session.past if _data(screen) != name]
        if name in (_data(session.experiment), _data(session.given)):
            session.give(type(session.experiment).default())
            session.touched, session.path, session.remark = False, None, ""
    sessions.belongings().sets.pop(name, None)


def _data(screen: Any) -> str:
    return str(getattr(screen, "data", ""))
