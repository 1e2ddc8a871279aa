"""A server with 256 file descriptors: how many come in, what the next one hears, and what after."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from websockets.exceptions import WebSocketException

from benchmarks.browser import Server, running
from benchmarks.learner import Learner
from benchmarks.report import Figure, main

LIMIT = 256
MOST = 250
PATIENCE = 10.0
"""Seconds that a person waits for a page."""
GIVE_UP = 120.0
"""Seconds after which a server has not come back."""


def look(server: Server) -> tuple[int, str]:
    """Opens the page as a browser does: the status, and the text; 0: nobody answers."""
    request = Request(f"{server.address}/neuron", headers={"Accept": "text/html"})
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except (URLError, OSError):
        return 0, ""


def arrive(server: Server, room: ExitStack, patience: float = PATIENCE) -> Learner | None:
    """Opens the page, again when it says so, and a session; None: it was not let in."""
    give_up = time.monotonic() + patience
    while look(server)[0] != 200:
        if time.monotonic() > give_up:
            return None
        time.sleep(0.5)
    learner = Learner(server.address, "", "neuron", patience=PATIENCE)
    try:
        return room.enter_context(learner)
    except (OSError, WebSocketException):
        return None


def until_let_in(server: Server, room: ExitStack) -> float:
    """Seconds until somebody comes in again."""
    began = time.monotonic()
    while time.monotonic() - began < GIVE_UP and not arrive(server, room, 0):
        time.sleep(0.2)
    return time.monotonic() - began


def run() -> list[Figure]:
    """One server that fills up, and empties by ten."""
    with running(descriptors=LIMIT) as server, ExitStack() as outside:
        first = outside.enter_context(Learner(server.address, "", "neuron"))
        empty = server.descriptors
        inside: list[ExitStack] = []
        while len(inside) < MOST:
            one = ExitStack()
            if not arrive(server, one):
                break
            inside.append(one)
        taken, full = len(inside), server.descriptors
        status, text = look(server)
        began = time.monotonic()
        works = True
        try:
            first.go("w=3")
        except (OSError, WebSocketException):
            works = False
        waited = time.monotonic() - began
        for one in inside[:10]:
            with suppress(OSError):
                one.close()
        back = until_let_in(server, outside)
        for one in inside[10:]:
            with suppress(OSError):
                one.close()
        time.sleep(10)
        left = server.descriptors - empty
    told = "a sentence" if "No place is free" in text else "no sentence"
    each = (full - empty) / max(1, taken)
    return [
        Figure("256 descriptors: sessions taken", taken, "", "≥ 90", taken >= 90),
        Figure("a session costs", each, "descriptors", "≤ 2", each <= 2),
        Figure("the next one is told", status, "", "503", status == 503, told),
        Figure("somebody inside is answered after", waited, "s", "≤ 5", works and waited <= 5),
        Figure("after ten have left, one is let in after", back, "s", "≤ 6", back <= 6),
        Figure("descriptors left when all are gone", left, "", "≤ 4", left <= 4, "after 10 s"),
    ]


if __name__ == "__main__":
    main(run)
