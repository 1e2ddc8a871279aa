"""What a finding's button does on Data: the file is read otherwise, and the data set made anew."""

from __future__ import annotations

from dataclasses import replace

from playground.core.importing.errors import TableError
from playground.core.importing.notes import Remedy, Topic
from playground.core.importing.table import Table
from playground.state.data import DataState
from playground.ui.data import reading
from playground.ui.shared import dataset_choices, sessions, theme
from playground.ui.shared.own_datasets import Correction, Made, Upload, Waiting
from playground.ui.shared.page_session import PageSession
from playground.uploads.queue import QueueFull
from playground.uploads.sources import SOURCES

GONE = (
    "The file of these data is not here any more, as newer ones took its room: choose it again "
    "under “Your own table”, and the same is offered there."
)
TOPICS = (Topic.TOTAL, Topic.ID, Topic.STAND_IN, Topic.NEARLY_EQUAL)
"""What findings are about."""


def made_of(upload: Upload, table: Table, made: Made) -> Made:
    """How a data set was made, with what there is to take care of.

    Args:
        upload: where its table is from.
        table: which it was made of.
        made: with what a person chose.
    """
    notes = tuple(note for note in table.notes if note.topic in TOPICS and note.remedies)
    return replace(
        made,
        source=upload.source,
        numbers=table.numbers,
        findings=table.findings if upload.source else (),
        notes=notes if upload.source else (),
    )


@sessions.callback
def on_press(data: str, remedy: Remedy) -> None:
    """Callback of a finding's button.

    Args:
        data: name of the data set that it is about.
        remedy: what is to be done.
    """
    session, own = sessions.session(DataState), sessions.own_datasets()
    made = own.made.get(data)
    if made is None or session.state.data != data:
        raise sessions.StaleChoice("That was about other data, so nothing was changed.")
    source = SOURCES.use(made.source) if made.source else None
    if source is None:
        raise sessions.StaleChoice(GONE)
    upload = Upload(data, made.title, source=made.source)
    try:
        begun = reading.begin(upload, source, remedy.settings)
    except QueueFull as full:
        raise sessions.StaleChoice(str(full)) from None
    if isinstance(begun, Waiting):
        own.correction = Correction(data, remedy.label, begun)
    else:
        _make_anew(session, data, remedy.label, begun)


def finish(session: PageSession[DataState]) -> None:
    """Before the page is drawn: the edition in view is the one that boxes offer, and what was read
    in the queue meanwhile is taken over.

    Args:
        session: of the page Data.
    """
    own = sessions.own_datasets()
    todo = own.correction
    if todo is not None and session.state.data != todo.data:
        own.correction = None
    elif todo is not None and todo.waiting.ticket.wait(0):
        own.correction = None
        found = reading.outcome(todo.waiting.upload, todo.waiting.ticket.result)
        _make_anew(session, todo.data, todo.label, found)
    dataset_choices.bring_forward(session.state.data)


def _make_anew(session: PageSession[DataState], data: str, label: str, found: Upload) -> None:
    """Makes the data set of a table that was read otherwise; it stands for the one before."""
    made = sessions.own_datasets().made.get(data)
    if made is None:
        return
    if found.table is None:
        session.notify(f"{found.problem} The data stay as they were.")
        return
    table = found.table
    names = [column.name for column in table.columns]
    target = made.target if made.target in names else table.target
    inputs = tuple(name for name in made.inputs if name in table.choices and name != target)
    row_name = made.row_name if made.row_name in table.texts else ""
    try:
        dataset = table.dataset(made.title, inputs or found.best_inputs(target), target, row_name)
    except TableError as error:
        session.notify(f"{error} The data stay as they were.")
        return
    chosen = replace(made, inputs=dataset.first_inputs.plane, target=target, row_name=row_name)
    dataset_choices.replace_edition(data, dataset, made_of(found, table, chosen))
    link = {**session.state.to_query(), "data": dataset.name, "rows": ""}
    state, _ = DataState.from_query(link)
    rows, columns = len(dataset.row_names), len(dataset.columns)
    session.set(
        state,
        status=f"**{theme.escape_markdown(label)}:** done. There are {rows:,} rows and "
        f"{columns:,} columns of numbers now; Undo takes it back.",
    )
