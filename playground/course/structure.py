"""What is wrong with the form of a lesson's file: all of it at once, in plain words.

msgspec stops at the first mistake; here every value is compared with the type that msgspec found
for it in `lesson.py`, so both know the same structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import inspect

from playground.core.formatting import join_words, quote
from playground.course.lesson import Lesson
from playground.course.lines import Path

Finding: TypeAlias = tuple[Path, str]
"""A place in the file, and what is wrong there."""


def misfits(written: dict[str, Any]) -> Iterator[Finding]:
    """All places of a lesson's file that do not have the form of a lesson.

    Args:
        written: what `tomllib` read.
    """
    yield from _misfits(written, inspect.type_info(Lesson), ())


def name_of(path: Path) -> str:
    """A place in the file as its author calls it: "goals[2].fact of step 3", counted from 1."""
    if path[:1] == ("steps",) and len(path) > 1:
        inner = _dotted(path[2:])
        return f"{inner} of step {int(path[1]) + 1}" if inner else f"step {int(path[1]) + 1}"
    return _dotted(path) or "the lesson"


def _dotted(path: Path) -> str:
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def _misfits(value: Any, of: inspect.Type, path: Path) -> Iterator[Finding]:
    match of:
        case inspect.Metadata():
            yield from _misfits(value, of.type, path)
        case inspect.StructType():
            yield from _in_table(value, of, path)
        case inspect.ListType():
            yield from _in_list(value, of, path)
        case inspect.UnionType():
            if not any(_fits(value, one) for one in of.types):
                yield from _in_union(value, of, path)
        case _:
            if not _fits(value, of):
                yield path, _wanted(path, _name(of), value)


def _in_union(value: Any, of: inspect.UnionType, path: Path) -> Iterator[Finding]:
    tables = [one for one in of.types if isinstance(one, inspect.StructType)]
    if tables and isinstance(value, dict):
        yield from _misfits(value, tables[0], path)
    else:
        names = [_name(one) for one in of.types if not isinstance(one, inspect.NoneType)]
        yield path, _wanted(path, " or ".join(names), value)


def _in_table(value: Any, of: inspect.StructType, path: Path) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield path, _wanted(path, "a table", value)
        return
    fields = {field.encode_name: field for field in of.fields}
    for name in value:
        if name not in fields:
            known = join_words(list(fields), most=len(fields))
            yield (*path, name), f"{name_of(path)} has no {quote(name)}; it has {known}"
    for name, field in fields.items():
        if name in value:
            yield from _misfits(value[name], field.type, (*path, name))
        elif field.required:
            yield path, f"{name_of((*path, name))} is missing"


def _in_list(value: Any, of: inspect.ListType, path: Path) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield path, _wanted(path, "a list", value)
        return
    least, most = of.min_length or 0, of.max_length
    if len(value) < least or (most is not None and len(value) > most):
        counts = f"{least} to {most}" if most else f"at least {least}"
        yield path, f"{name_of(path)} must be {counts}; received {len(value)}"
    for place, item in enumerate(value):
        yield from _misfits(item, of.item_type, (*path, place))


def _fits(value: Any, of: inspect.Type) -> bool:
    match of:
        case inspect.StructType() | inspect.ListType():
            return next(_misfits(value, of, ()), None) is None
        case inspect.StrType():
            return isinstance(value, str) and _has_form(value, of)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return type(value) is int and _is_within(value, of)
        case inspect.FloatType():
            return type(value) in (int, float) and _is_within(value, of)
        case inspect.LiteralType():
            return value in of.values
    return False


def _has_form(value: str, of: inspect.StrType) -> bool:
    long_enough = len(value) >= (of.min_length or 0)
    short_enough = of.max_length is None or len(value) <= of.max_length
    return long_enough and short_enough and bool(re.search(of.pattern or "", value))


def _is_within(value: float, of: inspect.IntType | inspect.FloatType) -> bool:
    return (of.ge is None or value >= of.ge) and (of.le is None or value <= of.le)


def _name(of: inspect.Type) -> str:
    """What is expected, in plain words."""
    match of:
        case inspect.LiteralType():
            return "one of " + ", ".join(map(str, of.values))
        case inspect.BoolType():
            return "true or false"
        case inspect.StrType(pattern=pattern) if pattern:
            return "2 to 20 small letters, digits and hyphens, a letter first"
        case inspect.StrType(max_length=most) if most:
            return f"text of 1 to {most} characters"
        case inspect.StrType():
            return "text"
        case inspect.IntType(ge=least, le=most):
            return f"a whole number{_bounds(least, most)}"
        case inspect.FloatType(ge=least, le=most):
            return f"a number{_bounds(least, most)}"
        case inspect.ListType():
            return "a list"
    return "a table"


def _bounds(least: float | None, most: float | None) -> str:
    if most is not None:
        return f" from {least} to {most}"
    return "" if least is None else f", at least {least:g}"


def _wanted(path: Path, name: str, value: Any) -> str:
    if value == "":
        received = "an empty text"
    elif isinstance(value, str):
        received = quote(value)
    else:
        received = {dict: "a table", list: "a list", bool: str(value).lower()}.get(
            type(value), repr(value)
        )
    return f"{name_of(path)} must be {name}; received {received}"
