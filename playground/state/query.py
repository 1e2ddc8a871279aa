"""Links: fields that put what is on screen into a short query, and read it back one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from playground.core.data.datasets import DATASETS, OWN_PREFIX, Dataset, load
from playground.core.formatting import format_number, quote, read_number, read_switch

State = TypeVar("State")

LIMIT = 1e9
"""Numbers on screen lie between -LIMIT and LIMIT."""


@dataclass(frozen=True)
class QueryField(Generic[State]):
    """One field of a link.

    Attributes:
        name: as it stands in the link.
        write: its text for a state.
        read: puts a text into a state; raises ValueError with the reason.
        default: the state in which the field need not be written.
    """

    name: str
    write: Callable[[State], str]
    read: Callable[[State, str], State]
    default: Callable[[State], State]


def to_query(state: State, fields: Sequence[QueryField[State]]) -> dict[str, str]:
    """The link's fields: only those that differ from their default."""
    texts = {field: field.write(state) for field in fields}
    return {
        field.name: text
        for field, text in texts.items()
        if text != field.write(field.default(state))
    }


def from_query(
    start: State, fields: Sequence[QueryField[State]], query: Mapping[str, str | Sequence[str]]
) -> tuple[State, tuple[str, ...]]:
    """Reads a link, beginning at `start`; never raises.

    A field that stands there several times is one list.

    Returns:
        The state, and one sentence for every field that was ignored.
    """
    state, ignored = start, []
    for field in fields:
        if field.name in query:
            try:
                state = field.read(state, _joined(query[field.name]))
            except ValueError as error:
                ignored.append(f"The link's {field.name} was ignored: {error}.")
    return state, (*ignored, *_unknown_fields(query, {field.name for field in fields}))


def _joined(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _unknown_fields(query: Mapping[str, object], known: set[str]) -> list[str]:
    """One sentence that names the fields that do not exist, if there are any."""
    names = [quote(str(name)) for name in query if name not in known]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return [f"Unknown in the link, and ignored: {', '.join(names[:3])}{more}."] if names else []


# --- fields that stand for one attribute ----------------------------------------------------


def attribute_field(
    name: str,
    write: Callable[[Any], str],
    read: Callable[[str], Any],
    default: Callable[[Any], Any],
    attribute: str = "",
) -> QueryField[Any]:
    """A field that stands for one attribute, of the same name if no other is given."""
    attribute = attribute or name

    def put(state: Any, text: str) -> Any:
        return replace(state, **{attribute: read(text)})

    return QueryField(name, lambda state: write(getattr(state, attribute)), put, default)


def number_field(name: str, default: Callable[[Any], Any]) -> QueryField[Any]:
    """A number."""
    return attribute_field(name, format_number, lambda text: read_number(text, LIMIT), default)


def switch_field(name: str, default: Callable[[Any], Any]) -> QueryField[Any]:
    """On or off."""
    return attribute_field(name, lambda on: "1" if on else "0", read_switch, default)


def relu_field(default: Callable[[Any], Any]) -> QueryField[Any]:
    """The activation of a single unit: linear or ReLU."""
    return attribute_field(
        "relu",
        lambda name: "1" if name == "relu" else "0",
        lambda text: "relu" if read_switch(text) else "linear",
        default,
        attribute="activation",
    )


def require_dataset(name: str, columns: int = 2) -> str:
    """The name, if there is a data set of it with so many numeric columns; else ValueError."""
    if name not in DATASETS and not name.startswith(OWN_PREFIX):
        raise ValueError(f"{quote(name)} is none of {', '.join(DATASETS)}")
    dataset = load(name)
    if len(dataset.columns) < columns:
        raise ValueError(
            f"{dataset.title} has {len(dataset.columns)} columns of numbers, and this page takes "
            f"{columns} or more"
        )
    return name


def require_column(dataset: Dataset, name: str) -> str:
    """The name, if there is a numeric column of it; raises ValueError otherwise."""
    if name not in {column.name for column in dataset.columns}:
        raise ValueError(f"{dataset.title} has no numeric column {quote(name)}")
    return name


def read_numbers(text: str, names: Sequence[str], noun: str = "input") -> tuple[float, ...]:
    """A number for each of the names, or ValueError; the noun says what they name."""
    parts = text.split(",")
    if len(parts) != len(names):
        raise ValueError(f"it needs a number for each {noun} ({len(names)}), received {len(parts)}")
    return tuple(read_number(part, LIMIT) for part in parts)


def write_numbers(values: Sequence[float]) -> str:
    """Numbers apart by commas."""
    return ",".join(map(format_number, values))
