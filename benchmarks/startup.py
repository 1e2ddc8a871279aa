"""From `streamlit run` to the first page, and to Keras' first answer; dragging in between."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import Browser

from benchmarks.browser import PROBE, browsing, serving
from benchmarks.drag import pull
from benchmarks.report import Figure, main

REPEATS = 3

WATCH = """
  window.firsts = {};
  const seen = { page: ".np-equation span:not(:empty)", chart: ".np-chart .scatterlayer .point" };
  new MutationObserver(() => {
    for (const name in seen)
      if (!(name in firsts) && document.querySelector(seen[name])) {
        firsts[name] = 0;
        setTimeout(() => (firsts[name] = performance.timeOrigin + performance.now()));
      }
  }).observe(document, { childList: true, subtree: true, characterData: true });
"""
"""Notes in the page itself when sliders and equation, and when the chart's points, were painted:
the stage writes them while a frame is made, and a task set then runs once it is painted."""


@dataclass(frozen=True)
class Start:
    """Seconds from the server's start, and delays in ms of a drag while TensorFlow loads."""

    page: float
    chart: float
    answer: float
    delays: list[float]


def start(browser: Browser) -> Start:
    """Starts the server, opens /neuron, and drags w as soon as the chart is there."""
    begin = time.time()
    with serving() as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        page.goto(f"{address}/neuron", wait_until="commit")
        page.wait_for_function("window.firsts && firsts.page && firsts.chart", timeout=60_000)
        page.evaluate(PROBE, ["input", "lines"])
        pull(page)
        page.mouse.up()
        page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
        answer = time.time() - begin
        firsts, delays = page.evaluate("[window.firsts, window.probe.delays]")
        page.close()
    return Start(firsts["page"] / 1000 - begin, firsts["chart"] / 1000 - begin, answer, delays)


def run() -> list[Figure]:
    """Several starts on a warm disk; the median of each time."""
    with browsing() as browser:
        start(browser)
        starts = [start(browser) for _ in range(REPEATS)]
    page, chart, answer = (
        statistics.median(getattr(one, name) for one in starts)
        for name in ("page", "chart", "answer")
    )
    delays = [delay for one in starts for delay in one.delays]
    median, p95 = statistics.median(delays), statistics.quantiles(delays, n=20)[-1]
    note = f"median of {REPEATS} starts"
    return [
        Figure("start: first page visible", page, "s", "≤ 4", page <= 4, note),
        Figure("start: chart drawn", chart, "s", None, None, note),
        Figure("start: Keras' first answer", answer, "s", None, None, note),
        Figure("drag while TensorFlow loads: median", median, "ms", None, None, "input to paint"),
        Figure("drag while TensorFlow loads: p95", p95, "ms", None, None, "input to paint"),
    ]


if __name__ == "__main__":
    main(run)
