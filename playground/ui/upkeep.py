"""What nobody asks for: runs that are over are forgotten, and freed memory goes back."""

from __future__ import annotations

import asyncio
from typing import NoReturn

PERIOD = 30.0
"""Seconds from one time to the next."""


async def forever(period: float = PERIOD) -> NoReturn:
    """Looks after the server for as long as it runs; to be cancelled with it."""
    while True:
        await asyncio.sleep(period)
        await asyncio.to_thread(once)


def once() -> None:
    """Ends and forgets runs whose learners are gone, and gives back what they held."""
    from playground.runs.memory import give_back
    from playground.runs.registry import RUNS

    RUNS.sweep()
    give_back()
