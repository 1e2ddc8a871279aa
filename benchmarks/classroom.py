"""Thirty learners train at once on one server, and a thirty-first drags meanwhile."""

from __future__ import annotations

import json
import math
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.request import urlopen

from playwright.sync_api import Page

from benchmarks.browser import Server, browsing, running
from benchmarks.drag import RATE
from benchmarks.learner import Learner
from benchmarks.report import Figure, main
from benchmarks.training import ALL

LEARNERS = 30
EPOCHS = 300
LOOKING = 5.0
"""Seconds between opening the page and pressing Train, all at once."""
QUERY = (
    f"data=concrete&inputs={','.join(ALL)}&layers=16-relu,8-relu&batch=64&epochs={EPOCHS}"
    "&speed=0&view=top"
)

EAR = """
  window.waits = [];
  let inputs = [];
  addEventListener("input", ({ timeStamp }) => inputs.push(timeStamp), true);
  const send = window.fetch;
  window.fetch = async (url, options) => {
    if (!String(url).endsWith("keras/answer")) return send(url, options);
    const asked = inputs;
    inputs = [];
    const response = await send(url, options);
    const now = performance.now();
    if (response.status === 200) window.waits.push(...asked.map((time) => now - time));
    else inputs = [...asked, ...inputs];
    return response;
  };
"""
"""Notes how long each input waited until Keras answered for it or a later one."""


@dataclass
class Memory:
    """The largest memory of a server while it is watched, MB."""

    peak: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)

    def watch(self, server: Server) -> None:
        """Looks until it is over."""
        while not self.over.wait(0.05):
            self.peak = max(self.peak, server.memory)


@contextmanager
def watched(server: Server) -> Iterator[Memory]:
    """Watches a server's memory."""
    memory = Memory()
    thread = threading.Thread(target=memory.watch, args=(server,))
    thread.start()
    try:
        yield memory
    finally:
        memory.over.set()
        thread.join()


def train(learner: Learner) -> list[tuple[float, int]]:
    """Presses Train and follows to the end; the first moment is that of the press."""
    pressed = time.perf_counter()
    learner.press("play")
    return [(pressed, 0), *learner.listen()]


def drag_until(page: Page, done: list[Future[list[tuple[float, int]]]]) -> None:
    """Drags w to and fro until all are done."""
    box = page.get_by_role("slider", name="w", exact=True).bounding_box()
    assert box is not None
    middle, y, reach = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box["width"] / 3
    page.mouse.move(middle, y)
    page.mouse.down()
    start, event = time.perf_counter(), 0
    while not all(future.done() for future in done):
        event += 1
        page.mouse.move(middle + reach * math.sin(4 * event / RATE), y)
        time.sleep(max(0.0, start + event / RATE - time.perf_counter()))
    page.mouse.up()


def until_keras_is_ready(server: Server) -> None:
    """Waits for TensorFlow; the server loads it by itself."""
    while True:
        with urlopen(f"{server.address}/health", timeout=10) as answer:
            if json.load(answer)["keras"] == "ready":
                return
        time.sleep(0.2)


def run() -> list[Figure]:
    """One lesson."""
    with running() as server, browsing() as browser, ExitStack() as room:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(EAR)
        page.goto(f"{server.address}/neuron")
        page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
        until_keras_is_ready(server)
        idle = server.memory
        memory = room.enter_context(watched(server))
        pool = room.enter_context(ThreadPoolExecutor(LEARNERS))
        seats = [Learner(server.address, QUERY) for _ in range(LEARNERS)]
        learners = [room.enter_context(learner) for learner in seats]
        time.sleep(LOOKING)
        began = time.perf_counter()
        futures = [pool.submit(train, learner) for learner in learners]
        drag_until(page, futures)
        heard = [future.result() for future in futures]
        waits = page.evaluate("window.waits")
    return figures(heard, began, waits, memory.peak - idle)


def figures(
    heard: list[list[tuple[float, int]]], began: float, waits: list[float], grown: float
) -> list[Figure]:
    """What was wanted, and what it was."""
    ends = [moments[-1][1] for moments in heard]
    assert ends == [EPOCHS] * LEARNERS, f"not all have finished; they ended after {ends}"
    last = max(moments[-1][0] for moments in heard) - began
    gap = max(
        later - earlier for moments in heard for (earlier, _), (later, _) in pairwise(moments)
    )
    p95 = statistics.quantiles(waits, n=20)[-1] / 1000
    how = f"{LEARNERS} sessions, {EPOCHS} epochs each, pressed after {LOOKING:g} s"
    dragged = f"{len(waits)} inputs"
    median = statistics.median(waits) / 1000
    return [
        Figure("classroom: all have finished after", last, "s", note=how),
        Figure("classroom: longest gap between updates", gap, "s", "≤ 2", gap <= 2, "of anybody"),
        Figure("classroom: memory over idle", grown, "MB", "≤ 300", grown <= 300, "peak"),
        Figure("31st person: input to Keras, median", median, "s", note=dragged),
        Figure("31st person: input to Keras, p95", p95, "s", "≤ 1", p95 <= 1, dragged),
    ]


if __name__ == "__main__":
    main(run)
