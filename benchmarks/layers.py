"""From the hand to the surface: a drag of one weight, with a picture for every neuron."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page

from benchmarks.browser import HASH, browsing, serving
from benchmarks.drag import Drag, drag_here, pull, steps_there
from benchmarks.report import Figure, main

WEIGHT = "weight from sugars to neuron 1 of layer 1"
LAYERS = "/layers?inputs=sugars,fiber&layers=8-relu,8-relu"

LONG = """() => {
  window.long = [];
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: "longtask" });
}"""
"""Notes the length of every task over 50 ms."""

TOGETHER = """() => {
  const hash = HASH;
  window.together = { frames: 0, shared: 0 };
  const seen = () => [".np-heat", ".np-thumbnails"].map((name) =>
    [...document.querySelectorAll(name)].map(hash));
  let last = null;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const [[heat], thumbnails] = seen();
    if (last && heat !== last.heat) {
      window.together.frames += 1;
      if (thumbnails.every((one, i) => one !== last.thumbnails[i])) window.together.shared += 1;
    }
    last = { heat, thumbnails };
  };
  const frame = () => { channel.port2.postMessage(0); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}""".replace("HASH", HASH)
"""Counts the frames in which the heat map's pixels changed, and those of them in which the
thumbnails of every layer changed too: in a drag of its own, as reading pixels takes time."""


def choose(page: Page, weight: str = WEIGHT) -> None:
    """Chooses a weight in the diagram: its slider appears.

    Args:
        page: the page Layers.
        weight: its name.
    """
    page.get_by_role("button", name=re.compile(f"^{weight},")).focus()
    page.get_by_role("slider", name=weight, exact=True).wait_for()


def _above(browser: Browser) -> tuple[Drag, dict[str, int]]:
    counted: dict[str, int] = {}

    def count(page: Page) -> None:
        page.evaluate(TOGETHER)
        pull(page, WEIGHT)
        counted.update(page.evaluate("window.together"))
        page.mouse.up()

    drag = drag_here(browser, f"{LAYERS}&view=top", WEIGHT, "heat", choose, count)
    return drag, counted


def _figures(name: str, here: Drag, there: Drag, wanted: float | None) -> list[Figure]:
    how = "software WebGL" if name == "space" else "heat map"
    median, ratio = here.median, there.median / here.median
    promise, met = (f"≤ {wanted:g}", median <= wanted) if wanted else (None, None)
    return [
        Figure(f"layers, {name}: to paint, median", median, "ms", promise, met, how),
        Figure(f"layers, {name}: to paint, p95", here.p95, "ms", None, None, how),
        Figure(f"layers, {name}: tasks over 50 ms", here.long_tasks, "", None, None, "in 3 s"),
        Figure(f"layers, {name}: reruns", here.reruns, "", "= 0", here.reruns == 0, "while held"),
        Figure(f"obvious app, {name}: median", there.median, "ms", None, None, "single steps"),
        Figure(f"obvious app / layers, {name}", ratio, "times", None, None, "one run"),
    ]


def _large(browser: Browser) -> float:
    """The longest task in ms while the network grows to 1,024 units twice, computed by Keras."""
    with serving() as server:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{server}/layers?inputs=sugars,fiber&layers=4-relu,4-relu,4-relu&view=top")
        page.wait_for_selector("[data-testid=keras-agreement][data-state=agrees]", timeout=120_000)
        page.evaluate(LONG)
        for layer in (1, 2):
            box = page.get_by_role("spinbutton", name=f"Units of layer {layer}")
            box.fill("1024")
            box.press("Enter")
            page.get_by_text("… 1,016 more").nth(layer - 1).wait_for(timeout=60_000)
        page.get_by_text("computed by Keras").wait_for(timeout=120_000)
        longest = float(page.evaluate("Math.max(0, ...window.long)"))
        page.close()
    return longest


def run() -> list[Figure]:
    """A network 2-8-8-1 from above and in space, here and in the obvious app, in one run."""
    with browsing() as browser:
        above, counted = _above(browser)
        flat = steps_there(browser, "obvious_layers_app", "?view=top", "heights")
        space = drag_here(browser, LAYERS, WEIGHT, "heights", choose)
        deep = steps_there(browser, "obvious_layers_app", "", "heights")
        longest = _large(browser)
    frames, shared = counted["frames"], counted["shared"]
    share = 100 * shared / frames if frames else 0.0
    note = f"{shared} of {frames} frames"
    return [
        *_figures("above", above, flat, 33.0),
        Figure("layers: thumbnails in the same frame", share, "%", "= 100", share == 100, note),
        *_figures("space", space, deep, None),
        Figure("layers: longest task, 1,024 units", longest, "ms", "≤ 200", longest <= 200, "two"),
    ]


if __name__ == "__main__":
    main(run)
