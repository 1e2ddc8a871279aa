"""A learner of a class without a browser: a seat, its stream, and the page that the class is on."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.learner import LIMIT, Learner

CREDENTIAL = "playground-seat"


class Door:
    """A connection over which messages to a class go.

    Args:
        address: of the server.
        code: of the class.
    """

    def __init__(self, address: str, code: str) -> None:
        self._code = code
        self._http = http.client.HTTPConnection(urlsplit(address).netloc, timeout=LIMIT)

    def post(self, path: str, body: object, credential: str = "") -> Any:
        """Sends a message, and returns what is answered; None: nothing.

        Args:
            path: below the class.
            body: of the message.
            credential: of a seat, or the teacher's.

        Raises:
            RuntimeError: if it is refused.
        """
        headers = {CREDENTIAL: credential}
        self._http.request("POST", f"/rooms/{self._code}{path}", json.dumps(body), headers)
        response = self._http.getresponse()
        text = response.read()
        if response.status >= 300:
            raise RuntimeError(f"{path} was answered {response.status}: {text[:300]!r}")
        return json.loads(text) if text else None

    def events(self, credential: str, query: str = "") -> Iterator[tuple[str, Any]]:
        """Reads a stream to its end: name and content of each event.

        Args:
            credential: of a seat, or the teacher's.
            query: of the stream's address.
        """
        headers = {CREDENTIAL: credential}
        self._http.request("GET", f"/news?room={self._code}{query}", None, headers)
        response, name = self._http.getresponse(), ""
        while line := response.readline():
            kind, _, value = line.decode().strip().partition(": ")
            if kind == "event":
                name = value
            elif kind == "data":
                yield name, json.loads(value)

    def close(self) -> None:
        """Hangs up, also on a stream that another thread reads."""
        if self._http.sock is not None:
            with suppress(OSError):
                self._http.sock.shutdown(2)
        self._http.close()


@dataclass(eq=False)
class Classmate:
    """Joins, is brought where the class is, and reports.

    Attributes:
        address: of the server.
        code: of the class.
        joined: when seat, stream and page were there (`time.perf_counter`).
        moved: when the page was there to which the class was brought last; 0: it is on its way.
        error: what went wrong, or None.
    """

    address: str
    code: str
    joined: float = 0.0
    moved: float = 0.0
    error: Exception | None = None
    _seat: str = ""
    _is_here: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._door = Door(self.address, self.code)
        self._learner: Learner | None = None
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def join(self) -> None:
        """Sits down, and returns once the page is there."""
        door = Door(self.address, self.code)
        taken = door.post("/join", {"seat": ""})
        door.close()
        self._seat = taken["seat"]
        page, _, query = taken["link"].partition("?")
        self._learner = Learner(self.address, query, page)
        self._learner.__enter__()
        self._thread.start()
        if not self._is_here.wait(LIMIT):
            raise RuntimeError(f"no news of the class within {LIMIT:g} s")
        self.joined = time.perf_counter()

    def report(self, door: Door, weight: float) -> None:
        """Reports another line.

        Args:
            door: over which it goes.
            weight: of the line.
        """
        picture = {
            "page": "neuron",
            "kind": "line",
            "data": ["cereal", "sugars", "calories"],
            "numbers": [[weight], [90.0]],
            "activations": ["linear"],
        }
        door.post("/report", {"page": "neuron", "tried": True, "picture": picture}, self._seat)

    def leave(self) -> None:
        """Goes away."""
        self._door.close()
        self._thread.join(timeout=LIMIT)
        if self._learner is not None:
            self._learner.__exit__(None, None, None)

    def _follow(self) -> None:
        """Reads the stream, and goes where the class is brought."""
        moved = None
        try:
            for name, news in self._door.events(self._seat):
                if name != "room":
                    continue
                if moved is not None and news["moved"] != moved:
                    self._go(news["link"])
                moved = news["moved"]
                self._is_here.set()
        except (OSError, ValueError, http.client.HTTPException):
            pass  # it has hung up
        except Exception as error:
            self.error = error

    def _go(self, link: str) -> None:
        assert self._learner is not None
        page, _, query = link.partition("?")
        self._learner.go(query, page)
        self.moved = time.perf_counter()
