"""Cache of results per data set; it is dropped together with the data set."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from playground.core.data.datasets import OWN_PREFIX, Dataset, load

Rest = ParamSpec("Rest")
Result = TypeVar("Result")

CACHE_SIZE = 64
OWN_CACHE_SIZE = 4
"""Results that are cached of a function for a built-in data set, and for somebody's own."""

_caches: WeakKeyDictionary[Dataset, dict[Hashable, OrderedDict[Hashable, Any]]]
_caches = WeakKeyDictionary()
_lock = Lock()


def cached_per_dataset(
    function: Callable[Concatenate[str, Rest], Result],
) -> Callable[Concatenate[str, Rest], Result]:
    """Caches a function's results with the data set that its first argument names.

    The least recently used are dropped first. A result must not refer to the data set, which
    would then never be freed.

    Args:
        function: its first argument is the data set's name; the others are hashable.
    """

    @wraps(function)
    def cached(data: str, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Result:
        arguments = (args, *kwargs.items())
        return _once(load(data), function, arguments, lambda: function(data, *args, **kwargs))

    return cached


def cached_on_dataset(
    function: Callable[Concatenate[Dataset, Rest], Result],
) -> Callable[Concatenate[Dataset, Rest], Result]:
    """As `cached_per_dataset`, for a function whose first argument is the data set itself."""

    @wraps(function)
    def cached(dataset: Dataset, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Result:
        arguments = (args, *kwargs.items())
        return _once(dataset, function, arguments, lambda: function(dataset, *args, **kwargs))

    return cached


def attach(data: str, key: str, value: object) -> None:
    """Keeps a value alive with a data set, until OWN_CACHE_SIZE newer ones are attached.

    Args:
        data: name of the data set.
        key: a value with the same key is replaced.
        value: must not refer to the data set.
    """
    cache = _cache_of(load(data), "attached")
    with _lock:
        _put(cache, key, value, OWN_CACHE_SIZE)


def _once(
    dataset: Dataset, function: Hashable, arguments: Hashable, compute: Callable[[], Result]
) -> Result:
    cache = _cache_of(dataset, function)
    with _lock:
        if arguments in cache:
            cache.move_to_end(arguments)
            return cache[arguments]  # type: ignore[no-any-return]
    result = compute()
    size = OWN_CACHE_SIZE if dataset.name.startswith(OWN_PREFIX) else CACHE_SIZE
    with _lock:
        _put(cache, arguments, result, size)
    return result


def _put(cache: OrderedDict[Hashable, Any], key: Hashable, value: object, size: int) -> None:
    cache[key] = value
    cache.move_to_end(key)
    while len(cache) > size:
        cache.popitem(last=False)


def _cache_of(dataset: Dataset, function: Hashable) -> OrderedDict[Hashable, Any]:
    with _lock:
        return _caches.setdefault(dataset, {}).setdefault(function, OrderedDict())
