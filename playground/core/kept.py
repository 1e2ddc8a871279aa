"""Answers about a data set, kept as long as the data set is held, and no longer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from playground.core.datasets import OWN, Dataset, load

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")

KEPT = 64
KEPT_OWN = 4
"""Answers that are kept of a function for a built-in data set, and for somebody's own."""

_answers: WeakKeyDictionary[Dataset, dict[Any, OrderedDict[Any, Any]]] = WeakKeyDictionary()
_lock = Lock()


def kept(
    answer: Callable[Concatenate[str, Rest], Answer],
) -> Callable[Concatenate[str, Rest], Answer]:
    """Answers the same question about a data set once; the least recently asked are forgotten.

    The answers hang on the data set, so they must not hold it: then all of them go with it.

    Args:
        answer: its first argument is the data set's name, the others can be hashed.
    """

    @wraps(answer)
    def known(data: str, /, *rest: Rest.args, **more: Rest.kwargs) -> Answer:
        answers, question = _of(load(data), answer), (rest, *more.items())
        with _lock:
            if question in answers:
                answers.move_to_end(question)
                return answers[question]  # type: ignore[no-any-return]
        found = answer(data, *rest, **more)
        with _lock:
            answers[question] = found
            while len(answers) > (KEPT_OWN if data.startswith(OWN) else KEPT):
                answers.popitem(last=False)
        return found

    return known


def _of(dataset: Dataset, key: object) -> OrderedDict[Any, Any]:
    with _lock:
        return _answers.setdefault(dataset, {}).setdefault(key, OrderedDict())


def keep_with(data: str, key: str, value: object) -> None:
    """Holds a value while the data set is held and fewer than KEPT_OWN others came after it."""
    held = _of(load(data), "held")
    with _lock:
        held[key] = value
        held.move_to_end(key)
        while len(held) > KEPT_OWN:
            held.popitem(last=False)
