"""Streamlit's own protocol without a browser: messages over a session's websocket."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin
from websockets.sync.client import ClientConnection, connect


class StreamlitSocket:
    """A session's connection to the server.

    Args:
        address: of the server.
        patience: seconds within which an answer must be there.
    """

    def __init__(self, address: str, patience: float) -> None:
        self._address, self._patience = address, patience
        self._socket: ClientConnection | None = None

    def open(self, cookie: str = "") -> None:
        """Begins the session.

        Args:
            cookie: that goes along, or "".
        """
        parts = urlsplit(self._address)
        self._socket = connect(
            self._address.replace("http", "ws", 1) + "/_stcore/stream",
            max_size=None,
            origin=Origin(f"{parts.scheme}://{parts.netloc}"),
            additional_headers={"Cookie": cookie} if cookie else {},
            open_timeout=self._patience,
        )

    def close(self) -> None:
        """Ends the session's connection."""
        if self._socket is not None:
            self._socket.close()

    def ask(self, message: BackMsg, until: str) -> Iterator[ForwardMsg]:
        """Sends a message, and yields what comes.

        Args:
            message: what is sent.
            until: kind of the message that is yielded last.
        """
        assert self._socket is not None
        self._socket.send(message.SerializeToString())
        kind = ""
        while kind != until:
            answer = ForwardMsg()
            received = self._socket.recv(timeout=self._patience)
            assert isinstance(received, bytes)
            answer.ParseFromString(received)
            kind = answer.WhichOneof("type") or ""
            yield answer
