"""A learner's own data sets, shared by all pages and stored in this session's memory only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.core.data.datasets import LOST_MESSAGE, OWN_PREFIX, Dataset
from playground.core.importing.attempt import Refused
from playground.core.importing.notes import Note
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Settings
from playground.core.importing.table import Table
from playground.uploads.queue import Ticket
from playground.uploads.sources import Source


@dataclass
class Upload:
    """The last input of the panel "Your own table", and the table read from it.

    Attributes:
        key: identifies the input, so that the same one is read once.
        title: of the data set to be made.
        table: what a data set can be made of; None if none can.
        problem: why it could not be read as it is set, in a sentence; the table is the one before.
        reading: of the file, which the table is of; None if it could not be read.
        attempt: how it was read last, whatever came of it.
        source: of the same input, to read it in another way; None: it is not there.
        wanted: how it is to be read next; None: it was.
        is_open: whether the controls are shown at first; None: not decided yet.
        inputs: cache of `best_inputs`, by target.
    """

    key: object = None
    title: str = ""
    table: Table | None = None
    problem: str = ""
    reading: Reading | None = None
    attempt: Reading | Refused | None = None
    source: Source | None = None
    wanted: Settings | None = None
    is_open: bool | None = None
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
    """An input that is being read, or waits for it, and how it is to be read."""

    upload: Upload
    settings: Settings | None
    ticket: Ticket


@dataclass(frozen=True, eq=False)
class Made:
    """How an own data set was made, so that it can be made anew where the file is read otherwise.

    Attributes:
        first: name of the data set that this one is an edition of; its own, if it is the first.
        title, inputs, target, row_name: as they were chosen.
        source: of the file or the cells.
        numbers: of the rows, as a spreadsheet counts.
        findings: what a person should take care of.
        notes: of the same matters, what the reader took care of.
    """

    first: str
    title: str
    inputs: tuple[str, ...]
    target: str
    row_name: str
    source: Source | None = None
    numbers: tuple[int, ...] = ()
    findings: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Correction:
    """A data set that is to be made anew once its file was read otherwise.

    Attributes:
        data: its name.
        label: of the button that was pressed.
        waiting: its place in the queue.
    """

    data: str
    label: str
    waiting: Waiting


@dataclass
class OwnDatasets:
    """Own data sets, and the input of the next one.

    Nothing else holds a strong reference to a data set, so its memory is freed when the session
    removes it.

    Attributes:
        sets: by name, the oldest first; earlier editions included.
        made: how each was made.
        hidden: names of editions that another one stands for, until Undo brings them back.
        upload: the last file, pasted text or drawn points.
        waiting: the input that is being read, or waits for it.
        correction: what is being done about a data set in view.
        points: as drawn by hand, `(x, y)` each.
        last_added: name of the data set made last, or "", and the key of its upload.
        problem: why the last upload could not become a data set, or "".
        owner: names the session where files are counted.
    """

    sets: dict[str, Dataset] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    upload: Upload = field(default_factory=Upload)
    waiting: Waiting | None = None
    correction: Correction | None = None
    points: list[tuple[float, float]] = field(default_factory=list)
    last_added: tuple[str, object] = ("", None)
    problem: str = ""
    owner: str = field(default_factory=lambda: secrets.token_hex(8))

    def foreign_link_notice(self, query: Mapping[str, Any]) -> tuple[str, ...]:
        """One notice if a link names own data that this session does not have, else none."""
        name = str(query.get("data", ""))
        if name.startswith(OWN_PREFIX) and name not in self.sets:
            return (f"The link was ignored: {LOST_MESSAGE}.",)
        return ()
