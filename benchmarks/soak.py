"""A lesson that never ends: thirty learners use every page for a quarter of an hour.

They have no browser, but speak what one speaks: Streamlit's socket, Keras' answers, streams of
trainings, and uploads. `python -m benchmarks.soak --minutes 3` is the short form.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from benchmarks.browser import Server, running
from benchmarks.report import Figure, show
from benchmarks.visitor import Visitor

LEARNERS = 30
MINUTES = 15.0
SAMPLE = 2.0
"""Seconds between two looks at the server."""
GROWN = 100.0
"""MB that the server may grow by in the last two thirds of the time, if that is ten minutes: before
that, Keras is imported, and caches fill."""
PAUSE = 2.0
"""Seconds that a learner looks at what they did, on average."""


@dataclass
class Log:
    """What all learners and the watch over the server have noted.

    Attributes:
        errors: what went wrong, in full.
        waits: seconds of every answer, by kind.
        samples: seconds since the start, MB and descriptors of the server.
    """

    began: float = field(default_factory=time.perf_counter)
    errors: list[str] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)
    samples: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    def note(self, kind: str, seconds: float) -> None:
        """An answer has come."""
        self.waits.setdefault(kind, []).append(seconds)


def learn(server: Server, seed: int, log: Log, over: threading.Event) -> None:
    """One learner: comes, does things on pages, leaves, and comes back, until it is over."""
    dice = random.Random(seed)
    over.wait(dice.uniform(0, 20))  # a class does not come in at the same moment
    while not over.is_set():
        try:
            with Visitor(server.address, dice, log.note) as visitor:
                for _ in range(dice.randint(4, 12)):
                    if over.is_set():
                        return
                    visitor.act()
                    over.wait(dice.expovariate(1 / PAUSE))
        except Exception:
            if not over.is_set():
                log.errors.append(traceback.format_exc())
                over.wait(1)


def watch(server: Server, log: Log, over: threading.Event) -> None:
    """Notes memory, descriptors, and how long the server's own health takes."""
    while not over.wait(SAMPLE):
        began = time.perf_counter()
        try:
            with urlopen(f"{server.address}/health", timeout=60):
                log.note("health", time.perf_counter() - began)
        except OSError as error:
            log.errors.append(f"health: {error}")
        descriptors = len(list(Path(f"/proc/{server.process}/fd").iterdir()))
        log.samples.append((log.now, server.memory, descriptors))


def soak(minutes: float, learners: int = LEARNERS) -> Log:
    """Runs them all.

    Args:
        minutes: how long.
        learners: how many.
    """
    with running() as server:
        log, over = Log(), threading.Event()
        threads = [
            threading.Thread(target=learn, args=(server, seed, log, over))
            for seed in range(learners)
        ]
        threads.append(threading.Thread(target=watch, args=(server, log, over)))
        for thread in threads:
            thread.start()
        for _ in range(max(1, round(minutes))):
            time.sleep(60 * minutes / max(1, round(minutes)))
            print(_line(log), file=sys.stderr, flush=True)
        over.set()
        for thread in threads:
            thread.join(timeout=120)
    return log


def _line(log: Log) -> str:
    _, memory, descriptors = log.samples[-1]
    answers = sum(map(len, log.waits.values()))
    return (
        f"{log.now / 60:5.1f} min: {memory:6.0f} MB, {descriptors:4d} descriptors, "
        f"{answers:6d} answers, {len(log.errors)} errors"
    )


def figures(log: Log, minutes: float) -> list[Figure]:
    """What was wanted, and what it was.

    Args:
        log: of all.
        minutes: how long it was.
    """
    late = [sample for sample in log.samples if sample[0] >= log.samples[-1][0] / 3]
    third = max(1, len(late) // 3)
    grown = statistics.median(s[1] for s in late[-third:]) - statistics.median(
        s[1] for s in late[:third]
    )
    peak = max(memory for _, memory, _ in log.samples)
    descriptors = [count for _, _, count in late]
    waits = list(itertools.chain.from_iterable(log.waits.values()))
    errors = len(log.errors)
    how = f"{LEARNERS} learners, {minutes:g} min, {len(waits)} answers"
    wanted, flat = ("≤ 100", grown <= GROWN) if minutes >= MINUTES else (None, None)
    found = [
        Figure("soak: errors", errors, "", "0", errors == 0, how),
        Figure("soak: memory, peak", peak, "MB"),
        Figure("soak: grown in the last two thirds", grown, "MB", wanted, flat),
        Figure("soak: longest wait for an answer", max(waits), "s"),
        Figure("soak: descriptors, most", max(descriptors), ""),
        Figure("soak: descriptors, grown", descriptors[-1] - descriptors[0], ""),
    ]
    for kind, seconds in sorted(log.waits.items()):
        note = f"longest {max(seconds):.1f} s of {len(seconds)}"
        found.append(Figure(f"soak: {kind}, median", statistics.median(seconds), "s", note=note))
    return found


def main() -> int:
    """Runs it from the command line; returns 1 if something wanted is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    minutes: float = parser.parse_args().minutes
    log = soak(minutes)
    met = show(figures(log, minutes))
    for error in log.errors[:5]:
        print(error)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
