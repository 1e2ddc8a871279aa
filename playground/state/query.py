"""Links: fields that write a page's state into a short query, and read it back one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar

from playground.core.data.datasets import DATASETS, OWN_PREFIX, Dataset, load
from playground.core.data.generated import is_generated
from playground.core.formatting import format_number, quote, read_number, read_switch

State = TypeVar("State")

LIMIT = 1e9
"""Numbers of a state are between -LIMIT and LIMIT."""


@dataclass(frozen=True)
class QueryField(Generic[State]):
    """One field of a link.

    Attributes:
        name: in the link; saved links have it, so it never changes.
        write: the field's text for a state.
        read: the state with a text's value; raises ValueError with the reason.
        default: for a state, the one with the field's default: then it is not in the link.
    """

    name: str
    write: Callable[[State], str]
    read: Callable[[State, str], State]
    default: Callable[[State], State]


class LinkedState:
    """Base of the page states, which are frozen dataclasses: to the query of a link, and back."""

    @classmethod
    def default(cls) -> Self:
        """The state that a page begins with."""
        raise NotImplementedError

    @classmethod
    def query_fields(cls) -> Sequence[QueryField[Any]]:
        """The fields of its link, in the order in which they are read."""
        raise NotImplementedError

    def to_query(self) -> dict[str, str]:
        """The link's fields: only those that differ from their default."""
        fields = self.query_fields()
        defaults = {default: default(self) for default in {field.default for field in fields}}
        return {
            field.name: text
            for field in fields
            if (text := field.write(self)) != field.write(defaults[field.default])
        }

    @classmethod
    def from_query(cls, query: Mapping[str, str | Sequence[str]]) -> tuple[Self, tuple[str, ...]]:
        """Reads a link, beginning at the default; never raises.

        Args:
            query: names and texts of the link; a field that is there several times is one list.

        Returns:
            The state, and one sentence for every field that was ignored.
        """
        state, ignored = cls.default(), list[str]()
        fields = cls.query_fields()
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


# --- fields for one attribute ----------------------------------------------------


def attribute_field(
    name: str,
    write: Callable[[Any], str],
    read: Callable[[str], Any],
    default: Callable[[Any], Any],
    attribute: str = "",
) -> QueryField[Any]:
    """A field for one attribute of a state.

    Args:
        name: of the field.
        write: the attribute's text.
        read: a text's value; raises ValueError with the reason.
        default: as of `QueryField`.
        attribute: its name, if it is not that of the field.
    """
    attribute = attribute or name

    def read_into(state: Any, text: str) -> Any:
        return replace(state, **{attribute: read(text)})

    return QueryField(name, lambda state: write(getattr(state, attribute)), read_into, default)


def number_field(name: str, default: Callable[[Any], Any]) -> QueryField[Any]:
    """A field for a number, the attribute `name`; `default` is as of `QueryField`.

    Args:
        name: of the field and the attribute.
        default: as of `QueryField`.
    """
    return attribute_field(name, format_number, lambda text: read_number(text, LIMIT), default)


def switch_field(name: str, default: Callable[[Any], Any]) -> QueryField[Any]:
    """A field for the attribute `name`, on or off; `default` is as of `QueryField`.

    Args:
        name: of the field and the attribute.
        default: as of `QueryField`.
    """
    return attribute_field(name, lambda on: "1" if on else "0", read_switch, default)


def check_numbers(*numbers: float) -> None:
    """Raises ValueError if one of the numbers is beyond LIMIT or is none."""
    for number in numbers:
        if not abs(number) <= LIMIT:
            raise ValueError(f"numbers must be at most {LIMIT:,.0f} in size; received {number}")


def require_dataset(name: str, columns: int = 2, *, generated: bool = False) -> str:
    """Checks the name of a data set in a link.

    Args:
        name: as it stands in the link; anything.
        columns: how many numeric columns the page needs.
        generated: whether the page takes generated ones, whose target may be classes.

    Returns:
        The name.

    Raises:
        ValueError: if there is no such data set, or it has fewer columns.
    """
    taken = name in DATASETS or (generated and is_generated(name))
    if not taken and not name.startswith(OWN_PREFIX):
        raise ValueError(f"{quote(name)} is none of {', '.join(DATASETS)}")
    dataset = load(name)
    if len(dataset.columns) < columns:
        raise ValueError(
            f"{dataset.title} has {len(dataset.columns)} columns of numbers, and this page takes "
            f"{columns} or more"
        )
    return name


def require_column(dataset: Dataset, name: str) -> str:
    """The name, if the data set has such a numeric column; raises ValueError otherwise.

    Args:
        dataset: in which it is looked for.
        name: from a link.
    """
    if name not in {column.name for column in dataset.columns}:
        raise ValueError(f"{dataset.title} has no numeric column {quote(name)}")
    return name


def require_choice(dataset: Dataset, name: str) -> str:
    """The name, if it is a numeric column or a category; raises ValueError otherwise.

    Args:
        dataset: in which it is looked for.
        name: from a link.
    """
    if name not in dataset.choices:
        raise ValueError(f"{dataset.title} has no column of numbers or categories {quote(name)}")
    return name


def read_numbers(text: str, names: Sequence[str], noun: str = "input") -> tuple[float, ...]:
    """Reads numbers with commas between them.

    Args:
        text: as it stands in the link; anything.
        names: one number is expected for each.
        noun: what the names are, for the message.

    Raises:
        ValueError: if there are more or fewer, or one is no number.
    """
    parts = text.split(",")
    if len(parts) != len(names):
        raise ValueError(f"it needs a number for each {noun} ({len(names)}), received {len(parts)}")
    return tuple(read_number(part, LIMIT) for part in parts)


def write_numbers(values: Sequence[float]) -> str:
    """Numbers with commas between them."""
    return ",".join(map(format_number, values))
