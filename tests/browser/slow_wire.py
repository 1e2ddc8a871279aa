"""The WebSocket between a page and the server, which a test may slow down or cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, WebSocketRoute

QUIET = 400


@dataclass
class SlowWire:
    """The wire between a page and the server.

    Attributes:
        page: has not been opened yet.
        holds: whether what the server says is held back.
        loses: whether the server hears nothing of what the page says.
        said: what is held back.
        sockets: of the page, the newest last.
    """

    page: Page
    holds: bool = False
    loses: bool = False
    said: list[str | bytes] = field(default_factory=list)
    sockets: list[WebSocketRoute] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.route_web_socket(re.compile("_stcore/stream"), self._join)

    def _join(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        server = socket.connect_to_server()
        server.on_message(self._hear)
        socket.on_message(lambda message: None if self.loses else server.send(message))

    def _hear(self, message: str | bytes) -> None:
        if self.holds:
            self.said.append(message)
        else:
            self.sockets[-1].send(message)

    def until_quiet(self) -> None:
        """Waits until the server has said something, and nothing more for a moment."""
        before = -1
        while before != len(self.said) or not self.said:
            before = len(self.said)
            self.page.wait_for_timeout(QUIET)

    def release(self) -> None:
        self.holds = False
        for message in self.said:
            self.sockets[-1].send(message)
        self.said.clear()
