"""A learner without a browser: speaks Streamlit's own protocol, and listens to a training."""

from __future__ import annotations

import http.client
import json
import time
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.streamlit_socket import StreamlitSocket

LIMIT = 120.0
"""Seconds within which a page must be there, unless somebody has less patience."""


class Learner:
    """A session on one page.

    Args:
        address: of the server.
        query: of the page's link.
        page: its path.
        patience: seconds within which a page must be there.
    """

    def __init__(
        self, address: str, query: str, page: str = "training", patience: float = LIMIT
    ) -> None:
        self._address, self._query, self._page = address, query, page
        self._socket = StreamlitSocket(address, patience)
        self._stage: dict[str, Any] = {}
        self._widget = self._script = ""
        self._seq = 0

    def __enter__(self) -> Learner:
        self._socket.open()
        self._rerun({})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    @property
    def run(self) -> str | None:
        """Id of the training in view."""
        run: str | None = self._stage.get("run")
        return run

    @property
    def stage(self) -> dict[str, Any]:
        """The payload of the stage in view."""
        return self._stage

    def go(self, query: str, page: str | None = None) -> None:
        """Has a page's script run for another link.

        Args:
            query: of the link.
            page: its path; None: of the page in view.
        """
        self._query = query
        if page is not None:
            self._page, self._script = page, ""
        self._rerun({})

    def press(self, action: str) -> None:
        """Presses a button of the stage, and waits until the page is drawn again."""
        self._seq += 1
        message = {
            "seq": self._seq,
            "base": self._stage["version"],
            "values": self._stage["values"],
            "action": {"kind": action},
        }
        self._rerun({"message": message})

    def listen(self) -> list[tuple[float, int]]:
        """Follows the training to its end: when (`time.perf_counter`) it heard of which epoch."""
        host = urlsplit(self._address).netloc
        connection = http.client.HTTPConnection(host, timeout=LIMIT)
        connection.request("GET", f"/news?run={self.run}")
        heard, response, name = [], connection.getresponse(), ""
        while line := response.readline().decode():
            kind, _, value = line.strip().partition(": ")
            if kind == "event":
                name = value
            elif kind == "data":
                heard.append((time.perf_counter(), int(json.loads(value)["epoch"])))
                if name == "end":
                    break
        connection.close()
        return heard

    def _rerun(self, state: dict[str, Any]) -> None:
        """Has the script run, and takes what it says of the stage."""
        message = self._message()
        if state:
            widgets = message.rerun_script.widget_states.widgets
            widgets.add(id=self._widget, json_value=json.dumps(state))
        self._run(message)

    def _message(self) -> BackMsg:
        """What has the script run for the link."""
        message = BackMsg()
        ask = message.rerun_script
        ask.query_string, ask.page_script_hash = self._query, self._script
        ask.page_name = "" if self._script else self._page
        return message

    def _run(self, message: BackMsg) -> None:
        """Sends it, and takes what comes until the script has finished."""
        for answer in self._socket.ask(message, "script_finished"):
            self._take(answer)

    def _take(self, answer: ForwardMsg) -> None:
        if answer.WhichOneof("type") == "navigation":
            self._script = answer.navigation.page_script_hash
        elif answer.delta.new_element.WhichOneof("type") == "bidi_component":
            component = answer.delta.new_element.bidi_component
            payload = json.loads(component.bytes)
            if "version" in payload:  # else it is the way on, or a card, without values
                self._stage, self._widget = payload, component.id
