"""The data sets a learner can choose: the built-in ones, and adding and removing own ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.core.data.datasets import DATASETS, OWN_PREFIX, Dataset, load, publish
from playground.ui.shared import sessions, theme

MAX_SETS = 5
"""Own data sets of a learner; a further one replaces the oldest."""


def names(min_columns: int = 2) -> list[str]:
    """The data sets that this learner may choose, own ones if they have enough numeric columns."""
    own = sessions.own_datasets().sets.values()
    return [*DATASETS, *(dataset.name for dataset in own if len(dataset.columns) >= min_columns)]


def is_visible(name: str) -> bool:
    """Whether a data set is built in or one of this learner's own."""
    return not name.startswith(OWN_PREFIX) or name in sessions.own_datasets().sets


def title_formatter(data: str) -> Callable[[str], str]:
    """A widget's `format_func`: from a column's name in the file to its name and unit for people.

    It refers to the data set by name only: a widget that held it would keep it in memory.
    """
    return lambda column: load(data).column(column).labelled.title


def column_title(data: str, column: str) -> str:
    """Name and unit of a column as Markdown; those of own data are displayed literally.

    Args:
        data: name of the data set.
        column: name of the column.
    """
    title = load(data).column(column).labelled.title
    return theme.escape_markdown(title) if data.startswith(OWN_PREFIX) else title


def free_title(title: str) -> str:
    """The title, numbered if another data set has it, since select boxes choose by title."""
    taken = {load(name).title for name in names()}
    free, number = title, 1
    while free in taken:
        number += 1
        free = f"{title} ({number})"
    return free


def add(dataset: Dataset, upload: object) -> None:
    """Adds a data set to this learner's own, on every page; the oldest makes room for it.

    Args:
        dataset: with a private name.
        upload: key of the upload it was made from.
    """
    own = sessions.own_datasets()
    while len(own.sets) >= MAX_SETS:
        remove(next(iter(own.sets)))
    own.sets[dataset.name] = publish(dataset)
    own.last_added = (dataset.name, upload)


def remove(name: str) -> None:
    """Removes a data set; pages that show it return to their default, and undo skips it."""
    for session in sessions.all_sessions():
        session.undo_stack = [state for state in session.undo_stack if _data(state) != name]
        if name in (_data(session.state), _data(session.pushed)):
            session.push(type(session.state).default())
            session.dirty, session.path, session.status = False, None, ""
    sessions.own_datasets().sets.pop(name, None)


def _data(state: Any) -> str:
    return str(getattr(state, "data", ""))
