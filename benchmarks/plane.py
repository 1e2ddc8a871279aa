"""From the hand to the plane: a drag of w0 over two inputs, in space and from above."""

from __future__ import annotations

from playwright.sync_api import Browser

from benchmarks.browser import browsing
from benchmarks.drag import drag_here, steps_there
from benchmarks.report import Figure, main

VIEWS = {"space": "", "above": "view=top"}


def _view(browser: Browser, name: str, query: str) -> list[Figure]:
    address = f"/plane?inputs=sugars,fiber&{query}"
    here = drag_here(browser, address, "w0 sugars", "heights")
    there = steps_there(browser, "obvious_plane_app", f"?{query}", "heights")
    ratio = there.median / here.median
    how = "software WebGL" if name == "space" else "heat map"
    return [
        Figure(f"plane, {name}: to paint, median", here.median, "ms", None, None, how),
        Figure(f"plane, {name}: to paint, p95", here.p95, "ms", None, None, how),
        Figure(f"plane, {name}: reruns", here.reruns, "", "= 0", here.reruns == 0, "while held"),
        Figure(f"obvious app, {name}: median", there.median, "ms", None, None, "single steps"),
        Figure(f"obvious app / plane, {name}", ratio, "times", "≥ 15", ratio >= 15, "one run"),
    ]


def run() -> list[Figure]:
    """Both views here and in the obvious app, in one run."""
    with browsing() as browser:
        return [figure for name, query in VIEWS.items() for figure in _view(browser, name, query)]


if __name__ == "__main__":
    main(run)
