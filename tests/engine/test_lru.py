"""The cache builds what is missing, once per key, without blocking other keys, and evicts."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from playground.engine.lru import LruCache

SECONDS = 30.0
"""After which a test that waits has failed."""


class Builder:
    """Builds "a" from "A" and so on; the build of key "slow" waits until it is released."""

    def __init__(self) -> None:
        self.built: list[str] = []
        self.started, self.release = threading.Event(), threading.Event()
        self.fails = False

    def __call__(self, key: str) -> str:
        self.built.append(key)
        if key == "slow":
            self.started.set()
            assert self.release.wait(SECONDS)
            if self.fails:
                raise RuntimeError("out of memory")
        return key.upper()


def test_it_evicts_the_least_recently_used() -> None:
    builder = Builder()
    cache = LruCache(builder, limit=2)
    assert [cache["a"], cache["b"], cache["a"], cache["c"], cache["a"], cache["b"]] == list(
        "ABACAB"
    )
    assert builder.built == ["a", "b", "c", "b"]
    assert len(cache) == 2


def test_while_one_key_is_built_another_is_returned_at_once() -> None:
    builder = Builder()
    cache = LruCache(builder, limit=4)
    assert cache["known"] == "KNOWN"
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(cache.__getitem__, "slow")
        assert builder.started.wait(SECONDS)
        try:
            others = pool.submit(lambda: (cache["known"], cache["new"], len(cache)))
            assert others.result(SECONDS) == ("KNOWN", "NEW", 3)
            assert not slow.done()
        finally:
            builder.release.set()
        assert slow.result(SECONDS) == "SLOW"


def test_threads_that_need_the_same_key_build_it_once() -> None:
    builder = Builder()
    cache: LruCache[str, str] = LruCache(builder, limit=1)
    looked_up = threading.Event()

    class Key(str):
        """Equal to its text, and reports that the cache looks it up."""

        def __hash__(self) -> int:
            looked_up.set()
            return super().__hash__()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.__getitem__, "slow")
        assert builder.started.wait(SECONDS)
        second = pool.submit(cache.__getitem__, Key("slow"))
        assert looked_up.wait(SECONDS)
        assert not first.done()
        builder.release.set()
        assert (first.result(SECONDS), second.result(SECONDS)) == ("SLOW", "SLOW")
    assert builder.built == ["slow"]


def test_a_value_being_built_is_not_evicted_and_the_limit_holds_afterwards() -> None:
    builder = Builder()
    cache = LruCache(builder, limit=1)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(cache.__getitem__, "slow")
        assert builder.started.wait(SECONDS)
        try:
            assert cache["a"] == "A"
            assert len(cache) == 2
        finally:
            builder.release.set()
        assert slow.result(SECONDS) == "SLOW"
    assert len(cache) == 1
    assert cache["a"] == "A"
    assert builder.built == ["slow", "a"]


def test_an_exception_reaches_everybody_who_waits_and_is_not_cached() -> None:
    builder = Builder()
    builder.fails = True
    cache = LruCache(builder, limit=1)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.__getitem__, "slow")
        assert builder.started.wait(SECONDS)
        second = pool.submit(cache.__getitem__, "slow")
        builder.release.set()
        for future in (first, second):
            with pytest.raises(RuntimeError, match="out of memory"):
                future.result(SECONDS)
    builder.fails = False
    assert len(cache) == 0
    assert cache["slow"] == "SLOW"


def test_a_limit_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="limit must be at least 1; received 0"):
        LruCache(str, limit=0)
