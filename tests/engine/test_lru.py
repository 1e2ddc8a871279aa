"""The Lru makes what is missing, once, and forgets what was not used lately."""

import threading
import time

import pytest

from playground.engine.lru import Lru


def test_it_forgets_the_least_recently_used() -> None:
    made = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    lru = Lru(make, limit=2)
    assert [lru["a"], lru["b"], lru["a"], lru["c"], lru["a"], lru["b"]] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]
    assert len(lru) == 2


def test_threads_get_the_same_value() -> None:
    def make(key: int) -> object:
        time.sleep(0.01)
        return object()

    lru: Lru[int, object] = Lru(make, limit=1)
    values: list[object] = []
    threads = [threading.Thread(target=lambda: values.append(lru[1])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(values) == 8
    assert len(set(map(id, values))) == 1


def test_a_limit_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="limit must be at least 1; received 0"):
        Lru(str, limit=0)
