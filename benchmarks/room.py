"""A class of 30, and of 100: virtual learners, and a Chromium each for the teacher and a learner.

`python -m benchmarks.room 8` is one small class. All of them, and both browsers, share the machine
with the server: where it has two cores, the figures are those of a busy server.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count

from playwright.sync_api import Browser, Page

from benchmarks.browser import Server, beside, browsing, running
from benchmarks.classmate import Classmate, Door
from benchmarks.classroom import until_keras_is_ready, watched
from benchmarks.drag import Drag, dragged, opened
from benchmarks.following import SWEEP, followed
from benchmarks.report import Figure, main

SIZES = (30, 100)
DRAGS = 3
REPORTS = 2.1
"""Seconds between two reports of a learner, as the pages send them."""
WATCHED = 6.0
"""Seconds for which the board is looked at."""
LIMIT = 60.0

NOTE_UPDATES = """() => {
  window.updates = 0;
  new MutationObserver(() => window.updates++)
    .observe(document.querySelector(".np-tiles"), { childList: true, subtree: true });
}"""


class Class:
    """A class under way.

    Args:
        server: that it is on.
        teacher: page of the teacher, who has opened it.
        code: of the class.
    """

    def __init__(self, server: Server, teacher: Page, code: str) -> None:
        self.server, self.teacher, self.code = server, teacher, code
        self.mates: list[Classmate] = []

    def join(self, size: int) -> float:
        """All join at once.

        Args:
            size: how many.

        Returns:
            Seconds until the last has seat, stream and page.
        """
        self.mates = [Classmate(self.server.address, self.code) for _ in range(size)]
        with ThreadPoolExecutor(size) as pool:
            began = time.perf_counter()
            list(pool.map(Classmate.join, self.mates))
        return max(mate.joined for mate in self.mates) - began

    def bring(self) -> float:
        """The teacher brings everybody to the page in view; seconds until the last is there."""
        for mate in self.mates:
            mate.moved = 0.0
        began = time.perf_counter()
        self.teacher.get_by_role("button", name="Bring everybody here").click()
        while not all(mate.moved or mate.error for mate in self.mates):
            if time.perf_counter() - began > LIMIT:
                raise RuntimeError(f"not everybody has come within {LIMIT:g} s")
            time.sleep(0.005)
        self.require_quiet()
        return max(mate.moved for mate in self.mates) - began

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Every learner moves a line and reports it, for as long as the context lasts."""
        over = threading.Event()
        failed: list[Exception] = []

        def report() -> None:
            door = Door(self.server.address, self.code)
            began = time.perf_counter()
            try:
                for turn in count():
                    mate = self.mates[turn % len(self.mates)]
                    due = began + turn * REPORTS / len(self.mates)
                    if over.wait(max(0.0, due - time.perf_counter())):
                        break
                    mate.report(door, 2 + turn % 37 / 10)
            except Exception as error:
                failed.append(error)
            door.close()

        thread = threading.Thread(target=report)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
        if failed:
            raise failed[0]

    def require_quiet(self) -> None:
        """Raises what went wrong at a learner's."""
        for mate in self.mates:
            if mate.error:
                raise mate.error

    def leave(self) -> None:
        """All go."""
        for mate in self.mates:
            mate.leave()


def open_class(page: Page, address: str) -> str:
    """Opens a class, and returns its code.

    Args:
        page: of the teacher.
        address: of the server.
    """
    page.goto(f"{address}/class")
    page.get_by_role("button", name="Open a class").click()
    page.locator(".np-wall-code").wait_for()
    return page.locator(".np-wall-code").inner_text()


def go(page: Page, address: str) -> None:
    """Opens a page of the app, and waits until Keras has answered."""
    page.goto(address)
    page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
    page.wait_for_selector(".np-chart .js-plotly-plot .main-svg", state="attached")


def watch_board(school: Class) -> tuple[float, float]:
    """While all report: changes of the board on screen, a second, and the server's cores."""
    with school.teacher.context.expect_page() as opening:
        # With a process of its own, as of a tab that the teacher opened.
        school.teacher.evaluate("window.open('./class', '_blank', 'noopener') && 0")
    board = opening.value
    board.locator(".np-tile").nth(len(school.mates)).wait_for()
    board.evaluate(NOTE_UPDATES)
    with school.reporting():
        before = school.server.processor
        board.wait_for_timeout(WATCHED * 1000)
        used = school.server.processor - before
        updates: int = board.evaluate("window.updates")
    school.teacher.bring_to_front()
    return updates / WATCHED, used / WATCHED


