"""Who watches a run: open streams, requests, and hidden tabs that will be back."""

from __future__ import annotations

from playground.runs.watchers import Watchers


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_run_is_watched_while_a_stream_is_open_and_for_as_long_as_a_tab_is_expected_back() -> (
    None
):
    time = Time()
    watchers = Watchers(time)
    with watchers.watching():
        time.now += 500.0
        assert watchers.unwatched_for == 0.0
    time.now += 10.0
    assert watchers.unwatched_for == 10.0
    watchers.expect_back(90.0)
    time.now += 60.0
    assert watchers.unwatched_for == 0.0
    watchers.expect_back(90.0)
    time.now += 90.0
    assert watchers.unwatched_for == 0.0
    time.now += 7.0
    assert watchers.unwatched_for == 7.0
    watchers.touch()
    assert watchers.unwatched_for == 0.0
