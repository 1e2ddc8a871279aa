"""The protocol's structs in tests: random ones, and as they arrive at the other side."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

T = TypeVar("T", bound=msgspec.Struct)
MOST = 2**53 - 1
"""The largest integer that a browser tells from its neighbours."""


def sent(struct: T) -> T:
    """The struct by way of JSON; fails if it comes out as another one."""
    arrived = msgspec.json.decode(msgspec.json.encode(struct), type=type(struct))
    assert arrived == struct
    return arrived


@cache
def instances(of: Any) -> st.SearchStrategy[Any]:
    """Random values of a type, such as a struct; the numbers in them are finite.

    Made once: Hypothesis prepares a strategy when it is first drawn from, which takes longer than
    to draw.
    """
    return _strategy(inspect.type_info(of))


def _strategy(info: inspect.Type) -> st.SearchStrategy[Any]:
    match info:
        case inspect.StructType():
            return st.fixed_dictionaries(
                {field.name: _strategy(field.type) for field in info.fields}
            ).map(lambda fields: info.cls(**fields))
        case inspect.UnionType():
            return st.one_of(*map(_strategy, info.types))
        case inspect.ListType():
            least = info.min_length or 0
            most = min(least + 3, info.max_length or least + 3)
            return st.lists(_strategy(info.item_type), min_size=least, max_size=most)
        case inspect.StrType():
            return st.text(min_size=info.min_length or 0, max_size=8)
        case inspect.FloatType():
            return st.floats(min_value=info.ge, allow_nan=False, allow_infinity=False)
        case inspect.VarTupleType():
            return st.lists(_strategy(info.item_type), max_size=3).map(tuple)
        case inspect.TupleType():
            return st.tuples(*map(_strategy, info.item_types))
        case inspect.DictType():
            return st.dictionaries(_strategy(info.key_type), _strategy(info.value_type), max_size=3)
        case inspect.IntType():
            return st.integers(-MOST if info.ge is None else info.ge, MOST)
        case inspect.Metadata():
            return _strategy(info.type)
        case inspect.LiteralType():
            return st.sampled_from(info.values)
        case _:
            return _SIMPLE[type(info)]


_SIMPLE: dict[type[inspect.Type], st.SearchStrategy[Any]] = {
    inspect.BoolType: st.booleans(),
    inspect.NoneType: st.none(),
    inspect.AnyType: st.none() | st.booleans() | st.text(max_size=8),
}
