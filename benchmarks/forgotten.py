"""The server has forgotten what a page shows: how long until Keras answers again, on every page."""

from __future__ import annotations

import os
import signal
import time

from playwright.sync_api import Page, Response

from benchmarks.browser import Server, browsing, running
from benchmarks.report import Figure, main

SLICED = "&inputs=sugars,fiber,fat"
LARGE = f"{SLICED}&layers=160-relu,160-relu"
PAGES = {
    "One neuron": ("/neuron?w=2.5&b=90", "w"),
    "Planes": ("/plane?view=top", "w0 sugars"),
    "Layers": (f"/layers?view=top{SLICED}", "sugars"),
    "Layers, a large network": (f"/layers?view=top{LARGE}", "sugars"),
    "Training": (f"/training?view=top{SLICED}", "sugars"),
    "Training, a large network": (f"/training?view=top{LARGE}", "sugars"),
    "Concrete": ("/concrete", "Cement"),
}
"""By name, a link and a slider on it."""
TIMES = 3
WITHIN = 2.0
LIMIT = 120_000.0


def is_answer(response: Response) -> bool:
    """Whether Keras has answered."""
    return response.url.endswith("keras/answer") and response.status == 200


def until_back(server: Server, page: Page, move: str) -> float:
    """Has the server forget, moves the slider, and waits for the answer; seconds."""
    os.kill(server.process, signal.SIGUSR1)
    began = time.monotonic()
    with page.expect_response(is_answer, timeout=LIMIT):
        page.keyboard.press(move)
    return time.monotonic() - began


def run() -> list[Figure]:
    """Every page, again and again; the longest counts."""
    figures = []
    with running(module="tests.browser.forgetful") as server, browsing() as browser:
        for name, (link, label) in PAGES.items():
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{server.address}{link}")
            page.wait_for_selector(
                "[data-testid=keras-agreement][data-state=agrees]", timeout=LIMIT
            )
            page.get_by_role("slider", name=label, exact=True).focus()
            moves = ["ArrowRight", "ArrowLeft"] * TIMES
            longest = max(until_back(server, page, move) for move in moves[:TIMES])
            page.close()
            figures.append(
                Figure(f"forgotten: {name}", longest, "s", "≤ 2", longest <= WITHIN, "longest of 3")
            )
    return figures


if __name__ == "__main__":
    main(run)
