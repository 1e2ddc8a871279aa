"""What nobody asks for: runs whose learners are gone are ended and forgotten."""

from __future__ import annotations

import asyncio
import logging
from typing import NoReturn

PERIOD = 30.0
"""Seconds from one time to the next."""

_log = logging.getLogger(__name__)


async def collect_forever(period: float = PERIOD) -> NoReturn:
    """Looks after the server for as long as it runs; to be cancelled with it."""
    while True:
        await asyncio.sleep(period)
        try:
            await asyncio.to_thread(_collect)
        except Exception:
            _log.exception("The server could not be looked after; it will be tried again")


def _collect() -> None:
    from playground.runs.registry import RUNS  # not before the first page is there

    RUNS.sweep()
