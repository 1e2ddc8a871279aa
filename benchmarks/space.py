"""A picture in space without a graphics card: a drag on Planes and Layers, before and after.

Before: every change goes through `Plotly.restyle`, at full sharpness, and the picture that finds
the point under the mouse is drawn and read back in every frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, Route

from benchmarks.browser import PROBE, browsing, serving
from benchmarks.drag import Drag, pull
from benchmarks.layers import WEIGHT, choose
from benchmarks.report import Figure, main

SOFTWARE = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
"""Has Chromium draw WebGL by the processor."""
WANTED = 33.0

PAGES: dict[str, tuple[str, str, Callable[[Page], object]]] = {
    "planes": ("/plane?inputs=sugars,fiber", "w0 sugars", lambda page: None),
    "layers": ("/layers?inputs=sugars,fiber&layers=8-relu,8-relu&view=3d", WEIGHT, choose),
}
BEFORE = {
    "  update(index, change) {": "  update(index, change) {\n    if (index >= 0) return false;",
    "  stir() {": "  stir() {\n    if (this.gl) return;",
    "    this.gl.isBuffer = ": "    this.gl.answer = ",
}
"""What of `glScene.js` is replaced to have Plotly do all of it."""


def _as_before(route: Route) -> None:
    response = route.fetch()
    script = response.text()
    for ours, plotlys in BEFORE.items():
        if ours not in script:
            raise RuntimeError(f"glScene.js has no {ours.strip()!r} any more")
        script = script.replace(ours, plotlys)
    route.fulfill(response=response, body=script)


def _drag(browser: Browser, server: str, name: str, *, before: bool) -> Drag:
    address, slider, prepare = PAGES[name]
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    if before:
        page.route("**/glScene.js", _as_before)
    page.goto(f"{server}{address}")
    page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
    page.wait_for_selector(".np-chart canvas", state="attached")
    prepare(page)
    page.evaluate(PROBE, ["input", "heights"])
    page.wait_for_function("window.probe.last !== null")
    pull(page, slider)
    seen: dict[str, Any] = page.evaluate("window.probe")
    page.mouse.up()
    page.close()
    return Drag(seen["delays"], seen["painted"], sum(t > 50 for t in seen["long"]), 0)


def _figures(name: str, before: Drag, after: Drag) -> list[Figure]:
    met, ratio = after.median <= WANTED, before.median / after.median
    promise = f"≤ {WANTED:g}"
    return [
        Figure(f"space, {name}: to paint, before", before.median, "ms", None, None, "median"),
        Figure(f"space, {name}: to paint", after.median, "ms", promise, met, "median"),
        Figure(f"space, {name}: to paint, p95", after.p95, "ms", None, None, "software WebGL"),
        Figure(f"space, {name}: tasks over 50 ms, before", before.long_tasks, ""),
        Figure(f"space, {name}: tasks over 50 ms", after.long_tasks, ""),
        Figure(f"space, {name}: before / after", ratio, "times", None, None, "one run"),
    ]


def run() -> list[Figure]:
    """Both pages, each before and after."""
    with browsing(*SOFTWARE) as browser, serving() as server:
        return [
            figure
            for name in PAGES
            for figure in _figures(
                name,
                _drag(browser, server, name, before=True),
                _drag(browser, server, name, before=False),
            )
        ]


if __name__ == "__main__":
    main(run)
