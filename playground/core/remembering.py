"""Results that are kept for as long as their data set is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from playground.core.datasets import Dataset

P = ParamSpec("P")
R = TypeVar("R")
_KEPT = 16


def remembered(
    function: Callable[Concatenate[Dataset, P], R],
) -> Callable[Concatenate[Dataset, P], R]:
    """Keeps a function's last results for each data set, by its other arguments.

    A plain cache would hold on to a learner's own table long after they have gone.
    """
    kept: WeakKeyDictionary[Dataset, dict[Hashable, object]] = WeakKeyDictionary()
    lock = Lock()

    @wraps(function)
    def call(dataset: Dataset, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items())))
        with lock:
            known = kept.setdefault(dataset, {})
            if key in known:
                return cast(R, known[key])
        result = function(dataset, *args, **kwargs)
        with lock:
            known[key] = result
            while len(known) > _KEPT:
                del known[next(iter(known))]
        return result

    return call
