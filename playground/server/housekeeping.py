"""Periodic clean-up: stops and removes runs whose owner has left."""

from __future__ import annotations

import asyncio
import logging
from typing import NoReturn

PERIOD = 30.0
"""Seconds between two collections."""

_log = logging.getLogger(__name__)


async def collect_forever(period: float = PERIOD) -> NoReturn:
    """Collects abandoned runs every `period` seconds, until its task is cancelled."""
    while True:
        await asyncio.sleep(period)
        try:
            await asyncio.to_thread(_collect)
        except Exception:
            _log.exception("Runs could not be cleaned up; it will be tried again")


def _collect() -> None:
    from playground.runs.registry import RUNS  # later than at import, to start the server faster

    RUNS.collect()
