"""Periodic clean-up: what belonged to those who have left goes."""

from __future__ import annotations

import asyncio
import logging
from typing import NoReturn

from streamlit.runtime import Runtime
from streamlit.runtime.state import SessionState

from playground.rooms.registry import ROOMS_HERE

PERIOD = 30.0
"""Seconds between two collections."""

_log = logging.getLogger(__name__)


async def collect_forever(period: float = PERIOD) -> NoReturn:
    """Lets sessions, classes and abandoned runs go every `period` seconds, until cancelled."""
    sessions = Sessions()
    while True:
        await asyncio.sleep(period)
        try:
            sessions.let_go()
            ROOMS_HERE.collect()
            await asyncio.to_thread(_collect)
        except Exception:
            _log.exception("The server could not be cleaned up; it will be tried again")


class Sessions:
    """The sessions that there are, to free those whose tab was closed some minutes ago.

    Streamlit frees one at the next visit after that, which may be tomorrow's, and then what is in
    it, whose callbacks lead back to it, only when Python looks for such circles.
    """

    def __init__(self) -> None:
        self._states: dict[str, SessionState] = {}

    def let_go(self) -> None:
        """Frees sessions; to be called in the event loop's thread, as all that changes them."""
        if not Runtime.exists():
            return
        manager = Runtime.instance()._session_mgr
        manager._session_storage._cache.expire()  # type: ignore[attr-defined]
        here = {info.session.id: info.session.session_state for info in manager.list_sessions()}
        for name in self._states.keys() - here.keys():
            self._states[name].clear()
        self._states = here


def _collect() -> None:
    from playground.runs.registry import RUNS  # later than at import, to start the server faster

    RUNS.collect()
