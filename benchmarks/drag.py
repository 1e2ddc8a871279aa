"""From the hand to the picture: a drag of w here, and the same change in the obvious app."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from benchmarks.browser import PROBE, browsing, obvious, serving
from benchmarks.report import Figure, main

SECONDS = 3.0
RATE = 60
STEPS = 12


@dataclass(frozen=True)
class Drag:
    """What a drag looked like: delays from input to paint in ms, and the frames."""

    delays: list[float]
    painted: int
    long_tasks: int
    reruns: int

    @property
    def median(self) -> float:
        """Median delay, ms."""
        return statistics.median(self.delays)

    @property
    def p95(self) -> float:
        """95th percentile of the delays, ms."""
        return statistics.quantiles(self.delays, n=20)[-1]


def drag_here(
    browser: Browser,
    address: str,
    slider: str = "w",
    kind: str = "lines",
    prepare: Callable[[Page], object] = lambda page: None,
    after: Callable[[Page], object] = lambda page: None,
) -> Drag:
    """Drags a slider by mouse, 60 events a second.

    Args:
        address: path and query of the page.
        kind: what the picture is: "lines", "heights" or "heat".
        prepare: makes the slider appear.
        after: what else to do on the page once the drag is over.
    """
    with serving() as server:
        page, sent = opened(browser, f"{server}{address}")
        prepare(page)
        drag = dragged(page, sent, slider, kind)
        after(page)
        page.close()
    return drag


def opened(browser: Browser, address: str) -> tuple[Page, list[object]]:
    """A page on which Keras has answered, and the messages that it sends from now on.

    Args:
        browser: that opens it.
        address: of the page, in full.
    """
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    sent: list[object] = []
    note = sent.append
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: note(frame)))
    page.goto(address)
    page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
    page.wait_for_selector(
        ":is(.np-chart .js-plotly-plot .main-svg, .np-bent-canvas)", state="attached"
    )
    return page, sent


def dragged(page: Page, sent: list[object], slider: str = "w", kind: str = "lines") -> Drag:
    """Drags a slider of a page.

    Args:
        page, sent: as `opened` gives them.
        slider: its name.
        kind: what the picture is, as of `drag_here`.
    """
    page.evaluate(PROBE, ["input", kind])
    page.wait_for_function("window.probe.last !== null")
    before = len(sent)
    pull(page, slider)
    reruns = len(sent) - before
    page.mouse.up()
    seen = page.evaluate("window.probe")
    return Drag(seen["delays"], seen["painted"], sum(t > 50 for t in seen["long"]), reruns)


def pull(page: Page, slider: str = "w") -> None:
    """Holds the thumb of a slider and moves it to and fro; the button stays down."""
    box = page.get_by_role("slider", name=slider, exact=True).bounding_box()
    assert box is not None
    middle, y, reach = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box["width"] / 3
    page.mouse.move(middle, y)
    page.mouse.down()
    start = time.perf_counter()
    for event in range(int(SECONDS * RATE)):
        page.mouse.move(middle + reach * math.sin(4 * event / RATE), y)
        time.sleep(max(0.0, start + (event + 1) / RATE - time.perf_counter()))


def steps_there(browser: Browser, script: str, query: str = "", kind: str = "lines") -> Drag:
    """Moves the first slider of an obvious app by single steps, and waits for each new picture.

    A drag would show nothing before the mouse is released, so that steps flatter it.
    """
    with obvious(script) as server:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{server}/{query}")
        page.wait_for_selector(".js-plotly-plot .main-svg", state="attached", timeout=120_000)
        slider = page.get_by_role("slider").first
        slider.focus()
        page.evaluate(PROBE, ["keydown", kind])
        page.wait_for_function("window.probe.last !== null")
        for step in range(1, STEPS + 1):
            page.keyboard.press("ArrowRight")
            page.wait_for_function(f"window.probe.delays.length >= {step}", timeout=20_000)
            page.wait_for_timeout(300)
        seen = page.evaluate("window.probe")
        page.close()
    return Drag(seen["delays"], seen["painted"], sum(t > 50 for t in seen["long"]), STEPS)


def run() -> list[Figure]:
    """Both, in one run."""
    with browsing() as browser:
        here, there = drag_here(browser, "/neuron"), steps_there(browser, "obvious_app")
    events, steps = f"{len(here.delays)} events in {SECONDS:g} s", f"{STEPS} steps"
    ratio = there.median / here.median
    return [
        Figure("drag: to paint, median", here.median, "ms", "≤ 25", here.median <= 25, events),
        Figure("drag: to paint, p95", here.p95, "ms", "≤ 50", here.p95 <= 50, events),
        Figure("drag: frames painted", here.painted / SECONDS, "per s", None, None, events),
        Figure("drag: tasks over 50 ms", here.long_tasks, "", None, None, events),
        Figure("drag: reruns", here.reruns, "", "= 0", here.reruns == 0, "before the release"),
        Figure("obvious app: step to paint, median", there.median, "ms", None, None, steps),
        Figure("obvious app: step to paint, p95", there.p95, "ms", None, None, steps),
        Figure("obvious app / here, medians", ratio, "times", "≥ 20", ratio >= 20, "one run"),
    ]


if __name__ == "__main__":
    main(run)