def watch_following(
    school: Class, learner: Page, sent: list[object]
) -> tuple[list[float], list[Drag], float]:
    """While all follow and report: how late a learner is, the teacher's drags, the server's cores.

    Args:
        school: the class.
        learner: page of a learner with a Chromium.
        sent: as `opened` gives it, of the teacher's page.
    """
    school.teacher.get_by_role("button", name="Follow me").click()
    learner.get_by_text("your screen follows the teacher").wait_for()
    learner.wait_for_url("**/neuron*")
    learner.wait_for_selector("input[type=range][aria-label=w]", state="attached")
    learner.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
    learner.wait_for_selector(".np-chart .js-plotly-plot .main-svg", state="attached")
    with school.reporting():
        before, began = school.server.processor, time.perf_counter()
        waits = followed(school.teacher, learner)
        used = (school.server.processor - before) / (time.perf_counter() - began)
        drags = [dragged(school.teacher, sent) for _ in range(DRAGS)]
    return waits, drags, used


def lesson(size: int, browser: Browser, stack: ExitStack) -> list[Figure]:
    """One class, and what was measured in it.

    Args:
        size: how many virtual learners.
        browser: of the teacher.
        stack: closes what is opened.
    """
    server = stack.enter_context(running())
    teacher, sent = opened(browser, f"{server.address}/neuron")
    until_keras_is_ready(server)
    dragged(teacher, sent)
    alone = [dragged(teacher, sent) for _ in range(DRAGS)]
    idle, memory = server.memory, stack.enter_context(watched(server))
    school = Class(server, teacher, open_class(teacher, server.address))
    stack.callback(school.leave)
    learner = stack.enter_context(beside(browser)).new_page()
    go(learner, f"{server.address}/join/{school.code}")
    joined = school.join(size)
    go(teacher, f"{server.address}/layers")
    brought = school.bring()
    learner.wait_for_url("**/layers*")
    go(teacher, f"{server.address}/neuron")
    updates, reporting = watch_board(school)
    waits, during, following = watch_following(school, learner, sent)
    school.require_quiet()
    grown = memory.peak - idle
    return [
        *promised(size, joined, brought, updates, waits),
        Figure(f"class of {size}: server while all report", 100 * reporting, "% of a core"),
        Figure(f"class of {size}: server while all follow", 100 * following, "% of a core"),
        Figure(f"class of {size}: memory over idle", grown, "MB", note="peak"),
        *drags(size, alone, during),
    ]


def promised(
    size: int, joined: float, brought: float, updates: float, waits: list[float]
) -> list[Figure]:
    """What was wanted of a class, and what it was.

    Args:
        size: how many virtual learners.
        joined, brought: seconds until the last was there.
        updates: of the board, a second.
        waits: from the teacher's hand to the learner's frame, ms.
    """
    name, is_small = f"class of {size}", size <= SIZES[0]
    p95 = statistics.quantiles(waits, n=20)[-1]
    at_once = "all at once; seat, stream and page"
    moves = f"{len(waits)} moves in {SWEEP:g} s, while all report"
    soon, late = ("≤ 1", "≤ 150") if is_small else (None, None)
    return [
        Figure(f"{name}: the last has joined after", joined, "s", "≤ 2", joined <= 2, at_once),
        Figure(
            f"{name}: the last is brought here after",
            brought,
            "s",
            soon,
            brought <= 1 if soon else None,
            "to Layers",
        ),
        Figure(f"{name}: hand to a learner's frame, median", statistics.median(waits), "ms"),
        Figure(
            f"{name}: hand to a learner's frame, p95",
            p95,
            "ms",
            late,
            p95 <= 150 if late else None,
            moves,
        ),
        Figure(f"{name}: board changes", updates, "per s", "≥ 2", updates >= 2, "on screen"),
    ]


def drags(size: int, alone: list[Drag], during: list[Drag]) -> list[Figure]:
    """The teacher's own picture, with and without a class.

    Args:
        size: how many virtual learners.
        alone: drags before there was a class.
        during: drags while everybody followed.
    """
    before, after = (statistics.median(drag.median for drag in them) for them in (alone, during))
    how = f"median of {DRAGS} drags' medians"
    return [
        Figure("drag without a class: to paint", before, "ms", note=how),
        Figure(f"drag that a class of {size} follows: to paint", after, "ms", note=how),
        Figure("… / without a class", after / before, "times", "≤ 2", after <= 2 * before),
    ]


def run(sizes: tuple[int, ...] = SIZES) -> list[Figure]:
    """Classes of these sizes, each on a server of its own."""
    found: list[Figure] = []
    for size in sizes:
        with browsing() as browser, ExitStack() as stack:
            found += lesson(size, browser, stack)
    return found


if __name__ == "__main__":
    main(lambda: run(tuple(map(int, sys.argv[1:])) or SIZES))
