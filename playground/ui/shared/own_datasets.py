"""A learner's own data sets, shared by all pages and stored in this session's memory only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.core.data.datasets import LOST_MESSAGE, OWN_PREFIX, Dataset
from playground.core.importing.reading import Reading
from playground.core.importing.table import Table
from playground.uploads.queue import Ticket


@dataclass
class Upload:
    """The last input of the panel "Your own data", and the table read from it.

    Attributes:
        key: identifies the input, so that the same one is read once.
        title: of the data set to be made.
        reading: of the file; None if it could not be read.
        table: what a data set can be made of; None if none can.
        problem: why it could not, in a sentence.
        inputs: cache of `best_inputs`, by target.
    """

    key: object = None
    title: str = ""
    table: Table | None = None
    problem: str = ""
    reading: Reading | None = None
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def best_inputs(self, target: str) -> tuple[str, ...]:
        """The columns that predict the target best; computed once per target."""
        if self.table is None:
            return ()
        if target not in self.inputs:
            self.inputs[target] = self.table.inputs(target)
        return self.inputs[target]


@dataclass(frozen=True)
class Waiting:
    """An input that is being read, or waits for it; `key` and `title` as in `Upload`."""

    key: object
    title: str
    ticket: Ticket


@dataclass
class OwnDatasets:
    """Own data sets, and the input of the next one.

    Nothing else holds a strong reference to a data set, so its memory is freed when the session
    removes it.

    Attributes:
        sets: by name, the oldest first.
        upload: the last file, pasted text or drawn points.
        waiting: the input that is being read, or waits for it.
        points: as drawn by hand, `(x, y)` each.
        last_added: name of the data set made last, or "", and the key of its upload.
        problem: why the last upload could not become a data set, or "".
    """

    sets: dict[str, Dataset] = field(default_factory=dict)
    upload: Upload = field(default_factory=Upload)
    waiting: Waiting | None = None
    points: list[tuple[float, float]] = field(default_factory=list)
    last_added: tuple[str, object] = ("", None)
    problem: str = ""

    def foreign_link_notice(self, query: Mapping[str, Any]) -> tuple[str, ...]:
        """One notice if a link names own data that this session does not have, else none."""
        name = str(query.get("data", ""))
        if name.startswith(OWN_PREFIX) and name not in self.sets:
            return (f"The link was ignored: {LOST_MESSAGE}.",)
        return ()
