"""Thirty people bring a large table at the same moment, and the server is asked how it is.

`python -m benchmarks.uploads 5` brings tables of 5 MB instead of 20.
"""

from __future__ import annotations

import http.client
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import numpy as np
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.browser import Server, running
from benchmarks.classroom import watched
from benchmarks.learner import Learner
from benchmarks.report import Figure, main

PEOPLE = 30
MEGABYTES = 20
GIVE_UP = 1800.0
LOOK_EVERY = 10.0


def table(megabytes: int) -> bytes:
    """A table of numbers of that size."""
    rows = megabytes * 2**20 // 73
    numbers = np.random.default_rng(0).normal(size=(rows, 8))
    lines = (",".join(f"{number:.5f}" for number in row) for row in numbers)
    return ("a,b,c,d,e,f,g,y\n" + "\n".join(lines)).encode()


class Bringer(Learner):
    """Somebody on Data who brings a file."""

    def __init__(self, address: str) -> None:
        super().__init__(address, "", "data", GIVE_UP)
        self.session = self.uploader = ""
        self.is_there = False

    def _take(self, answer: ForwardMsg) -> None:
        super()._take(answer)
        if answer.WhichOneof("type") == "new_session":
            self.session = answer.new_session.initialize.session_id
        element = answer.delta.new_element
        if element.WhichOneof("type") == "file_uploader":
            self.uploader = element.file_uploader.id
        if "rows, comma" in element.alert.body:
            self.is_there = True

    def bring(self, data: bytes) -> float:
        """Sends the file, and waits until its table is on the page; seconds."""
        began = time.monotonic()
        name = f"file-of-{self.session}"
        self._put(name, data)
        while not self.is_there and time.monotonic() - began < GIVE_UP:
            self._show(name, len(data))
            time.sleep(LOOK_EVERY)  # a page draws only its bar meanwhile, which costs nothing
        return time.monotonic() - began

    def _put(self, name: str, data: bytes) -> None:
        with urlopen(f"{self._address}/_stcore/health") as answer:
            cookie = answer.headers["Set-Cookie"].split(";")[0]
        edge = "edge"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="t.csv"\r\n\r\n'
        request = Request(
            f"{self._address}/_stcore/upload_file/{self.session}/{name}",
            head.encode() + data + f"\r\n--{edge}--\r\n".encode(),
            {
                "Content-Type": f"multipart/form-data; boundary={edge}",
                "Cookie": cookie,
                "X-Xsrftoken": cookie.partition("=")[2],
            },
            method="PUT",
        )
        urlopen(request, timeout=GIVE_UP).close()

    def _show(self, name: str, size: int) -> None:
        message = self._message()
        widget = message.rerun_script.widget_states.widgets.add(id=self.uploader)
        info = widget.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = "t.csv", size, name
        self._run(message)


def longest_answer(server: Server, over: threading.Event) -> float:
    """Asks whether the server is well, again and again; the longest that it took, seconds."""
    longest = 0.0
    while not over.wait(0.2):
        began = time.monotonic()
        connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=GIVE_UP)
        connection.request("GET", "/_stcore/health")
        connection.getresponse().read()
        connection.close()
        longest = max(longest, time.monotonic() - began)
    return longest


def run(megabytes: int = MEGABYTES) -> list[Figure]:
    """All bring it at once."""
    data, over = table(megabytes), threading.Event()
    with running() as server, ExitStack() as room, ThreadPoolExecutor(PEOPLE + 1) as pool:
        people = [Bringer(server.address) for _ in range(PEOPLE)]
        for one in people:
            room.enter_context(one)
        idle = server.memory
        with watched(server) as memory:
            health = pool.submit(longest_answer, server, over)
            took = list(pool.map(lambda one: one.bring(data), people))
            over.set()
        there = sum(one.is_there for one in people)
        time.sleep(60)
        kept = server.memory - idle
    peak, longest = memory.peak - idle, health.result()
    how = f"{PEOPLE} tables of {len(data) / 2**20:.0f} MB"
    return [
        Figure("uploads: tables on their pages", there, "", "30", there == PEOPLE, how),
        Figure("uploads: the last one is there after", max(took), "s", note=how),
        Figure("uploads: memory over idle, peak", peak, "MB", "≤ 2,000", peak <= 2000, how),
        Figure("uploads: memory over idle a minute later", kept, "MB", note="all are still here"),
        Figure("uploads: longest /_stcore/health", longest, "s", "≤ 1", longest <= 1, how),
    ]


if __name__ == "__main__":
    main(lambda: run(int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES))
