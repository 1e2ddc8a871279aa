"""Cache of results per data set; it is dropped together with the data set."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from playground.core.data.datasets import OWN_PREFIX, Dataset, load
from playground.core.lru_store import LruStore

Rest = ParamSpec("Rest")
Result = TypeVar("Result")

CACHE_SIZE = 64
OWN_CACHE_SIZE = 4
"""Results that are cached of a function for a built-in data set, and for somebody's own."""

_caches: WeakKeyDictionary[Dataset, dict[Hashable, LruStore[Hashable, Any]]]
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
    _cache_of(load(data), "attached", OWN_CACHE_SIZE).put(key, value)


def _once(
    dataset: Dataset, function: Hashable, arguments: Hashable, compute: Callable[[], Result]
) -> Result:
    size = OWN_CACHE_SIZE if dataset.name.startswith(OWN_PREFIX) else CACHE_SIZE
    cache = _cache_of(dataset, function, size)
    try:
        return cache.get(arguments)  # type: ignore[no-any-return]
    except KeyError:
        pass
    result = compute()
    cache.put(arguments, result)
    return result


def _cache_of(dataset: Dataset, function: Hashable, size: int) -> LruStore[Hashable, Any]:
    with _lock:
        return _caches.setdefault(dataset, {}).setdefault(function, LruStore(size))
