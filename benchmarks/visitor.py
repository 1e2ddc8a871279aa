"""Somebody who uses every page without a browser: what the pages' scripts would send, sent.

The same messages over Streamlit's socket, the same requests to Keras, streams and uploads.
"""

from __future__ import annotations

import http.client
import json
import random
import time
from collections.abc import Callable
from contextlib import contextmanager
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.streamlit_socket import StreamlitSocket

LIMIT = 60.0
"""Seconds within which an answer must be there."""
DRAG = 15
"""Questions to Keras in one drag, five a second as in a browser."""
STAGES = ("neuron", "plane", "layers", "training", "concrete")
ACTIVATIONS = ("relu", "tanh", "sigmoid", "linear")
BOUNDARY = "of the soak"

Note = Callable[[str, float], None]


class Visitor:
    """A browser's session.

    Args:
        address: of the server.
        dice: decides what is done.
        note: is told of every answer's kind and seconds.
    """

    def __init__(self, address: str, dice: random.Random, note: Note) -> None:
        self._address, self._dice, self._note = address, dice, note
        self._host, self._base = urlsplit(address).netloc, urlsplit(address).path
        self._http = http.client.HTTPConnection(self._host, timeout=LIMIT)
        self._page = self._session = self._cookie = ""
        self._socket = StreamlitSocket(address, LIMIT)
        self._stage: dict[str, Any] = {}
        self._ids: dict[str, str] = {}
        self._seq = 0
        self._urls: Any = None

    def __enter__(self) -> Visitor:
        self._cookie = self._token()
        self._socket.open(f"_streamlit_xsrf={self._cookie}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()
        self._socket.close()

    def act(self) -> None:
        """Does one thing that people do."""
        acts = (self.open, self.drag, self.build, self.train, self.upload)
        self._dice.choices(acts, weights=(4, 4, 4, 3, 1))[0]()

    # --- what people do -----------------------------------------------------------------------

    def open(self) -> None:
        """Opens some page."""
        self._go(self._dice.choice(("", "course", "data", *STAGES)))

    def drag(self) -> None:
        """Moves the weights of a page about, while Keras answers, and lets go."""
        if self._page not in ("neuron", "layers"):
            self._go(self._dice.choice(("neuron", "layers")))
        for _ in range(DRAG):
            began = time.perf_counter()
            self._nudge()
            self._ask()
            time.sleep(max(0.0, began + 0.2 - time.perf_counter()))
        self._commit()

    def build(self) -> None:
        """Opens a network that nobody has built before, and asks Keras about it."""
        layers = ",".join(
            f"{self._dice.randint(1, 24)}-{self._dice.choice(ACTIVATIONS)}"
            for _ in range(self._dice.randint(1, 4))
        )
        self._go("layers", f"layers={layers}")
        self._ask()

    def train(self) -> None:
        """Trains for a while and watches; some leave before it is over."""
        layers = f"{self._dice.randint(2, 16)}-relu,{self._dice.randint(2, 16)}-relu"
        self._go("training", f"layers={layers}&epochs={self._dice.choice((50, 100, 300))}&speed=0")
        self._commit(action={"kind": "play"})
        self._watch(until=time.perf_counter() + self._dice.uniform(1, 20))

    def upload(self) -> None:
        """Brings a table of their own."""
        self._go("data")
        ask = BackMsg()
        ask.file_urls_request.request_id = "table"
        ask.file_urls_request.session_id = self._session
        ask.file_urls_request.file_names.append("own.csv")
        with self._timed("upload"):
            self._send(ask, "file_urls_response")
            self._put(self._urls.upload_url, self._table())
            widget = WidgetState(id=self._ids["file_uploader"])
            file = widget.file_uploader_state_value.uploaded_file_info.add()
            file.name, file.size = "own.csv", 1
            file.file_id = self._urls.file_id
            file.file_urls.CopyFrom(self._urls)
            self._run([widget])

    def _table(self) -> bytes:
        rows, columns = self._dice.choice((50, 500, 5000)), self._dice.randint(2, 8)
        names = ",".join(f"column {i}" for i in range(columns))
        number = self._dice.random
        lines = (",".join(f"{number():.5f}" for _ in range(columns)) for _ in range(rows))
        return "\n".join([names, *lines]).encode()

    # --- Keras --------------------------------------------------------------------------------

    def _nudge(self) -> None:
        values = self._stage["values"]
        values["weights"] = [
            [weight + self._dice.gauss(0, 0.1) for weight in array] for array in values["weights"]
        ]

    def _ask(self) -> None:
        """Asks Keras about the weights as they are; waits while it is starting."""
        stage = self._stage
        eval_points, units = stage.get("eval_points"), [1]
        if stage["kind"] == "layers":
            eval_points, units = stage["scalings"]["standardised"]["eval_points"], stage["units"]
        values = stage["values"]
        activations = values["activations"]
        source = {
            "kind": "inline",
            "network": {
                "inputs": len(values["weights"][0]) // units[0],
                "layers": [
                    {"units": count, "activation": name}
                    for count, name in zip(units, activations, strict=True)
                ],
            },
            "weights": values["weights"],
        }
        body: dict[str, Any] = {"eval_points": eval_points, "revision": 1, "source": source}
        body["at"] = []
        while True:
            began = time.perf_counter()
            status, answer = self._request(
                "POST", f"{self._base}/keras/answer", json.dumps(body).encode()
            )
            if status not in (202, 429):
                break
            time.sleep(0.5)
        if status != 200:
            raise RuntimeError(f"Keras answered {status}: {answer[:300]!r}")
        self._note("Keras", time.perf_counter() - began)

    def _watch(self, until: float) -> None:
        """Reads the stream of the training in view."""
        watching = http.client.HTTPConnection(self._host, timeout=LIMIT)
        try:
            watching.request("GET", f"{self._base}/news?run={self._stage['run']}")
            response, last = watching.getresponse(), time.perf_counter()
            while time.perf_counter() < until and (line := response.readline()):
                if line.startswith(b"data"):
                    self._note("event", time.perf_counter() - last)
                    last = time.perf_counter()
                if line.startswith(b"event: end"):
                    break
        finally:
            watching.close()

    # --- the protocol -------------------------------------------------------------------------

    @contextmanager
    def _timed(self, kind: str) -> Any:
        began = time.perf_counter()
        yield
        self._note(kind, time.perf_counter() - began)

    def _request(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        try:
            self._http.request(method, path, body)
            response = self._http.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._http.close()  # it was open for too long; browsers ask again, too
            self._http.request(method, path, body)
            response = self._http.getresponse()
        return response.status, response.read()

    def _token(self) -> str:
        self._http.request("GET", f"{self._base}/_stcore/health")
        response = self._http.getresponse()
        response.read()
        cookie = response.getheader("Set-Cookie") or ""
        return cookie.partition("_streamlit_xsrf=")[2].partition(";")[0]

    def _put(self, path: str, table: bytes) -> None:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="own.csv"; filename="own.csv"'
            "\r\nContent-Type: text/csv\r\n\r\n"
        )
        body = head.encode() + table + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {
            "Content-Type": f'multipart/form-data; boundary="{BOUNDARY}"',
            "Cookie": f"_streamlit_xsrf={self._cookie}",
            "X-Xsrftoken": self._cookie,
        }
        self._http.close()
        self._http.request("PUT", self._base + path, body, headers)
        response = self._http.getresponse()
        response.read()
        if response.status != 204:
            raise RuntimeError(f"the upload was answered {response.status}")

    def _go(self, page: str, query: str = "") -> None:
        self._page, self._stage, self._ids = page, {}, {}
        with self._timed("page"):
            self._run([], query)

    def _commit(self, **more: Any) -> None:
        """Sends the values at rest, as the stage does when the hand lets go."""
        self._seq += 1
        stage = self._stage
        message = {"seq": self._seq, "base": stage["version"], "values": stage["values"], **more}
        widget = WidgetState(id=self._ids["stage"], json_value=json.dumps({"message": message}))
        with self._timed("commit"):
            self._run([widget])

    def _run(self, widgets: list[WidgetState], query: str = "") -> None:
        """Has the page's script run, and takes what it shows."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = self._page, query
        message.rerun_script.widget_states.widgets.extend(widgets)
        self._send(message, "script_finished")

    def _send(self, message: BackMsg, until: str) -> None:
        for answer in self._socket.ask(message, until):
            self._take(answer.WhichOneof("type") or "", answer)

    def _take(self, kind: str, answer: ForwardMsg) -> None:
        if kind == "new_session":
            self._session = answer.new_session.initialize.session_id
        elif kind == "file_urls_response":
            (self._urls,) = answer.file_urls_response.file_urls
        element = answer.delta.new_element
        shown = element.WhichOneof("type")
        if shown == "file_uploader":
            self._ids[shown] = element.file_uploader.id
        elif shown == "exception":
            raise RuntimeError(f"the page shows {element.exception.message}")
        elif shown == "bidi_component":
            payload = json.loads(element.bidi_component.bytes)
            if payload["kind"] in STAGES:
                self._stage, self._ids["stage"] = payload, element.bidi_component.id
