"""The data sets a learner can choose: the built-in ones, and adding and removing own ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from playground.core.data.catalogue import CATALOGUE
from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import DATASETS, OWN_PREFIX, Dataset, load, publish
from playground.core.data.generated import is_generated
from playground.core.data.shapes import SHAPES
from playground.core.data.targets import class_targets, source_of
from playground.ui.shared import sessions, theme
from playground.ui.shared.own_datasets import Made

MAX_SETS = 5
"""Own data sets of a learner; a further one replaces the oldest."""
MAX_EDITIONS = 4
"""Of an own data set, which Undo goes back to; the oldest makes room."""


def names(min_columns: int = 2, also: str = "", *, generated: bool = False) -> list[str]:
    """The data sets that this learner may choose, own ones if they have enough numeric columns.

    Args:
        min_columns: an own one has at least.
        also: name of an earlier edition that is in view, or of a generated one, and stays among
            them.
        generated: whether generated ones are offered.
    """
    own = sessions.own_datasets()
    mine = [
        dataset.name
        for dataset in own.sets.values()
        if len(dataset.columns) >= min_columns
        and (dataset.name not in own.hidden or dataset.name == also)
    ]
    made = [*SHAPES] if generated else []
    if is_generated(also) and also not in made:
        made.append(also)
    return [*DATASETS, *made, *mine]


def targets(
    dataset: Dataset, inputs: Sequence[str], also: str, *, classes: bool, most: int = 2
) -> list[str]:
    """What a page may predict: numbers, then classes; nothing that is made of an input.

    Args:
        dataset: whose columns they are.
        inputs: names of the inputs.
        also: the target in view, which stays among them.
        classes: whether classes are offered.
        most: how many of them a target may have.
    """
    names = [column.name for column in dataset.columns]
    if classes:
        entry = CATALOGUE.get(dataset.name)
        names += [*(entry.questions if entry else ()), *_class_targets(dataset, most)]
    taken = {*dataset.choices_of(inputs)}
    free = [name for name in names if source_of(dataset, name) not in taken]
    return free if also in free else [*free, also]


@cached_on_dataset
def _class_targets(dataset: Dataset, most: int) -> tuple[str, ...]:
    """As every script asks for them: to count each column's values is a third of what it does."""
    return tuple(class_targets(dataset, most))


def title(name: str) -> str:
    """What the box of data sets calls one."""
    before = " (before)" if name in sessions.own_datasets().hidden else ""
    return f"{load(name).title}{before}"


def is_visible(name: str) -> bool:
    """Whether a data set is built in or one of this learner's own."""
    return not name.startswith(OWN_PREFIX) or name in sessions.own_datasets().sets


def title_formatter(data: str) -> Callable[[str], str]:
    """A widget's `format_func`: from a column's name in the file to its name and unit for people.

    It refers to the data set by name only: a widget that held it would keep it in memory.
    """
    return lambda column: load(data).title_of(column)


def column_title(data: str, column: str) -> str:
    """Name and unit of a column as Markdown; those of own data are displayed literally.

    Args:
        data: name of the data set.
        column: name of the column.
    """
    title = load(data).title_of(column)
    return theme.escape_markdown(title) if data.startswith(OWN_PREFIX) else title


def free_title(title: str) -> str:
    """The title, numbered if another data set has it, since select boxes choose by title."""
    taken = {load(name).title for name in names()}
    free, number = title, 1
    while free in taken:
        number += 1
        free = f"{title} ({number})"
    return free


def add(dataset: Dataset, made: Made, upload: object) -> None:
    """Adds a data set to this learner's own, on every page; the oldest makes room for it.

    Args:
        dataset: with a private name.
        made: how.
        upload: key of the upload it was made from.
    """
    own = sessions.own_datasets()
    while len(shown := [name for name in own.sets if name not in own.hidden]) >= MAX_SETS:
        remove(shown[0])
    own.sets[dataset.name], own.made[dataset.name] = publish(dataset), made
    own.last_added = (dataset.name, upload)


def replace_edition(old: str, dataset: Dataset, made: Made) -> None:
    """Has a data set stand for another one, which Undo can bring back.

    Args:
        old: name of the one before.
        dataset: with a private name.
        made: how, as a edition of the same first one.
    """
    own = sessions.own_datasets()
    own.sets[dataset.name], own.made[dataset.name] = publish(dataset), made
    bring_forward(dataset.name)
    if own.last_added[0] == old:
        own.last_added = (dataset.name, own.last_added[1])
    earlier = [name for name in _editions(dataset.name) if name not in (old, dataset.name)]
    for name in earlier[: max(0, len(earlier) - MAX_EDITIONS + 2)]:
        _remove(name)


def bring_forward(name: str) -> None:
    """Has the boxes offer this edition of an own data set instead of its others."""
    own = sessions.own_datasets()
    if name in own.made:
        own.hidden |= {*_editions(name)}
        own.hidden.discard(name)


def _editions(name: str) -> list[str]:
    """Names of an own data set and its other editions, the oldest first."""
    made = sessions.own_datasets().made
    first = made[name].first if name in made else name
    return [other for other, how in made.items() if how.first == first] or [name]


def remove(name: str) -> None:
    """Removes a data set with all editions; pages that show one return to their default."""
    for edition in _editions(name):
        _remove(edition)


def _remove(name: str) -> None:
    """Removes a edition; Undo skips it."""
    own = sessions.own_datasets()
    for session in sessions.all_sessions():
        session.undo_stack = [state for state in session.undo_stack if _data(state) != name]
        if name in (_data(session.state), _data(session.pushed)):
            session.push(type(session.state).default())
            session.dirty, session.path, session.status = False, None, ""
    own.sets.pop(name, None)
    own.made.pop(name, None)
    own.hidden.discard(name)


def _data(state: Any) -> str:
    return str(getattr(state, "data", ""))
