"""Answers about a data set, kept as long as the data set is held, and no longer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from playground.core.data.datasets import OWN_PREFIX, Dataset, load

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")

CACHE_SIZE = 64
OWN_CACHE_SIZE = 4
"""Answers that are kept of a function for a built-in data set, and for somebody's own."""

_answers: WeakKeyDictionary[Dataset, dict[Hashable, OrderedDict[Hashable, Any]]]
_answers = WeakKeyDictionary()
_lock = Lock()


def cached_per_dataset(
    answer: Callable[Concatenate[str, Rest], Answer],
) -> Callable[Concatenate[str, Rest], Answer]:
    """Answers the same question about a data set once; the least recently asked are forgotten.

    The answers hang on the data set, so they must not hold it: then all of them go with it.

    Args:
        answer: its first argument is the data set's name, the others can be hashed.
    """

    @wraps(answer)
    def known(data: str, /, *rest: Rest.args, **more: Rest.kwargs) -> Answer:
        return _once(load(data), answer, (rest, *more.items()), lambda: answer(data, *rest, **more))

    return known


def cached_on_dataset(
    answer: Callable[Concatenate[Dataset, Rest], Answer],
) -> Callable[Concatenate[Dataset, Rest], Answer]:
    """As `kept`, of a function whose first argument is the data set itself."""

    @wraps(answer)
    def known(dataset: Dataset, /, *rest: Rest.args, **more: Rest.kwargs) -> Answer:
        ask = (rest, *more.items())
        return _once(dataset, answer, ask, lambda: answer(dataset, *rest, **more))

    return known


def attach(data: str, key: str, value: object) -> None:
    """Holds a value while the data set is held and fewer than KEPT_OWN others came after it."""
    held = _of(load(data), "held")
    with _lock:
        _keep(held, key, value, OWN_CACHE_SIZE)


def _once(
    dataset: Dataset, key: Hashable, question: Hashable, answer: Callable[[], Answer]
) -> Answer:
    answers = _of(dataset, key)
    with _lock:
        if question in answers:
            answers.move_to_end(question)
            return answers[question]  # type: ignore[no-any-return]
    found = answer()
    with _lock:
        _keep(
            answers,
            question,
            found,
            OWN_CACHE_SIZE if dataset.name.startswith(OWN_PREFIX) else CACHE_SIZE,
        )
    return found


def _keep(
    answers: OrderedDict[Hashable, Any], question: Hashable, answer: object, most: int
) -> None:
    answers[question] = answer
    answers.move_to_end(question)
    while len(answers) > most:
        answers.popitem(last=False)


def _of(dataset: Dataset, key: Hashable) -> OrderedDict[Hashable, Any]:
    with _lock:
        return _answers.setdefault(dataset, {}).setdefault(key, OrderedDict())
