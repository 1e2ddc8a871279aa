"""What a fresh browser fetches until a page's first picture is checked by Keras, in megabytes.

Course is there with its first lesson, and Data with its first chart.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from benchmarks.browser import browsing, serving
from benchmarks.report import Figure, main
from playground.site import PAGES

MOST = 4.5
"""Megabytes on One neuron; the first version of the page took 7.2."""
_READY = {
    "course": "document.querySelector('.np-lesson-row')",
    "data": "document.querySelector('.js-plotly-plot .main-svg')",
    "": "document.querySelector('[data-testid=keras-agreement][data-state=agrees]')",
}


def fetched(browser: Browser, address: str, path: str) -> float:
    """Megabytes that come over the network, with an empty cache."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    network = context.new_cdp_session(page)
    sizes: list[float] = []

    def note(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    network.on("Network.loadingFinished", note)
    network.send("Network.enable")
    page.goto(f"{address}/{path}")
    ready = _READY.get(path, _READY[""])
    page.wait_for_function(f"() => Boolean({ready})", timeout=120_000)
    context.close()
    return sum(sizes) / 1e6


def run() -> list[Figure]:
    """Every page, each in a browser that was never there."""
    figures = []
    with serving() as address, browsing() as browser:
        fetched(browser, address, "neuron")  # Keras has started
        for page in PAGES:
            size = fetched(browser, address, page.path)
            wanted = page.path == "neuron"
            figures.append(
                Figure(
                    f"{page.title}: fetched until the first picture",
                    size,
                    "MB",
                    f"≤ {MOST}" if wanted else None,
                    size <= MOST if wanted else None,
                    "empty cache",
                )
            )
    return figures


if __name__ == "__main__":
    main(run)
